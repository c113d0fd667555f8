import {
  MIRROR_SUMS,
  type MirrorPlace,
  type MirrorShareRow,
  type MirrorSum,
  type ShareChange,
} from '@corridor/domain';
import type { Cell, CellChange, CellKind } from '../cells/cells.fold.js';

/** What cells add up: beside the gap and its causes, what the exporter alone declares. */
export const MIRROR_CELL_SUMS = [...MIRROR_SUMS, 'under_way'] as const;
export type MirrorCellSum = (typeof MIRROR_CELL_SUMS)[number];
export type MirrorChange = CellChange<MirrorPlace, MirrorCellSum>;
export type MirrorCell = Cell<MirrorPlace, MirrorCellSum>;

/** Of each chapter, and of all goods, where it is empty. */
export const MIRROR_CELLS: CellKind<MirrorPlace, MirrorCellSum> = {
  name: ['exporter', 'importer', 'month', 'chapter'],
  sums: MIRROR_CELL_SUMS,
};

/** What a share adds to the cells that it counts in: of all goods, and of its chapter. */
export function cellChangesOf({ position, share, isTakenOut }: ShareChange): readonly MirrorChange[] {
  const { exporter, importer, month, chapter } = share;
  const adds: Partial<Record<MirrorCellSum, bigint>> = {};
  for (const sum of MIRROR_CELL_SUMS) {
    const cents = centsOf(share, sum);
    // Of most sums there is nothing.
    if (cents !== '0') adds[sum] = isTakenOut ? -BigInt(cents) : BigInt(cents);
  }
  return ['', chapter].map((of) => ({ name: { exporter, importer, month, chapter: of }, position, adds }));
}

/** Of what a share adds to a sum, the cents, as text. */
export function centsOf(share: MirrorShareRow, sum: MirrorCellSum): string {
  if (sum !== 'under_way') return share[sum as MirrorSum];
  return share.import_declaration === null ? share.exports : '0';
}
