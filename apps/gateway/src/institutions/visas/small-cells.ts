/** In figures that anybody may ask for, nothing is told of fewer applications than these. */
export const CELL_MIN = 3;

export interface Cell {
  readonly submitted: number;
}

export interface Withheld<Of> {
  readonly cells: ReadonlySet<Of>;
  /** Whether the total over all cells is withheld, too. */
  readonly total: boolean;
}

/**
 * Which cells are not told: those of too few applications, and, as the total less the others would give them away, the next smallest ones until what
 * is missing is several cells of enough applications. Where even all of them are too few, neither is the total.
 * @param cells of one total, in an order that does not change from one question to the next.
 */
export function withheldOf<Of extends Cell>(cells: readonly Of[]): Withheld<Of> {
  const rising = [...cells].sort((a, b) => a.submitted - b.submitted);
  const withheld = new Set<Of>();
  let sum = 0;
  const isHidden = () => withheld.size > 1 && sum >= CELL_MIN;
  for (const cell of rising) {
    if (cell.submitted >= CELL_MIN && (withheld.size === 0 || isHidden())) break;
    withheld.add(cell);
    sum += cell.submitted;
  }
  return { cells: withheld, total: withheld.size > 0 && !isHidden() };
}
