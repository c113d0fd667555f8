import type pg from 'pg';

/** A rate as what waits for it sees it. */
export interface RateOfRound {
  /** ISO 4217. */
  readonly base: string;
  readonly quote: string;
  /** Local day. */
  readonly on: string;
  readonly maxAgeDays: number;
  /** Whose settlements it counts for; all of them where it is a central bank's. */
  readonly bank?: string;
}

/** Of `unallocated_settlements`: what waits for a rate from $3 to $4 that counts for the days from $1 to $2, of bank $5 if that is one. */
export const WAITS =
  'rates_on BETWEEN $1::date AND $2::date AND ARRAY[$3::text, $4::text] <@ rates_of AND ($5::text IS NULL OR bank = $5)';

/** Lets what waits for such a rate be tried again, if anything does. */
export async function beginRound(
  client: pg.ClientBase,
  position: number,
  { base, quote, on, maxAgeDays, bank }: RateOfRound,
): Promise<void> {
  await client.query({
    name: 'payments-begin-rate-round',
    text: `INSERT INTO payments.rate_rounds (position, base, quote, first_day, last_day, bank)
      SELECT $6, $3, $4, $1, $2, $5 WHERE EXISTS (SELECT FROM payments.unallocated_settlements WHERE ${WAITS})
      ON CONFLICT DO NOTHING`,
    values: [on, lastDay(on, maxAgeDays), base, quote, bank, position],
  });
}

const DAY_MS = 86_400_000;

function lastDay(on: string, maxAgeDays: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + maxAgeDays * DAY_MS).toISOString().slice(0, 10);
}
