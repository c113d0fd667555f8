import type { EventOf } from '@corridor/contracts';
import type { ConsignmentCommand } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import type { TradeAggregates } from '../aggregates.js';

/** Who appends what follows from a payment. */
const ACTOR = 'process:trade-events';

/** The types of events that tell of a payment. */
export const SETTLING_EVENTS = ['ObligationPartSettled', 'ObligationSettled'] as const;

/**
 * The process manager of trade: what is paid of an obligation is paid of its invoice on the consignment, which says by
 * itself when all of them are. It keeps no state and looks at the log before it acts: an event that comes again, or behind
 * its outcome, leads to nothing new.
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
  return { ObligationPartSettled: tell, ObligationSettled: tell };
}

function commandFor({
  type,
  data,
  occurredAt,
}: EventOf<(typeof SETTLING_EVENTS)[number]>): ConsignmentCommand {
  const { consignmentId, invoiceId } = data;
  if (type === 'ObligationPartSettled') {
    const { outstanding } = data;
    return { type: 'PayInvoiceInPart', occurredAt, data: { consignmentId, invoiceId, outstanding } };
  }
  // Events written before it was told have the day of the last payment alone.
  const { settledOn = data.valueDate } = data;
  return { type: 'SettleInvoice', occurredAt, data: { consignmentId, invoiceId, settledOn } };
}
