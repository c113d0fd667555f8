import { specOf } from '@corridor/testing';
import { type ObligationCommand, type ObligationEvent, obligation } from '../index.js';

const AT = '2026-04-01T10:00:00+05:00';
const usd = (amount: string) => ({ amount, currency: 'USD' });
const ids = { obligationId: 'i-1', invoiceId: 'i-1', consignmentId: 'c-1' };
const arising = {
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
} as const;
const raising = (change: object = {}): ObligationCommand => ({
  type: 'RaiseObligation',
  occurredAt: AT,
  data: { ...arising, ...change },
});
const arisen: ObligationEvent = { type: 'ObligationArisen', occurredAt: AT, data: arising };
const paying = (amount: string, change: object = {}): ObligationCommand => ({
  type: 'ApplyPayment',
  occurredAt: AT,
  data: { settlementId: 's-1', amount: usd(amount), valueDate: '2026-03-30', ...change },
});
const paid = (
  type: 'ObligationPartSettled' | 'ObligationSettled',
  settlementId: string,
  amount: string,
  outstanding: string,
  { valueDate = '2026-03-30', settledOn = valueDate }: { valueDate?: string; settledOn?: string } = {},
): ObligationEvent => ({
  type,
  occurredAt: AT,
  data: {
    ...ids,
    settlementId,
    amount: usd(amount),
    outstanding: usd(outstanding),
    valueDate,
    ...(type === 'ObligationSettled' && { settledOn }),
  },
});
const partPaid = paid('ObligationPartSettled', 's-1', '40.00', '60.00');
const { given } = specOf(obligation);

it('arises, once', () => {
  given().when(raising()).thenEvents(arisen);
  given(arisen).when(raising()).thenEvents();
});
it('is settled in full by one payment', () =>
  given(arisen)
    .when(paying('100.00'))
    .thenEvents(paid('ObligationSettled', 's-1', '100.00', '0.00')));
it('is settled in parts', () => {
  given(arisen).when(paying('40.00')).thenEvents(partPaid);
  given(arisen, partPaid)
    .when(paying('60.00', { settlementId: 's-2' }))
    .thenEvents(paid('ObligationSettled', 's-2', '60.00', '0.00'));
});
it('is settled on the latest value date of its payments, in whichever order they come', () => {
  const late = { valueDate: '2026-04-10' };
  const early = { valueDate: '2026-04-02' };
  given(arisen, paid('ObligationPartSettled', 's-1', '60.00', '40.00', late))
    .when(paying('40.00', { settlementId: 's-2', ...early }))
    .thenEvents(
      paid('ObligationSettled', 's-2', '40.00', '0.00', {
        valueDate: '2026-04-02',
        settledOn: '2026-04-10',
      }),
    );
  given(
    arisen,
    paid('ObligationPartSettled', 's-1', '60.00', '40.00', late),
    paid('ObligationPartSettled', 's-2', '10.00', '30.00', early),
  )
    .when(paying('30.00', { settlementId: 's-3', valueDate: '2026-04-05' }))
    .thenEvents(
      paid('ObligationSettled', 's-3', '30.00', '0.00', {
        valueDate: '2026-04-05',
        settledOn: '2026-04-10',
      }),
    );
  given(arisen, paid('ObligationPartSettled', 's-1', '60.00', '40.00', early))
    .when(paying('40.00', { settlementId: 's-2', ...late }))
    .thenEvents(paid('ObligationSettled', 's-2', '40.00', '0.00', late));
});
it('takes a settlement once, also behind the last one', () => {
  given(arisen, partPaid).when(paying('40.00')).thenEvents();
  given(arisen, partPaid, paid('ObligationSettled', 's-2', '60.00', '0.00'))
    .when(paying('40.00'))
    .thenEvents();
});

it('is not paid before it arises, nor beyond what is owed', () => {
  given()
    .when(paying('1.00'))
    .thenRejected('illegal-step', { legalNow: ['RaiseObligation'] });
  given(arisen)
    .when(paying('100.01'))
    .thenRejected('payment-exceeds-outstanding', { pointer: '/amount/amount' });
  given(arisen, paid('ObligationSettled', 's-1', '100.00', '0.00'))
    .when(paying('0.01', { settlementId: 's-2' }))
    .thenRejected('payment-exceeds-outstanding', { pointer: '/amount/amount' });
});

it.each([
  [raising({ amount: usd('0') }), 'amount-not-positive', '/amount/amount'],
  [raising({ termsStartedOn: 'today' }), 'date-malformed', '/termsStartedOn'],
  [raising({ dueOn: '2026-02-31' }), 'date-malformed', '/dueOn'],
  [raising({ dueOn: '2026-02-28' }), 'due-before-terms', '/dueOn'],
])('%j is refused with %s', (command, code, pointer) => {
  given().when(command).thenRejected(code, { pointer });
});
it.each([
  [paying('0'), 'amount-not-positive', '/amount/amount'],
  [paying('1', { amount: { amount: '1', currency: 'KZT' } }), 'currency-differs', '/amount/currency'],
  [paying('1', { valueDate: '2026-02-31' }), 'date-malformed', '/valueDate'],
])('%j is refused with %s', (command, code, pointer) => {
  given(arisen).when(command).thenRejected(code, { pointer });
});
