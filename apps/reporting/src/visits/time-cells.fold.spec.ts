import type { PassageRow, VisitRow } from '@corridor/domain';
import { BORDER_CROSSINGS } from '@corridor/reference-data';
import { timesOfPassage } from './crossing-times.js';
import {
  foldTimes,
  TIME_CELLS,
  type Time,
  timeChangesOf,
  timesOfRows,
  timesOfVisit,
} from './time-cells.fold.js';

const MINUTE_MS = 60_000;
const visit = (row: Partial<VisitRow>): VisitRow => ({
  consignment_id: 'c1',
  number: 1,
  location: 'PKTOR',
  standing: 'complete',
  arrived_at: '2026-03-02T05:00:00.000Z',
  departed_at: '2026-03-02T07:00:00.000Z',
  seen_at: '2026-03-02T07:00:00.000Z',
  mode: 'road',
  positions: [],
  from_position: 1,
  within: 0,
  until_position: null,
  ...row,
});
const leftAt = (departed_at: string) => ({ departed_at, seen_at: departed_at });

const NOTHING = { cells: new Map(), parts: new Map() };

it('adds up visits of a month, with a count for each step of time, lists of tenths for the part that an event tells of, and the last list of each part', () => {
  const rows = [
    // 2 h, known as 2 h 3 min from position 4 on: between 2.0 and 2.1 h, so the even one, 2.0.
    visit({ until_position: 4 }),
    visit({ from_position: 4, ...leftAt('2026-03-02T07:03:00.000Z') }),
    // 2 h 9 min are between 2.1 and 2.2 h: 2.2, and of the step that begins at 2.2 h.
    visit({ from_position: 2, ...leftAt('2026-03-02T07:09:00.000Z') }),
    // 2 h 6 min are 2.1 h.
    visit({ from_position: 3, until_position: 5, ...leftAt('2026-03-02T07:06:00.000Z') }),
    visit({ from_position: 3, standing: 'incomplete', arrived_at: null }),
    visit({ from_position: 3, standing: 'open', departed_at: null }),
    // Told as 2.1 h for long: it was 5 min, and 6 min are a tenth.
    visit({ from_position: 5, ...leftAt('2026-03-02T05:05:00.000Z') }),
    visit({ from_position: 6, standing: 'anomaly' }),
  ];
  const { cells, totals, parts } = foldTimes(
    TIME_CELLS,
    timeChangesOf(timesOfRows(rows, 1, timesOfVisit)),
    NOTHING,
  );
  // Steps of a tenth up to 1.5 h are the places 0 to 15; behind them, 2.0 and 2.1 h are place 18, 2.2 and 2.3 h 19.
  const counted = (counts: readonly number[] = []) =>
    Object.fromEntries([...counts.entries()].filter(([, count]) => count !== 0));
  expect(
    totals.map(({ position, n, incomplete, anomalies, ms, counts, begins, part }) => [
      position,
      [n, incomplete, anomalies].join(' '),
      Number(ms) / MINUTE_MS,
      counted(counts),
      begins,
      part,
    ]),
  ).toEqual([
    [1, '1 0 0', 120, { 18: 1 }, 20, [1]],
    [2, '2 0 0', 249, { 18: 1, 19: 1 }, 22, [1]],
    [3, '3 1 0', 375, { 18: 2, 19: 1 }, 20, [1, 1]],
    [4, '3 1 0', 378, { 18: 2, 19: 1 }, null, null],
    [5, '3 1 0', 257, { 1: 1, 18: 1, 19: 1 }, 1, [1]],
    [5, '3 1 0', 257, { 1: 1, 18: 1, 19: 1 }, 20, [1, 0]],
    [6, '3 1 1', 257, { 1: 1, 18: 1, 19: 1 }, null, null],
  ]);
  expect(cells).toHaveLength(6);
  const ofCell = { nth: 0, first_position: 1 };
  expect(parts).toEqual([
    { ...ofCell, begins: 20, position: 5, part: [1, 0] },
    { ...ofCell, begins: 22, position: 2, part: [1] },
    { ...ofCell, begins: 1, position: 5, part: [1] },
  ]);
  expect(totals[0]).toMatchObject({
    cut: 'visit',
    month: '2026-03-01',
    key: 'PKTOR',
    first_position: 1,
    nth: 0,
  });
});

it('goes on from what cells and parts have come to before', () => {
  const early = visit({});
  const late = visit({ from_position: 2, ...leftAt('2026-03-02T07:06:00.000Z') });
  const changes = timeChangesOf(timesOfRows([early, late], 1, timesOfVisit));
  const atOnce = foldTimes(TIME_CELLS, changes, NOTHING);
  const first = foldTimes(TIME_CELLS, changes.slice(0, 1), NOTHING);
  const before = {
    cells: new Map(first.cells.map((cell) => ['visit 2026-03-01 PKTOR', cell])),
    parts: new Map([['visit 2026-03-01 PKTOR 20', [1]]]),
  };
  const second = foldTimes(TIME_CELLS, changes.slice(1), before);
  expect([...first.totals, ...second.totals]).toEqual(atOnce.totals);
  // The one part, by the second event.
  expect(second.parts).toEqual(atOnce.parts);
});

