import { AskedTogether } from '@corridor/event-store';
import type pg from 'pg';
import { mapBounded } from '../booking/bounded.js';
import type { CreditName, EntryDetail } from './known-names.js';
import { type Claim, NameBook } from './name-book.js';
import type { CreditTelling } from './names-of-credit.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Tellings that are claimed together. */
const TOGETHER_MAX = 512;
/** Settlements that are asked at a time whether they take what is told of them. */
const LOOKED_AT_ONCE_MAX = 32;
/** Others that claim the same names meanwhile: each of them leaves fewer names to be claimed. */
const ATTEMPTS_MAX = 50;
/** A name, or a settlement's one reference, was claimed meanwhile; or two that claim waited for each other. */
const CLAIMED_MEANWHILE: ReadonlySet<unknown> = new Set(['23505', '40P01']);

/**
 * Claims the names of credits before they are booked. What comes while claims are under way is claimed together, in one statement: most credits are new, so their names are
 * claimed unseen; where one of them is known, all are looked up, and only new names are claimed.
 */
export class CreditNames {
  readonly #pool: Queryable;
  readonly #claims = new AskedTogether<readonly CreditTelling[], readonly Claim[]>({
    togetherMax: TOGETHER_MAX,
    sizeOf: (tellings) => tellings.length,
    ask: (asked) => this.#claimAll(asked),
  });
  /** Whether the last claims were of credits that nobody had told of. */
  #expectNew = true;

  constructor(pool: Queryable) {
    this.#pool = pool;
  }

  /** Which settlement each telling is of, in their order. */
  claim(tellings: readonly CreditTelling[]): Promise<readonly Claim[]> {
    return tellings.length === 0 ? Promise.resolve([]) : this.#claims.ask(tellings);
  }

  /** The settlement that each telling is of, if any; claims nothing. */
  async find(tellings: readonly CreditTelling[]): Promise<readonly (string | undefined)[]> {
    const book = new NameBook(await this.#known(NameBook.namesToKnow(tellings)));
    return tellings.map((told) => book.find(told));
  }

  /** Whether each is known, as itself or by the details of its entry; claims nothing. */
  async know(tellings: readonly CreditTelling[]): Promise<readonly boolean[]> {
    const book = new NameBook(await this.#known(NameBook.namesToKnow(tellings)));
    return tellings.map((told) => book.knows(told));
  }

  /** The settlement that holds a name, or that its holder was booked in with others, in one amount. */
  async holderOf(name: string): Promise<NameHolder | undefined> {
    const found = (await this.#known([name])).find((each) => each.name === name);
    if (!found) return undefined;
    const { bookedIn, settlementId } = found;
    return bookedIn ? { settlementId: bookedIn, inSum: true } : { settlementId, inSum: false };
  }

  /** Those of these names that a settlement has, or is about to have. */
  async held(names: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.#known(names)).map(({ name }) => name));
  }

  /** The payments that an entry details, each booked by itself. @param entryId who holds the names of the entry. */
  async detailsOf(entryId: string): Promise<readonly EntryDetail[]> {
    const { rows } = await this.#pool.query<Omit<EntryDetail, 'total'> & TotalRow>({
      name: 'payments-details-of-entry',
      text: `SELECT settlement_id AS "settlementId", entry_id AS "entryId", booked_in AS "bookedIn", total, currency, transactions
        FROM payments.entry_details WHERE entry_id = $1 AND booked_in IS NULL ORDER BY settlement_id`,
      values: [entryId],
    });
    return rows.map(({ total: amount, currency, ...detail }) => ({ ...detail, total: { amount, currency } }));
  }

  /**
   * Keeps the names of credits that are booked, with their settlement's id, as far as nobody has them.
   * @param sums the one amounts of entries that were told in details: what else they call these.
   */
  async keep(tellings: readonly CreditTelling[], sums: readonly CreditTelling[] = []): Promise<void> {
    const unclaimed = await this.#withoutNames(tellings);
    if (unclaimed.length + sums.length === 0) return;
    const book = new NameBook(await this.#known(NameBook.namesToKnow([...unclaimed, ...sums])));
    for (const told of unclaimed) book.place(told, told.settlementId);
    for (const told of sums) book.placeSum(told);
    await this.#insert(book.added, book.addedDetails, 'ON CONFLICT DO NOTHING');
  }

  /**
   * Those of whose names one is nobody's, or the first somebody else's: nearly all were claimed as they were booked. What a status books claims names of days, too; who tells
   * of that by its names alone has to confirm it.
   */
  async #withoutNames(tellings: readonly CreditTelling[]): Promise<readonly CreditTelling[]> {
    const first = tellings.map((told) => NameBook.firstNameOf(told));
    const names = tellings.map((told) => NameBook.fixedNamesOf(told));
    const ofDay = tellings.map((told) => NameBook.firstOfDay(told));
    const { rows } = await this.#pool.query<Pick<CreditName, 'name' | 'settlementId' | 'byStatus'>>({
      name: 'payments-first-names',
      text: `SELECT name, settlement_id AS "settlementId", by_status AS "byStatus" FROM payments.credit_names WHERE name = ANY ($1::uuid[])`,
      values: [[...new Set([...first, ...names.flat(), ...ofDay.flatMap((name) => name ?? [])])]],
    });
    const held = new Map(rows.map((row) => [row.name, row]));
    return tellings.filter((told, index) => {
      const holder = held.get(first[index] ?? '');
      if (holder?.settlementId !== told.settlementId || names[index]?.some((name) => !held.has(name)))
        return true;
      const day = ofDay[index];
      if (told.byStatus) return day !== undefined && held.get(day)?.settlementId !== told.settlementId;
      return holder.byStatus;
    });
  }

  async #claimAll(asked: readonly (readonly CreditTelling[])[]): Promise<readonly (readonly Claim[])[]> {
    const claims = await this.#claimEach(asked.flat());
    let at = 0;
    return asked.map(({ length }) => {
      at += length;
      return claims.slice(at - length, at);
    });
  }

  async #claimEach(tellings: readonly CreditTelling[]): Promise<readonly Claim[]> {
    for (let tried = this.#expectNew ? 0 : 1; ; tried += 1) {
      const known = tried === 0 ? [] : await this.#known(NameBook.namesToKnow(tellings));
      const { book, claims } = await placed(tellings, known);
      try {
        await this.#insert(book.added, book.addedDetails);
        this.#expectNew = claims.some(({ fresh }) => fresh);
        return claims;
      } catch (error) {
        const { code } = error as { readonly code?: unknown };
        if (!CLAIMED_MEANWHILE.has(code) || tried >= ATTEMPTS_MAX) throw error;
      }
    }
  }

  /**
   * In one order whoever claims, so that no two that claim the same names wait for each other. Not waited for to be on the disk: the append that
   * needs the names comes behind them in the server's own log, and is waited for.
   */
  async #insert(
    names: readonly CreditName[],
    details: readonly EntryDetail[],
    onConflict = '',
  ): Promise<void> {
    if (names.length === 0 && details.length === 0) return;
    const sorted = names.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    await this.#pool.query({
      name: `payments-claim-names${onConflict}${details.length > 0 ? ' and details' : ''}`,
      text: `${details.length > 0 ? INSERT_DETAILS : ''} INSERT INTO payments.credit_names (name, kind, settlement_id, by_status)
        SELECT n.* FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::boolean[]) n
          CROSS JOIN (SELECT set_config('synchronous_commit', 'off', true)) durability ${onConflict}`,
      values: [
        sorted.map(({ name }) => name),
        sorted.map(({ kind }) => kind),
        sorted.map(({ settlementId }) => settlementId),
        sorted.map(({ byStatus }) => byStatus),
        ...(details.length > 0 ? detailColumns(details) : []),
      ],
    });
  }

  /** Who holds these names, with the other references that tell these settlements from others. */
  async #known(names: readonly string[]): Promise<readonly CreditName[]> {
    const { rows } = await this.#pool.query<CreditName>({
      name: 'payments-known-names',
      text: `WITH held AS MATERIALIZED (
          SELECT name, kind, settlement_id, by_status FROM payments.credit_names WHERE name = ANY ($1::uuid[]))
        SELECT h.name, h.kind, h.settlement_id AS "settlementId", h.by_status AS "byStatus", b.booked_in AS "bookedIn"
          FROM held h LEFT JOIN payments.entry_details b USING (settlement_id)
        UNION ALL
        SELECT o.name, o.kind, o.settlement_id, o.by_status, NULL FROM payments.credit_names o
          WHERE o.kind = 'servicer' AND o.settlement_id IN (SELECT settlement_id FROM held)
        UNION ALL
        SELECT o.name, o.kind, o.settlement_id, o.by_status, NULL FROM payments.credit_names o
          WHERE o.kind = 'uetr' AND o.settlement_id IN (SELECT settlement_id FROM held)
        UNION ALL
        SELECT o.name, o.kind, o.settlement_id, o.by_status, NULL FROM payments.credit_names o
          WHERE o.kind = 'confirmed' AND o.settlement_id IN (SELECT settlement_id FROM held)
        UNION ALL
        SELECT o.name, o.kind, o.settlement_id, o.by_status, NULL FROM payments.credit_names o
          WHERE o.kind = 'status-servicer' AND o.settlement_id IN (SELECT settlement_id FROM held)
        UNION ALL
        SELECT o.name, o.kind, o.settlement_id, o.by_status, NULL FROM payments.credit_names o
          WHERE o.kind = 'batch' AND o.settlement_id IN (SELECT settlement_id FROM held)`,
      values: [names],
    });
    return rows;
  }
}

