import { backoffMs, retryAfterMs } from './backoff.js';

const NOW = Date.parse('2026-11-02T09:00:00Z');

it('waits twice as long each time, up to an hour, half of it left to chance', () => {
  expect([1, 2, 3, 10].map((attempts) => backoffMs(attempts, 0))).toEqual([2_500, 5_000, 10_000, 1_280_000]);
  expect([11, 12, 1_000].map((attempts) => backoffMs(attempts, 0))).toEqual([
    1_800_000, 1_800_000, 1_800_000,
  ]);
  expect(backoffMs(1, 0.5)).toBe(3_750);
  expect(backoffMs(1_000, 0.999_999_999)).toBe(3_600_000);
});

it.each([
  ['seconds', '120', 120_000],
  ['seconds between spaces', ' 7 ', 7_000],
  ['a date', 'Mon, 02 Nov 2026 09:10:00 GMT', 600_000],
  ['a date that is over', 'Mon, 02 Nov 2026 08:00:00 GMT', 0],
  ['more than a day', '999999', 86_400_000],
  ['a date next year', 'Tue, 02 Nov 2027 09:00:00 GMT', 86_400_000],
  ['nothing', undefined, 0],
  ['no number', '-5', 0],
  ['a fraction', '1.5', 0],
  ['no date', 'Mon, 99 Nov 2026 09:10:00 GMT', 0],
  ['a word', 'soon', 0],
])('Retry-After with %s', (_, header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});
