import { candidatesFor, type ScorableObligation, type ScoredSettlement, surest } from '../index.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const owed = (change: Partial<ScorableObligation> = {}): ScorableObligation => ({
  obligationId: 'o-1',
  invoiceNumber: 'A-1',
  creditor: 'demo-mills',
  creditorBank: 'demo-bank-karachi',
  creditorName: 'Demo Mills (Pvt) Ltd',
  debtor: 'demo-stores',
  debtorName: 'TOO Demo Stores',
  outstanding: usd('5000.00'),
  dueOn: '2026-03-31',
  ...change,
});
const came = (change: Partial<ScoredSettlement> = {}): ScoredSettlement => ({
  unallocated: usd('5000.00'),
  valueDate: '2026-03-30',
  debtorName: 'DEMO STORES LLP',
  creditorName: 'Demo Mills',
  saysWhatIsPaid: false,
  ...change,
});
const scores = (settlement: ScoredSettlement, ...obligations: ScorableObligation[]) =>
  candidatesFor(settlement, obligations).map(({ obligationIds, score }) => [obligationIds.join(), score]);

it('amount, both names and the day: each is told as a ground with its points', () => {
  expect(candidatesFor(came(), [owed()])).toEqual([
    {
      obligationIds: ['o-1'],
      score: 95,
      grounds: [
        'what came is what is owed: 40',
        "the debtor's name is 100 % alike: 25",
        "the creditor's name is 100 % alike: 15",
        'the value date is 1 days from the due date: 15',
      ],
    },
  ]);
});

it.each([
  ["the creditor's account weighs more than his name", { accountOf: 'demo-mills' }, 100],
  ['no creditor', { creditorName: undefined }, 80],
  ['no debtor', { debtorName: undefined }, 70],
  ['another debtor', { debtorName: 'Demo Weavers' }, 70],
  ['a day ten days off', { valueDate: '2026-04-10' }, 90],
  ['a day a month off', { valueDate: '2026-04-30' }, 85],
  ['a day further off', { valueDate: '2026-05-01' }, 80],
  ['short by a percent', { unallocated: usd('4950.00') }, 80],
  ['short by more', { unallocated: usd('4949.99') }, 55],
  ['more than is owed', { unallocated: usd('5000.01') }, 55],
  ['short by the fees that are told', { unallocated: usd('4900.00'), fees: usd('100.00') }, 95],
  ['remittance information that names something else', { saysWhatIsPaid: true }, 70],
] as const)('%s', (_, change, score) => {
  expect(scores(came(change), owed())).toEqual([['o-1', score]]);
});

it('neither another currency, nor another creditor than the account has, nor what is hardly like it', () => {
  expect(scores(came(), owed({ outstanding: { amount: '5000.00', currency: 'PKR' } }))).toEqual([]);
  expect(scores(came({ accountOf: 'demo-weavers' }), owed())).toEqual([]);
  expect(scores(came({ unallocated: usd('1.00'), debtorName: undefined }), owed())).toEqual([]);
});

describe('several invoices that come to the amount', () => {
  const three = [
    owed({ obligationId: 'o-1', outstanding: usd('1000.00'), dueOn: '2026-02-28' }),
    owed({ obligationId: 'o-2', outstanding: usd('1500.00'), dueOn: '2026-03-15' }),
    owed({ obligationId: 'o-3', outstanding: usd('2500.00'), dueOn: '2026-03-31' }),
  ];
  const sums = (settlement: ScoredSettlement, obligations = three) =>
    candidatesFor(settlement, obligations).filter(({ obligationIds }) => obligationIds.length > 1);

  it('of one debtor, the oldest first', () => {
    expect(sums(came())).toMatchObject([{ obligationIds: ['o-1', 'o-2', 'o-3'], score: 90 }]);
    expect(sums(came({ unallocated: usd('2500.00') }))).toMatchObject([{ obligationIds: ['o-1', 'o-2'] }]);
  });
  it('or the only ones that do', () => {
    expect(sums(came({ unallocated: usd('4000.00') }))).toMatchObject([{ obligationIds: ['o-2', 'o-3'] }]);
    const twice = [...three, owed({ obligationId: 'o-4', outstanding: usd('2500.00') })];
    expect(sums(came({ unallocated: usd('4000.00') }), twice)).toEqual([]);
  });
  it('with the fees that are told', () => {
    const short = came({ unallocated: usd('4980.00'), fees: usd('20.00') });
    expect(sums(short)).toMatchObject([{ obligationIds: ['o-1', 'o-2', 'o-3'] }]);
  });
  it('never of two creditors or two debtors, nor of one whose name is another', () => {
    const [first, second, third] = three;
    if (!first || !second || !third) throw new Error('three');
    expect(sums(came(), [first, second, { ...third, creditor: 'demo-weavers' }])).toEqual([]);
    expect(sums(came(), [first, second, { ...third, debtor: 'demo-shops' }])).toEqual([]);
    expect(sums(came({ debtorName: 'Silk Road Import' }))).toEqual([]);
  });
});

describe('what is sure enough', () => {
  it('is at 80, and 15 ahead of the second', () => {
    const one = { obligationIds: ['o-1'], score: 80, grounds: [] };
    expect(surest([one])).toEqual({ sure: one, unsure: false });
    expect(surest([one, { ...one, score: 65 }])).toEqual({ sure: one, unsure: false });
    expect(surest([one, { ...one, score: 66 }])).toEqual({ unsure: true });
    expect(surest([{ ...one, score: 79 }])).toEqual({ unsure: false });
    expect(surest([])).toEqual({ unsure: false });
  });
  it('is none of two equal invoices of one debtor', () => {
    expect(surest(candidatesFor(came(), [owed(), owed({ obligationId: 'o-2' })]))).toEqual({ unsure: true });
  });
});

describe('names', () => {
  const alike = (debtorName: string, known: string) =>
    scores(came({ debtorName, creditorName: undefined }), owed({ debtorName: known })).map(
      ([, score]) => Number(score) - 55,
    );
  it.each([
    // Legal forms, capitals, signs and marks say nothing: 25 points.
    ['DEMO STORES, LLP', 'TOO «Demo Stores»', 25],
    ['M/S Demo Stores (Private) Limited', 'Demo Stores', 25],
    ['D.S. Trading', 'DS Trading', 25],
    ['Démo Störes', 'Demo Stores', 25],
    // Two of two and two of three words: 4/5.
    ['Demo Stores Almaty', 'Demo Stores', 20],
    // 23 and 21 runs of three letters, 17 of them shared: 34/44, 77 %.
    ['Kazakhstan Temir Zholy', 'Kazahstan Temir Žoly', 19],
    ['Demo Textiles', 'Demo Stores', 0],
    ['Ltd', 'Limited', 0],
  ])('"%s" and "%s": %i points', (one, other, points) => {
    expect(alike(one, other)).toEqual([points]);
  });
});
