import { never } from '@corridor/kernel';
import type { CreditCommandOf } from './letter-of-credit.commands.js';
import type { KnownCredit } from './letter-of-credit-state.js';
import type { Unposted } from './posted.js';

/**
 * What trade-events tells of a consignment of the credit, in whatever order it comes and however often. Of a consignment that the credit is not, or no longer,
 * for, and of a credit that has ended, nothing is taken up.
 */
export function takeUp(
  command: CreditCommandOf<'TakeUpShipment' | 'TakeUpTransportDocument' | 'DropTransportDocument'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { occurredAt } = command;
  const { issued, terms, status } = state;
  const { letterOfCreditId } = issued;
  if (status === 'cancelled' || status === 'closed') return [];
  switch (command.type) {
    case 'TakeUpShipment': {
      const { consignmentId } = command.data;
      if (!terms.consignmentIds.includes(consignmentId)) return [];
      // Goods are dispatched once.
      if (state.shipments.some((each) => each.consignmentId === consignmentId)) return [];
      return [{ type: 'ShipmentTakenUp', occurredAt, data: { letterOfCreditId, ...command.data } }];
    }
    case 'TakeUpTransportDocument': {
      const { consignmentId, document } = command.data;
      if (!terms.consignmentIds.includes(consignmentId)) return [];
      if (known(state, document.documentId)) return [];
      return [{ type: 'TransportDocumentTakenUp', occurredAt, data: { letterOfCreditId, ...command.data } }];
    }
    case 'DropTransportDocument': {
      const { consignmentId, documentId } = command.data;
      const document = known(state, documentId);
      if (!document || document.consignmentId !== consignmentId) return [];
      return [{ type: 'TransportDocumentDropped', occurredAt, data: { letterOfCreditId, ...command.data } }];
    }
    default:
      return never(command);
  }
}

function known({ transportDocuments }: KnownCredit, documentId: string) {
  return transportDocuments.find((each) => each.documentId === documentId);
}
