import { feesForDebtor } from '../index.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const credit = { amount: usd('980.00'), instructedAmount: usd('1000.00') };

it.each([
  ['CRED', usd('20.00')],
  ['SHAR', usd('20.00')],
  ['DEBT', undefined],
  [undefined, undefined],
] as const)('with charges on %s', (chargeBearer, fees) => {
  expect(feesForDebtor({ ...credit, ...(chargeBearer && { chargeBearer }) }, [])).toEqual(fees);
});

it('are the charges that are told where the instructed amount is of another currency', () => {
  const charges = [
    { amount: usd('12.00'), bearer: 'CRED' as const },
    { amount: usd('8.00') },
    { amount: usd('5.00'), bearer: 'DEBT' as const },
    { amount: { amount: '900.00', currency: 'KZT' } },
  ];
  const told = {
    amount: usd('980.00'),
    instructedAmount: { amount: '450000.00', currency: 'KZT' },
    charges,
  };
  expect(feesForDebtor({ ...told, chargeBearer: 'SHAR' }, [])).toEqual(usd('20.00'));
  expect(feesForDebtor({ ...told, chargeBearer: 'DEBT' }, [])).toEqual(usd('12.00'));
});

it('are counted once', () => {
  const part = {
    obligationId: 'o',
    invoiceId: 'o',
    consignmentId: 'c',
    amount: usd('1.00'),
    settled: usd('9.00'),
  };
  const shared = { ...credit, chargeBearer: 'SHAR' as const };
  expect(feesForDebtor(shared, [{ ...part, fees: usd('8.00') }])).toEqual(usd('12.00'));
  expect(feesForDebtor(shared, [{ ...part, fees: usd('20.00') }])).toBeUndefined();
});

describe('are no more than banks take', () => {
  const fees = (came: string, instructed: string, currency = 'USD', charged?: string) => {
    const money = (amount: string) => ({ amount, currency });
    const charges = charged === undefined ? [] : [{ amount: money(charged) }];
    const told = { amount: money(came), instructedAmount: money(instructed), charges };
    return feesForDebtor({ ...told, chargeBearer: 'SHAR' }, [])?.amount;
  };

  it.each([
    ['a cent of what is missing all but a cent', '0.01', '100000.00', 'USD', undefined],
    ['just what may be', '99900.00', '100000.00', 'USD', '100.00'],
    ['a cent more', '99899.99', '100000.00', 'USD', undefined],
    ['in dirhams', '99640.00', '100000.00', 'AED', '360.00'],
    ['in yen, which have no minor unit', '985000', '1000000', 'JPY', '15000'],
    ['a thousandth in a currency that the table does not have', '99.900', '100.000', 'KWD', '0.100'],
    ['more than a thousandth of it', '99.899', '100.000', 'KWD', undefined],
    ['a half of a small payment', '50.00', '100.00', 'USD', '50.00'],
    ['more than a half', '49.99', '100.00', 'USD', undefined],
  ])('%s: of %s of %s %s', (_, came, instructed, currency, expected) => {
    expect(fees(came, instructed, currency)).toBe(expected);
  });

  it.each([
    ['all that is told counts, and what little is not told', '99500.00', '100000.00', '450.00', '500.00'],
    ['where more than that is missing, only what is told', '90000.00', '100000.00', '450.00', '450.00'],
    ['of what is told no more than is missing', '99990.00', '100000.00', '450.00', '10.00'],
    ['nothing where it is more than a half', '40000.00', '100000.00', '60000.00', undefined],
  ])('charges that are told: %s', (_, came, instructed, charged, expected) => {
    expect(fees(came, instructed, 'USD', charged)).toBe(expected);
  });

  it('charges of more than came, where nobody tells what was instructed', () => {
    const told = { amount: usd('100.00'), chargeBearer: 'CRED' as const };
    expect(feesForDebtor({ ...told, charges: [{ amount: usd('100.00') }] }, [])).toEqual(usd('100.00'));
    expect(feesForDebtor({ ...told, charges: [{ amount: usd('100.01') }] }, [])).toBeUndefined();
  });
});

describe('of what a return leaves, a part in proportion', () => {
  const shared = { amount: usd('90.00'), instructedAmount: usd('100.00'), chargeBearer: 'SHAR' } as const;
  const ids = { obligationId: 'o', invoiceId: 'o', consignmentId: 'c' };

  it.each([
    ['a half', '45.00', '5.00'],
    ['a third, rounded as the return of what was matched is', '30.00', '6.67'],
    ['nothing', '0.00', '10.00'],
    ['all but a cent', '89.99', undefined],
    ['all', '90.00', undefined],
  ])('%s', (_, returned, expected) => {
    expect(feesForDebtor(shared, [], usd(returned))?.amount).toBe(expected);
  });

  it('what stays matched behind it counts', () => {
    const part = { ...ids, amount: usd('45.00'), settled: usd('50.00'), fees: usd('5.00') };
    expect(feesForDebtor(shared, [part], usd('45.00'))).toBeUndefined();
  });
});

