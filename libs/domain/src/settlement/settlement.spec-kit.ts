import type { SettlementBooked, SettlementEvent, SuspenseReason } from '../index.js';

export const AT = '2026-04-07T00:00:00+05:00';
export const BANK = 'demo-bank-karachi';
export const ids = { settlementId: 's-1', bank: BANK };

export const usd = (amount: string) => ({ amount, currency: 'USD' });

type Account = SettlementBooked['data']['postings'][number]['account'];
/** A debit of an account of the bank and a credit of another. */
export const posts = (money: { amount: string; currency: string }, debit: Account, credit: Account) => [
  { account: debit, of: BANK, side: 'debit' as const, amount: money },
  { account: credit, of: BANK, side: 'credit' as const, amount: money },
];

/** What a bank tells of the credit. */
export const booking = {
  ...ids,
  basis: 'booked-credit' as const,
  account: 'PK36DEMO0000001123456702',
  references: { endToEndId: 'DM-2026-17', remittance: [] },
  amount: usd('100.00'),
  bookedOn: '2026-03-30',
  valueDate: '2026-03-30',
  format: 'json',
};
export const booked: SettlementEvent = {
  type: 'SettlementBooked',
  occurredAt: AT,
  data: { ...booking, postings: posts(usd('100.00'), 'nostro', 'suspense') },
};

/** What of an obligation it pays in US dollars. */
export const part = (obligationId: string, amount: string) => ({
  obligationId,
  invoiceId: obligationId,
  consignmentId: 'c-1',
  amount: usd(amount),
});
export const paidPart = (obligationId: string, amount: string) => ({
  ...part(obligationId, amount),
  settled: usd(amount),
});
export const matched = (
  obligationId: string,
  amount: string,
  unallocated: string,
  by: 'end-to-end-id' | 'remittance' = 'end-to-end-id',
): SettlementEvent => ({
  type: 'SettlementMatched',
  occurredAt: AT,
  data: {
    ...ids,
    ...paidPart(obligationId, amount),
    by,
    unallocated: usd(unallocated),
    postings: posts(usd(amount), 'suspense', 'vostro'),
  },
});
export const suspended = (reason: SuspenseReason, amount: string): SettlementEvent => ({
  type: 'SettlementSuspended',
  occurredAt: AT,
  data: { ...ids, reason, amount: usd(amount) },
});
