import { type ApplyContext, insertRows, lookUpOf, upsertRows } from '@corridor/projections';

/** A table of what there is, one row for each aggregate, and how it is read back. */
export interface Kept<Row> {
  /** With its schema. */
  readonly table: string;
  readonly id: keyof Row & string;
  /** Columns of numbers that JSON could round: they are read as text. */
  readonly exact: readonly string[];
}

/** The rows of those aggregates that events tell of, where they are known already, by their ids. */
export async function recallRows<Row extends object>(
  { client, generation }: ApplyContext,
  { table, id, exact }: Kept<Row>,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const texts = exact.map((column) => `, ${column}::text AS ${column}`).join('');
  const { rows } = await client.query<{ readonly row: Row & { readonly generation: number } }>(
    `SELECT to_json(t) AS row${texts} FROM ${lookUpOf(table, id)} t`,
    [generation, [...new Set(ids)]],
  );
  return new Map(
    rows.map(({ row: { generation: _, ...row }, ...texts }) => {
      const kept = { ...row, ...texts } as unknown as Row;
      return [String(kept[id]), kept];
    }),
  );
}

/** Writes what a fold made: rows that stand take the new values, facts are added. */
export async function keepRows<Row extends object>(
  { client, generation }: ApplyContext,
  { table, id }: Kept<Row>,
  rows: Iterable<Row>,
  facts: { readonly table: string; readonly rows: readonly object[] },
): Promise<void> {
  const own = <Each extends object>(each: Each) => ({ generation, ...each });
  await upsertRows(client, table, ['generation', id], [...rows].map(own));
  await insertRows(client, facts.table, facts.rows.map(own));
}
