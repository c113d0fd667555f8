import fc from 'fast-check';
import { CELL_MIN, withheldOf } from './small-cells.js';

const SEED = 20_261_126;
/** Cells of so many firms each, none of which stands behind two. */
const cellsOf = (...counts: readonly number[]) =>
  counts.map((count, at) => ({ at, firms: Array.from({ length: count }, (_, n) => `firm-${at}-${n}`) }));
const told = (...counts: readonly number[]) => {
  const cells = cellsOf(...counts);
  const withheld = withheldOf(cells);
  return [cells.map((cell) => (withheld.cells.has(cell) ? '-' : cell.firms.length)), withheld.total];
};

it.each([
  [[], [], false],
  [[3, 7], [3, 7], false],
  // The total less 7 would be 2: one more goes, the next smallest.
  [[7, 2, 5], [7, '-', '-'], false],
  [[1, 2, 5], ['-', '-', 5], false],
  // Two of one each would be 2 together.
  [[1, 9, 1], ['-', '-', '-'], false],
  [[2], ['-'], true],
  [[1, 1], ['-', '-'], true],
  [[1, 1, 1], ['-', '-', '-'], false],
])('of %j it tells %j, and withholds the total: %s', (counts, cells, total) => {
  expect(told(...counts)).toEqual([cells, total]);
});

it('nothing below the bound can be had from what is told, nor by taking it from the total', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }), (counts) => {
      const cells = cellsOf(...counts);
      const withheld = withheldOf(cells);
      for (const cell of cells)
        if (!withheld.cells.has(cell)) expect(cell.firms.length).toBeGreaterThanOrEqual(CELL_MIN);
      const missing = cells.filter((cell) => withheld.cells.has(cell));
      const rest = missing.reduce((sum, { firms }) => sum + firms.length, 0);
      if (missing.length === 0) expect(withheld.total).toBe(false);
      else if (!withheld.total) {
        expect(missing.length).toBeGreaterThan(1);
        expect(rest).toBeGreaterThanOrEqual(CELL_MIN);
      }
      // No more than needed: without its largest cell, what is missing would be too little, or too small cells are all there is.
      const largest = Math.max(0, ...missing.map(({ firms }) => firms.length));
      if (largest >= CELL_MIN) expect(missing.length === 2 || rest - largest < CELL_MIN).toBe(true);
    }),
    { seed: SEED, numRuns: 2_000 },
  );
});

it('counts a firm that stands behind several cells once', () => {
  const same = ['a', 'b'];
  const cells = [
    { firms: same },
    { firms: same },
    { firms: ['a', 'b', 'c'] },
    { firms: ['d', 'e', 'f', 'g'] },
  ];
  const { cells: withheld, total } = withheldOf(cells);
  expect([cells.map((cell) => withheld.has(cell)), total]).toEqual([[true, true, true, false], false]);
});
