import type { EventStore } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type { TradeAggregates } from '../aggregates.js';

/** Who appends what follows from a payment. */
const ACTOR = 'process:trade-events';

/** The types of events that settle an invoice. */
export const SETTLING_EVENTS = ['ObligationSettled'] as const;

/**
 * The process manager of trade: an obligation that is settled in full settles its invoice on the consignment, which says by
 * itself when all of them are. It keeps no state and looks at the log before it acts: an event that comes again, or behind
 * its outcome, leads to nothing new.
 * @returns a reaction that throws Rejection where the invoice is not the consignment's.
 */
export function settledInvoices(
  store: EventStore,
  { consignments }: Pick<TradeAggregates, 'consignments'>,
): Reactions<(typeof SETTLING_EVENTS)[number]> {
  const settle: Reactions<'ObligationSettled'>['ObligationSettled'] = async (event, client) => {
    const { data, occurredAt, correlationId, position, demo } = event;
    const { consignmentId, invoiceId, valueDate, settledOn = valueDate } = data;
    const command = {
      type: 'SettleInvoice',
      occurredAt,
      data: { consignmentId, invoiceId, settledOn },
    } as const;
    const { append } = consignments.decide(
      consignmentId,
      command,
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
  return { ObligationSettled: settle };
}
