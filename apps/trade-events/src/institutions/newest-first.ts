import { uuidSchema } from '@corridor/contracts';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';
import { z } from 'zod';
import { wholeNumber } from '../requests/list-query.js';

/** What every list of this kind is asked with. */
export const pageQuery = {
  after: uuidSchema
    .exactOptional()
    .describe('Only what stands behind this one in the list: `next` of the page before.'),
  limit: wholeNumber(3)
    .pipe(z.int().min(1).max(500))
    .default(50)
    .describe('Of a page, 1 to 500; 50 where it is left out.'),
};

/** A page of a list, its newest first. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Gives the next page as `after`; absent on the last. */
  readonly next?: string;
  /** Every event up to this position is in the list. */
  readonly asOf: number;
}

/** The answer with a page of items. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: uuidSchema.exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
    asOf: z.int().min(0).describe('Every event up to this position is in the list.'),
  });
}

export interface List<Row, Item> {
  readonly projection: string;
  /** With its schema; it has a column `position`. */
  readonly view: string;
  readonly id: string;
  /** Columns that are days: they are read as text. */
  readonly days: readonly string[];
  /** Conditions on the view, whose parameters begin with $4. */
  readonly where: string;
  readonly values: readonly unknown[];
  readonly toItem: (row: Row) => Item;
}

/**
 * A page of a read model, in one statement, so that the page and its position are of one moment.
 * @throws ProblemError 503 `read-model-not-ready` while the list is built for the first time.
 */
export async function readNewestFirst<Row extends object, Item>(
  pool: Pick<pg.Pool, 'query'>,
  { after, limit }: { readonly after?: string; readonly limit: number },
  { projection, view, id, days, where, values, toItem }: List<Row, Item>,
): Promise<Page<Item>> {
  const { rows } = await pool.query<Row & { readonly as_of: string; readonly listed_id: string | null }>(
    `SELECT p.position AS as_of, r.* FROM read.projection_status p LEFT JOIN LATERAL (
       SELECT t.${id} AS listed_id, t.*${days.map((day) => `, t.${day}::text AS ${day}`).join('')} FROM ${view} t
       WHERE ($2::uuid IS NULL OR t.position < (SELECT b.position FROM ${view} b WHERE b.${id} = $2)) AND ${where}
       ORDER BY t.position DESC LIMIT $3
     ) r ON true WHERE p.name = $1 ORDER BY r.position DESC`,
    [projection, after ?? null, limit + 1, ...values],
  );
  const [first] = rows;
  if (!first) {
    const message = `The list of ${projection} is being built for the first time. Ask again in a moment.`;
    throw new ProblemError(503, 'read-model-not-ready', message);
  }
  const page = rows.slice(0, limit).filter(({ listed_id }) => listed_id !== null);
  const last = page.at(-1)?.listed_id;
  return {
    items: page.map(toItem),
    ...(rows.length > limit && last && { next: last }),
    asOf: Number(first.as_of),
  };
}
