import { allocate, exchangeOf, isAmbiguous, type OpenObligation } from '../index.js';

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
const paying = (amount: string, references: { endToEndId?: string; remittance?: readonly string[] }) => ({
  bank: 'demo-bank-karachi',
  references: { remittance: [], ...references },
  unallocated: usd(amount),
});
const remitting = (...remittance: string[]) => paying('100.00', { remittance });

it('the end-to-end id comes first, whatever the remittance says', () => {
  const settlement = paying('100.00', { endToEndId: ' dm-2026-17 ', remittance: ['DM-2026-17'] });
  expect(allocate(settlement, [open()])).toEqual([
    { obligationId: 'o-1', amount: usd('100.00'), settled: usd('100.00'), by: 'end-to-end-id' },
  ]);
});

it.each([
  'DM-2026-17',
  'dm-2026-17',
  'Payment for DM-2026-17.',
  'DM-2026-16, DM-2026-17; with thanks',
  'inv.(DM-2026-17)',
  '/INV/DM-2026-17',
  '/RFB/1234//INV/DM-2026-17',
])('is named by "%s"', (text) => {
  expect(allocate(remitting('other text', text), [open()])).toEqual([
    { obligationId: 'o-1', amount: usd('100.00'), settled: usd('100.00'), by: 'remittance' },
  ]);
});

it.each(['DM-2026-171', 'DM-2026-17-B', 'XDM-2026-17', 'A/DM-2026-17', 'DM 2026 17', 'DM-2026-17/2', ''])(
  'is not named by "%s"',
  (text) => expect(allocate(remitting(text), [open()])).toEqual([]),
);

it('a number that holds signs of its own is found as it is', () => {
  const invoice = (invoiceNumber: string) => [open({ invoiceNumber })];
  expect(allocate(remitting('pays 2026/17+A (1st) now'), invoice('2026/17+A (1st)'))).toHaveLength(1);
  expect(allocate(remitting('/INV/2026/17'), invoice('2026/17'))).toHaveLength(1);
  expect(allocate(remitting('СЧЁТ 17-Б'), invoice('17-б'))).toHaveLength(1);
  expect(allocate(remitting('17-БВ'), invoice('17-б'))).toEqual([]);
  expect(allocate(remitting('anything'), invoice('  '))).toEqual([]);
});

it.each(['payment', '042', 'INV'])('"%s" in a text is there by chance', (invoiceNumber) => {
  const named = (...remittance: string[]) =>
    allocate(remitting(...remittance), [open({ invoiceNumber })]).length === 1;
  expect(named(`${invoiceNumber} for goods`)).toBe(false);
  expect(named(`order ${invoiceNumber}`, 'thanks')).toBe(false);
  expect(named(`/INV/${invoiceNumber}-1`)).toBe(false);
  // Where it is all that is said, or said to be a reference, it is meant.
  expect(named(`/INV/${invoiceNumber}`)).toBe(true);
  expect(named(`/RFB/1234//INV/${invoiceNumber} thanks`)).toBe(true);
  expect(named('order', ` ${invoiceNumber} `)).toBe(true);
  expect(allocate(paying('1.00', { endToEndId: invoiceNumber }), [open({ invoiceNumber })])).toHaveLength(1);
});

it('another bank, another currency, or nothing owed', () => {
  const named = paying('100.00', { endToEndId: 'DM-2026-17' });
  expect(allocate(named, [open({ creditorBank: 'demo-bank-lahore' })])).toEqual([]);
  expect(allocate(named, [open({ outstanding: { amount: '100.00', currency: 'PKR' } })])).toEqual([]);
  expect(allocate(named, [open({ outstanding: usd('0.00') })])).toEqual([]);
  expect(allocate(paying('0.00', { endToEndId: 'DM-2026-17' }), [open()])).toEqual([]);
});

it('what the end-to-end id names first, then the earliest due, then by id, until the money is used up', () => {
  const obligations = [
    open({ obligationId: 'o-3', invoiceNumber: 'C', dueOn: '2026-04-30' }),
    open({ obligationId: 'o-2', invoiceNumber: 'B' }),
    open({ obligationId: 'o-1', invoiceNumber: 'A' }),
    open({ obligationId: 'o-4', invoiceNumber: 'D', dueOn: '2026-05-31' }),
  ];
  expect(allocate(paying('250.00', { endToEndId: 'C', remittance: ['A', 'B', 'D'] }), obligations)).toEqual([
    { obligationId: 'o-3', amount: usd('100.00'), settled: usd('100.00'), by: 'end-to-end-id' },
    { obligationId: 'o-1', amount: usd('100.00'), settled: usd('100.00'), by: 'remittance' },
    { obligationId: 'o-2', amount: usd('50.00'), settled: usd('50.00'), by: 'remittance' },
  ]);
});

