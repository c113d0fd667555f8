import type pg from 'pg';
import type { Projection } from './projection.js';

/** Rows of one table that stand in one generation and not in the other. */
export interface TableDifference {
  readonly table: string;
  readonly onlyInLeft: number;
  readonly onlyInRight: number;
  /** A few of them, each as JSON of its columns. */
  readonly examples: readonly { readonly side: 'left' | 'right'; readonly row: unknown }[];
}

const EXAMPLES_MAX = 5;

/** What two generations of a projection have apart, row for row; empty where they are the same. */
export async function differences(
  client: Pick<pg.ClientBase, 'query'>,
  { tables }: Pick<Projection, 'tables'>,
  left: number,
  right: number,
): Promise<readonly TableDifference[]> {
  const found: TableDifference[] = [];
  for (const table of tables) {
    const inLeft = await onlyIn(client, table, left, right);
    const inRight = await onlyIn(client, table, right, left);
    if (inLeft.count + inRight.count === 0) continue;
    found.push({
      table,
      onlyInLeft: inLeft.count,
      onlyInRight: inRight.count,
      examples: [
        ...inLeft.examples.map((row) => ({ side: 'left', row }) as const),
        ...inRight.examples.map((row) => ({ side: 'right', row }) as const),
      ],
    });
  }
  return found;
}

async function onlyIn(
  client: Pick<pg.ClientBase, 'query'>,
  table: string,
  generation: number,
  other: number,
): Promise<{ readonly count: number; readonly examples: readonly unknown[] }> {
  // A row that stands twice differs from one that stands once: ALL.
  const { rows } = await client.query<{ row: unknown; count: number }>(
    `SELECT d.row, count(*) OVER ()::integer AS count FROM (
       SELECT to_jsonb(a) - 'generation' AS row FROM ${table} a WHERE a.generation = $1
       EXCEPT ALL
       SELECT to_jsonb(b) - 'generation' FROM ${table} b WHERE b.generation = $2) d
     ORDER BY d.row LIMIT ${EXAMPLES_MAX}`,
    [generation, other],
  );
  return { count: rows[0]?.count ?? 0, examples: rows.map(({ row }) => row) };
}