/**
 * Places tellings. What the settlement refuses that it is told of leaves no name there: with names of a refused entry, the right one behind it would be another credit.
 * Checked before its names are claimed: whoever tells of the same settlement meanwhile claims one of them, and all is looked at again.
 */
async function placed(
  tellings: readonly CreditTelling[],
  known: readonly CreditName[],
): Promise<{ readonly book: NameBook; readonly claims: readonly Claim[] }> {
  const looked = new Map<CreditTelling, Set<string>>();
  const refused = new Map<CreditTelling, Set<string>>();
  for (;;) {
    const book = new NameBook(known);
    const asked: { readonly told: CreditTelling; readonly settlementId: string }[] = [];
    const claims = tellings.map((told) => {
      const before = book.added.length;
      const claim = book.place(told, undefined, refused.get(told));
      const { settlementId, fresh, sumOf } = claim;
      const isNew = book.added.length > before && !fresh && sumOf === undefined;
      if (told.fits && isNew && !looked.get(told)?.has(settlementId)) asked.push({ told, settlementId });
      return claim;
    });
    const fit = await mapBounded(asked, LOOKED_AT_ONCE_MAX, async ({ told, settlementId }) =>
      told.fits?.(settlementId),
    );
    for (const [at, { told, settlementId }] of asked.entries()) {
      looked.set(told, (looked.get(told) ?? new Set()).add(settlementId));
      if (fit[at] === false) refused.set(told, (refused.get(told) ?? new Set()).add(settlementId));
    }
    if (fit.every((each) => each !== false)) return { book, claims };
  }
}

interface TotalRow {
  readonly total: string;
  readonly currency: string;
}

/** Whose a name is. */
export interface NameHolder {
  readonly settlementId: string;
  /** It names a payment of that, which was booked in one amount with others. */
  readonly inSum: boolean;
}

/** Who knows an entry that was known before may know by now what it was booked in. */
const INSERT_DETAILS = `WITH details AS (
    INSERT INTO payments.entry_details (settlement_id, entry_id, booked_in, total, currency, transactions)
    SELECT * FROM unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::integer[]) ON CONFLICT DO NOTHING)`;

function detailColumns(details: readonly EntryDetail[]): readonly unknown[] {
  return [
    details.map(({ settlementId }) => settlementId),
    details.map(({ entryId }) => entryId),
    details.map(({ bookedIn }) => bookedIn ?? null),
    details.map(({ total }) => total.amount),
    details.map(({ total }) => total.currency),
    details.map(({ transactions }) => transactions),
  ];
}
