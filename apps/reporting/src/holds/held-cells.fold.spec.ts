import { foldCells } from '../cells/cells.fold.js';
import { uuid } from '../teller.spec-kit.js';
import { HELD_CELLS, heldChangesOf } from './held-cells.fold.js';
import type { HoldRow } from './hold-row.js';

const DAY_MS = 86_400_000;
/** Midnight in Karachi at the beginning of January. */
const BEGAN_MS = Date.parse('2026-01-01T00:00:00+05:00');
/** A day of January and the 31 behind it, by the clock of Karachi. */
const day = (of: number): string => new Date(BEGAN_MS + (of - 1) * DAY_MS).toISOString();
const ms = (of: number): number => BEGAN_MS + (of - 1) * DAY_MS;

const hold = (row: Partial<HoldRow>): HoldRow => ({
  declaration_id: uuid(1),
  hold_id: 'h',
  consignment_id: uuid(2),
  office: 'PKKHI',
  reason: 'inspection',
  liftable_by: null,
  placed_at: day(1),
  placed_position: 1,
  placed_ahead: false,
  ended_at: null,
  ended_position: null,
  ended_ahead: null,
  ended_by: null,
  ended_by_position: null,
  early_end_at: null,
  early_end_position: null,
  early_end_by: null,
  participants: [],
  demo: false,
  last_position: 1,
  ...row,
});
const ended = (of: number, ended_position: number) => ({
  ended_at: day(of),
  ended_position,
  ended_ahead: false,
  ended_by: 'release' as const,
  ended_by_position: ended_position,
});

/** `position cut key clock month ahead: sums`, of the total where none is told. */
const told = (rows: readonly HoldRow[], first = 1, cut = 'total') =>
  heldChangesOf(rows, first)
    .filter(({ name }) => name.cut === cut)
    .map(({ position, name, adds }) => [
      position,
      [name.key, name.clock, name.month.slice(0, 7), name.ahead_ms || ''].join(' ').trim(),
      Object.fromEntries(Object.entries(adds).map(([sum, by]) => [sum, Number(by)])),
    ]);

it('a hold is placed and stands from its beginning; it is finished in the month that its last instant lies in', () => {
  // To the very end of January.
  const row = hold({ placed_at: day(10), ...ended(32, 7) });
  expect(told([row])).toEqual([
    [1, 'PK 2026-01', { placed: 1, open: 1, standing: 1, since_ms: ms(10) }],
    [7, 'PK 2026-01', { open: -1, finished: 1, standing: -1, since_ms: -ms(32) }],
  ]);
  // A day into February.
  expect(told([{ ...row, ended_at: day(33) }], 7)).toEqual([
    [7, 'PK 2026-01', { open: -1 }],
    [7, 'PK 2026-02', { finished: 1, standing: -1, since_ms: -ms(33) }],
  ]);
});

it('holds of a consignment that overlap have each instant once, that of the first: in all, and of one office, and of one reason', () => {
  const first = hold({ placed_at: day(1), ...ended(6, 5) });
  const second = hold({
    ...{ hold_id: 'b', office: 'KZALA', placed_at: day(3), placed_position: 2 },
    ...ended(10, 6),
  });
  // Nothing of the second one while the first is open, and from its end on when that is told.
  expect(told([first, second])).toEqual([
    [1, 'PK 2026-01', { placed: 1, open: 1, standing: 1, since_ms: ms(1) }],
    [2, 'KZ 2026-01', { placed: 1, open: 1 }],
    [5, 'KZ 2026-01', { standing: 1, since_ms: ms(6) }],
    [5, 'PK 2026-01', { open: -1, finished: 1, standing: -1, since_ms: -ms(6) }],
    [6, 'KZ 2026-01', { open: -1, finished: 1, standing: -1, since_ms: -ms(10) }],
  ]);
  expect(told([first, second], 2, 'office')).toEqual([
    [2, 'KZALA KZ 2026-01', { placed: 1, open: 1, standing: 1, since_ms: ms(3) }],
    [5, 'PKKHI PK 2026-01', { open: -1, finished: 1, standing: -1, since_ms: -ms(6) }],
    [6, 'KZALA KZ 2026-01', { open: -1, finished: 1, standing: -1, since_ms: -ms(10) }],
  ]);
  expect(told([first, { ...second, reason: 'documents' }], 6, 'reason')).toEqual([
    [6, 'documents KZ 2026-01', { open: -1, finished: 1, standing: -1, since_ms: -ms(10) }],
  ]);
  // Of another consignment each has its own time.
  expect(told([first, { ...second, consignment_id: uuid(3) }], 2).slice(0, 1)).toEqual([
    [2, 'KZ 2026-01', { placed: 1, open: 1, standing: 1, since_ms: ms(3) }],
  ]);
});

