import { type ObligationArisen, type PaymentReferences, referenceFinder } from '@corridor/domain';
import type pg from 'pg';
import type { Candidate } from './open-items.js';
import { wordsOf } from './reference-keys.js';

/** Settlements that are tried in one transaction: from its first append to its end no one else can append. */
const TRIED_MAX = 50;
/** Rows that are read at once: a word such as `INV` stands in many that do not name an invoice of this number. */
const ROWS_MAX = 1_000;

/** Where to begin: before the first. */
export const FROM_FIRST = '0';

/** Settlements that are tried next, the first booked first. */
export interface NamingPage {
  readonly candidates: readonly Candidate[];
  /** The place of the last that was looked at; absent where there are no more behind it. */
  readonly next?: string;
}

/** Finds what waits by the invoices that it names. */
export class NamingSettlements {
  constructor(private readonly triedMax = TRIED_MAX) {}

  /** Settlements at the creditor's bank whose references, or those of their instructions, name it; of rows of an older release, those that may. */
  async behind(
    client: Pick<pg.ClientBase, 'query'>,
    { creditorBank, invoiceNumber }: ObligationArisen['data'],
    place: string,
  ): Promise<NamingPage> {
    const words = wordsOf(invoiceNumber);
    if (words.length === 0) return { candidates: [] };
    const { rows } = await client.query<{
      readonly id: string;
      readonly occurred_at: string;
      readonly position: string;
      readonly says: readonly PaymentReferences[] | null;
    }>({
      name: 'payments-settlements-naming',
      text: `SELECT settlement_id AS id, occurred_at, position, says FROM payments.unallocated_settlements
        WHERE bank = $1 AND words @> $2 AND position > $3 ORDER BY position LIMIT $4`,
      values: [creditorBank, words, place, ROWS_MAX],
    });
    const naming = rows.filter(
      ({ says }) => says?.some((each) => referenceFinder(each)(invoiceNumber)) ?? true,
    );
    const tried = naming.slice(0, this.triedMax);
    const last =
      naming.length > tried.length ? tried.at(-1) : rows.length < ROWS_MAX ? undefined : rows.at(-1);
    return {
      candidates: tried.map(({ id, occurred_at }) => ({ id, occurredAt: occurred_at })),
      ...(last && { next: last.position }),
    };
  }
}
