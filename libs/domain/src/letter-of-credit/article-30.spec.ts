import { boundsOfSingleDrawing, isQuantityAtLeast, isQuantityAtMost, mostOf } from './article-30.js';
import { usd } from './letter-of-credit.spec-kit.js';

const amount = usd('1000.00');
const tonnes = (quantity: bigint) => quantity * 1_000_000n;

describe('what may be drawn', () => {
  it('is the amount, and 5 % less where all is drawn at once', () => {
    expect(mostOf({ amount })).toBe(100_000n);
    expect(boundsOfSingleDrawing({ amount })).toEqual({ least: 95_000n, most: 100_000n });
  });

  it('is a tenth more or less of what is told as "about"', () =>
    expect(boundsOfSingleDrawing({ amount, about: true })).toEqual({ least: 90_000n, most: 110_000n }));

  it('is as the tolerance says, which takes the place of the 5 %', () => {
    const tolerance = { plusPercent: 3, minusPercent: 0 };
    expect(boundsOfSingleDrawing({ amount, tolerance })).toEqual({ least: 100_000n, most: 103_000n });
  });

  it('is rounded to the narrower side, in whole units of the currency', () => {
    // 5 % of 19 yen are 0.95.
    expect(boundsOfSingleDrawing({ amount: { amount: '19', currency: 'JPY' } })).toEqual({
      least: 19n,
      most: 19n,
    });
    // 10 % of 1.015 dinars are 0.1015.
    expect(mostOf({ amount: { amount: '1.015', currency: 'KWD' }, about: true })).toBe(1_116n);
  });
});

describe('what may be shipped', () => {
  it.each([
    ['5 % more', 105n, 'TNE', true, true],
    ['over 5 % more', 106n, 'TNE', false, true],
    ['5 % less', 95n, 'TNE', true, true],
    ['over 5 % less', 94n, 'TNE', true, false],
    ['one piece more', 101n, 'H87', false, true],
    ['one piece less', 99n, 'H87', true, false],
    ['as many pieces', 100n, 'H87', true, true],
  ])('%s: %s %s', (_, shipped, unit, atMost, atLeast) => {
    const asked = { quantity: '100', unit };
    expect([isQuantityAtMost(tonnes(shipped), asked), isQuantityAtLeast(tonnes(shipped), asked)]).toEqual([
      atMost,
      atLeast,
    ]);
  });

  it('is a tenth more or less of what is told as "about", of pieces, too', () => {
    const asked = { quantity: '100', unit: 'H87', about: true } as const;
    expect(isQuantityAtMost(tonnes(110n), asked)).toBe(true);
    expect(isQuantityAtMost(tonnes(111n), asked)).toBe(false);
    expect(isQuantityAtLeast(tonnes(90n), asked)).toBe(true);
    expect(isQuantityAtLeast(tonnes(89n), asked)).toBe(false);
  });
});
