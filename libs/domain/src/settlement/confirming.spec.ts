import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type SettlementCommand, type SettlementEvent, settlement } from '../index.js';
import { AT, BANK, booked, booking, ids, matched, part, posts, usd } from './settlement.spec-kit.js';

const { given } = specOf(settlement);
const stateOf = (...history: readonly SettlementEvent[]) => fold(settlement, history);

/** What a status booked: 100.00 in suspense, charges shared. */
const byStatus = (chargeBearer?: 'SHAR' | 'DEBT'): SettlementEvent => {
  const data = { ...booking, basis: 'status-accc' as const, ...(chargeBearer && { chargeBearer }) };
  return {
    ...booked,
    data: { ...data, postings: posts(usd('100.00'), 'nostro', 'suspense') },
  } as SettlementEvent;
};
const told = (amount: string) => ({
  basis: 'booked-credit' as const,
  references: { accountServicerReference: 'S-1', remittance: [] },
  amount: usd(amount),
  bookedOn: '2026-04-01',
  valueDate: '2026-04-02',
  format: 'camt.054.001.08',
  messageId: 'M-1',
});
const confirm = (amount: string): SettlementCommand => ({
  type: 'ConfirmSettlement',
  occurredAt: AT,
  data: told(amount),
});
const confirmed = (amount: string, more: object = {}): SettlementEvent => ({
  type: 'SettlementConfirmed',
  occurredAt: AT,
  data: { ...ids, ...told(amount), ...more },
});
const less = { unallocated: usd('90.00'), postings: posts(usd('10.00'), 'suspense', 'nostro') };
const borne = {
  unallocated: usd('0.00'),
  borne: [{ obligationId: 'o-1', invoiceId: 'o-1', consignmentId: 'c-1', fees: usd('10.00') }],
  postings: posts(usd('10.00'), 'fees', 'nostro'),
};

describe('the entry of what a status booked', () => {
  it('takes what did not come from what waits', () =>
    given(byStatus()).when(confirm('90.00')).thenEvents(confirmed('90.00', less)));

  it('adds what came more', () =>
    given(byStatus())
      .when(confirm('100.50'))
      .thenEvents(
        confirmed('100.50', {
          unallocated: usd('100.50'),
          postings: posts(usd('0.50'), 'nostro', 'suspense'),
        }),
      ));

  it('tells what the corrected amount is worth in dollars, and nothing where it corrects none', () => {
    const exchange = { from: 'EUR', to: 'USD', rate: '2', legs: [] };
    const worth = { usd: { amount: usd('180.00'), exchange } };
    const entry = (amount: string): SettlementCommand =>
      ({
        ...confirm(amount),
        data: { ...told(amount), ...worth },
      }) as SettlementCommand;
    given(byStatus())
      .when(entry('90.00'))
      .thenEvents(confirmed('90.00', { ...less, ...worth }));
    given(byStatus()).when(entry('100.00')).thenEvents(confirmed('100.00'));
    const before = { ...byStatus(), data: { ...byStatus().data, usd: { amount: usd('200.00'), exchange } } };
    const usdBehind = (more: SettlementEvent) => {
      const state = stateOf(before as SettlementEvent, more);
      return state.status === 'booked' && state.settlement.usd;
    };
    expect(usdBehind(confirmed('90.00', { ...less, ...worth }))).toEqual(worth.usd);
    expect(usdBehind(confirmed('90.00', less))).toBeUndefined();
    expect(usdBehind(confirmed('100.00'))).toMatchObject({ amount: usd('200.00') });
  });

  it('rules from then on', () => {
    const state = stateOf(byStatus(), confirmed('90.00', less));
    expect(state).toMatchObject({
      settlement: {
        basis: 'booked-credit',
        amount: usd('90.00'),
        valueDate: '2026-04-02',
        bookedOn: '2026-04-01',
        references: { endToEndId: 'DM-2026-17', accountServicerReference: 'S-1' },
      },
      unallocated: usd('90.00'),
    });
  });

  it('leaves an obligation as settled where the creditor bears what banks took', () => {
    const paid = [byStatus('SHAR'), matched('o-1', '100.00', '0.00')];
    given(...paid)
      .when(confirm('90.00'))
      .thenEvents(confirmed('90.00', borne));
    expect(stateOf(...paid, confirmed('90.00', borne))).toMatchObject({
      allocations: [{ ...part('o-1', '90.00'), settled: usd('100.00'), fees: usd('10.00') }],
      unallocated: usd('0.00'),
    });
  });

  it('takes from what waits first', () =>
    given(byStatus('SHAR'), matched('o-1', '95.00', '5.00'))
      .when(confirm('90.00'))
      .thenEvents(
        confirmed('90.00', {
          ...borne,
          borne: [{ ...borne.borne[0], fees: usd('5.00') }],
          postings: [...posts(usd('5.00'), 'suspense', 'nostro'), ...posts(usd('5.00'), 'fees', 'nostro')],
        }),
      ));

  it('is refused where it came to less than the credit pays, and the debtor bears the difference', () => {
    for (const bearer of [undefined, 'DEBT'] as const) {
      given(byStatus(bearer), matched('o-1', '100.00', '0.00'))
        .when(confirm('90.00'))
        .thenRejected('settlement-differs', { pointer: '/amount' });
    }
  });

  it('corrects nothing that an entry booked, nor by a status', () => {
    given(booked).when(confirm('90.00')).thenEvents(confirmed('90.00'));
    const status = { ...told('90.00'), basis: 'status-accc' as const };
    given(byStatus())
      .when({ type: 'ConfirmSettlement', occurredAt: AT, data: status })
      .thenEvents({
        type: 'SettlementConfirmed',
        occurredAt: AT,
        data: { settlementId: ids.settlementId, bank: BANK, ...status },
      });
  });
});
