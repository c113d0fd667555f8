/** Rows that were read for several ids at once, by these ids. */
export function grouped<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): readonly (readonly Row[])[] {
  const byId = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) byId.get(idOf(row))?.push(row);
  return ids.map((id) => byId.get(id) ?? []);
}
