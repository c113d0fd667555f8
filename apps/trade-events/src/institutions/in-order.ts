import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';
import { z } from 'zod';

/** The answer with a page of items, in the order in which they began. */
export function pageInOrder<Shape extends z.ZodRawShape>(item: Shape) {
  return z.object({
    items: z.array(
      z.object({ ...item, demo: z.boolean().describe('Whether it is invented, for the demo.') }),
    ),
    next: z.int().exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
    asOf: z.int().min(0).describe('The position that the list is as of.'),
  });
}

/** A page of a list. */
export interface PageInOrder<Item> {
  readonly items: readonly Item[];
  /** Gives the next page as `after`; absent on the last. */
  readonly next?: number;
  readonly asOf: number;
}

/** What of a list is asked for: `inOrderOf`, as it was read. */
export interface AskedInOrder {
  readonly after?: number;
  readonly limit: number;
  readonly asOf?: number;
}

export interface Versions<Row, Item> {
  readonly projection: string;
  /** With its schema: a row for each version, with the `position` of what made it so. */
  readonly view: string;
  /** Whose versions they are. */
  readonly id: string;
  /** The position of the first version, of a row `first`. */
  readonly began: string;
  /** A condition on any version `first` of what is looked for, where an index finds these; without it, all of the list is gone through. */
  readonly once?: string;
  /** Columns that are days: they are read as text. */
  readonly days?: readonly string[];
  /** Conditions on the version `v` that held, whose parameters begin with $5. */
  readonly where?: string;
  readonly values?: readonly unknown[];
  readonly toItem: (row: Row) => Item;
}

/**
 * A page of what had begun by a position, each in the version that held as of it. One statement, so that the page and its position are of one moment.
 * @throws ProblemError 503 `read-model-not-ready` while the list is built for the first time, or has not come so far.
 */
export async function readInOrder<Row extends object, Item>(
  pool: Pick<pg.Pool, 'query'>,
  { after = 0, limit, asOf }: AskedInOrder,
  { projection, view, id, began, once, days = [], where = 'true', values = [], toItem }: Versions<Row, Item>,
): Promise<PageInOrder<Item>> {
  const begun = once
    ? `(SELECT DISTINCT ON (${began}) first.* FROM ${view} first WHERE ${once} AND ${began} > $2 ORDER BY ${began}) first`
    : `(SELECT * FROM ${view} first WHERE first.position = ${began} AND first.position > $2) first`;
  type Told = Row & { readonly as_of: string; readonly reached: string; readonly began: string | null };
  const { rows } = await pool.query<Told>(
    `SELECT p.as_of, p.reached, r.* FROM (
       SELECT position AS reached, least($4::bigint, position) AS as_of FROM read.projection_status WHERE name = $1
     ) p LEFT JOIN LATERAL (
       SELECT v.*${days.map((day) => `, v.${day}::text AS ${day}`).join('')}, ${began} AS began
       FROM ${begun} CROSS JOIN LATERAL (
         SELECT * FROM ${view} WHERE ${id} = first.${id} AND position <= p.as_of ORDER BY position DESC LIMIT 1
       ) v
       WHERE ${where} ORDER BY ${began} LIMIT $3
     ) r ON true ORDER BY r.began`,
    [projection, after, limit + 1, asOf ?? null, ...values],
  );
  const [first] = rows;
  if (!first || (asOf !== undefined && asOf > Number(first.reached))) {
    const message = `The list of ${projection} has not come so far. Ask again in a moment.`;
    throw new ProblemError(503, 'read-model-not-ready', message);
  }
  const page = rows.slice(0, limit).filter((row) => row.began !== null);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    ...(rows.length > limit && last && { next: Number(last.began) }),
    asOf: Number(first.as_of),
  };
}
