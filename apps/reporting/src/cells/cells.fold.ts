/** What cells of one kind are told apart by, and what is added up in each. */
export interface CellKind<Name extends object, Sum extends string> {
  /** The columns that name a cell. */
  readonly name: readonly (keyof Name & string)[];
  readonly sums: readonly Sum[];
  /** Whether it has counts, too, in a list. */
  readonly hasCounts?: true;
}

/** What an event adds to a cell; negative where it takes out, and left out where it is nothing. */
export interface CellChange<Name extends object, Sum extends string> {
  readonly name: Name;
  readonly position: number;
  readonly adds: Readonly<Partial<Record<Sum, bigint>>>;
  /** By the place in the list of counts. */
  readonly counts?: ReadonlyMap<number, number>;
}

/** What a cell comes to behind an event that told of it. Sums are text, since they have no bound. */
export type Cell<Name extends object, Sum extends string> = Name &
  Readonly<Record<Sum, string>> & {
    /** The event that told of it first, and which of the cells that this one brought; the two name it in few bytes. */
    readonly first_position: number;
    readonly nth: number;
    readonly position: number;
    readonly counts?: readonly number[];
  };

/** The last row of each cell, by {@link cellId}. */
export type CellMemory<Name extends object, Sum extends string> = ReadonlyMap<string, Cell<Name, Sum>>;

export function cellId<Name extends object>(
  { name: columns }: Pick<CellKind<Name, never>, 'name'>,
  name: Name,
): string {
  let id = '';
  for (const column of columns) id += id === '' ? `${name[column]}` : ` ${name[column]}`;
  return id;
}

/**
 * What events make of cells: one row for each event and each cell that it tells of, also where what it takes out and puts in is the same, so that two folds of one log
 * are the same row for row.
 * @param changes of each cell, and of each event, in order
 * @param before the last rows of these cells
 */
export function foldCells<Name extends object, Sum extends string>(
  kind: CellKind<Name, Sum>,
  changes: readonly CellChange<Name, Sum>[],
  before: CellMemory<Name, Sum>,
): readonly Cell<Name, Sum>[] {
  const nothing = {
    ...(Object.fromEntries(kind.sums.map((sum) => [sum, '0'])) as Record<Sum, string>),
    ...(kind.hasCounts && { counts: [] }),
  };
  const last = new Map(before);
  const rows: Cell<Name, Sum>[] = [];
  const broughtBy = new Map<number, number>();
  for (const { name, position, adds, counts } of changes) {
    const id = cellId(kind, name);
    let cell = last.get(id);
    if (cell?.position !== position) {
      const nth = broughtBy.get(position) ?? 0;
      if (!cell) broughtBy.set(position, nth + 1);
      cell = { ...(cell ?? { ...name, first_position: position, nth, ...nothing }), position };
      last.set(id, cell);
      rows.push(cell);
    }
    addTo(cell, kind.sums, adds);
    if (counts) countIn(cell, counts);
  }
  return rows;
}

function addTo<Sum extends string>(
  cell: Record<Sum, string>,
  sums: readonly Sum[],
  adds: Readonly<Partial<Record<Sum, bigint>>>,
): void {
  for (const sum of sums) {
    const cents = adds[sum];
    if (cents) cell[sum] = (BigInt(cell[sum]) + cents).toString();
  }
}

function countIn(cell: { counts?: readonly number[] }, by: ReadonlyMap<number, number>): void {
  cell.counts = countsWith(cell.counts ?? [], by);
}

/** What it came to before stays as it was: the list is another one. */
export function countsWith(counts: readonly number[], by: ReadonlyMap<number, number>): readonly number[] {
  const length = Math.max(counts.length, ...[...by.keys()].map((place) => place + 1));
  return Array.from({ length }, (_, place) => (counts[place] ?? 0) + (by.get(place) ?? 0));
}
