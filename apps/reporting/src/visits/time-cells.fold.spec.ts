import type { PassageRow, VisitRow } from '@corridor/domain';
import { BORDER_CROSSINGS } from '@corridor/reference-data';
import { foldCells } from '../cells/cells.fold.js';
import { timesOfPassage } from './crossing-times.js';
import {
  beginOf,
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

it('adds up visits of about the same time in one cell, with a count for each tenth of an hour', () => {
  const rows = [
    // 2 h, known as 2 h 3 min from position 4 on: between 2.0 and 2.1 h, so the even one, 2.0.
    visit({ until_position: 4 }),
    visit({ from_position: 4, ...leftAt('2026-03-02T07:03:00.000Z') }),
    // 2 h 9 min are between 2.1 and 2.2 h: 2.2, and of the cell that begins at 2.2 h.
    visit({ from_position: 2, ...leftAt('2026-03-02T07:09:00.000Z') }),
    // 2 h 6 min are 2.1 h.
    visit({ from_position: 3, ...leftAt('2026-03-02T07:06:00.000Z') }),
    visit({ from_position: 3, standing: 'incomplete', arrived_at: null }),
    visit({ from_position: 3, standing: 'open', departed_at: null }),
  ];
  const cells = foldCells(TIME_CELLS, timeChangesOf(timesOfRows(rows, 1, timesOfVisit)), new Map());
  expect(
    cells.map(({ position, standing, begins, n, ms, counts, first_position, nth }) => [
      position,
      `${first_position}/${nth}`,
      `${standing} ${begins}`,
      n,
      Number(ms) / MINUTE_MS,
      counts,
    ]),
  ).toEqual([
    [1, '1/0', 'complete 20', '1', 120, [1]],
    [2, '2/0', 'complete 22', '1', 129, [1]],
    [3, '1/0', 'complete 20', '2', 246, [1, 1]],
    [3, '3/0', 'incomplete 0', '1', 0, []],
    [4, '1/0', 'complete 20', '2', 249, [1, 1]],
  ]);
  expect(cells[0]).toMatchObject({ cut: 'visit', month: '2026-03-01', key: 'PKTOR' });
});

it('says nothing of a row that was told before, until it ends, nor of what an event takes out and puts in again', () => {
  const told = timesOfRows([visit({ until_position: 9 })], 5, timesOfVisit);
  expect(told.map(({ position, sign }) => [position, sign])).toEqual([[9, -1]]);
  // Only by what they go on is known otherwise.
  const again = timesOfRows([visit({ from_position: 9, mode: 'rail' })], 5, timesOfVisit);
  expect(timeChangesOf([...told, ...again])).toEqual([]);
});

it('has a cell for each tenth up to 1.6 h, and wider ones for longer times, up to 6.4 h', () => {
  const begins = [0, 1, 7, 15, 16, 17, 18, 31, 32, 35, 36, 500, 511, 512, 575, 576, 8_191, 876_000_001, -1];
  expect(begins.map(beginOf)).toEqual([
    0, 1, 7, 15, 16, 16, 18, 30, 32, 32, 36, 480, 480, 512, 512, 576, 8_128, 876_000_000, -1,
  ]);
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
