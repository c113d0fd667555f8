import type { EventOf } from '@corridor/contracts';
import type { ConsignmentCommand } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import { never } from '@corridor/kernel';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import type { TradeAggregates } from '../aggregates.js';

/** Who appends what follows from a payment. */
const ACTOR = 'process:trade-events';

/** The types of events that tell of a payment, or of its return. */
export const SETTLING_EVENTS = ['ObligationPartSettled', 'ObligationSettled', 'PaymentReturned'] as const;

/**
 * The process manager of trade: what is paid of an obligation, or returned, is paid of its invoice on the consignment, which
 * says by itself when all of them are. It keeps no state and looks at the log before it acts: an event that comes again, or
 * behind one that its obligation told later, leads to nothing new; the version of the obligation's stream says which was.
 * @returns reactions that throw Rejection where the invoice is not the consignment's.
 */
export function settledInvoices(
  store: EventStore,
  { consignments }: Pick<TradeAggregates, 'consignments'>,
): Reactions<(typeof SETTLING_EVENTS)[number]> {
  const tell = async (
    event: EventOf<(typeof SETTLING_EVENTS)[number]>,
    client: pg.ClientBase,
  ): Promise<void> => {
    const { correlationId, position, demo } = event;
    const { consignmentId } = event.data;
    const { append } = consignments.decide(
      consignmentId,
      commandFor(event),
      await consignments.load(consignmentId, client),
    );
    if (!append) return;
    await store.appendIn(client, {
      streams: [append],
      actor: ACTOR,
      correlationId,
      causationId: position,
      demo,
    });
  };
  return { ObligationPartSettled: tell, ObligationSettled: tell, PaymentReturned: tell };
}

function commandFor({
  type,
  version,
  data,
  occurredAt,
}: EventOf<(typeof SETTLING_EVENTS)[number]>): ConsignmentCommand {
  const { consignmentId, invoiceId } = data;
  const told = { consignmentId, invoiceId, obligationVersion: version };
  switch (type) {
    case 'ObligationPartSettled':
      return { type: 'PayInvoiceInPart', occurredAt, data: { ...told, outstanding: data.outstanding } };
    case 'ObligationSettled': {
      // Events written before it was told have the day of the last payment alone.
      const { settledOn = data.valueDate } = data;
      return { type: 'SettleInvoice', occurredAt, data: { ...told, settledOn } };
    }
    case 'PaymentReturned': {
      const { outstanding, paid } = data;
      return { type: 'ReturnInvoicePayment', occurredAt, data: { ...told, outstanding, paid } };
    }
    default:
      return never(type);
  }
}