describe('what an instruction tells counts where the credit tells nothing', () => {
  const came = { amount: usd('985.00') };
  const told = {
    amount: usd('985.00'),
    instructedAmount: usd('1000.00'),
    charges: [{ amount: usd('15.00') }],
  };
  const fees = (credit: object, ...instructions: object[]) =>
    feesForDebtor(
      { ...came, ...credit },
      [],
      undefined,
      instructions.map((each) => ({ ...came, ...each })),
    )?.amount;

  it.each([
    ['SHAR', '15.00'],
    ['CRED', '15.00'],
    ['DEBT', undefined],
    ['SLEV', undefined],
  ] as const)('with charges on %s', (chargeBearer, expected) => {
    expect(fees({}, { ...told, chargeBearer })).toBe(expected);
  });

  it.each([
    [
      'the bearer alone, of a credit that tells what was instructed',
      { instructedAmount: usd('1000.00') },
      '15.00',
    ],
    ['what was to be settled, where more than came', {}, '15.00', { amount: usd('1000.00') }],
    [
      'nothing of what was settled in another currency',
      {},
      undefined,
      { amount: { amount: '1000.00', currency: 'EUR' } },
    ],
    ['not the bearer of a credit that tells its own', { chargeBearer: 'DEBT', ...told }, undefined],
    ['charges alone', {}, '15.00', { charges: [{ amount: usd('15.00') }] }],
    ['no more than a small sum that nobody tells', {}, undefined, { amount: usd('985000.00') }],
    [
      'no more than a half of what was instructed',
      {},
      undefined,
      { amount: usd('1971.00'), charges: [{ amount: usd('986.00') }] },
    ],
  ] as const)('%s', (_, credit, expected, instruction: object = {}) => {
    expect(fees(credit, { chargeBearer: 'SHAR', ...instruction })).toBe(expected);
  });

  describe('once for all credits of the payment', () => {
    const part = { obligationId: 'o', invoiceId: 'o', consignmentId: 'c' };
    const counts = (fees: string) => [
      { ...part, amount: usd('1.00'), settled: usd('1.00'), fees: usd(fees) },
    ];
    const instruction = { ...told, amount: usd('985.00'), chargeBearer: 'CRED' as const };

    it.each([
      ['all of it where no other counts any', '485.00', { amount: usd('500.00'), allocations: [] }, '15.00'],
      ['what another leaves', '485.00', { amount: usd('500.00'), allocations: counts('10.00') }, '5.00'],
      [
        'nothing where another counts all',
        '485.00',
        { amount: usd('500.00'), allocations: counts('15.00') },
        undefined,
      ],
      ['nothing where all came in parts', '50.00', { amount: usd('950.00'), allocations: [] }, undefined],
      ['what is missing of what came in all', '480.00', { amount: usd('510.00'), allocations: [] }, '10.00'],
      [
        'no more than is told of what is missing',
        '470.00',
        { amount: usd('500.00'), allocations: [] },
        '15.00',
      ],
      [
        'less in proportion where another was given back: of 15.00 by 500.00 of 985.00',
        '485.00',
        { amount: usd('500.00'), returned: usd('500.00'), allocations: [] },
        '7.39',
      ],
      [
        'nothing beside one in another currency',
        '985.00',
        { amount: { amount: '1.00', currency: 'EUR' }, allocations: [] },
        undefined,
      ],
    ])('%s', (_, amount, other, expected) => {
      expect(feesForDebtor({ amount: usd(amount) }, [], undefined, [instruction], [other])?.amount).toBe(
        expected,
      );
    });

    it('but what a credit tells itself is of that credit', () => {
      const credit = {
        amount: usd('485.00'),
        chargeBearer: 'CRED' as const,
        charges: [{ amount: usd('5.00') }],
      };
      const other = { amount: usd('500.00'), allocations: counts('15.00') };
      expect(feesForDebtor(credit, [], undefined, [instruction], [other])?.amount).toBe('5.00');
    });
  });

  it('each message by itself, the one that tells most', () => {
    const shared = { ...told, chargeBearer: 'SHAR' };
    expect(fees({}, {}, shared, { chargeBearer: 'DEBT' })).toBe('15.00');
    expect(fees({}, { chargeBearer: 'DEBT' }, shared, {})).toBe('15.00');
  });
});
