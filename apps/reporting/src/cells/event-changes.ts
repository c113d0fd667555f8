import { type CellChange, type CellKind, cellId } from './cells.fold.js';

/** What a cell is told to hold. */
export type Contribution<Name extends object, Sum extends string> = readonly [
  name: Name,
  adds: Partial<Record<Sum, bigint>>,
];

/** What one event changes in each cell: what is contributed behind it less what was before it. */
export class EventChanges<Name extends object, Sum extends string> {
  private readonly cells = new Map<string, Contribution<Name, Sum>>();

  constructor(private readonly kind: CellKind<Name, Sum>) {}

  /** What was before it is taken out with -1. */
  add(sign: 1n | -1n, [name, adds]: Contribution<Name, Sum>): void {
    const id = cellId(this.kind, name);
    const sums: Partial<Record<Sum, bigint>> = this.cells.get(id)?.[1] ?? {};
    this.cells.set(id, [name, sums]);
    for (const sum of this.kind.sums) {
      const by = adds[sum];
      if (by) sums[sum] = (sums[sum] ?? 0n) + sign * by;
    }
  }

  /** Of those alone that are other than before, by their names: in an order that no database and no cut into batches has a part in. */
  at(position: number): readonly CellChange<Name, Sum>[] {
    return [...this.cells]
      .filter(([, [, adds]]) => this.kind.sums.some((sum) => adds[sum]))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, [name, adds]]) => ({ name, position, adds }));
  }
}