it('one that is told later and was placed before takes the time that another had', () => {
  const first = hold({ placed_at: day(5), ...ended(8, 2) });
  const earlier = hold({ hold_id: 'b', placed_at: day(1), placed_position: 3, ...ended(6, 4) });
  expect(told([first, earlier], 3)).toEqual([
    // Open from the first day on, it covers all of the other, whose beginning and end are taken out.
    [3, 'PK 2026-01', { placed: 1, open: 1, standing: 1, since_ms: ms(1) - ms(5) + ms(8) }],
    // What lies behind its end is the other's again.
    [4, 'PK 2026-01', { open: -1, finished: 1, standing: -1, since_ms: -ms(8) }],
  ]);
});

it('of one instant, the one that is told first has it', () => {
  const two = [hold({ placed_position: 2, hold_id: 'b', office: 'KZALA' }), hold({})];
  expect(told(two)).toEqual([
    [1, 'PK 2026-01', { placed: 1, open: 1, standing: 1, since_ms: ms(1) }],
    [2, 'KZ 2026-01', { placed: 1, open: 1 }],
  ]);
});

it('what is told ahead of the clock of the ledger has a cell of its own, holds are counted with all others', () => {
  const row = hold({ placed_at: day(10), placed_ahead: true, ...ended(12, 4), ended_ahead: true });
  expect(told([row])).toEqual([
    [1, 'PK 2026-01', { placed: 1, open: 1 }],
    [1, `PK 2026-01 ${ms(10)}`, { standing: 1, since_ms: ms(10) }],
    [4, 'PK 2026-01', { open: -1, finished: 1 }],
    [4, `PK 2026-01 ${ms(12)}`, { standing: -1, since_ms: -ms(12) }],
  ]);
});

it('one that ended before it was placed has no time, and is finished where it was placed', () => {
  expect(told([hold({ placed_at: day(32), ...ended(30, 2) })], 2)).toEqual([
    [2, 'PK 2026-02', { open: -1, finished: 1, standing: -1, since_ms: -ms(32) }],
  ]);
});

it('months are by the clock of the office; of one without a clock here, by that of UTC', () => {
  // 20:00 of the last day of January in UTC is 01:00 of February in Almaty, and still January in Kabul (00:30).
  const at = { placed_at: '2026-01-31T19:15:00.000Z' };
  const months = (office: string) => told([hold({ ...at, office })]).map(([, cell]) => cell);
  expect(['KZALA', 'AFKBL', 'DEHAM'].map(months)).toEqual([['KZ 2026-02'], ['AF 2026-01'], ['2026-01']]);
});

it('nothing is written where an event changes nothing, and cells add up what is told of them', () => {
  const refused = hold({ ...ended(3, 2), ended_by: 'refusal', ended_by_position: 9, last_position: 9 });
  expect(told([refused], 3)).toEqual([]);
  const cells = foldCells(HELD_CELLS, heldChangesOf([hold(ended(3, 2))], 1), new Map());
  expect(cells.filter(({ cut }) => cut === 'total')).toMatchObject([
    { position: 1, placed: '1', open: '1', finished: '0', standing: '1', since_ms: String(ms(1)) },
    // Two days have been held up to any instant behind them: 0 × the instant − since_ms.
    { position: 2, placed: '1', open: '0', finished: '1', standing: '0', since_ms: String(-2 * DAY_MS) },
  ]);
});
