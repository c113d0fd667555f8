import { AskedTogether } from '@corridor/event-store';
import type pg from 'pg';
import { type Claim, type CreditName, NameBook } from './name-book.js';
import type { CreditTelling } from './names-of-credit.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Tellings that are claimed together. */
const TOGETHER_MAX = 512;
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

  /** The settlement that holds a name. */
  async holderOf(name: string): Promise<string | undefined> {
    const found = (await this.#known([name])).find((each) => each.name === name);
    return found?.settlementId;
  }

  /** Keeps the names of credits that are booked, with their settlement's id, as far as nobody has them. */
  async keep(tellings: readonly CreditTelling[]): Promise<void> {
    const unclaimed = await this.#withoutNames(tellings);
    if (unclaimed.length === 0) return;
    const book = new NameBook(await this.#known(NameBook.namesToKnow(unclaimed)));
    for (const told of unclaimed) book.place(told, told.settlementId);
    await this.#insert(book.added, 'ON CONFLICT DO NOTHING');
  }

  /** Those whose first name nobody claimed for them: nearly all were claimed as they were booked. */
  async #withoutNames(tellings: readonly CreditTelling[]): Promise<readonly CreditTelling[]> {
    const first = tellings.map((told) => NameBook.firstNameOf(told));
    const { rows } = await this.#pool.query<Pick<CreditName, 'name' | 'settlementId'>>({
      name: 'payments-first-names',
      text: `SELECT name, settlement_id AS "settlementId" FROM payments.credit_names WHERE name = ANY ($1::uuid[])`,
      values: [first],
    });
    const held = new Map(rows.map(({ name, settlementId }) => [name, settlementId]));
    return tellings.filter((told, index) => held.get(first[index] ?? '') !== told.settlementId);
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
      const book = new NameBook(known);
      const claims = tellings.map((told) => book.place(told));
      try {
        await this.#insert(book.added);
        this.#expectNew = claims.some(({ fresh }) => fresh);
        return claims;
      } catch (error) {
        const { code } = error as { readonly code?: unknown };
        if (!CLAIMED_MEANWHILE.has(code) || tried >= ATTEMPTS_MAX) throw error;
      }
    }
  }

  /** In one order whoever claims, so that no two that claim the same names wait for each other. */
  async #insert(names: readonly CreditName[], onConflict = ''): Promise<void> {
    if (names.length === 0) return;
    const sorted = names.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    await this.#pool.query({
      name: `payments-claim-names${onConflict}`,
      text: `INSERT INTO payments.credit_names (name, kind, settlement_id, by_status)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::boolean[]) ${onConflict}`,
      values: [
        sorted.map(({ name }) => name),
        sorted.map(({ kind }) => kind),
        sorted.map(({ settlementId }) => settlementId),
        sorted.map(({ byStatus }) => byStatus),
      ],
    });
  }

  /** Who holds these names, with the other references that tell these settlements from others. */
  async #known(names: readonly string[]): Promise<readonly CreditName[]> {
    const { rows } = await this.#pool.query<CreditName>({
      name: 'payments-known-names',
      text: `WITH held AS MATERIALIZED (
          SELECT name, kind, settlement_id, by_status FROM payments.credit_names WHERE name = ANY ($1::uuid[]))
        SELECT name, kind, settlement_id AS "settlementId", by_status AS "byStatus" FROM held
        UNION ALL
        SELECT o.name, o.kind, o.settlement_id, o.by_status FROM payments.credit_names o
          WHERE o.kind = 'servicer' AND o.settlement_id IN (SELECT settlement_id FROM held)
        UNION ALL
        SELECT o.name, o.kind, o.settlement_id, o.by_status FROM payments.credit_names o
          WHERE o.kind = 'uetr' AND o.settlement_id IN (SELECT settlement_id FROM held)`,
      values: [names],
    });
    return rows;
  }
}
