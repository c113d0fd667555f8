import { Story } from '../story.spec-kit.js';
import { line } from '../trade-story.spec-kit.js';
import type { TradeCell } from './trade-cells.fold.js';
import { cellsBy, changesOf } from './trade-facts.spec-kit.js';

/** Shown as position, the event that told of it first with the number of the cell, cut, key, exports, of these re-exports, imports. */
const brief = ({
  position,
  first_position,
  nth,
  cut,
  key,
  exports,
  re_exports,
  imports,
}: TradeCell): string =>
  [position, `${first_position}/${nth}`, cut, key || '-', exports, re_exports, imports].join(' ');

const COTTON = line(1, '520100', '1000.00');
const LAPTOPS = line(2, '847130', '250.50', 'CN');

/** Cotton of Pakistan and laptops of China leave Karachi in January: position 3. */
function story(): Story {
  const told = new Story();
  told.declare(1, [COTTON, LAPTOPS], '2026-01-30T10:00:00+05:00');
  told.lodge(2, 1, 'export', [COTTON, LAPTOPS], '2026-01-31T10:00:00+05:00');
  told.clear(2, '2026-01-31', '2026-01-31T12:00:00+05:00');
  return told;
}

it('adds up each cut of a clearance in one row for each cell', () => {
  const cells = cellsBy(changesOf(story()));
  expect(cells.map(brief)).toEqual([
    '3 3/0 total - 125050 25050 0',
    '3 3/1 sector textiles 100000 0 0',
    '3 3/2 chapter 52 100000 0 0',
    '3 3/3 subheading 520100 100000 0 0',
    '3 3/4 office PKKHI 125050 25050 0',
    '3 3/5 sector it 25050 25050 0',
    '3 3/6 chapter 84 25050 25050 0',
    '3 3/7 subheading 847130 25050 25050 0',
    // Nothing tells yet how they are carried.
    '3 3/8 mode - 125050 25050 0',
    '3 3/9 port - 125050 25050 0',
    '3 3/10 route - 125050 25050 0',
  ]);
  expect(cells[0]).toMatchObject({ reporter: 'PK', partner: 'KZ', month: '2026-01-01' });
});

it('keeps what cells came to before beside what they come to now', () => {
  const told = story();
  // Position 4: weighed anew, the laptops are gone. What cotton came to is 900.00.
  told.correct(2, [line(1, '520100', '900.00')], '2026-03-05T12:00:00+05:00');
  const cells = cellsBy(changesOf(told));
  expect(cells.filter(({ position }) => position === 4).map(brief)).toEqual([
    '4 3/0 total - 90000 0 0',
    '4 3/1 sector textiles 90000 0 0',
    '4 3/2 chapter 52 90000 0 0',
    '4 3/3 subheading 520100 90000 0 0',
    '4 3/4 office PKKHI 90000 0 0',
    '4 3/5 sector it 0 0 0',
    '4 3/6 chapter 84 0 0 0',
    '4 3/7 subheading 847130 0 0 0',
    '4 3/8 mode - 90000 0 0',
    '4 3/9 port - 90000 0 0',
    '4 3/10 route - 90000 0 0',
  ]);
  const before = cellsBy(changesOf(story()));
  expect(cells.filter(({ position }) => position < 4)).toEqual(before);
});

it('holds imports apart from exports, and months and partners from each other', () => {
  const told = new Story();
  told.declare(1, [COTTON, LAPTOPS], '2026-03-01T10:00:00+05:00');
  told.lodge(2, 1, 'import', [COTTON, LAPTOPS], '2026-03-09T10:00:00+05:00');
  told.clear(2, '2026-03-09', '2026-03-09T12:00:00+05:00');
  const totals = cellsBy(changesOf(told)).filter(({ cut }) => cut === 'total');
  expect(totals.map(({ partner, month, imports, exports }) => [partner, month, imports, exports])).toEqual([
    ['PK', '2026-03-01', '100000', '0'],
    ['CN', '2026-03-01', '25050', '0'],
  ]);
});