describe('a share of the money', () => {
  const obligations = [
    open({ obligationId: 'o-1', invoiceNumber: 'INV-2026-1' }),
    open({ obligationId: 'o-2', invoiceNumber: 'INV-2026-2' }),
  ];
  const share = (amount: string, ...remittance: string[]) => ({
    references: { remittance },
    amount: usd(amount),
  });
  const paid = (settlement: Parameters<typeof allocate>[0]) =>
    allocate(settlement, obligations).map(({ obligationId, amount, by }) => [
      obligationId,
      amount.amount,
      by,
    ]);
  it('pays what it names, and no more of it', () => {
    const shares = [share('30.00', 'INV-2026-1'), share('70.00', 'pays INV-2026-2')];
    expect(paid({ ...paying('100.00', {}), shares })).toEqual([
      ['o-1', '30.00', 'remittance'],
      ['o-2', '70.00', 'remittance'],
    ]);
  });
  it('limits what other references name, too; several of one invoice add up, and what none names has the rest', () => {
    const settlement = paying('100.00', { remittance: ['INV-2026-1', 'INV-2026-2'] });
    const shares = [share('10.00', 'INV-2026-1'), share('15.00', 'INV-2026-1')];
    expect(paid({ ...settlement, shares })).toEqual([
      ['o-1', '25.00', 'remittance'],
      ['o-2', '75.00', 'remittance'],
    ]);
  });
  it('of several invoices is one for all of them', () => {
    const shares = [share('120.00', 'INV-2026-1, INV-2026-2')];
    expect(paid({ ...paying('200.00', {}), shares })).toEqual([
      ['o-1', '100.00', 'remittance'],
      ['o-2', '20.00', 'remittance'],
    ]);
  });
  it('is in the currency owed where it is told so', () => {
    const exchange = exchangeOf('PKR', 'USD', [
      { base: 'USD', quote: 'PKR', rate: '250', on: '2026-03-30', source: 'test', inverse: true },
    ]);
    const settlement = {
      ...paying('0.00', {}),
      unallocated: { amount: '25000.00', currency: 'PKR' },
      exchanges: new Map([['USD', exchange]]),
    };
    const shares = [share('40.00', 'INV-2026-1'), share('60.00', 'INV-2026-2')];
    expect(paid({ ...settlement, shares })).toEqual([
      ['o-1', '10000.00', 'remittance'],
      ['o-2', '15000.00', 'remittance'],
    ]);
  });
});

describe('two creditors with the same number at one bank', () => {
  const both = [open(), open({ obligationId: 'o-2', creditor: 'demo-weavers', dueOn: '2026-03-01' })];
  it.each([
    [{ endToEndId: 'DM-2026-17' }],
    [{ remittance: ['DM-2026-17'] }],
    [{ endToEndId: 'DM-2026-17', remittance: ['DM-2026-17'] }],
  ])('are ambiguous, and neither is paid: %j', (references) => {
    expect(allocate(paying('200.00', references), both)).toEqual([]);
    expect(isAmbiguous(paying('200.00', references), both)).toBe(true);
  });
  it('of which one is named, or owed nothing, or at another bank, are not', () => {
    for (const change of [
      { invoiceNumber: 'B' },
      { outstanding: usd('0.00') },
      { creditorBank: 'demo-bank-lahore' },
    ]) {
      const obligations = [open(), open({ obligationId: 'o-2', creditor: 'demo-weavers', ...change })];
      expect(isAmbiguous(remitting('DM-2026-17'), obligations)).toBe(false);
      expect(allocate(remitting('DM-2026-17'), obligations)).toHaveLength(1);
    }
  });
  it('are told apart by an end-to-end id, and what is left pays no other creditor', () => {
    const named = [...both, open({ obligationId: 'o-3', invoiceNumber: 'E' })];
    const settlement = paying('300.00', { endToEndId: 'E', remittance: ['DM-2026-17'] });
    expect(isAmbiguous(settlement, named)).toBe(false);
    expect(allocate(settlement, named).map(({ obligationId }) => obligationId)).toEqual(['o-3', 'o-1']);
  });
  it('are told apart by whom the money has paid before', () => {
    const settlement = { ...remitting('DM-2026-17'), creditor: 'demo-weavers' };
    expect(isAmbiguous(settlement, both)).toBe(false);
    expect(allocate(settlement, both)).toEqual([
      { obligationId: 'o-2', amount: usd('100.00'), settled: usd('100.00'), by: 'remittance' },
    ]);
    expect(allocate(settlement, [open()])).toEqual([]);
  });
});

