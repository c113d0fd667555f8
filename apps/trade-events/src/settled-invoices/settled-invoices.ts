import { validateEventData } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type { EventHandler } from '@corridor/messaging';
import type { TradeAggregates } from '../aggregates.js';

/** Who appends what follows from a payment. */
const ACTOR = 'process:trade-events';

/**
 * The process manager of trade: an obligation that is settled in full settles its invoice on the consignment, which says by
 * itself when all of them are. It keeps no state and looks at the log before it acts: an event that comes again, or behind
 * its outcome, leads to nothing new.
 * @returns a handler that throws ContractViolation for an event that is malformed, and Rejection where the invoice is not the
 *   consignment's.
 */
export function settledInvoices(
  store: EventStore,
  { consignments }: Pick<TradeAggregates, 'consignments'>,
): EventHandler {
  return async ({ type, schemaVersion, data, occurredAt, correlationId, position, demo }, client) => {
    if (type !== 'ObligationSettled') return;
    const settled = validateEventData(type, schemaVersion, data);
    const { consignmentId, invoiceId, valueDate, settledOn = valueDate } = settled;
    const settle = {
      type: 'SettleInvoice',
      occurredAt,
      data: { consignmentId, invoiceId, settledOn },
    } as const;
    const { append } = consignments.decide(
      consignmentId,
      settle,
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
}
