import { headingDescription, isTimeCritical, TIME_CRITICAL_GOODS } from './index.js';

it.each([
  ['080450', true],
  ['060311', true],
  ['300241', true],
  ['010121', true],
  ['020110', true],
  // Frozen, dried, or kept for months.
  ['020210', false],
  ['080420', false],
  ['070190', false],
  ['100630', false],
  ['630260', false],
])('%s is time-critical: %s', (hs6, expected) => expect(isTimeCritical(hs6)).toBe(expected));

it('names headings that there are, each once', () => {
  const prefixes = TIME_CRITICAL_GOODS.map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const prefix of prefixes.filter(({ length }) => length > 2)) {
    expect([prefix, headingDescription(prefix.slice(0, 4))]).not.toEqual([prefix, undefined]);
  }
});
