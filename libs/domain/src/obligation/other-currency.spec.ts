import { allocate, currenciesNamed, exchangeOf, type OpenObligation } from '../index.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const open = (change: Partial<OpenObligation> = {}): OpenObligation => ({
  obligationId: 'o-1',
  invoiceNumber: 'DM-2026-17',
  creditor: 'demo-mills',
  creditorBank: 'demo-bank-karachi',
  outstanding: usd('100.00'),
  dueOn: '2026-03-31',
  ...change,
});
const naming = { bank: 'demo-bank-karachi', references: { remittance: ['DM-2026-17'] } };

describe('what is owed in another currency', () => {
  const exchange = exchangeOf('PKR', 'USD', [
    { base: 'USD', quote: 'PKR', rate: '280', on: '2026-03-30', source: 'sbp', inverse: true },
  ]);
  const exchanges = new Map([['USD', exchange]]);
  const pkr = (amount: string) => ({ amount, currency: 'PKR' });
  const inRupees = (amount: string) => ({
    ...naming,
    unallocated: pkr(amount),
    exchanges,
  });

  // 100 USD are 28,000 PKR; a percent of that are 280.
  it.each([
    ['28000.00', '28000.00', '100.00'],
    ['27720.00', '27720.00', '100.00'],
    ['28280.00', '28280.00', '100.00'],
    // Beyond the tolerance: so much less is paid, or so much is left.
    ['27716.00', '27716.00', '98.99'],
    ['28284.00', '28000.00', '100.00'],
    ['14000.00', '14000.00', '50.00'],
  ])('%s PKR pay %s PKR for %s USD', (came, amount, settled) => {
    expect(allocate(inRupees(came), [open()])).toEqual([
      { obligationId: 'o-1', amount: pkr(amount), settled: usd(settled), exchange, by: 'remittance' },
    ]);
  });
  it.each([
    // 10,000,000 USD are 2,800,000,000 PKR; 100 USD are 28,000.
    ['2799972000.00', '2799972000.00', '10000000.00'],
    ['2799969200.00', '2799969200.00', '9999890.00'],
    ['2800028000.00', '2800028000.00', '10000000.00'],
    ['2800030800.00', '2800000000.00', '10000000.00'],
  ])(
    '%s PKR pay %s PKR for %s USD of a large debt: a percent of it is no rounding',
    (came, amount, settled) => {
      const paid = allocate(inRupees(came), [open({ outstanding: usd('10000000.00') })]);
      expect(paid).toMatchObject([{ amount: pkr(amount), settled: usd(settled) }]);
    },
  );
  // A unit of any of them for a dollar: so much is owed, so much came, and so much of it is paid.
  it.each([
    ['AED', '1000.00', '990.00', '1000.00'],
    ['AED', '100000.00', '99640.00', '100000.00'],
    ['AED', '100000.00', '99639.99', '99639.99'],
    ['RUB', '800000.00', '792000.00', '800000.00'],
    ['RUB', '800000.00', '791999.99', '791999.99'],
    ['KZT', '9000000.00', '8950000.00', '9000000.00'],
    // A currency that the table does not have: a thousandth.
    ['UAH', '1000.00', '999.00', '1000.00'],
    ['UAH', '1000.00', '998.99', '998.99'],
  ])('%s %s by %s dollars: %s', (currency, owed, came, expected) => {
    const even = exchangeOf('USD', currency, [
      { base: 'USD', quote: currency, rate: '1', on: '2026-03-30', source: 'test', inverse: false },
    ]);
    const settlement = { ...naming, unallocated: usd(came), exchanges: new Map([[currency, even]]) };
    const paid = allocate(settlement, [open({ outstanding: { amount: owed, currency } })]);
    expect(paid).toMatchObject([{ amount: usd(came), settled: { amount: expected, currency } }]);
  });
  it('with fees, converted as well', () => {
    const settlement = { ...inRupees('26600.00'), fees: pkr('1400.00') };
    expect(allocate(settlement, [open()])).toEqual([
      {
        obligationId: 'o-1',
        amount: pkr('26600.00'),
        settled: usd('100.00'),
        fees: usd('5.00'),
        exchange,
        by: 'remittance',
      },
    ]);
  });
  it('waits where there is no rate, and is told by its currency', () => {
    const { exchanges: _, ...without } = inRupees('28000.00');
    expect(allocate(without, [open()])).toEqual([]);
    expect(currenciesNamed(without, [open()])).toEqual(['USD']);
  });
  it('comes behind what is owed in the same one, whoever it is owed to', () => {
    const obligations = [
      open({ creditor: 'demo-weavers', dueOn: '2026-01-01' }),
      open({ obligationId: 'o-2', outstanding: pkr('10.00') }),
    ];
    expect(allocate(inRupees('28000.00'), obligations).map(({ obligationId }) => obligationId)).toEqual([
      'o-2',
    ]);
    expect(currenciesNamed(inRupees('28000.00'), obligations)).toEqual([]);
  });
  it('is not paid by what is worth nothing there', () => {
    expect(allocate(inRupees('0.01'), [open()])).toEqual([]);
  });
  it('is paid by a part of what is worth more than an amount may be', () => {
    const there = exchangeOf('USD', 'PKR', [
      { base: 'USD', quote: 'PKR', rate: '280', on: '2026-03-30', source: 'sbp', inverse: false },
    ]);
    const absurd = {
      ...naming,
      unallocated: usd('9000000000000000.00'),
      fees: usd('9000000000000000.00'),
      exchanges: new Map([['PKR', there]]),
    };
    expect(allocate(absurd, [open({ outstanding: pkr('28000.00') })])).toMatchObject([
      { amount: usd('100.00'), settled: pkr('28000.00') },
    ]);
  });
});
