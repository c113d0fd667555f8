import { TENTH_MS, tenthsOfStep } from '@corridor/domain';
import type { TimeCellRow, TimeCut } from './time-cells.sql.js';
import type { TimeRow } from './time-facts.sql.js';

/** How long what has one key of a cut took. */
export interface TimeCutRow extends TimeRow {
  readonly cut: TimeCut;
  readonly key: string;
}

/** A step of time that a cell has some of. */
export interface StepOfCell {
  readonly cell: TimeCellRow;
  /** The first tenth of an hour. */
  readonly begins: number;
  /** The one behind the last. */
  readonly ends: number;
}

/** How many took each tenth of an hour: lists of the parts of a step, by where these begin. */
export type Tenths = ReadonlyMap<number, readonly number[]>;

interface Group extends Pick<TimeCellRow, 'cut' | 'key'> {
  readonly cells: { readonly cell: TimeCellRow; readonly counts: readonly number[] }[];
  readonly counts: number[];
  n: number;
  incomplete: number;
  anomalies: number;
  ms: bigint;
}

type KeysOf = (cell: TimeCellRow) => readonly string[];

const PERCENTS = [50, 90] as const;

/**
 * What cells come to, each key of each cut. A percentile is the time of the one that as many did not exceed (nearest rank), in whole tenths of an hour, as it is
 * shown: rounding leaves the order as it is. So its step is found by how many took each step, and its time by the tenths of that step alone.
 */
export class TimeCuts {
  private readonly groups: readonly Group[];

  /** @param keysOf the keys that a cell counts under */
  constructor(cells: readonly TimeCellRow[], keysOf: KeysOf) {
    this.groups = groupsOf(cells, keysOf).filter(
      ({ n, incomplete, anomalies }) => n + incomplete + anomalies > 0,
    );
  }

  /** The steps that percentiles are in, of each cell that has some of them, once. */
  sought(): readonly StepOfCell[] {
    const steps = this.groups.flatMap((group) =>
      PERCENTS.flatMap((percent) => {
        const { place } = nearestIn(group.counts, rankOf(group.n, percent));
        const { begins, width } = tenthsOfStep(place);
        return group.cells
          .filter(({ counts }) => counts[place])
          .map(({ cell }) => ({ cell, begins, ends: begins + width }));
      }),
    );
    return [...new Map(steps.map((step) => [stepId(step), step])).values()];
  }

  /** Those with the most complete ones first. @param tenthsOf what each step has that is {@link sought} */
  rows(tenthsOf: (step: StepOfCell) => Tenths): readonly TimeCutRow[] {
    return this.groups
      .map((group): TimeCutRow => {
        const { cut, key, n, incomplete, anomalies, ms } = group;
        const [p50_ms = null, p90_ms = null] =
          n === 0 ? [] : PERCENTS.map((percent) => percentileMs(group, percent, tenthsOf));
        return { cut, key, n, incomplete, anomalies, ms: ms.toString(), p50_ms, p90_ms };
      })
      .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1));
  }
}

export function stepId({
  cell: { nth, first_position },
  begins,
}: Pick<StepOfCell, 'cell' | 'begins'>): string {
  return `${nth} ${first_position} ${begins}`;
}

/** `{1,2}`, as PostgreSQL writes a list. */
export function countsOf(list: string): readonly number[] {
  return JSON.parse(`[${list.slice(1, -1)}]`);
}

function groupsOf(cells: readonly TimeCellRow[], keysOf: KeysOf): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const cell of cells) {
    const counts = countsOf(cell.counts);
    for (const key of keysOf(cell)) {
      const id = `${cell.cut} ${key}`;
      const nothing = { n: 0, incomplete: 0, anomalies: 0, ms: 0n };
      const group = groups.get(id) ?? { cut: cell.cut, key, cells: [], counts: [], ...nothing };
      groups.set(id, group);
      group.cells.push({ cell, counts });
      group.n += cell.n;
      group.incomplete += cell.incomplete;
      group.anomalies += cell.anomalies;
      group.ms += BigInt(cell.ms);
      addTo(group.counts, counts);
    }
  }
  return [...groups.values()];
}

function percentileMs(group: Group, percent: number, tenthsOf: (step: StepOfCell) => Tenths): string {
  const { place, rank } = nearestIn(group.counts, rankOf(group.n, percent));
  const { begins, width } = tenthsOfStep(place);
  const parts = new Map<number, number[]>();
  for (const { cell, counts } of group.cells) {
    if (!counts[place]) continue;
    for (const [from, list] of tenthsOf({ cell, begins, ends: begins + width })) {
      const sums = parts.get(from) ?? [];
      parts.set(from, sums);
      addTo(sums, list);
    }
  }
  let left = rank;
  for (const [from, counts] of [...parts].sort(([a], [b]) => a - b)) {
    const found = nearestIn(counts, left);
    if (found.place < counts.length) return String(TENTH_MS * (from + found.place));
    left = found.rank;
  }
  throw new Error(`The tenths of ${group.cut} ${group.key} from ${begins} on are fewer than their step has.`);
}

/** The one that `percent` in a hundred of `n` do not come behind, from 1 on. */
function rankOf(n: number, percent: number): number {
  return Math.ceil((n * percent) / 100);
}

/** The place of the one of a rank, and its rank among those of the same place. */
function nearestIn(
  counts: readonly number[],
  rank: number,
): { readonly place: number; readonly rank: number } {
  let left = rank;
  let place = 0;
  for (; place < counts.length; place += 1) {
    const count = counts[place] ?? 0;
    if (count >= left) break;
    left -= count;
  }
  return { place, rank: left };
}

function addTo(sums: number[], counts: readonly number[]): void {
  for (let place = 0; place < counts.length; place += 1)
    sums[place] = (sums[place] ?? 0) + (counts[place] ?? 0);
}
