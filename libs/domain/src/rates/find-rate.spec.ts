import { rejectionOf } from '@corridor/testing';
import { findRate, type PostedRate, type RateAsked, wayOf, withRates } from '../index.js';

const posted = (pair: string, rate: string, on = '2026-03-30', source = 'sbp'): PostedRate => {
  const [base = '', quote = ''] = pair.split('/');
  return { base, quote, rate, on, source };
};
const asked = (change: Partial<RateAsked> = {}): RateAsked => ({
  from: 'USD',
  to: 'PKR',
  on: '2026-03-30',
  maxAgeDays: 7,
  sources: ['sbp', 'nbk'],
  ...change,
});
const find = (rates: readonly PostedRate[], change: Partial<RateAsked> = {}) =>
  findRate(withRates(new Map(), rates), asked(change));

describe('the rate for a day', () => {
  it('is the newest that is not after it', () => {
    const rates = [
      posted('USD/PKR', '280', '2026-03-27'),
      posted('USD/PKR', '281', '2026-03-30'),
      posted('USD/PKR', '282', '2026-03-31'),
    ];
    expect(find(rates)).toEqual({
      from: 'USD',
      to: 'PKR',
      rate: '281.000000000000',
      legs: [{ ...rates[1], inverse: false }],
    });
    expect(find(rates, { on: '2026-03-29' }).legs[0]?.on).toBe('2026-03-27');
    expect(find(rates, { on: '2026-04-01' }).legs[0]?.on).toBe('2026-03-31');
  });

  it('is as old as is allowed, to the day', () => {
    const rates = [posted('USD/PKR', '280', '2026-03-23')];
    expect(find(rates).legs[0]?.on).toBe('2026-03-23');
    const rejection = rejectionOf(() => find(rates, { on: '2026-03-31' }));
    expect([rejection.code, rejection.message]).toEqual([
      'rate-stale',
      'The newest rate from USD to PKR up to 2026-03-31 is of 2026-03-23; it may be 7 days old at most.',
    ]);
    expect(rejectionOf(() => find(rates, { on: '2026-03-24', maxAgeDays: 0 })).code).toBe('rate-stale');
  });

  it('is of the source that stands first where two have one for the day, and else the newest', () => {
    const rates = [posted('USD/PKR', '281'), posted('USD/PKR', '290', '2026-03-30', 'nbk')];
    expect(find(rates).rate).toBe('281.000000000000');
    expect(find(rates, { sources: ['nbk', 'sbp'] }).rate).toBe('290.000000000000');
    const newer = [...rates, posted('USD/PKR', '291', '2026-03-31', 'nbk')];
    expect(find(newer, { on: '2026-03-31' }).rate).toBe('291.000000000000');
  });

  it('is of no source that was not asked for', () => {
    const rates = [posted('USD/PKR', '1', '2026-03-30', 'demo-bank')];
    expect(rejectionOf(() => find(rates)).code).toBe('rate-unknown');
    expect(find(rates, { sources: ['demo-bank'] }).rate).toBe('1.000000000000');
  });

  it('is the one that stands, where one was corrected', () => {
    const book = withRates(new Map(), [posted('USD/PKR', '281'), posted('USD/PKR', '280', '2026-03-27')]);
    const corrected = withRates(book, [posted('USD/PKR', '279', '2026-03-27')]);
    expect(findRate(corrected, asked({ on: '2026-03-28' })).rate).toBe('279.000000000000');
    expect(findRate(corrected, asked()).rate).toBe('281.000000000000');
    // The book before stays as it was.
    expect(findRate(book, asked({ on: '2026-03-28' })).rate).toBe('280.000000000000');
  });

  it('is one the other way round where there is none as asked, or that one is too old', () => {
    const inverse = posted('PKR/USD', '0.004');
    expect(find([inverse])).toMatchObject({ rate: '250.000000000000', legs: [{ inverse: true }] });
    expect(find([inverse, posted('USD/PKR', '281', '2026-03-29')]).rate).toBe('281.000000000000');
    expect(find([inverse, posted('USD/PKR', '281', '2026-03-01')]).rate).toBe('250.000000000000');
  });

  it('goes through the dollar where the two have none', () => {
    const rates = [
      posted('USD/PKR', '250', '2026-03-27'),
      posted('USD/KZT', '500', '2026-03-30', 'nbk'),
      posted('KZT/PKR', '0.1', '2026-03-01'),
    ];
    const exchange = find(rates, { from: 'PKR', to: 'KZT' });
    expect(exchange).toEqual({
      from: 'PKR',
      to: 'KZT',
      rate: '2.000000000000',
      legs: [
        { ...rates[0], inverse: true },
        { ...rates[1], inverse: false },
      ],
    });
    expect(wayOf(exchange)).toBe('triangulated');
  });

  it('is not mended by a leg that is too old', () => {
    const rates = [
      posted('USD/PKR', '250', '2026-03-20'),
      posted('USD/KZT', '500'),
      posted('KZT/PKR', '0.1', '2026-03-10'),
    ];
    const rejection = rejectionOf(() => find(rates, { from: 'PKR', to: 'KZT' }));
    expect(rejection.code).toBe('rate-stale');
    // The way through the dollar is as old as its older leg, and newer than the one between the two.
    expect(rejection.message).toContain('is of 2026-03-20;');
  });

  it('is unknown where only one leg, or nothing up to the day, was posted', () => {
    const legs = [posted('USD/PKR', '250')];
    expect(rejectionOf(() => find(legs, { from: 'PKR', to: 'KZT' })).code).toBe('rate-unknown');
    expect(rejectionOf(() => find(legs, { on: '2026-03-29' })).code).toBe('rate-unknown');
    expect(rejectionOf(() => find([])).code).toBe('rate-unknown');
  });

  it.each([
    [{ to: 'USD' }, 'currencies-same', '/to'],
    [{ on: '2026-02-30' }, 'date-malformed', '/on'],
  ])('is refused for %j', (change, code, pointer) => {
    expect(rejectionOf(() => find([], change))).toMatchObject({ code, details: { pointer } });
  });
});
