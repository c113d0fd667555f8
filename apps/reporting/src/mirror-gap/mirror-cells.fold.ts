import type { Cell, CellChange, CellKind } from '../cells/cells.fold.js';
import type { ShareChange } from './mirror-gap.fold.js';
import { MIRROR_SUMS, type MirrorPlace, type MirrorSum } from './mirror-rows.js';

export type MirrorChange = CellChange<MirrorPlace, MirrorSum>;
export type MirrorCell = Cell<MirrorPlace, MirrorSum>;

/** Of each chapter, and of all goods, where it is empty. */
export const MIRROR_CELLS: CellKind<MirrorPlace, MirrorSum> = {
  name: ['exporter', 'importer', 'month', 'chapter'],
  sums: MIRROR_SUMS,
};

/** What a share adds to the cells that it counts in: of all goods, and of its chapter. */
export function cellChangesOf({ position, share, isTakenOut }: ShareChange): readonly MirrorChange[] {
  const { exporter, importer, month, chapter } = share;
  const adds: Partial<Record<MirrorSum, bigint>> = {};
  for (const sum of MIRROR_SUMS) {
    // Of most causes there is nothing.
    if (share[sum] !== '0') adds[sum] = isTakenOut ? -BigInt(share[sum]) : BigInt(share[sum]);
  }
  return ['', chapter].map((of) => ({ name: { exporter, importer, month, chapter: of }, position, adds }));
}
