import type { EventOf } from '@corridor/contracts';
import { type ConsignmentCommand, type ConsignmentState, isDeclared } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import { never } from '@corridor/kernel';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import type { TradeAggregates } from '../aggregates.js';
import { partsBelow } from '../consignments/parts.js';
import { PROCESS_ACTOR } from '../process/marks.js';

/** The types of events that tell of a payment, of its return, or that there is nothing to pay. */
export const SETTLING_EVENTS = [
  'ObligationPartSettled',
  'ObligationSettled',
  'PaymentReturned',
  'PaymentUnmatched',
  'InvoiceWithdrawn',
] as const;

/**
 * What is paid of an obligation, or returned, is paid of its invoice on the consignment, and on each of its parts
 * where it is split, all in one append; an invoice that is withdrawn leaves them. Each says by itself when all of its invoices are paid. It keeps no state and looks at the log before it
 * acts: an event that comes again, or behind one that its obligation told later, leads to nothing new; the version of the obligation's stream
 * says which was.
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
    const whole = await consignments.load(consignmentId, client);
    const parts = await partsBelow(consignments, whole.state, client);
    const streams = [
      { id: consignmentId, loaded: whole },
      ...parts.filter(({ loaded }) => hasInvoice(loaded.state, event.data.invoiceId)),
    ].flatMap(({ id, loaded }) => consignments.decide(id, commandFor(event, id), loaded).append ?? []);
    if (streams.length === 0) return;
    await store.appendIn(client, {
      streams,
      actor: PROCESS_ACTOR,
      correlationId,
      causationId: position,
      demo,
    });
  };
  return {
    ObligationPartSettled: tell,
    ObligationSettled: tell,
    PaymentReturned: tell,
    PaymentUnmatched: tell,
    InvoiceWithdrawn: tell,
  };
}

/** Consignments that were split before their parts had invoices, and those that were called off by then, have none of it. */
function hasInvoice(state: ConsignmentState, invoiceId: string): boolean {
  return isDeclared(state) && state.invoices.some((one) => one.invoiceId === invoiceId);
}

function commandFor(
  { type, version, data, occurredAt }: EventOf<(typeof SETTLING_EVENTS)[number]>,
  consignmentId: string,
): ConsignmentCommand {
  const { invoiceId } = data;
  const told = { consignmentId, invoiceId, obligationVersion: version };
  switch (type) {
    case 'ObligationPartSettled':
      return { type: 'PayInvoiceInPart', occurredAt, data: { ...told, outstanding: data.outstanding } };
    case 'ObligationSettled': {
      // Events written before it was told have the day of the last payment alone.
      const { settledOn = data.valueDate } = data;
      return { type: 'SettleInvoice', occurredAt, data: { ...told, settledOn } };
    }
    case 'PaymentReturned':
    case 'PaymentUnmatched': {
      const { outstanding, paid } = data;
      return { type: 'ReturnInvoicePayment', occurredAt, data: { ...told, outstanding, paid } };
    }
    case 'InvoiceWithdrawn':
      return { type: 'DetachInvoice', occurredAt, data: { consignmentId, invoiceId } };
    default:
      return never(type);
  }
}
