import { apportion, divideHalfEven, Rejection, sum, toMoney, toMoneyJson } from './index.js';

const rejectionOf = (run: () => unknown): Rejection => {
  try {
    run();
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
  throw new Error('nothing was rejected');
};

describe('money in JSON', () => {
  it.each([
    ['1234.50', 'USD', 123450n],
    ['0.01', 'PKR', 1n],
    ['-7', 'KZT', -700n],
    ['0012', 'USD', 1200n],
    ['500', 'JPY', 500n],
    ['1.234', 'KWD', 1234n],
    ['1.5000', 'USD', 150n],
  ])('reads %s %s as %s minor units', (amount, currency, minor) => {
    expect(toMoney({ amount, currency })).toEqual({ minor, currency });
  });

  it.each([
    [123450n, 'USD', '1234.50'],
    [5n, 'USD', '0.05'],
    [-5n, 'USD', '-0.05'],
    [0n, 'JPY', '0'],
    [1n, 'KWD', '0.001'],
  ])('writes %s minor units of %s as %s', (minor, currency, amount) => {
    expect(toMoneyJson({ minor, currency })).toEqual({ amount, currency });
  });

  it.each([
    [{ amount: '1,5', currency: 'USD' }, 'amount-malformed', '/value/amount'],
    [{ amount: '1e3', currency: 'USD' }, 'amount-malformed', '/value/amount'],
    [{ amount: '', currency: 'USD' }, 'amount-malformed', '/value/amount'],
    [{ amount: '1.005', currency: 'USD' }, 'amount-too-precise', '/value/amount'],
    [{ amount: '1.5', currency: 'JPY' }, 'amount-too-precise', '/value/amount'],
    [{ amount: '12345678901234567', currency: 'USD' }, 'amount-too-large', '/value/amount'],
    [{ amount: '1', currency: 'XXX' }, 'unknown-currency', '/value/currency'],
    [{ amount: '1', currency: 'usd' }, 'unknown-currency', '/value/currency'],
  ])('refuses %j with %s at %s', (json, code, pointer) => {
    const rejection = rejectionOf(() => toMoney(json, '/value'));
    expect(rejection.code).toBe(code);
    expect(rejection.details.pointer).toBe(pointer);
  });
});

describe('arithmetic on money', () => {
  it('adds one currency only', () => {
    const usd = (minor: bigint) => ({ minor, currency: 'USD' });
    expect(sum('USD', [usd(1n), usd(2n)])).toEqual(usd(3n));
    expect(rejectionOf(() => sum('USD', [{ minor: 1n, currency: 'PKR' }])).code).toBe('currency-differs');
  });

  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [8n, 3n, 3n],
    [7n, 3n, 2n],
    [7n, -2n, -4n],
  ])('divides %s by %s, half to even, to %s', (numerator, denominator, quotient) => {
    expect(divideHalfEven(numerator, denominator)).toBe(quotient);
  });

  it('gives the units left over to the largest remainders', () => {
    const parts = apportion({ minor: 100n, currency: 'USD' }, [1n, 1n, 1n]);
    expect(parts.map((part) => part.minor)).toEqual([34n, 33n, 33n]);
    expect(apportion({ minor: 10n, currency: 'USD' }, [1n, 4n, 0n, 2n]).map((p) => p.minor)).toEqual([
      1n,
      6n,
      0n,
      3n,
    ]);
  });

  it('refuses to apportion over nothing', () => {
    expect(() => apportion({ minor: 1n, currency: 'USD' }, [0n])).toThrow(RangeError);
    expect(() => apportion({ minor: 1n, currency: 'USD' }, [2n, -1n])).toThrow(RangeError);
  });
});
