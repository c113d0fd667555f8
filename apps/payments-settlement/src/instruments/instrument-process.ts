import type { EventOf, RecordedEvent } from '@corridor/contracts';
import {
  countryOfInstrument,
  everOwed,
  type InstrumentCommand,
  type KnownInstrument,
  type RaisedObligation,
} from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import { toMoney, toMoneyJson } from '@corridor/kernel';
import type { Reactions } from '@corridor/messaging';
import { byClockOf } from '@corridor/reference-data';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { contextOf } from '../process/cause.js';
import { lineageOf } from '../supervision/goods.js';

/** What starts a term, or changes what has come. */
export const INSTRUMENT_PROCESS_EVENTS = [
  'InstrumentTied',
  'ConsignmentDispatched',
  'ObligationPartSettled',
  'ObligationSettled',
  'PaymentReturned',
  'PaymentUnmatched',
] as const;

/**
 * The process manager of instruments: the first shipment of the goods that one covers starts its term, and each payment of their invoices, its
 * return, or a person's word that it was none, changes what is still to come. It looks at the instrument and the obligation before it acts, so whatever comes again leads to nothing new.
 */
export function instrumentProcess(
  store: EventStore,
  aggregates: PaymentsAggregates,
): Reactions<(typeof INSTRUMENT_PROCESS_EVENTS)[number]> {
  const follow = new InstrumentProcess(store, aggregates);
  return {
    InstrumentTied: (event, client) => follow.tied(event, client),
    ConsignmentDispatched: (event, client) => follow.dispatched(event, client),
    ObligationPartSettled: (event, client) => follow.paid(event, client),
    ObligationSettled: (event, client) => follow.paid(event, client),
    PaymentReturned: (event, client) => follow.paid(event, client),
    PaymentUnmatched: (event, client) => follow.paid(event, client),
  };
}

class InstrumentProcess {
  constructor(
    private readonly store: EventStore,
    private readonly aggregates: PaymentsAggregates,
  ) {}

  /** What was shipped and paid before the tie was told. */
  async tied(event: EventOf<'InstrumentTied'>, client: pg.ClientBase): Promise<void> {
    const { instrumentId, consignmentId, invoiceId } = event.data;
    const { wholes, parts } = await lineageOf(client, consignmentId);
    const { rows: shipped } = await client.query<{ consignment_id: string; occurred_local: string }>({
      name: 'supervision-first-shipment',
      text: `SELECT consignment_id, occurred_local FROM payments.goods_moved WHERE dispatched AND consignment_id = ANY ($1)
        ORDER BY left(occurred_local, 10), position LIMIT 1`,
      values: [[...wholes, ...parts]],
    });
    for (const { consignment_id, occurred_local } of shipped) {
      await this.startTerm(instrumentId, consignment_id, occurred_local, event, client);
    }
    const { rows: paid } = await client.query<{ id: string; last_on: string }>({
      name: 'supervision-paid-of-goods',
      text: `SELECT obligation_id AS id, last_on::text FROM payments.paid_obligations
        WHERE (obligation_id = $2 OR ($2::uuid IS NULL AND consignment_id = ANY ($1))) AND paid_minor > 0 ORDER BY obligation_id`,
      values: [parts, invoiceId ?? null],
    });
    for (const { id, last_on } of paid) await this.recordProceeds(instrumentId, id, last_on, event, client);
  }

  /** A part is goods of its whole, and a whole of its parts. */
  async dispatched(event: EventOf<'ConsignmentDispatched'>, client: pg.ClientBase): Promise<void> {
    const { consignmentId } = event.data;
    const { wholes, parts } = await lineageOf(client, consignmentId);
    for (const instrumentId of await instrumentsOf([...wholes, ...parts], undefined, client)) {
      await this.startTerm(instrumentId, consignmentId, event.occurredAt, event, client);
    }
  }

  async paid(
    event: EventOf<'ObligationPartSettled' | 'ObligationSettled' | 'PaymentReturned' | 'PaymentUnmatched'>,
    client: pg.ClientBase,
  ): Promise<void> {
    const { obligationId, invoiceId, consignmentId } = event.data;
    const valueDate = 'unmatchedOn' in event.data ? event.data.unmatchedOn : event.data.valueDate;
    const { wholes } = await lineageOf(client, consignmentId);
    for (const instrumentId of await instrumentsOf(wholes, invoiceId, client)) {
      await this.recordProceeds(instrumentId, obligationId, valueDate, event, client);
    }
  }

  private async startTerm(
    instrumentId: string,
    consignmentId: string,
    shippedAt: string,
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    const data = { instrumentId, consignmentId, shippedOn: shippedAt.slice(0, 10) };
    const ask = () => ({ type: 'StartRepatriationTerm', data }) as const;
    await this.decide(instrumentId, ask, event, client);
  }

  private async recordProceeds(
    instrumentId: string,
    obligationId: string,
    valueDate: string,
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    const { state, version } = await this.aggregates.obligations.load(obligationId, client);
    // Of one that was withdrawn nothing is paid: what was recorded before is taken back.
    const owed = everOwed(state);
    if (!owed) return;
    const { invoiceId, consignmentId, amount } = owed.obligation;
    const { currency } = amount;
    const minor = toMoney(amount).minor - toMoney(owed.outstanding).minor;
    const paid = toMoneyJson({ minor: minor > 0n ? minor : 0n, currency });
    const data = { instrumentId, invoiceId, consignmentId, obligationVersion: version, paid, valueDate };
    const ask = (instrument: KnownInstrument) =>
      isItsMoney(instrument, owed) ? ({ type: 'RecordProceeds', data } as const) : undefined;
    await this.decide(instrumentId, ask, event, client);
  }

  /** What is cancelled takes part in nothing any more. */
  private async decide(
    instrumentId: string,
    ask: (instrument: KnownInstrument) => Omit<InstrumentCommand, 'occurredAt'> | undefined,
    event: RecordedEvent,
    client: pg.ClientBase,
  ): Promise<void> {
    const { instruments } = this.aggregates;
    const loaded = await instruments.load(instrumentId, client);
    const { state } = loaded;
    if (state.status === 'unknown' || state.status === 'cancelled') return;
    const asked = ask(state);
    if (!asked) return;
    const occurredAt = byClockOf(countryOfInstrument(state.registered.kind), event.occurredAt);
    const { append } = instruments.decide(
      instrumentId,
      { ...asked, occurredAt } as InstrumentCommand,
      loaded,
    );
    if (append) await this.store.appendIn(client, { ...contextOf(event), streams: [append] });
  }
}

/** Money that its holder gets for an export, or pays for an import, in its currency. */
function isItsMoney({ registered }: KnownInstrument, { obligation }: RaisedObligation): boolean {
  const { flow, holder, amount } = registered;
  const party = flow === 'export' ? obligation.creditor : obligation.debtor;
  return party === holder.participantId && obligation.amount.currency === amount.currency;
}

/**
 * Instruments that cover one of these consignments; where an invoice is told, those that cover it with one of them, or by itself: tied to a part, also one for
 * the whole, of which nobody could say else how much is for that part.
 */
async function instrumentsOf(
  consignmentIds: readonly string[],
  invoiceId: string | undefined,
  client: pg.ClientBase,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: 'supervision-instruments-of',
    text: `SELECT DISTINCT instrument_id AS id FROM payments.instrument_ties
      WHERE invoice_id = $2 OR (consignment_id = ANY ($1) AND ($2::uuid IS NULL OR invoice_id IS NULL)) ORDER BY instrument_id`,
    values: [consignmentIds, invoiceId ?? null],
  });
  return rows.map(({ id }) => id);
}
