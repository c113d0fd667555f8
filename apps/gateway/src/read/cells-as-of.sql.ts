/** Cells that have running totals: the view of their heads, that of what they came to event by event, and what each adds up. */
export interface CellsOf {
  readonly heads: string;
  readonly totals: string;
  readonly sums: readonly string[];
}

/**
 * Each cell `c` that there was as of a position, and `t`, what it came to: that of its head where nothing told of it since, else by one look-up, however many events have told of it.
 * It ends within its WHERE.
 */
export function cellsAsOf({ heads, totals, sums }: CellsOf, position: string): string {
  const of = (row: string): string => ['position', ...sums].map((column) => `${row}.${column}`).join(', ');
  return `${heads} c CROSS JOIN LATERAL (
    SELECT ${of('c')} WHERE c.position <= ${position}
    UNION ALL (
      SELECT ${of('t')} FROM ${totals} t
      WHERE c.position > ${position} AND t.nth = c.nth AND t.first_position = c.first_position AND t.position <= ${position}
      ORDER BY t.position DESC LIMIT 1
    )
  ) t
  WHERE c.first_position <= ${position}`;
}
