import { type Drawing, drawnFor, isDrawnFor, type PaidByCredit } from '../index.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const invoice: PaidByCredit = {
  method: 'letter-of-credit',
  letterOfCreditId: 'lc-1',
  consignmentId: 'c-1',
  creditor: 'demo-mills',
  amount: usd('100.00'),
};
const drawing: Drawing = {
  letterOfCreditId: 'lc-1',
  beneficiary: 'demo-mills',
  consignmentId: 'c-1',
  amount: usd('250.00'),
};
const { consignmentId: _, ...ofNoGoods } = drawing;
const { letterOfCreditId: __, ...unnamed } = invoice;

it.each<[string, PaidByCredit, Drawing, boolean]>([
  ['its consignment, whatever the amount', invoice, drawing, true],
  ['its consignment, where it names no credit', unnamed, drawing, true],
  ['its amount, where no goods are told', invoice, { ...ofNoGoods, amount: usd('100') }, true],
  ['another amount, where no goods are told', invoice, ofNoGoods, false],
  [
    'another currency, where no goods are told',
    invoice,
    { ...ofNoGoods, amount: { amount: '100.00', currency: 'EUR' } },
    false,
  ],
  [
    'its amount, where neither goods nor credit are told',
    unnamed,
    { ...ofNoGoods, amount: usd('100') },
    false,
  ],
  ['other goods', invoice, { ...drawing, consignmentId: 'c-2' }, false],
  ['another credit', invoice, { ...drawing, letterOfCreditId: 'lc-2' }, false],
  ['another beneficiary', invoice, { ...drawing, beneficiary: 'demo-weavers' }, false],
  ['its goods, sold on open account', { ...invoice, method: 'open-account' }, drawing, false],
])('an invoice under a credit, and a drawing for %s', (_, owed, drawn, expected) => {
  expect(isDrawnFor(owed, drawn)).toBe(expected);
});

describe('a drawing that names no goods', () => {
  const one = { ...invoice, id: 1, amount: usd('60.00') };
  const two = { ...invoice, id: 2, amount: usd('40.00') };
  const drawn = (
    invoices: readonly (PaidByCredit & { readonly id: number })[],
    change: Partial<Drawing> = {},
  ) => drawnFor(invoices, { ...ofNoGoods, amount: usd('100.00'), ...change }).map(({ id }) => id);

  it('is for all invoices under its credit that come to its amount', () => {
    expect(drawn([one, two])).toEqual([1, 2]);
    const others = { ...one, id: 3, letterOfCreditId: 'lc-2' };
    expect(drawn([one, others, two, { ...one, id: 4, creditor: 'demo-weavers' }])).toEqual([1, 2]);
  });

  it('is for the one of its amount alone, where there is one', () => {
    expect(drawn([one, two, { ...invoice, id: 3 }])).toEqual([3]);
  });

  it.each([
    ['more than its amount', [one, two, { ...one, id: 3 }]],
    ['less', [one]],
    ['it in two currencies', [one, { ...two, amount: { amount: '40.00', currency: 'EUR' } }]],
  ])('is for none of those that come to %s', (_, invoices) => {
    expect(drawn(invoices)).toEqual([]);
  });

  describe('by which several invoices are known to be owed', () => {
    const [first, second] = [
      { ...one, obligationId: 'o-1' },
      { ...two, obligationId: 'o-2' },
    ];
    const other = { ...invoice, id: 3, obligationId: 'o-3' };
    const together = ['o-1', 'o-2'];

    it('is for these, whatever else is open, and where one of them is paid', () => {
      expect(drawn([first, second, { ...other, amount: usd('50.00') }], { together })).toEqual([1, 2]);
      expect(drawn([first, second, other], { together })).toEqual([1, 2]);
      expect(drawn([second, other], { together })).toEqual([2]);
      expect(drawn([other], { together })).toEqual([]);
    });

    it("is for none of them that is another's, or under another credit", () => {
      expect(drawn([first, { ...second, creditor: 'demo-weavers' }], { together })).toEqual([1]);
      expect(drawn([first, { ...second, letterOfCreditId: 'lc-2' }], { together })).toEqual([1]);
    });

    it('leaves them to itself: another drawing is for what else is open', () => {
      expect(drawn([first, second], { ofOthers: together })).toEqual([]);
      expect(drawn([first, other], { ofOthers: together, amount: usd('60.00') })).toEqual([]);
      expect(drawn([first, second, other], { ofOthers: together })).toEqual([3]);
    });
  });

  it('with goods is for the invoices of these alone', () => {
    expect(drawn([one, two], { consignmentId: 'c-2' })).toEqual([]);
  });
});
