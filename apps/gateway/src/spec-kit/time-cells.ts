import { BORDER_CROSSINGS } from '@corridor/reference-data';
import type pg from 'pg';
import { localDayOf } from '../calendar/local-day.js';

const TENTH_MS = 360_000;

type Standing = string;
interface VisitRow {
  readonly generation: number;
  readonly from_position: number;
  readonly until_position: number | null;
  readonly location: string;
  readonly standing: Standing;
  readonly arrived_at: string | null;
  readonly departed_at: string | null;
  readonly seen_at: string;
}
type Side<Name extends string> = {
  readonly [Key in keyof Omit<
    VisitRow,
    'generation' | 'from_position' | 'until_position'
  > as `${Name}_${Key}`]: VisitRow[Key];
};
export interface PassageRow
  extends Pick<VisitRow, 'generation' | 'from_position' | 'until_position'>,
    Side<'out'>,
    Side<'in'> {
  readonly consignment_id: string;
  readonly number: number;
  readonly mode: string | null;
}
interface Time {
  readonly cut: string;
  readonly key: string;
  readonly month: string;
  readonly standing: Standing;
  readonly ms: number;
}

const MEASURED = ['complete', 'incomplete', 'anomaly'];
const msOf = (from: string | null, until: string | null) =>
  from === null || until === null ? Number.NaN : Date.parse(until) - Date.parse(from);
const monthOf = (place: string, at: string) => `${localDayOf(place.slice(0, 2), at).slice(0, 7)}-01`;

function visitTimes(row: VisitRow): readonly Time[] {
  const { location: key, standing } = row;
  if (!MEASURED.includes(standing)) return [];
  const ms = msOf(row.arrived_at, row.departed_at);
  return [{ cut: 'visit', key, month: monthOf(key, row.seen_at), standing, ms }];
}

const WAYS = BORDER_CROSSINGS.flatMap(({ code, sides: [one, other] }) => [
  [code, one, other] as const,
  [code, other, one] as const,
]);

/** The way over a border that a passage is, where figures count it, with the sides at which the goods were seen. */
export function crossingOf(row: PassageRow) {
  const isOf = (place: string, other: string) => place.slice(0, 2) === other.slice(0, 2);
  const fits = WAYS.filter(
    ([, leaves, enters]) => isOf(leaves, row.out_location) && isOf(enters, row.in_location),
  )
    .map((way) => ({ way, out: way[1] === row.out_location, into: way[2] === row.in_location }))
    .filter(({ out, into }) => out || into)
    .sort((a, b) => Number(b.out && b.into) - Number(a.out && a.into));
  const [found] = fits;
  if (!found) return undefined;
  const { way, out, into } = found;
  if (out && !MEASURED.includes(row.out_standing)) return undefined;
  if (into && !MEASURED.includes(row.in_standing)) return undefined;
  if (!(out && into) && ['sea', 'air'].includes(row.mode ?? '')) return undefined;
  const month = into ? monthOf(way[2], row.in_seen_at) : monthOf(way[1], row.out_seen_at);
  const key = [...way, ...(row.mode === null ? [] : [row.mode])].join(' ');
  return { way, key, month, out, into };
}

function passageTimes(row: PassageRow): readonly Time[] {
  const crossing = crossingOf(row);
  if (!crossing) return [];
  const { key, month, out, into } = crossing;
  const standings = [...(out ? [row.out_standing] : []), ...(into ? [row.in_standing] : [])];
  const ms = out && into ? msOf(row.out_arrived_at, row.in_departed_at) : Number.NaN;
  const ended = Number.isNaN(ms) ? 'incomplete' : 'complete';
  const whole = standings.includes('anomaly') ? 'anomaly' : ended;
  const leaving = msOf(row.out_arrived_at, row.out_departed_at);
  const entering = msOf(row.in_arrived_at, row.in_departed_at);
  return [
    { cut: 'crossing', key, month, standing: whole, ms },
    ...(out ? [{ cut: 'leaving', key, month, standing: row.out_standing, ms: leaving }] : []),
    ...(into ? [{ cut: 'entering', key, month, standing: row.in_standing, ms: entering }] : []),
  ];
}

/** Half to even. */
function tenthsOf(ms: number): number {
  const below = Math.floor(ms / TENTH_MS);
  const rest = ms - below * TENTH_MS;
  const isUp = rest * 2 > TENTH_MS || (rest * 2 === TENTH_MS && below % 2 !== 0);
  return below + (isUp ? 1 : 0);
}

interface Cell {
  readonly first_position: number;
  readonly nth: number;
  readonly position: number;
  readonly n: number;
  readonly incomplete: number;
  readonly anomalies: number;
  readonly ms: number;
  readonly counts: readonly number[];
}

/** The steps by their first tenth: all up to 1.6 hours, and then eight to each doubling. */
const STEPS = [
  ...Array.from({ length: 8 }, (_, tenth) => tenth),
  ...Array.from({ length: 28 }, (_, doubling) =>
    Array.from({ length: 8 }, (__, at) => (8 + at) * 2 ** doubling),
  ).flat(),
];
const PART = 64;

