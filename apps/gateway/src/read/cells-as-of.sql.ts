/** Cells that have running totals: the view of their heads, that of what they came to event by event, and what each adds up. */
export interface CellsOf {
  readonly heads: string;
  readonly totals: string;
  readonly sums: readonly string[];
  /**
   * Where many cells are read that events tell of often: each is looked up among the last {@link NEAR} positions first. PostgreSQL takes in whatever rows of the cell stand before the
   * position on the page of the index that it comes to, a hundred and more, to give the last of them alone.
   */
  readonly isToldOften?: true;
}

/** So many positions, the one that is asked for and those before it. */
export const NEAR = 4_096;

/**
 * Each cell `c` that there was as of a position, and `t`, what it came to: that of its head where nothing told of it since, else by a look-up, however many events have told of it.
 * It ends within its WHERE.
 */
export function cellsAsOf({ heads, totals, sums, isToldOften }: CellsOf, position: string): string {
  const of = (row: string): string => ['position', ...sums].map((column) => `${row}.${column}`).join(', ');
  const ofCell = (row: string): string => `${row}.nth = c.nth AND ${row}.first_position = c.first_position`;
  const lastOf = (which: string): string => `(
      SELECT ${of('t')} FROM ${totals} t
      WHERE c.position > ${position} AND ${ofCell('t')} AND ${which}
      ORDER BY t.position DESC LIMIT 1
    )`;
  const near = (row: string): string =>
    `${row}.position > ${position} - ${NEAR} AND ${row}.position <= ${position}`;
  // One of them has a row, whichever is asked first: the limit keeps those behind it from being asked.
  const lastNearOrFar = `${lastOf(near('t'))} UNION ALL ${lastOf(
    `t.position <= ${position} - ${NEAR} AND NOT EXISTS (SELECT FROM ${totals} n WHERE ${ofCell('n')} AND ${near('n')})`,
  )}
    LIMIT 1`;
  return `${heads} c CROSS JOIN LATERAL (
    SELECT ${of('c')} WHERE c.position <= ${position}
    UNION ALL ${isToldOften ? lastNearOrFar : lastOf(`t.position <= ${position}`)}
  ) t
  WHERE c.first_position <= ${position}`;
}
