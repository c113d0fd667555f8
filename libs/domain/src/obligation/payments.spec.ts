import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type ObligationCommand, type ObligationEvent, obligation, type RaisedObligation } from '../index.js';

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
const pay = (settlementId: string, amount: string, valueDate = '2026-03-30'): ObligationCommand => ({
  type: 'ApplyPayment',
  occurredAt: AT,
  data: { settlementId, amount: usd(amount), valueDate },
});
const partPaid = (
  settlementId: string,
  amount: string,
  outstanding: string,
  valueDate = '2026-03-30',
): ObligationEvent => ({
  type: 'ObligationPartSettled',
  occurredAt: AT,
  data: { ...ids, settlementId, amount: usd(amount), outstanding: usd(outstanding), valueDate },
});
const paid = (
  settlementId: string,
  amount: string,
  valueDate = '2026-03-30',
  settledOn = valueDate,
): ObligationEvent => ({
  type: 'ObligationSettled',
  occurredAt: AT,
  data: { ...ids, settlementId, amount: usd(amount), outstanding: usd('0.00'), valueDate, settledOn },
});
const giveBack = (settlementId: string, amount: string, change: object = {}): ObligationCommand => ({
  type: 'ReturnPayment',
  occurredAt: AT,
  data: { settlementId, returnId: 'r-1', amount: usd(amount), valueDate: '2026-04-07', ...change },
});
const returned = (
  settlementId: string,
  amount: string,
  outstanding: string,
  stays: string,
  returnId = 'r-1',
): ObligationEvent => ({
  type: 'PaymentReturned',
  occurredAt: AT,
  data: {
    ...ids,
    settlementId,
    returnId,
    amount: usd(amount),
    outstanding: usd(outstanding),
    paid: usd(stays),
    valueDate: '2026-04-07',
  },
});
const { given } = specOf(obligation);
const stateOf = (...history: readonly ObligationEvent[]) => fold(obligation, history) as RaisedObligation;

it('is open again, by the day it was due before', () => {
  given(arisen, paid('s-1', '100.00'))
    .when(giveBack('s-1', '100.00'))
    .thenEvents(returned('s-1', '100.00', '100.00', '0.00'));
  const open = stateOf(arisen, paid('s-1', '100.00'), returned('s-1', '100.00', '100.00', '0.00'));
  expect([open.status, open.outstanding, open.payments]).toEqual(['open', usd('100.00'), []]);
  expect(open.obligation.dueOn).toBe('2026-03-31');
});

it('gives a part back, and what the others paid stays', () => {
  const both = [arisen, partPaid('s-1', '40.00', '60.00'), paid('s-2', '60.00')];
  given(...both)
    .when(giveBack('s-2', '25.00'))
    .thenEvents(returned('s-2', '25.00', '25.00', '75.00'));
  expect(stateOf(...both, returned('s-2', '25.00', '25.00', '75.00')).payments).toEqual([
    { settlementId: 's-1', amount: usd('40.00'), valueDate: '2026-03-30' },
    { settlementId: 's-2', amount: usd('35.00'), valueDate: '2026-03-30' },
  ]);
});

it('a part that was paid is returned before the rest comes', () =>
  given(arisen, partPaid('s-1', '40.00', '60.00'))
    .when(giveBack('s-1', '40.00'))
    .thenEvents(returned('s-1', '40.00', '100.00', '0.00')));

it('takes a return once, and another one of the same payment', () => {
  const once = [arisen, paid('s-1', '100.00'), returned('s-1', '30.00', '30.00', '70.00')];
  given(...once)
    .when(giveBack('s-1', '30.00'))
    .thenEvents();
  given(...once)
    .when(giveBack('s-1', '70.00', { returnId: 'r-2' }))
    .thenEvents(returned('s-1', '70.00', '100.00', '0.00', 'r-2'));
});

it('is paid again, also by a settlement that had paid it before, and each of them once', () => {
  const open = [
    arisen,
    partPaid('s-1', '40.00', '60.00'),
    paid('s-2', '60.00'),
    returned('s-1', '40.00', '40.00', '60.00'),
  ];
  given(...open)
    .when(pay('s-2', '15.00'))
    .thenEvents(partPaid('s-2', '15.00', '25.00'));
  given(...open, partPaid('s-2', '15.00', '25.00'))
    .when(pay('s-2', '15.00'))
    .thenEvents();
  expect(stateOf(...open, partPaid('s-2', '15.00', '25.00')).payments).toEqual([
    { settlementId: 's-2', amount: usd('75.00'), valueDate: '2026-03-30' },
  ]);
  given(...open)
    .when(pay('s-3', '40.01'))
    .thenRejected('payment-exceeds-outstanding', { pointer: '/amount/amount' });
});

it('is settled on the latest value date of what still pays it', () => {
  const late = [
    arisen,
    partPaid('s-1', '60.00', '40.00', '2026-04-10'),
    paid('s-2', '40.00', '2026-04-02', '2026-04-10'),
    returned('s-1', '60.00', '60.00', '40.00'),
  ];
  given(...late)
    .when(pay('s-3', '60.00', '2026-04-05'))
    .thenEvents(paid('s-3', '60.00', '2026-04-05'));
  given(...late)
    .when(pay('s-3', '60.00', '2026-04-01'))
    .thenEvents(paid('s-3', '60.00', '2026-04-01', '2026-04-02'));
});

it('gives back no more than a settlement pays of it', () => {
  const both = [arisen, partPaid('s-1', '40.00', '60.00'), paid('s-2', '60.00')];
  const pointer = '/amount/amount';
  given(...both)
    .when(giveBack('s-1', '40.01'))
    .thenRejected('return-exceeds-payment', { pointer });
  given(...both)
    .when(giveBack('s-3', '0.01'))
    .thenRejected('return-exceeds-payment', { pointer });
  given(...both, returned('s-1', '40.00', '40.00', '60.00'))
    .when(giveBack('s-1', '0.01', { returnId: 'r-2' }))
    .thenRejected('return-exceeds-payment', { pointer });
});

it('is not given back before it arises', () =>
  given()
    .when(giveBack('s-1', '1.00'))
    .thenRejected('illegal-step', { legalNow: ['RaiseObligation'] }));

it.each([
  [{ amount: usd('0') }, 'amount-not-positive', '/amount/amount'],
  [{ amount: { amount: '1', currency: 'KZT' } }, 'currency-differs', '/amount/currency'],
  [{ valueDate: '2026-02-31' }, 'date-malformed', '/valueDate'],
])('a return with %j is refused with %s', (change, code, pointer) => {
  given(arisen, paid('s-1', '100.00'))
    .when(giveBack('s-1', '1.00', change))
    .thenRejected(code, { pointer });
});
