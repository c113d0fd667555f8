import type { EventOf } from '@corridor/contracts';
import type { BookedSettlement } from '@corridor/domain';
import type { EventStore, Loaded } from '@corridor/event-store';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { contextOf } from './cause.js';
import { idOf, isPayable } from './found.js';
import { CUT_ID_CHARS, type OpenItems, SHORT_MAX, wordsOfParty } from './open-items.js';
import { keysIn } from './reference-keys.js';

type Booked = EventOf<'SettlementBooked'>;

/** A credit that was booked, and of which nothing else has been told. */
interface Fresh {
  readonly event: Booked;
  readonly loaded: Loaded<BookedSettlement>;
}

/**
 * Suspends credits together for which nothing that is open, and no instruction, could have been found: a few statements for all, where each by
 * itself takes ten. As none of them pays anything, what is open is the same for the last of them as for the first.
 */
export class NothingOpen {
  constructor(
    private readonly store: EventStore,
    private readonly aggregates: Pick<PaymentsAggregates, 'settlements'>,
    private readonly open: OpenItems,
  ) {}

  /** @returns how many from the first on were suspended: what the next one pays may be what one behind it is like. */
  async suspend(events: readonly Booked[], client: pg.ClientBase): Promise<number> {
    const fresh = await this.fresh(events, client);
    const touched = await touchedOf(fresh, client);
    const end = fresh.findIndex(({ event }) => touched.has(idOf(event)));
    const untouched = end < 0 ? fresh : fresh.slice(0, end);
    if (untouched.length === 0) return 0;
    const { settlements } = this.aggregates;
    const suspended = untouched.map(({ event, loaded }) => {
      const { occurredAt, position } = event;
      const command = { type: 'SuspendSettlement', occurredAt, data: {} } as const;
      const { append, state } = settlements.decide(idOf(event), command, loaded);
      if (!append || state.status !== 'booked') throw new Error('What was booked can be suspended.');
      const request = { ...contextOf(event), streams: [append] };
      return { request, row: { state, occurredAt, position } };
    });
    await this.open.keepSettlements(
      client,
      suspended.map(({ row }) => row),
    );
    // Behind all else: the ledger's lock is held from here on.
    await this.store.appendEachIn(
      client,
      suspended.map(({ request }) => request),
    );
    return untouched.length;
  }

  /** Those from the first on whose stream holds nothing but the event at hand, and that have money to pay with. */
  private async fresh(events: readonly Booked[], client: pg.ClientBase): Promise<readonly Fresh[]> {
    const { settlements } = this.aggregates;
    const versions = await this.store.versionsOf(
      events.map(({ streamId }) => streamId),
      client,
    );
    const fresh: Fresh[] = [];
    for (const event of events) {
      if (event.version !== 1 || versions.get(event.streamId) !== 1) break;
      const loaded = { state: settlements.stateOf([event]), version: 1 };
      // What it says of documents names invoices, too.
      if (!isPayable(loaded) || loaded.state.settlement.documents) break;
      fresh.push({ event, loaded });
    }
    return fresh;
  }
}

/** Ids of those that anything which is open may have to do with, by whatever `Matching` looks for, or that an instruction tells of. */
async function touchedOf(fresh: readonly Fresh[], client: pg.ClientBase): Promise<ReadonlySet<string>> {
  if (fresh.length === 0) return new Set();
  const asked = fresh.map(({ event, loaded: { state } }) => {
    const { bank, references, debtorName } = state.settlement;
    const { uetr, endToEndId } = references;
    const { amount, currency } = state.unallocated;
    return {
      id: idOf(event),
      bank,
      currency,
      amount,
      keys: keysIn(references),
      words: wordsOfParty(debtorName),
      uetr,
      cut_id: endToEndId?.length === CUT_ID_CHARS ? endToEndId : undefined,
    };
  });
  const { rows } = await client.query<{ id: string }>({
    name: 'payments-touched-settlements',
    text: `SELECT c.id FROM json_to_recordset($1) AS c
        (id uuid, bank text, currency text, amount numeric, keys text[], words text[], uetr text, cut_id text)
      WHERE EXISTS (SELECT FROM payments.open_obligations o WHERE o.creditor_bank = c.bank AND o.number_key = ANY (c.keys))
        OR EXISTS (SELECT FROM payments.open_obligations o WHERE o.creditor_bank = c.bank AND o.currency = c.currency
          AND o.outstanding BETWEEN c.amount AND c.amount * (1 + ${SHORT_MAX}))
        OR EXISTS (SELECT FROM payments.open_obligations o WHERE o.creditor_bank = c.bank AND o.currency = c.currency
          AND o.party_words && c.words)
        OR EXISTS (SELECT FROM payments.instructed i WHERE i.uetr = c.uetr)
        OR EXISTS (SELECT FROM payments.instructed i WHERE i.bank = c.bank AND left(i.end_to_end_id, ${CUT_ID_CHARS}) = c.cut_id)`,
    values: [JSON.stringify(asked)],
  });
  return new Set(rows.map(({ id }) => id));
}
