import type { KnownRow, VisitRow } from '@corridor/domain';
import { divideHalfEven } from '@corridor/kernel';
import { type Cell, type CellChange, type CellKind, cellId } from '../cells/cells.fold.js';
import { monthAt } from '../local-day.js';

/** What is told apart: visits to a place; crossings of a border as a whole, and at either side of it. */
export type TimeCut = 'visit' | 'crossing' | 'leaving' | 'entering';

/** What a cell is of: what ended in a month, where, and took about as long. */
export interface TimeCellName {
  readonly cut: TimeCut;
  /** The first day, by the clock of the country. */
  readonly month: string;
  readonly key: string;
  readonly standing: 'complete' | 'incomplete' | 'anomaly';
  /** The shortest time that a cell of complete ones has, in tenths of an hour; 0 of all else. */
  readonly begins: number;
}

export type TimeChange = CellChange<TimeCellName, 'n' | 'ms'>;
export type TimeCell = Cell<TimeCellName, 'n' | 'ms'>;

export const TIME_CELLS: CellKind<TimeCellName, 'n' | 'ms'> = {
  name: ['cut', 'month', 'key', 'standing', 'begins'],
  sums: ['n', 'ms'],
  hasCounts: true,
};

/** How long one visit or crossing took; of complete ones alone it is told. */
export type Time = Pick<TimeCellName, 'cut' | 'key' | 'month'> &
  ({ readonly standing: 'complete'; readonly ms: number } | { readonly standing: 'incomplete' | 'anomaly' });

/** What is shown is rounded to this: a percentile by nearest rank of what is rounded is the percentile, rounded. */
const TENTH_MS = 360_000n;
/** Into eight cells go times up to one that is twice as long; none has more counts than 64, however wrong a clock was. */
const BITS_OF_STEPS = 3;
const BITS_OF_COUNTS = 6;

/** A time that an event puts in, or takes out. */
export interface ToldTime {
  readonly position: number;
  readonly time: Time;
  readonly sign: 1 | -1;
}

/**
 * What rows that are new or have ended put in and take out.
 * @param first position of the events that they are told by: a row from before it was put in before
 */
export function timesOfRows<Row extends KnownRow>(
  rows: readonly Row[],
  first: number,
  timesOf: (row: Row) => readonly Time[],
): readonly ToldTime[] {
  return rows.flatMap((row) => {
    const { from_position: from, until_position: until } = row;
    return timesOf(row).flatMap((time): readonly ToldTime[] => [
      ...(from >= first ? [{ position: from, time, sign: 1 as const }] : []),
      ...(until === null ? [] : [{ position: until, time, sign: -1 as const }]),
    ]);
  });
}

/** What becomes of cells: one change for each event and cell, in order; none where an event takes out what it puts in. */
export function timeChangesOf(told: readonly ToldTime[]): readonly TimeChange[] {
  const changes = new Map<string, Sums>();
  for (const { position, time, sign } of told) {
    const name = nameOf(time);
    const id = `${position} ${cellId(TIME_CELLS, name)}`;
    const sums = changes.get(id) ?? { id, name, position, n: 0, ms: 0, counts: new Map() };
    changes.set(id, sums);
    sums.n += sign;
    if (time.standing !== 'complete') continue;
    sums.ms += sign * time.ms;
    const place = tenthsOf(time.ms) - name.begins;
    sums.counts.set(place, (sums.counts.get(place) ?? 0) + sign);
  }
  return [...changes.values()]
    .filter(({ n, ms, counts }) => n !== 0 || ms !== 0 || [...counts.values()].some(Boolean))
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    .map(({ name, position, n, ms, counts }) => ({
      name,
      position,
      adds: { n: BigInt(n), ms: BigInt(ms) },
      counts,
    }));
}

interface Sums extends Pick<TimeChange, 'name' | 'position'> {
  readonly id: string;
  n: number;
  ms: number;
  readonly counts: Map<number, number>;
}

function nameOf(time: Time): TimeCellName {
  const { cut, month, key, standing } = time;
  return { cut, month, key, standing, begins: standing === 'complete' ? beginOf(tenthsOf(time.ms)) : 0 };
}

function tenthsOf(ms: number): number {
  return Number(divideHalfEven(BigInt(ms), TENTH_MS));
}

/** Where the cell of a time begins: the longer it is, the wider the cell, so that there are few cells, and few counts in each. */
export function beginOf(tenths: number): number {
  const bits = 31 - Math.clz32(Math.abs(tenths)) - BITS_OF_STEPS;
  const width = 2 ** Math.min(BITS_OF_COUNTS, Math.max(0, bits));
  return Math.floor(tenths / width) * width;
}

/** Visits of the figure, that is those that can be measured, by their place. */
export function timesOfVisit({
  location: key,
  standing,
  arrived_at,
  departed_at,
  seen_at,
}: VisitRow): readonly Time[] {
  if (!isMeasured(standing)) return [];
  return [
    timeOf(
      { cut: 'visit', key, month: monthAt(key, Date.parse(seen_at)) },
      standing,
      arrived_at,
      departed_at,
    ),
  ];
}

export function isMeasured(standing: VisitRow['standing']): standing is Time['standing'] {
  return standing === 'complete' || standing === 'incomplete' || standing === 'anomaly';
}

/** The time between two instants. */
export function timeOf(
  of: Pick<Time, 'cut' | 'key' | 'month'>,
  standing: Time['standing'],
  from: string | null,
  until: string | null,
): Time {
  if (standing !== 'complete') return { ...of, standing };
  if (from === null || until === null)
    throw new Error(`A ${of.cut} of ${of.key} is complete without its ends.`);
  return { ...of, standing, ms: Date.parse(until) - Date.parse(from) };
}
