import { widthsOf } from './pdf-layout.js';

it.each([
  ['room for all', 100, [10, 30], 1],
  ['as much as all need', 40, [10, 30], 1],
  // 22 are left beside the least, for 22 that lack: half of it each gets half of what it lacks.
  ['half of what is lacking', 29, [7.5, 21.5], 1],
  ['the least alone', 18, [5, 13], 1],
  ['too little', 9, [2.5, 6.5], 0.5],
])('%s', (_, available, widths, scale) => {
  const needs = [
    { least: 5, whole: 10 },
    { least: 13, whole: 30 },
  ];
  expect(widthsOf(needs, available)).toEqual({ widths, scale });
});
