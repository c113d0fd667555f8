import { type KnownRow, tenthsOf, timePartOf, timeStepOf, type VisitRow } from '@corridor/domain';
import {
  type Cell,
  type CellChange,
  type CellKind,
  type CellMemory,
  cellId,
  countsWith,
  foldCells,
} from '../cells/cells.fold.js';
import { monthAt } from '../local-day.js';

/** What is told apart: visits to a place; crossings of a border as a whole, and at either side of it; clearances by customs, of all offices and of each. */
export type TimeCut = 'visit' | 'crossing' | 'leaving' | 'entering' | 'total' | 'office';

/** What a cell is of: what ended in a month, and where. */
export interface TimeCellName {
  readonly cut: TimeCut;
  /** The first day, by the clock of the country. */
  readonly month: string;
  readonly key: string;
}

/** How many there are that are complete, incomplete, anomalies, and the milliseconds of the complete ones. */
type TimeSum = 'n' | 'incomplete' | 'anomalies' | 'ms';

export interface TimeChange extends CellChange<TimeCellName, TimeSum> {
  /** How many more complete ones took each step of time. */
  readonly counts: ReadonlyMap<number, number>;
  /** And each tenth of an hour within a part of a step, by where the part begins, in order. */
  readonly parts: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/** What a cell comes to behind an event, beside one part that the event told of; nulls, where it told of none. */
export type TimeTotals = Cell<TimeCellName, TimeSum> & {
  readonly begins: number | null;
  readonly part: readonly number[] | null;
};

/** A part of a cell with the last event that told of it, and its list behind that. */
export interface TimePartHead extends Pick<TimeTotals, 'nth' | 'first_position' | 'position'> {
  readonly begins: number;
  readonly part: readonly number[];
}

/** Cells that count lengths of time. */
export type TimeKind = CellKind<TimeCellName, TimeSum>;
export const TIME_CELLS: TimeKind = {
  name: ['cut', 'month', 'key'],
  sums: ['n', 'incomplete', 'anomalies', 'ms'],
  hasCounts: true,
};

/** The last row of each cell, and the last list of each of their parts, by {@link partId}. */
export interface TimeMemory {
  readonly cells: CellMemory<TimeCellName, TimeSum>;
  readonly parts: ReadonlyMap<string, readonly number[]>;
}

/** How long one visit or crossing took; of complete ones alone it is told. */
export type Time = TimeCellName &
  ({ readonly standing: 'complete'; readonly ms: number } | { readonly standing: 'incomplete' | 'anomaly' });

const SUM_OF = { complete: 'n', incomplete: 'incomplete', anomaly: 'anomalies' } as const;

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
    const { cut, month, key } = time;
    const name = { cut, month, key };
    const id = `${position} ${cellId(TIME_CELLS, name)}`;
    const sums = changes.get(id) ?? { id, name, position, ...NOTHING, counts: new Map(), parts: new Map() };
    changes.set(id, sums);
    sums[SUM_OF[time.standing]] += sign;
    if (time.standing !== 'complete') continue;
    sums.ms += sign * time.ms;
    const tenths = tenthsOf(time.ms);
    const begins = timePartOf(tenths);
    const part = sums.parts.get(begins) ?? new Map<number, number>();
    sums.parts.set(begins, part);
    addAt(sums.counts, timeStepOf(tenths), sign);
    addAt(part, tenths - begins, sign);
  }
  return [...changes.values()]
    .map((sums) => ({ ...sums, parts: changed(sums.parts) }))
    .filter(({ n, incomplete, anomalies, ms, parts }) => n || incomplete || anomalies || ms || parts.size > 0)
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    .map(({ name, position, counts, parts, ...sums }) => {
      const adds = Object.fromEntries(TIME_CELLS.sums.map((sum) => [sum, BigInt(sums[sum])]));
      return { name, position, adds, counts, parts };
    });
}

type Counts = Map<number, number>;
interface Sums extends Pick<TimeChange, 'name' | 'position'>, Record<TimeSum, number> {
  readonly id: string;
  readonly counts: Counts;
  readonly parts: Map<number, Counts>;
}
const NOTHING = { n: 0, incomplete: 0, anomalies: 0, ms: 0 };

function addAt(counts: Counts, place: number, count: number): void {
  counts.set(place, (counts.get(place) ?? 0) + count);
}

/** In order, without those of which as much was put in as was taken out. */
function changed(parts: ReadonlyMap<number, Counts>): ReadonlyMap<number, Counts> {
  const told = [...parts].filter(([, counts]) => [...counts.values()].some(Boolean));
  return new Map(told.sort(([a], [b]) => a - b));
}

export function partId(name: TimeCellName, begins: number): string {
  return `${cellId(TIME_CELLS, name)} ${begins}`;
}

/**
 * What events make of cells: what each cell comes to behind each event; a row of that for each part that the event told of, with the list of the part as it is behind it; and
 * each of these parts once, as it is behind all events.
 * @param changes one for each event and cell, in order
 */
export function foldTimes(
  kind: TimeKind,
  changes: readonly TimeChange[],
  before: TimeMemory,
): {
  readonly cells: readonly Cell<TimeCellName, TimeSum>[];
  readonly totals: readonly TimeTotals[];
  readonly parts: readonly TimePartHead[];
} {
  const cells = foldCells(kind, changes, before.cells);
  const last = new Map<string, TimePartHead>();
  const totals = cells.flatMap((cell, index): readonly TimeTotals[] => {
    const parts = [...(changes[index]?.parts ?? [])];
    if (parts.length === 0) return [{ ...cell, begins: null, part: null }];
    return parts.map(([begins, by]) => {
      const id = partId(cell, begins);
      const part = countsWith(last.get(id)?.part ?? before.parts.get(id) ?? [], by);
      const { nth, first_position, position } = cell;
      last.set(id, { nth, first_position, begins, position, part });
      return { ...cell, begins, part };
    });
  });
  return { cells, totals, parts: [...last.values()] };
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
  of: TimeCellName,
  standing: Time['standing'],
  from: string | null,
  until: string | null,
): Time {
  if (standing !== 'complete') return { ...of, standing };
  if (from === null || until === null)
    throw new Error(`A ${of.cut} of ${of.key} is complete without its ends.`);
  return { ...of, standing, ms: Date.parse(until) - Date.parse(from) };
}
