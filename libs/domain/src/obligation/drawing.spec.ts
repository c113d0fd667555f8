import { type Drawing, isDrawnFor, type PaidByCredit } from '../index.js';

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
