import { specOf } from '@corridor/testing';
import { legalForObligation, type ObligationCommand, type ObligationEvent, obligation } from '../index.js';

const AT = '2026-04-02T10:00:00+05:00';
const id = '0191d8a0-0000-7000-8000-00000000000a';
const ids = { obligationId: id, invoiceId: id, consignmentId: '0191d8a0-0000-7000-8000-000000000001' };
const parties = { creditor: 'demo-mills', debtor: 'demo-stores', creditorBank: 'demo-bank-karachi' };
const usd = (amount: string) => ({ amount, currency: 'USD' });
const raised = {
  ...ids,
  ...parties,
  invoiceNumber: 'DM-2026-17',
  amount: usd('1000.00'),
  method: 'open-account',
  trigger: 'import-clearance',
  termsStartedOn: '2026-03-20',
  dueOn: '2026-04-19',
} as const;
const arisen: ObligationEvent = { type: 'ObligationArisen', occurredAt: AT, data: raised };
const withdrawal = { ...ids, ...parties, withdrawnOn: '2026-04-02', reason: 'Sent twice' };
const withdrawing = (change: object = {}): ObligationCommand => ({
  type: 'WithdrawInvoice',
  occurredAt: AT,
  data: { ...withdrawal, ...change },
});
const withdrawn: ObligationEvent = { type: 'InvoiceWithdrawn', occurredAt: AT, data: withdrawal };
const [s1, s2] = ['0191d8a0-0000-7000-8000-0000000000f1', '0191d8a0-0000-7000-8000-0000000000f2'];
const partPaid = (settlementId: string, amount: string, outstanding: string): ObligationEvent => ({
  type: 'ObligationPartSettled',
  occurredAt: AT,
  data: { ...ids, settlementId, amount: usd(amount), outstanding: usd(outstanding), valueDate: '2026-04-01' },
});
const unmatched: ObligationEvent = {
  type: 'PaymentUnmatched',
  occurredAt: AT,
  data: {
    ...ids,
    settlementId: s1,
    amount: usd('400.00'),
    outstanding: usd('1000.00'),
    paid: usd('0.00'),
    unmatchedOn: '2026-04-02',
    because: 'person',
    reason: 'x',
  },
};
const { given } = specOf(obligation);

describe('an invoice is withdrawn', () => {
  it('while it is owed and nothing is paid', () => given(arisen).when(withdrawing()).thenEvents(withdrawn));
  it('before its terms are met', () => given().when(withdrawing()).thenEvents(withdrawn));
  it('once what was thought to pay it was taken back', () =>
    given(arisen, partPaid(s1, '400.00', '600.00'), unmatched)
      .when(withdrawing())
      .thenEvents(withdrawn));
  it('once: told again, whatever the reason, it is no news', () => {
    given(arisen, withdrawn).when(withdrawing()).thenEvents();
    given(withdrawn)
      .when(withdrawing({ reason: 'Sent twice, as I said' }))
      .thenEvents();
  });
});

describe('an invoice is not withdrawn', () => {
  it.each<[string, readonly ObligationEvent[], string]>([
    ['is paid in part', [arisen, partPaid(s1, '400.00', '600.00')], `400.00 USD of it are paid, by ${s1}`],
    [
      'is paid by two',
      [arisen, partPaid(s1, '400.00', '600.00'), partPaid(s2, '600.00', '0.00')],
      `1000.00 USD of it are paid, by ${s1} and ${s2}`,
    ],
  ])('where it %s', (_, history, why) => {
    const state = history.reduce(obligation.evolve, obligation.initialState);
    given(...history)
      .when(withdrawing())
      .thenRejected('invoice-paid');
    expect(() => obligation.decide(withdrawing(), state)).toThrow(why);
    expect(legalForObligation(state)).not.toContain('WithdrawInvoice');
  });
});

describe('what was withdrawn', () => {
  it('is not owed when its terms are met', () =>
    given(withdrawn).when({ type: 'RaiseObligation', occurredAt: AT, data: raised }).thenEvents());
  it('is not paid', () =>
    given(arisen, withdrawn)
      .when({
        type: 'ApplyPayment',
        occurredAt: AT,
        data: { settlementId: s1, amount: usd('1.00'), valueDate: '2026-04-02' },
      })
      .thenRejected('illegal-step', { legalNow: [] }));
  it('has nothing that could be taken back once more', () => {
    const { settlementId, unmatchedOn, because, reason } = unmatched.data as never as Record<string, string>;
    given(arisen, partPaid(s1, '400.00', '600.00'), unmatched, withdrawn)
      .when({
        type: 'UnmatchPayment',
        occurredAt: AT,
        data: { settlementId, unmatchedOn, because, reason } as never,
      })
      .thenEvents();
  });
  it('allows nothing more', () => {
    expect(
      legalForObligation([arisen, withdrawn].reduce(obligation.evolve, obligation.initialState)),
    ).toEqual([]);
    expect(legalForObligation([arisen].reduce(obligation.evolve, obligation.initialState))).toEqual([
      'ApplyPayment',
      'WithdrawInvoice',
    ]);
    expect(legalForObligation(obligation.initialState)).toEqual(['RaiseObligation', 'WithdrawInvoice']);
  });
});
