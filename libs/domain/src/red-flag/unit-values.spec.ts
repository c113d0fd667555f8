import {
  documentKeys,
  lastDayUnmoved,
  nearestRank,
  outlierOf,
  unitValueOf,
  unitValueReason,
  usualRanks,
} from '../index.js';

it.each([
  // 1,000.00 for 400 kg is 2.5.
  ['1000.00', 'USD', '400', 2_500_000n],
  // 1 for 3 is 0.333333 and a third of a millionth.
  ['1.00', 'USD', '3', 333_333n],
  // The yen has no minor unit, the dinar three digits.
  ['1000', 'JPY', '400', 2_500_000n],
  ['1.000', 'KWD', '0.4', 2_500_000n],
  // Half of a millionth is rounded to the even one.
  ['0.01', 'USD', '20000', 0n],
  ['0.03', 'USD', '20000', 2n],
])('%s %s for %s is %s millionths', (amount, currency, quantity, millionths) => {
  expect(unitValueOf({ amount, currency }, quantity)).toBe(millionths);
});

it.each([
  [20, 5, 1],
  [20, 95, 19],
  [21, 5, 2],
  [21, 95, 20],
  [40, 5, 2],
  [100, 95, 95],
  [1, 5, 1],
])('of %s values the percentile %s is the one of rank %s', (count, percent, rank) => {
  expect(nearestRank(count, percent)).toBe(rank);
});

it('says nothing by fewer than twenty', () => {
  expect(usualRanks(19)).toBeUndefined();
  expect(usualRanks(20)).toEqual({ low: 1, high: 19 });
});

it('suspects what lies outside, not what lies on the edge', () => {
  expect(outlierOf(9n, 10n, 20n)).toBe('under-invoicing');
  expect(outlierOf(10n, 10n, 20n)).toBeUndefined();
  expect(outlierOf(20n, 10n, 20n)).toBeUndefined();
  expect(outlierOf(21n, 10n, 20n)).toBe('over-invoicing');
});

it('tells its reason by the facts', () => {
  const facts = { lineNumber: 2, hs6: '520100', from: 'PK', to: 'KZ', told: 'declared consignment' };
  const measured = {
    currency: 'USD',
    unit: 'KGM',
    low: 2_000_000n,
    high: 4_200_000n,
    count: 31,
    others: 'firms',
  } as const;
  expect(unitValueReason({ ...facts, ...measured, value: 9_500_000n })).toBe(
    'Line 2 (HS 520100, PK to KZ) has 9.5 USD per KGM in the declared consignment: above the 95th percentile, 4.2, of 31 earlier lines of other firms.',
  );
  expect(unitValueReason({ ...facts, ...measured, value: 1_500_000n })).toContain(
    'below the 5th percentile, 2,',
  );
  expect(unitValueReason({ ...facts, ...measured, others: 'pairs', value: 1_500_000n })).toMatch(
    / of 31 earlier lines of other pairs of firms\.$/,
  );
});

it('knows a paper however its number and issuer are written', () => {
  const paper = { typeCode: '705', number: 'HLCU  118', issuer: 'Demo Lines', sha256: 'a'.repeat(64) };
  const again = { ...paper, number: 'hlcu 118', issuer: 'DEMO LINES ' };
  expect(documentKeys(again)).toEqual(documentKeys(paper));
  expect(documentKeys({ ...paper, typeCode: '740' }).named).not.toBe(documentKeys(paper).named);
});

it.each([
  ['2026-03-01', undefined, '2026-04-15'],
  ['2026-03-01', '2026-06-30', '2026-06-30'],
  ['2026-03-01', '2026-03-10', '2026-03-10'],
  ['2026-03-01', '2026-02-01', '2026-03-01'],
])('goods paid on %s, to be delivered by %s, may stand until %s', (paidOn, deliverBy, last) => {
  expect(lastDayUnmoved(paidOn, 45, deliverBy)).toBe(last);
});
