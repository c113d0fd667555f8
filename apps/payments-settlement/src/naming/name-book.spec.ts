import { NameBook } from './name-book.js';
import type { CreditTelling } from './names-of-credit.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const ids = { bank: 'demo-bank-karachi', account: 'PK36SCBL0000001123456702', valueDate: '2026-03-02' };
const BOTH = { accountServicerReference: 'BATCH-77', entryReference: 'NTRY/2026-0815' };
type Called = { readonly accountServicerReference?: string; readonly entryReference?: string };

const detail = (nth: number, amount: string, called: Called): CreditTelling => ({
  ...ids,
  settlementId: `00000000-0000-4000-8000-00000000000${nth}`,
  endToEndId: `E2E-${nth}`,
  amount: usd(amount),
  occurrence: 1,
  entry: { ...called, amount: usd('1000.00'), numberOfTransactions: 2 },
});
const details = (called: Called) => [detail(1, '400.00', called), detail(2, '600.00', called)];
const sum = (called: Called): CreditTelling => ({
  ...ids,
  settlementId: '00000000-0000-4000-8000-000000000009',
  amount: usd('1000.00'),
  occurrence: 1,
  accountServicerReference: called.accountServicerReference,
  entry: { ...called, amount: usd('1000.00') },
});
const freshOf = (tellings: readonly CreditTelling[]): readonly boolean[] => {
  const book = new NameBook([]);
  return tellings.map((told) => book.place(told).fresh);
};
const { entryReference, accountServicerReference } = BOTH;

it.each([
  ['both names, and both', BOTH, BOTH],
  ['both names, and one', BOTH, { entryReference }],
  ['both names, and the other', BOTH, { accountServicerReference }],
  ['one name, and both', { entryReference }, BOTH],
])('an entry is one money by %s', (_, one, other) => {
  expect(freshOf([...details(one), sum(other)])).toEqual([true, true, false]);
  expect(freshOf([sum(one), ...details(other)])).toEqual([true, false, false]);
});

it('two entries whose servicer calls them otherwise are two', () => {
  const another = { ...BOTH, accountServicerReference: 'BATCH-78' };
  expect(freshOf([...details(BOTH), sum(another)])).toEqual([true, true, true]);
  expect(freshOf([sum(another), ...details(BOTH)])).toEqual([true, true, true]);
});

it('what one telling calls an entry, and another one both, is one by each of them from then on', () => {
  expect(freshOf([...details({ entryReference }), sum(BOTH), sum({ accountServicerReference })])).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(freshOf([sum({ entryReference }), ...details(BOTH), sum({ accountServicerReference })])).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
