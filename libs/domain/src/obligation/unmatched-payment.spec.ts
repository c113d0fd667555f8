import { specOf } from '@corridor/testing';
import { type ObligationCommand, type ObligationEvent, obligation } from '../index.js';

const AT = '2026-04-07T00:00:00+05:00';
const usd = (amount: string) => ({ amount, currency: 'USD' });
const ids = { obligationId: 'o-1', invoiceId: 'o-1', consignmentId: 'c-1' };
const arisen: ObligationEvent = {
  type: 'ObligationArisen',
  occurredAt: AT,
  data: {
    ...ids,
    invoiceNumber: 'DM-2026-17',
    creditor: 'demo-mills',
    debtor: 'demo-stores',
    creditorBank: 'demo-bank-karachi',
    amount: usd('100.00'),
    method: 'open-account',
    trigger: 'delivery',
    termsStartedOn: '2026-03-01',
    dueOn: '2026-03-31',
  },
};
const pay = (settlementId: string, amount: string, change: object = {}): ObligationCommand => ({
  type: 'ApplyPayment',
  occurredAt: AT,
  data: { settlementId, amount: usd(amount), valueDate: '2026-03-30', ...change },
});
const partPaid = (settlementId: string, amount: string, outstanding: string): ObligationEvent => ({
  type: 'ObligationPartSettled',
  occurredAt: AT,
  data: { ...ids, settlementId, amount: usd(amount), outstanding: usd(outstanding), valueDate: '2026-03-30' },
});
const unmatch = (settlementId: string, fees = {}): ObligationCommand => ({
  type: 'UnmatchPayment',
  occurredAt: AT,
  data: {
    settlementId,
    ...fees,
    unmatchedOn: '2026-03-31',
    because: 'person',
    reason: 'The debtor says so.',
  },
});
const unmatched = (
  settlementId: string,
  amount: string,
  outstanding: string,
  paid: string,
  fees = {},
): ObligationEvent => ({
  type: 'PaymentUnmatched',
  occurredAt: AT,
  data: {
    ...ids,
    settlementId,
    amount: usd(amount),
    outstanding: usd(outstanding),
    paid: usd(paid),
    ...fees,
    unmatchedOn: '2026-03-31',
    because: 'person',
    reason: 'The debtor says so.',
  },
});
const { given } = specOf(obligation);

it('is owed again, all that the settlement was thought to pay, once', () => {
  const twice = [arisen, partPaid('s-1', '30.00', '70.00'), partPaid('s-2', '20.00', '50.00')];
  given(...twice)
    .when(unmatch('s-1'))
    .thenEvents(unmatched('s-1', '30.00', '80.00', '20.00'));
  given(...twice, unmatched('s-1', '30.00', '80.00', '20.00'))
    .when(unmatch('s-1'))
    .thenEvents();
});

it('tells what banks on the way had taken of it', () => {
  const fees = { fees: usd('2.00') };
  given(arisen, partPaid('s-1', '30.00', '70.00'))
    .when(unmatch('s-1', fees))
    .thenEvents(unmatched('s-1', '30.00', '100.00', '0.00', fees));
});

it('is nothing new where the settlement pays nothing of it', () => {
  given(arisen).when(unmatch('s-1')).thenEvents();
  given()
    .when(unmatch('s-1'))
    .thenRejected('illegal-step', { legalNow: ['RaiseObligation'] });
});

it('reopens what was settled, for the same settlement, too', () => {
  const settled: ObligationEvent = {
    type: 'ObligationSettled',
    occurredAt: AT,
    data: {
      ...ids,
      settlementId: 's-1',
      amount: usd('100.00'),
      fees: usd('5.00'),
      outstanding: usd('0.00'),
      valueDate: '2026-03-30',
      settledOn: '2026-03-30',
    },
  };
  given(arisen)
    .when(pay('s-1', '100.00', { fees: usd('5.00') }))
    .thenEvents(settled);
  const open = [arisen, settled, unmatched('s-1', '100.00', '100.00', '0.00')];
  given(arisen, settled)
    .when(unmatch('s-1'))
    .thenEvents(unmatched('s-1', '100.00', '100.00', '0.00'));
  given(...open)
    .when(pay('s-1', '40.00'))
    .thenEvents(partPaid('s-1', '40.00', '60.00'));
});

it('pays more of it only where a person says so', () => {
  const once = [arisen, partPaid('s-1', '30.00', '70.00')];
  given(...once)
    .when(pay('s-1', '20.00'))
    .thenEvents();
  given(...once)
    .when(pay('s-1', '20.00', { again: true }))
    .thenEvents(partPaid('s-1', '20.00', '50.00'));
});
