import type pg from 'pg';

/** Cells of one kind, in `reporting.<kind>_cell_heads` and `reporting.<kind>_cells`. */
interface FilledSums<Sum extends string> {
  /** The columns that name a cell, without its generation. */
  readonly name: readonly string[];
  readonly sums: readonly Sum[];
  /** At which something is told. */
  readonly positions: readonly (number | null)[];
  /** What all cells come to as of a position, by their names as JSON. */
  readonly cellsAt: (position: number) => ReadonlyMap<string, Readonly<Record<Sum, number>>>;
}

/** What each cell came to as of each position, with a row also where that was the same as before. */
export async function fillSums<Sum extends string>(
  owner: pg.Pool,
  kind: string,
  { name: columns, sums, positions, cellsAt }: FilledSums<Sum>,
): Promise<void> {
  const [headTable, totalTable] = [`reporting.${kind}_cell_heads`, `reporting.${kind}_cells`];
  await owner.query(`DELETE FROM ${totalTable}; DELETE FROM ${headTable}`);
  const told = new Set(positions.filter((position): position is number => position !== null));
  const heads = new Map<string, object>();
  const totals: object[] = [];
  const first = new Map<string, { readonly first_position: number; readonly nth: number }>();
  for (const position of [...told].sort((a, b) => a - b)) {
    const now = cellsAt(position);
    for (const id of new Set([...first.keys(), ...now.keys()])) {
      const of = first.get(id) ?? { first_position: position, nth: first.size };
      first.set(id, of);
      const nothing = Object.fromEntries(sums.map((sum) => [sum, 0]));
      const cell = { ...JSON.parse(id), ...nothing, ...now.get(id), ...of, position };
      heads.set(id, cell);
      totals.push(cell);
    }
  }
  for (const [table, named, cells] of [
    [headTable, columns, [...heads.values()]],
    [totalTable, [], totals],
  ] as const) {
    const all = ['generation', ...named, 'first_position', 'nth', 'position', ...sums].join(', ');
    const text = `INSERT INTO ${table} (${all}) SELECT ${all} FROM json_populate_recordset(NULL::${table}, $1::json)`;
    await owner.query(text, [JSON.stringify(cells)]);
  }
}
