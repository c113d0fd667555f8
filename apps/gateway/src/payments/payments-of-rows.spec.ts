import type { CurrencyRow } from './payments.sql.js';
import { settledBetween } from './payments-of-rows.js';

const settled = (row: Partial<CurrencyRow>): CurrencyRow => ({
  currency: 'USD',
  settlements: 1,
  minor: '10000',
  usd_minor: '10000',
  own_minor: '0',
  own_usd_minor: '0',
  unconverted: 0,
  ...row,
});
const tenge = { currency: 'KZT', minor: '500000', own_minor: '500000' };
const unvalued = settled({ ...tenge, usd_minor: '0', unconverted: 1 });
const shareOf = (...rows: readonly CurrencyRow[]) => settledBetween(rows).localCurrencyShare;

describe('the share that was settled in own currencies', () => {
  it('is absent where nothing was settled', () => expect(shareOf()).toBeNull());

  it('is 0 where all was settled in other currencies', () => {
    expect(shareOf(settled({}))).toBe('0.0000');
    // A third country's, of which nobody had a rate: none of it is in an own currency.
    expect(shareOf(settled({}), settled({ currency: 'KWD', usd_minor: '0', unconverted: 1 }))).toBe('0.0000');
  });

  it('is absent, not 0, where nobody had a rate for any of what was paid in one', () => {
    expect(shareOf(settled({}), unvalued)).toBeNull();
    expect(shareOf(unvalued)).toBeNull();
  });

  it('is of what was converted where a part was', () => {
    // 20.00 of 120.00.
    const rupees = { currency: 'PKR', usd_minor: '2000', own_minor: '560000', own_usd_minor: '2000' };
    expect(shareOf(settled({}), settled(rupees), unvalued)).toBe('0.1667');
    // Worth less than half a cent, which is known.
    expect(shareOf(settled({}), settled({ ...tenge, usd_minor: '0' }))).toBe('0.0000');
  });
});
