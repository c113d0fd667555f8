import { clearancesOf } from './clearance-cells.fold.js';
import type { CustomsDeclarationRow } from './customs-row.js';

const HOUR_MS = 3_600_000;
const WAITS: CustomsDeclarationRow = {
  declaration_id: 'd1',
  consignment_id: 'c1',
  office: 'KZALA',
  flow: 'import',
  procedure: '40',
  previous_procedure: '00',
  lodged_at: '2026-03-31T17:00:00.000Z',
  lodged_on: '2026-03-31',
  lodged_position: 1,
  cleared_at: null,
  cleared_on: null,
  cleared_position: null,
  called_off_at: null,
  called_off_position: null,
  ended_position: null,
  documentary_position: null,
  scan_position: null,
  physical_position: null,
  assessed_position: null,
};
/** At 00:30 of 1 April in Almaty. */
const CLEARED: CustomsDeclarationRow = {
  ...WAITS,
  cleared_at: '2026-03-31T19:30:00.000Z',
  cleared_on: '2026-04-01',
  cleared_position: 9,
  ended_position: 9,
};
const keysOf = (row: CustomsDeclarationRow) =>
  clearancesOf([row], 1).map(({ time: { cut, key } }) => [cut, key]);

it('tells a clearance of all offices and of its own, in the month of the day of the office', () => {
  const of = { month: '2026-04-01', standing: 'complete', ms: 2.5 * HOUR_MS };
  expect(clearancesOf([CLEARED], 1)).toEqual([
    { position: 9, sign: 1, time: { ...of, cut: 'total', key: 'import 40 none' } },
    { position: 9, sign: 1, time: { ...of, cut: 'office', key: 'KZALA import 40 none' } },
  ]);
});

it('has the strictest of what customs looked at', () => {
  const looked = { documentary_position: 2, physical_position: 4, scan_position: 5 };
  expect(keysOf({ ...CLEARED, ...looked })).toContainEqual(['total', 'import 40 physical']);
  expect(keysOf({ ...CLEARED, ...looked, physical_position: null })).toContainEqual([
    'total',
    'import 40 scan',
  ]);
  expect(keysOf({ ...CLEARED, documentary_position: 8 })).toContainEqual(['total', 'import 40 documentary']);
});

it('tells nothing of what waits or was refused, nor again of what an earlier event cleared', () => {
  const refused = { called_off_at: CLEARED.cleared_at, called_off_position: 9, ended_position: 9 };
  expect(clearancesOf([WAITS, { ...WAITS, ...refused }], 1)).toEqual([]);
  // Taken back by a later event.
  const back = { ...CLEARED, called_off_at: CLEARED.cleared_at, called_off_position: 12 };
  expect(clearancesOf([back], 10)).toEqual([]);
  expect(clearancesOf([back], 9)).toHaveLength(2);
});
