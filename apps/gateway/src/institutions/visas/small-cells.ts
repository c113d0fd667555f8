/** In figures that anybody may ask for, nothing is told of fewer firms than these. */
export const CELL_MIN = 3;

export interface Cell {
  /** Participant ids of those whose applications they are, each once. */
  readonly firms: readonly string[];
}

export interface Withheld<Of> {
  readonly cells: ReadonlySet<Of>;
  /** Whether the total over all cells is withheld, too. */
  readonly total: boolean;
}

/**
 * Which cells are not told: those of too few firms, and, as the total less the others would give them away, the next smallest ones until what
 * is missing is several cells of enough firms. Where even all of them are too few, neither is the total.
 * @param cells of one total, in an order that does not change from one question to the next.
 */
export function withheldOf<Of extends Cell>(cells: readonly Of[]): Withheld<Of> {
  const rising = [...cells].sort((a, b) => a.firms.length - b.firms.length);
  const withheld = new Set<Of>();
  // A firm may stand behind several of them.
  const firms = new Set<string>();
  const isHidden = () => withheld.size > 1 && firms.size >= CELL_MIN;
  for (const cell of rising) {
    if (cell.firms.length >= CELL_MIN && (withheld.size === 0 || isHidden())) break;
    withheld.add(cell);
    for (const firm of cell.firms) firms.add(firm);
  }
  return { cells: withheld, total: withheld.size > 0 && !isHidden() };
}

export interface Told<Of> {
  readonly cells: ReadonlySet<Of>;
  readonly total: boolean;
}

/**
 * Which cells are told something that not every group of them may be told, and whether the total is: each of them by itself, and, where the total is,
 * what is left of it without them, which is what an outsider can compute.
 * @param among the cells of which it may be told at all.
 * @param mayTell of cells taken together.
 */
export function toldOf<Of extends Cell>(
  cells: readonly Of[],
  among: Told<Of>,
  mayTell: (group: readonly Of[]) => boolean,
): Told<Of> {
  const told = new Set(cells.filter((cell) => among.cells.has(cell) && mayTell([cell])));
  if (!among.total || !mayTell(cells)) return { cells: told, total: false };
  for (const cell of [...told].sort((a, b) => a.firms.length - b.firms.length)) {
    const rest = cells.filter((each) => !told.has(each));
    if (rest.length === 0 || mayTell(rest)) break;
    told.delete(cell);
  }
  return { cells: told, total: true };
}

/** Whether values may be told of what is one of them each: of at least two, and each of enough firms, so that nobody's own value shows. */
export function isMixed(firmsOfValues: readonly ReadonlySet<string>[]): boolean {
  const there = firmsOfValues.filter(({ size }) => size > 0);
  return there.length > 1 && there.every(({ size }) => size >= CELL_MIN);
}