it('says nothing of a row that was told before, until it ends, nor of what an event takes out and puts in again', () => {
  const told = timesOfRows([visit({ until_position: 9 })], 5, timesOfVisit);
  expect(told.map(({ position, sign }) => [position, sign])).toEqual([[9, -1]]);
  // Only by what they go on is known otherwise.
  const again = timesOfRows([visit({ from_position: 9, mode: 'rail' })], 5, timesOfVisit);
  expect(timeChangesOf([...told, ...again])).toEqual([]);
});

const passage = (row: Partial<PassageRow>): PassageRow => ({
  consignment_id: 'c1',
  number: 1,
  mode: 'road',
  out_location: 'PKTOR',
  out_standing: 'complete',
  out_arrived_at: '2026-03-30T00:00:00.000Z',
  out_departed_at: '2026-03-31T00:00:00.000Z',
  out_seen_at: '2026-03-31T00:00:00.000Z',
  in_location: 'AFRKH',
  in_standing: 'complete',
  in_arrived_at: '2026-03-31T01:00:00.000Z',
  in_departed_at: '2026-03-31T20:00:00.000Z',
  in_seen_at: '2026-03-31T20:00:00.000Z',
  positions: [],
  from_position: 1,
  within: 0,
  until_position: null,
  ...row,
});
const brief = (time: Time) =>
  [
    time.cut,
    time.key,
    time.month.slice(0, 7),
    time.standing,
    ...(time.standing === 'complete' ? [time.ms / 3_600_000] : []),
  ].join(' ');
const timesOf = (row: Partial<PassageRow>) => timesOfPassage(passage(row)).map(brief);

it('tells of a crossing as a whole, and of both of its sides, in the month in which the second one was left', () => {
  // 20:00 in UTC is 00:30 of April in Kabul.
  expect(timesOf({})).toEqual([
    'crossing torkham PKTOR AFRKH road 2026-04 complete 44',
    'leaving torkham PKTOR AFRKH road 2026-04 complete 24',
    'entering torkham PKTOR AFRKH road 2026-04 complete 19',
  ]);
  expect(timesOf({ mode: null, out_standing: 'incomplete', out_departed_at: null })).toEqual([
    'crossing torkham PKTOR AFRKH 2026-04 complete 44',
    'leaving torkham PKTOR AFRKH 2026-04 incomplete',
    'entering torkham PKTOR AFRKH 2026-04 complete 19',
  ]);
  expect(timesOf({ in_standing: 'anomaly' })).toEqual([
    'crossing torkham PKTOR AFRKH road 2026-04 anomaly',
    'leaving torkham PKTOR AFRKH road 2026-04 complete 24',
    'entering torkham PKTOR AFRKH road 2026-04 anomaly',
  ]);
});

it('tells of what was seen at one side alone: overland, in the month of that side', () => {
  expect(timesOf({ in_location: 'AFKBL', in_standing: 'open' })).toEqual([
    'crossing torkham PKTOR AFRKH road 2026-03 incomplete',
    'leaving torkham PKTOR AFRKH road 2026-03 complete 24',
  ]);
  expect(timesOf({ out_location: 'PKKHI', in_location: 'AFSBK' })).toEqual([
    'crossing chaman PKCMN AFSBK road 2026-04 incomplete',
    'entering chaman PKCMN AFSBK road 2026-04 complete 19',
  ]);
  // Each at a side of another crossing: the first of the table.
  expect(timesOf({ in_location: 'AFSBK', in_standing: 'open' })).toEqual([
    'crossing torkham PKTOR AFRKH road 2026-03 incomplete',
    'leaving torkham PKTOR AFRKH road 2026-03 complete 24',
  ]);
  expect(timesOf({ in_location: 'AFKBL', mode: 'air' })).toEqual([]);
  expect(timesOf({ mode: 'air' })).toHaveLength(3);
});

it('tells nothing of goods that are still at a side, nor of other borders', () => {
  expect(timesOf({ in_standing: 'open', in_departed_at: null })).toEqual([]);
  expect(timesOf({ out_standing: 'begun' })).toEqual([]);
  expect(timesOf({ in_location: 'CNHRS' })).toEqual([]);
  expect(timesOf({ out_location: 'PKKHI', in_location: 'AFKBL' })).toEqual([]);
});

it('has crossings as the table had them when the read model was built: where one is added, a migration has to retire `visits`', () => {
  expect(BORDER_CROSSINGS.map(({ code, sides }) => [code, ...sides].join(' '))).toEqual([
    'torkham PKTOR AFRKH',
    'chaman PKCMN AFSBK',
    'hairatan AFHRT UZTER',
    'torghundi AFTGH TMKUK',
    'khorgos CNHRS KZHOR',
    'sarakhs IRCKT TMSRK',
  ]);
});
