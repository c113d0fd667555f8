import { hoursOf } from './hours.js';

const MINUTE = 60_000n;

it.each([
  [0n, '0.0'],
  [3n * MINUTE, '0.0'],
  [9n * MINUTE, '0.2'],
  [9n * MINUTE - 1n, '0.1'],
  [555n * MINUTE, '9.2'],
  [555n * MINUTE + 1n, '9.3'],
  [-1_440n * MINUTE, '-24.0'],
  [-9n * MINUTE, '-0.2'],
])('%d ms are %s hours, half to even', (ms, hours) => {
  expect(hoursOf(ms)).toBe(hours);
});

it('divides before it rounds', () => {
  // 19 h 15 min among four are 4.8125 h.
  expect(hoursOf(1_155n * MINUTE, 4n)).toBe('4.8');
});