describe('on an account that has paid one creditor', () => {
  const mine = open();
  const theirs = open({ obligationId: 'o-2', invoiceNumber: 'THEIRS-1', creditor: 'demo-weavers' });
  const came = (amount: string, references: { endToEndId?: string; remittance?: readonly string[] }) => ({
    ...paying(amount, references),
    accountOf: 'demo-mills',
  });
  const paid = (settlement: Parameters<typeof allocate>[0], obligations = [mine, theirs]) =>
    allocate(settlement, obligations).map(({ obligationId }) => obligationId);
  const exactly = came('100.00', { endToEndId: 'THEIRS-1' });

  it('the whole end-to-end id and the amount name an invoice of another', () => {
    expect(paid(exactly)).toEqual(['o-2']);
    // A word in a text says less.
    expect(paid({ ...exactly, references: { endToEndId: 'THEIRS-1', remittance: ['DM-2026-17'] } })).toEqual([
      'o-2',
    ]);
    const short = { ...came('90.00', { endToEndId: 'THEIRS-1' }), fees: usd('10.00') };
    expect(paid(short)).toEqual(['o-2']);
  });

  it.each([
    ['another amount', came('99.99', { endToEndId: 'THEIRS-1' })],
    ['more than is owed', came('100.01', { endToEndId: 'THEIRS-1' })],
    ['a word in a text', came('100.00', { remittance: ['THEIRS-1'] })],
    ['an end-to-end id that holds more', came('100.00', { endToEndId: 'for THEIRS-1' })],
    ['an instruction', { ...came('100.00', {}), instructed: { remittance: ['THEIRS-1'] } }],
    ['what it has paid by now', { ...exactly, creditor: 'demo-mills' }],
  ])('%s does not', (_, settlement) => {
    expect(paid(settlement)).toEqual([]);
  });

  it('of invoices with one number, that of the creditor whose account it is', () => {
    expect(paid(exactly, [mine, theirs, open({ obligationId: 'o-3', invoiceNumber: 'THEIRS-1' })])).toEqual([
      'o-3',
    ]);
  });
});

describe('the payment instruction with the same UETR', () => {
  const instructed = { endToEndId: 'DM-2026-17-AND-MORE', remittance: ['/INV/DM-2026-17'] };
  it('names what the credit does not, and comes before what the credit names', () => {
    const obligations = [open(), open({ obligationId: 'o-2', invoiceNumber: 'E', dueOn: '2026-03-01' })];
    const settlement = { ...paying('150.00', { endToEndId: 'E' }), instructed };
    expect(allocate(settlement, obligations).map(({ obligationId, by }) => [obligationId, by])).toEqual([
      ['o-1', 'uetr'],
      ['o-2', 'end-to-end-id'],
    ]);
  });
  it('tells two creditors apart', () => {
    const both = [open(), open({ obligationId: 'o-2', invoiceNumber: 'E', creditor: 'demo-weavers' })];
    const settlement = { ...paying('150.00', { endToEndId: 'E' }), instructed };
    expect(isAmbiguous(settlement, both)).toBe(false);
    expect(allocate(settlement, both).map(({ obligationId }) => obligationId)).toEqual(['o-1']);
  });
});

