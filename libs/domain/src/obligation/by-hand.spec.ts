import { fold } from '@corridor/kernel';
import { rejectionOf } from '@corridor/testing';
import {
  type BookedSettlement,
  exchangeOf,
  matchByHand,
  type ObligationEvent,
  obligation,
  type RaisedObligation,
  type SaidByHand,
  settlement,
} from '../index.js';
import { AT, BANK, booked, matched, usd } from '../settlement/settlement.spec-kit.js';

const arisen = (change: object = {}): ObligationEvent => ({
  type: 'ObligationArisen',
  occurredAt: AT,
  data: {
    obligationId: 'o-1',
    invoiceId: 'o-1',
    invoiceNumber: 'DM-2026-17',
    consignmentId: 'c-1',
    creditor: 'demo-mills',
    debtor: 'demo-stores',
    creditorBank: BANK,
    amount: usd('80.00'),
    method: 'open-account',
    trigger: 'delivery',
    termsStartedOn: '2026-03-01',
    dueOn: '2026-03-31',
    ...change,
  },
});
const owed = (change: object = {}) => fold(obligation, [arisen(change)]) as RaisedObligation;
const money = fold(settlement, [booked]) as BookedSettlement;
const byHand = (said: SaidByHand = {}, to = owed(), of = money, creditor?: string) =>
  matchByHand(of, to, said, creditor, undefined);

it('as much as there is and is owed, where no amount is told', () => {
  expect(byHand()).toEqual({ obligationId: 'o-1', amount: usd('80.00'), settled: usd('80.00') });
  expect(byHand({}, owed({ amount: usd('120.00') }))).toMatchObject({ amount: usd('100.00') });
});

it('with fees that the debtor has paid, as part of what is settled', () => {
  expect(byHand({ fees: usd('5.00') })).toEqual({
    obligationId: 'o-1',
    amount: usd('75.00'),
    settled: usd('80.00'),
    fees: usd('5.00'),
  });
  expect(byHand({ amount: usd('10.00'), fees: usd('5.00') })).toMatchObject({ settled: usd('15.00') });
});

it('by a rate, where it is owed in another currency', () => {
  const exchange = exchangeOf('USD', 'PKR', [
    { base: 'USD', quote: 'PKR', rate: '280', on: '2026-03-30', source: 'sbp', inverse: false },
  ]);
  const inRupees = owed({ amount: { amount: '14000.00', currency: 'PKR' } });
  expect(matchByHand(money, inRupees, {}, undefined, exchange)).toEqual({
    obligationId: 'o-1',
    amount: usd('50.00'),
    settled: { amount: '14000.00', currency: 'PKR' },
    exchange,
  });
});

const spent = fold(settlement, [booked, matched('o-2', '100.00', '0.00')]) as BookedSettlement;
const paid = { ...owed(), outstanding: usd('0.00'), status: 'settled' as const };
it.each([
  ['bank-differs', () => byHand({}, owed({ creditorBank: 'demo-bank-lahore' })), '/obligationId'],
  ['creditor-differs', () => byHand({}, owed(), money, 'demo-weavers'), '/obligationId'],
  ['nothing-unallocated', () => byHand({}, owed(), spent), undefined],
  ['nothing-outstanding', () => byHand({}, paid), '/obligationId'],
  ['allocation-exceeds-unallocated', () => byHand({ amount: usd('100.01') }), '/amount/amount'],
  ['amount-not-positive', () => byHand({ amount: usd('0.00') }), '/amount/amount'],
  ['currency-differs', () => byHand({ amount: { amount: '1.00', currency: 'PKR' } }), '/amount/currency'],
  ['currency-differs', () => byHand({ fees: { amount: '1.00', currency: 'PKR' } }), '/fees/currency'],
  ['fees-exceed-outstanding', () => byHand({ fees: usd('80.00') }), '/fees/amount'],
  [
    'worth-nothing',
    () => byHand({}, owed({ amount: { amount: '1.00', currency: 'PKR' } })),
    '/amount/amount',
  ],
])('is refused with %s', (code, decide, pointer) => {
  const { code: told, details } = rejectionOf(decide);
  expect([told, details.pointer]).toEqual([code, pointer]);
});
