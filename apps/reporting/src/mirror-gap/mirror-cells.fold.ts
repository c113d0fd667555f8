import type { ShareChange } from './mirror-gap.fold.js';
import { MIRROR_SUMS, type MirrorPlace, type MirrorSum, type MirrorTexts } from './mirror-rows.js';

/** Which gap: of all goods where `chapter` is empty. */
export type MirrorCellName = MirrorPlace;

/** What the gap of a cell comes to behind an event that changed it: a row of `reporting.mirror_cells`, without its generation. */
export interface MirrorCell extends MirrorCellName, MirrorTexts {
  readonly position: number;
  /** Events that have changed it so far. */
  readonly changes: number;
}

export function idOf({ exporter, importer, month, chapter }: MirrorCellName): string {
  return `${exporter} ${importer} ${month} ${chapter}`;
}

/** The cells that a share counts in: of its chapter, and of all goods. */
export function cellsOf({ share }: ShareChange): readonly MirrorCellName[] {
  const { exporter, importer, month, chapter } = share;
  return ['', chapter].map((of) => ({ exporter, importer, month, chapter: of }));
}

/**
 * What changes make of the cells that they count in: one row for each event and each cell that it tells of, also where what it takes out and puts in is the same.
 * @param changes in order of position
 * @param before the last rows of these cells, by {@link idOf}
 */
export function foldCells(
  changes: readonly ShareChange[],
  before: ReadonlyMap<string, MirrorCell>,
): readonly MirrorCell[] {
  const last = new Map(before);
  const rows = new Map<string, MirrorCell>();
  for (const change of changes) {
    for (const name of cellsOf(change)) {
      const id = idOf(name);
      const cell = cellAfter(last.get(id), name, change);
      last.set(id, cell);
      rows.set(`${id} ${change.position}`, cell);
    }
  }
  return [...rows.values()];
}

function cellAfter(
  before: MirrorCell | undefined,
  name: MirrorCellName,
  { position, share, isTakenOut }: ShareChange,
): MirrorCell {
  const cell = { ...(before ?? { ...name, ...NOTHING, changes: 0 }), position };
  if (before?.position !== position) cell.changes += 1;
  for (const sum of MIRROR_SUMS) {
    // Of most causes there is nothing.
    if (share[sum] === '0') continue;
    const cents = BigInt(share[sum]);
    cell[sum] = (BigInt(cell[sum]) + (isTakenOut ? -cents : cents)).toString();
  }
  return cell;
}

const NOTHING = Object.fromEntries(MIRROR_SUMS.map((sum) => [sum, '0'])) as Record<MirrorSum, string>;