describe('a drawing under a letter of credit that is paid with the same UETR', () => {
  const underCredit = { method: 'letter-of-credit', letterOfCreditId: 'lc-1', consignmentId: 'c-1' } as const;
  const drawing = {
    letterOfCreditId: 'lc-1',
    beneficiary: 'demo-mills',
    consignmentId: 'c-1',
    amount: usd('150.00'),
  };
  const drawn = (obligationId: string, dueOn: string) =>
    open({ obligationId, invoiceNumber: obligationId, dueOn, ...underCredit });

  it('is for its invoices, the earliest due first, before whatever the credit names', () => {
    const named = open({ obligationId: 'o-9', invoiceNumber: 'E', dueOn: '2026-01-01' });
    const settlement = { ...paying('170.00', { endToEndId: 'E' }), drawings: [drawing] };
    const owed = [named, drawn('o-2', '2026-04-02'), drawn('o-1', '2026-04-01')];
    expect(
      allocate(settlement, owed).map(({ obligationId, amount, by }) => [obligationId, amount.amount, by]),
    ).toEqual([
      ['o-1', '100.00', 'uetr'],
      ['o-2', '70.00', 'uetr'],
    ]);
  });
  it("tells whose money it is, where the credit names another's invoice", () => {
    const others = open({ obligationId: 'o-9', invoiceNumber: 'E', creditor: 'demo-weavers' });
    const settlement = { ...paying('150.00', { endToEndId: 'E' }), drawings: [drawing] };
    expect(isAmbiguous(settlement, [others, drawn('o-1', '2026-04-01')])).toBe(false);
    expect(
      allocate(settlement, [others, drawn('o-1', '2026-04-01')]).map((each) => each.obligationId),
    ).toEqual(['o-1']);
  });
  it('pays nothing at another bank', () => {
    const elsewhere = { ...drawn('o-1', '2026-04-01'), creditorBank: 'demo-bank-lahore' };
    expect(allocate({ ...paying('150.00', {}), drawings: [drawing] }, [elsewhere])).toEqual([]);
  });
});

describe("another bank's instruction with the same UETR", () => {
  const instructedElsewhere = { endToEndId: 'THEIRS-1', remittance: [] };
  const mine = open({ obligationId: 'o-1', invoiceNumber: 'MINE-1' });
  const theirs = open({ obligationId: 'o-2', invoiceNumber: 'THEIRS-1', creditor: 'demo-weavers' });
  it('names what the credit does not', () => {
    const settlement = { ...paying('100.00', {}), instructedElsewhere };
    expect(allocate(settlement, [mine, theirs])).toEqual([
      { obligationId: 'o-2', amount: usd('100.00'), settled: usd('100.00'), by: 'uetr' },
    ]);
  });
  it.each([
    ['end-to-end-id', { endToEndId: 'MINE-1' }],
    ['remittance', { remittance: ['pays MINE-1'] }],
  ])('comes behind what the credit names by its %s', (by, references) => {
    const settlement = { ...paying('150.00', references), instructedElsewhere };
    expect(isAmbiguous(settlement, [theirs, mine])).toBe(false);
    expect(allocate(settlement, [theirs, mine])).toEqual([
      { obligationId: 'o-1', amount: usd('100.00'), settled: usd('100.00'), by },
    ]);
  });
});

describe('fees that banks on the way took count for the debtor', () => {
  const fees = usd('15.00');
  const allocated = (amount: string, ...owed: string[]) =>
    allocate(
      { ...remitting('A'), unallocated: usd(amount), fees },
      owed.map((outstanding, index) =>
        open({ obligationId: `o-${index + 1}`, invoiceNumber: 'A', outstanding: usd(outstanding) }),
      ),
    ).map(({ by: _, ...rest }) => rest);

  it('as far as the amount is short', () => {
    expect(allocated('90.00', '100.00')).toEqual([
      { obligationId: 'o-1', amount: usd('90.00'), settled: usd('100.00'), fees: usd('10.00') },
    ]);
    expect(allocated('80.00', '100.00')).toEqual([
      { obligationId: 'o-1', amount: usd('80.00'), settled: usd('95.00'), fees },
    ]);
    expect(allocated('100.00', '100.00')).toEqual([
      { obligationId: 'o-1', amount: usd('100.00'), settled: usd('100.00') },
    ]);
  });
  it('of the last of several invoices, and once', () => {
    expect(allocated('190.00', '100.00', '100.00', '50.00')).toEqual([
      { obligationId: 'o-1', amount: usd('100.00'), settled: usd('100.00') },
      { obligationId: 'o-2', amount: usd('90.00'), settled: usd('100.00'), fees: usd('10.00') },
    ]);
  });
});
