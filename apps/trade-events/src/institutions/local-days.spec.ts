import { checkDayCame, dayAt } from './local-days.js';

/** One in the morning of 1 June in Karachi. */
const NOW = Date.parse('2026-05-31T20:00:00Z');
const came = (day: string, place: string) => () => checkDayCame(day, place, NOW, 'told-in-future', '/day');

it('a day is told by the clock of its place, and off the corridor in UTC', () => {
  expect(dayAt('PKKHI', NOW)).toBe('2026-06-01');
  expect(dayAt('IRTHR', NOW)).toBe('2026-05-31');
  expect(dayAt('GBLON', NOW)).toBe('2026-05-31');
});

it('a day that has not come where it is told of is refused, with the field', () => {
  expect(came('2026-06-01', 'PKKHI')).not.toThrow();
  expect(came('2026-06-02', 'PKKHI')).toThrow(
    expect.objectContaining({ code: 'told-in-future', details: { pointer: '/day' } }),
  );
  expect(came('2026-06-01', 'IRTHR')).toThrow('by the clock of IRTHR, it is 2026-05-31');
});

it('off the corridor, a day has come once it has anywhere', () => {
  expect(came('2026-06-01', 'NZAKL')).not.toThrow();
  expect(came('2026-06-02', 'NZAKL')).toThrow('2026-06-02 lies ahead');
});
