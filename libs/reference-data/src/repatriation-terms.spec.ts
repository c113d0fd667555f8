import { rejectionOf } from '@corridor/testing';
import { needsContractNumber, PAID_UNMOVED_DAYS, REPATRIATION_RULES, repatriationTerm } from './index.js';
import { ROWS } from './tables/repatriation-terms.js';

it.each([
  ['pk-export', '2021-06-30', 180],
  ['pk-export', '2022-01-05', 180],
  ['pk-export', '2022-01-06', 120],
  ['pk-export', '2026-03-02', 120],
  ['pk-export-sight', '2026-03-02', 45],
  ['pk-export-usance', '2026-03-02', 135],
] as const)('%s gives for what was issued on %s %s days, by a source', (rule, issuedOn, days) => {
  const term = repatriationTerm(rule, issuedOn, '/rule');
  expect(term.days).toBe(days);
  expect(term.source).toMatch(/20\d\d/);
});

it('a rule does not hold before it was made', () => {
  const { code, details } = rejectionOf(() => repatriationTerm('pk-export-usance', '2022-01-31', '/rule'));
  expect([code, details]).toEqual(['repatriation-rule-unknown', { pointer: '/rule' }]);
});

it('has no rule but those that are named, and no gap or overlap within one', () => {
  expect(new Set(ROWS.map(([, rule]) => rule))).toEqual(new Set(REPATRIATION_RULES));
  for (const rule of REPATRIATION_RULES) {
    const spans = ROWS.filter(([, name]) => name === rule);
    for (const [index, [, , , from]] of spans.entries()) {
      const before = spans[index - 1]?.[4];
      if (before !== undefined) expect(Date.parse(from) - Date.parse(before)).toBe(86_400_000);
    }
    expect(spans.at(-1)?.[4]).toBe('');
  }
});

it.each([
  ['50000.00', 'USD', '2026-03-02', false],
  ['50000.01', 'USD', '2026-03-02', true],
  ['50000.01', 'USD', '2023-12-31', undefined],
  ['90000000.00', 'KZT', '2026-03-02', undefined],
])('a contract of %s %s signed on %s needs a number: %s', (amount, currency, signedOn, needs) => {
  expect(needsContractNumber({ amount, currency }, signedOn)).toBe(needs);
});

it('lets paid goods stand for 45 days', () => {
  expect(PAID_UNMOVED_DAYS).toBe(45);
});
