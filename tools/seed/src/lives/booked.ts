import { derivedId } from '@corridor/contracts';
import { type InDollars, type SettlementBooked, toUsd } from '@corridor/domain';
import { settlementIdentity } from '@corridor/iso20022';
import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { usdPerUnit } from '../corridor/exchange-rates.js';
import type { CreditPlan, InvoicePlan, ReturnPlan } from '../plan/steps.js';

/** Money as a bank tells that it booked it; its remittance information names invoices by their numbers. */
export function creditOf(
  { endToEnd, remittance, ...credit }: CreditPlan,
  numberOf: (invoice: InvoicePlan) => string,
): Omit<SettlementBooked['data'], 'postings'> {
  const { bank, account, amount, bookedOn, valueDate, uetr, accountServicerReference } = credit;
  const { debtorName, debtorAgent, creditorName, format, messageId } = credit;
  const references = {
    ...(endToEnd && { endToEndId: numberOf(endToEnd) }),
    ...(uetr !== undefined && { uetr }),
    ...(accountServicerReference !== undefined && { accountServicerReference }),
    remittance: remittance
      ? [remittance.text.replace('#', remittance.names.map(numberOf).join(' and '))]
      : [],
  };
  const paid = { bank, account, amount, bookedOn, valueDate, debtorName, creditorName };
  const entry = { ...paid, ...references, creditDebit: 'CRDT', reversal: false, occurrence: 1 } as const;
  const identity = settlementIdentity(entry);
  return {
    settlementId: derivedId('corridor-ledger settlement v1', bank, identity),
    basis: 'booked-credit',
    ...paid,
    ...(debtorAgent !== undefined && { debtorAgent }),
    references,
    format,
    ...(messageId !== undefined && { messageId }),
    ...(amount.currency !== 'USD' && { usd: inDollars(amount, valueDate) }),
  };
}

/** By the demo's rate of the value date. */
function inDollars(amount: MoneyJson, on: string): InDollars {
  const { currency: from } = amount;
  const rate = usdPerUnit(from, on);
  const leg = { base: from, quote: 'USD', rate, on, source: 'demo', inverse: false };
  return {
    amount: toMoneyJson(toUsd(toMoney(amount), rate)),
    exchange: { from, to: 'USD', rate, legs: [leg] },
  };
}

/** Of a credit, or of a part of it, that its bank gives back. */
export function returnOf(
  { credit, amount, reason, bookedOn, accountServicerReference, messageId }: ReturnPlan,
  settlementId: string,
) {
  const identity = JSON.stringify(['AcctSvcrRef', accountServicerReference]);
  const { uetr, format } = credit;
  return {
    returnId: derivedId('corridor-ledger return v1', settlementId, identity),
    amount,
    reason,
    bookedOn,
    valueDate: bookedOn,
    references: { ...(uetr !== undefined && { uetr }), accountServicerReference, remittance: [] },
    format,
    ...(messageId !== undefined && { messageId }),
  };
}
