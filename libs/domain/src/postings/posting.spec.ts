import fc from 'fast-check';
import { balanceOf, move } from './posting.js';

const SEED = 20261126;
const nostro = { account: 'nostro', of: 'demo-bank-karachi' } as const;
const suspense = { account: 'suspense', of: 'demo-bank-karachi' } as const;

describe('a move', () => {
  it('debits one account and credits the other', () => {
    const amount = { amount: '25.00', currency: 'USD' };
    expect(move(amount, nostro, suspense)).toEqual([
      { ...nostro, side: 'debit', amount },
      { ...suspense, side: 'credit', amount },
    ]);
  });

  it('of a negative amount goes the other way', () => {
    const back = { amount: '-1.250', currency: 'KWD' };
    expect(move(back, nostro, suspense)).toEqual(move({ ...back, amount: '1.250' }, suspense, nostro));
  });

  it('of nothing posts nothing', () => {
    expect(move({ amount: '0', currency: 'JPY' }, nostro, suspense)).toEqual([]);
  });

  it('balances whatever its currency', () => {
    const amount = fc.record({
      amount: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map(String),
      currency: fc.constantFrom('JPY', 'USD', 'KWD', 'KZT'),
    });
    const run = fc.property(fc.array(amount), (amounts) => {
      const postings = amounts.flatMap((each) => move(each, nostro, suspense));
      expect([...balanceOf(postings).values()].every((minor) => minor === 0n)).toBe(true);
    });
    fc.assert(run, { seed: SEED, numRuns: 300 });
  });

  it('leaves what is not balanced to be seen', () => {
    const [debit] = move({ amount: '3.00', currency: 'USD' }, nostro, suspense);
    expect(debit && balanceOf([debit])).toEqual(new Map([['USD', 300n]]));
  });
});
