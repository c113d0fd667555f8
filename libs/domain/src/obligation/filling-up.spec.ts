import { fillUp } from '../index.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const kzt = (amount: string) => ({ amount, currency: 'KZT' });
const short = (obligationId: string, owed: string, paid: string) => ({
  obligationId,
  invoiceNumber: obligationId,
  outstanding: usd(owed),
  by: 'uetr' as const,
  paid: { amount: usd(paid), settled: usd(paid) },
});
const filled = (...parts: Parameters<typeof fillUp>) =>
  fillUp(...parts).map(({ obligationId, amount, settled, fees }) => [
    obligationId,
    amount.amount,
    settled.amount,
    fees?.amount,
  ]);

it('fills up what was paid short, the first paid first, and no more than is owed', () => {
  const money = { unallocated: usd('0.00'), fees: usd('15.00') };
  expect(filled(money, [short('a', '15.00', '985.00')])).toEqual([['a', '0.00', '15.00', '15.00']]);
  expect(filled(money, [short('a', '4.00', '400.00'), short('b', '20.00', '585.00')])).toEqual([
    ['a', '0.00', '4.00', '4.00'],
    ['b', '0.00', '11.00', '11.00'],
  ]);
  expect(filled({ unallocated: usd('0.00') }, [short('a', '15.00', '985.00')])).toEqual([]);
});

it('leaves what is remitted for a document as it is', () => {
  const shares = [
    { references: { remittance: ['a'] }, amount: usd('500.00') },
    { references: { remittance: ['b'] }, amount: usd('490.00') },
  ];
  const money = { unallocated: usd('0.00'), fees: usd('15.00'), shares };
  const both = [short('a', '10.00', '500.00'), short('b', '15.00', '485.00')];
  // Of 490 that are remitted for it, 485 are paid: 5 of the fees are for it.
  expect(filled(money, both)).toEqual([['b', '0.00', '5.00', '5.00']]);
});

describe('of another currency', () => {
  // 500 KZT are a dollar.
  const leg = { base: 'USD', quote: 'KZT', rate: '500', on: '2026-03-30', source: 'nbk', inverse: true };
  const toUsd = { from: 'KZT', to: 'USD', rate: '0.002', legs: [leg] };
  const exchanges = new Map([['USD', toUsd]]);
  const converted = (owed: string) => ({
    ...short('a', owed, '900.00'),
    paid: { amount: kzt('450000.00'), settled: usd('900.00') },
  });

  it('by the rate', () => {
    const money = { unallocated: kzt('0.00'), fees: kzt('10000.00'), exchanges };
    expect(filled(money, [converted('100.00')])).toEqual([['a', '0.00', '20.00', '20.00']]);
  });

  it('in full where what is missing then is within a percent of what was owed', () => {
    const money = { unallocated: kzt('0.00'), fees: kzt('10000.00'), exchanges };
    // 900 and 29 were owed: 9 are missing, a percent is 9.29.
    expect(filled(money, [converted('29.00')])).toEqual([['a', '0.00', '29.00', '20.00']]);
  });

  it('nothing without a rate', () => {
    const money = { unallocated: kzt('0.00'), fees: kzt('10000.00'), exchanges: new Map() };
    expect(filled(money, [converted('100.00')])).toEqual([]);
  });
});