/** The place of the step of a time, where its part begins, and its place in that. */
function placesOf(ms: number): { readonly step: number; readonly begins: number; readonly place: number } {
  const tenths = tenthsOf(ms);
  const step = STEPS.findLastIndex((begins) => begins <= tenths);
  const place = (tenths - (STEPS[step] ?? 0)) % PART;
  return { step, begins: tenths - place, place };
}

const withOne = (counts: readonly number[], at: number, sign: number): readonly number[] =>
  Array.from(
    { length: Math.max(counts.length, at + 1) },
    (_, place) => (counts[place] ?? 0) + (place === at ? sign : 0),
  );

/** A time that is counted from a position on, or no more. */
export interface CountedTime extends Pick<Time, 'standing' | 'ms'> {
  /** Cut, key and month, with the generation. */
  readonly name: Readonly<Record<string, unknown>>;
  readonly position: number;
  readonly sign: number;
}

/** All rows of a table. */
export async function rowsOf<Row>(owner: pg.Pool, table: string): Promise<readonly Row[]> {
  return (await owner.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${table} t`)).rows.map(
    ({ row }) => row,
  );
}

/** What the projection keeps beside visits and passages, worked out from these anew. */
export async function fillTimeCells(owner: pg.Pool): Promise<void> {
  const told = [
    ...(await rowsOf<VisitRow>(owner, 'reporting.visits')).map((row) => ({ row, times: visitTimes(row) })),
    ...(await rowsOf<PassageRow>(owner, 'reporting.border_passages')).map((row) => ({
      row,
      times: passageTimes(row),
    })),
  ];
  const changes = told.flatMap(({ row: { generation, from_position, until_position }, times }) =>
    times.flatMap(({ standing, ms, ...of }) => {
      const one = { name: { generation, ...of }, standing, ms };
      return [
        { ...one, position: from_position, sign: 1 },
        ...(until_position === null ? [] : [{ ...one, position: until_position, sign: -1 }]),
      ];
    }),
  );
  await fillCells(owner, 'time', 'n, incomplete, anomalies, ms', changes);
}

/** Cells of one kind, with what they came to and their parts. @param sums the columns of what is added up */
export async function fillCells(
  owner: pg.Pool,
  kind: string,
  sums: string,
  changes: readonly CountedTime[],
): Promise<void> {
  const tables = [`reporting.${kind}_cell_heads`, `reporting.${kind}_cells`, `reporting.${kind}_part_heads`];
  await owner.query(tables.map((table) => `DELETE FROM ${table}`).join('; '));
  const cells = new Map<string, Cell>();
  const lists = new Map<string, readonly number[]>();
  const parts = new Map<
    string,
    { readonly cellId: string; readonly begins: number | null; readonly part: readonly number[] | null }
  >();
  const behind = new Map<string, Cell>();
  for (const { name, standing, ms, position, sign } of [...changes].sort((a, b) => a.position - b.position)) {
    const id = JSON.stringify(name);
    const nothing = { n: 0, incomplete: 0, anomalies: 0, ms: 0, counts: [] };
    const before = cells.get(id) ?? { ...name, first_position: position, nth: cells.size, ...nothing };
    const isComplete = standing === 'complete';
    const { step, begins, place } = placesOf(isComplete ? ms : 0);
    const cell = {
      ...before,
      position,
      n: before.n + (isComplete ? sign : 0),
      incomplete: before.incomplete + (standing === 'incomplete' ? sign : 0),
      anomalies: before.anomalies + (standing === 'anomaly' ? sign : 0),
      ms: before.ms + (isComplete ? sign * ms : 0),
      counts: isComplete ? withOne(before.counts, step, sign) : before.counts,
    };
    cells.set(id, cell);
    const cellId = `${id} ${position}`;
    behind.set(cellId, cell);
    const part = isComplete ? withOne(lists.get(`${id} ${begins}`) ?? [], place, sign) : null;
    if (part) lists.set(`${id} ${begins}`, part);
    parts.set(`${cellId} ${part ? begins : ''}`, { cellId, begins: part ? begins : null, part });
  }
  // All rows of an event have what the cell comes to behind it.
  const totals = [...parts.values()].map(({ cellId, ...part }) => ({ ...behind.get(cellId), ...part }));
  const partHeads = new Map(
    totals
      .filter(({ part }) => part)
      .map((row) => [`${row.nth} ${row.first_position} ${row.begins}`, row] as const),
  );
  const [heads, behindEach, lastParts] = tables;
  for (const [table, columns, all] of [
    [
      heads,
      `generation, cut, month, key, first_position, nth, position, ${sums}, counts`,
      [...cells.values()],
    ],
    [behindEach, `generation, first_position, nth, position, ${sums}, counts, begins, part`, totals],
    [lastParts, 'generation, nth, first_position, begins, position, part', [...partHeads.values()]],
  ] as const) {
    const text = `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`;
    await owner.query(text, [JSON.stringify(all)]);
  }
}
