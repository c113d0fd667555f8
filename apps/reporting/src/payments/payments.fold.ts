import type { EventDataOf, EventOf } from '@corridor/contracts';
import { type MoneyJson, minorText, never, toMoney } from '@corridor/kernel';
import { utcInstant } from '../utc-instant.js';

/** Every event that tells what is owed, what paid it, what went back, and what waits in suspense. */
export const PAYMENT_EVENTS = [
  'InvoiceRegistered',
  'ObligationArisen',
  'InvoiceWithdrawn',
  'SettlementBooked',
  'SettlementConfirmed',
  'SettlementMatched',
  'SettlementUnmatched',
  'SettlementReturned',
  'SettlementMatchedToServiceContract',
  'SettlementUnmatchedFromServiceContract',
] as const;
export type PaymentEvent = EventOf<(typeof PAYMENT_EVENTS)[number]>;

/** Rows that events add, by table of schema `reporting`, without their generation. Minor units are text: JSON could round them. */
export interface PaymentRows {
  readonly invoice_parties: readonly object[];
  readonly obligations: readonly object[];
  readonly withdrawn_invoices: readonly object[];
  readonly booked_credits: readonly object[];
  readonly credit_confirmations: readonly object[];
  readonly credit_agents: readonly object[];
  readonly payment_facts: readonly object[];
  readonly return_facts: readonly object[];
  readonly return_tellings: readonly object[];
}

/** Facts alone, each of one event, and with its instant: a fold without memory, so that what had happened by an instant is the facts up to it. */
export function foldPayments(events: readonly PaymentEvent[]): PaymentRows {
  const rows = {
    invoice_parties: [] as object[],
    obligations: [] as object[],
    withdrawn_invoices: [] as object[],
    booked_credits: [] as object[],
    credit_confirmations: [] as object[],
    credit_agents: [] as object[],
    payment_facts: [] as object[],
    return_facts: [] as object[],
    return_tellings: [] as object[],
  };
  for (const event of events) {
    const { demo } = event;
    const told = { position: event.position, occurred_at: utcInstant(event.occurredAt) };
    switch (event.type) {
      case 'InvoiceRegistered': {
        const { invoiceId, creditor, debtor } = event.data;
        rows.invoice_parties.push({
          invoice_id: invoiceId,
          ...told,
          creditor_country: creditor.country,
          debtor_country: debtor.country,
        });
        break;
      }
      case 'ObligationArisen': {
        const owed = event.data;
        rows.obligations.push({
          obligation_id: owed.obligationId,
          ...told,
          invoice_id: owed.invoiceId,
          consignment_id: owed.consignmentId,
          creditor: owed.creditor,
          debtor: owed.debtor,
          creditor_bank: owed.creditorBank,
          method: owed.method,
          currency: owed.amount.currency,
          amount_minor: minorText(owed.amount),
          terms_started_on: owed.termsStartedOn,
          due_on: owed.dueOn,
          demo,
        });
        break;
      }
      case 'InvoiceWithdrawn':
        rows.withdrawn_invoices.push({ invoice_id: event.data.invoiceId, ...told });
        break;
      case 'SettlementBooked': {
        const booked = event.data;
        rows.booked_credits.push({
          settlement_id: booked.settlementId,
          ...told,
          bank: booked.bank,
          basis: booked.basis,
          debtor_agent: booked.debtorAgent ?? null,
          currency: booked.amount.currency,
          amount_minor: minorText(booked.amount),
          usd_minor: usdOf(booked),
          value_date: booked.valueDate,
          demo,
        });
        break;
      }
      case 'SettlementConfirmed': {
        const { settlementId, basis, valueDate, amount, usd, unallocated, borne = [] } = event.data;
        const { returnId, reason = null, restId = null, debtorAgent } = event.data;
        if (returnId === undefined && debtorAgent !== undefined) {
          rows.credit_agents.push({ ...told, settlement_id: settlementId, debtor_agent: debtorAgent });
        }
        if (returnId !== undefined && (reason !== null || restId !== null)) {
          rows.return_tellings.push({ ...told, return_id: returnId, reason, rest_id: restId });
        }
        for (const [index, { obligationId, fees }] of borne.entries()) {
          const line = index + 1;
          rows.payment_facts.push({
            ...told,
            line,
            kind: 'borne',
            settlement_id: settlementId,
            obligation_id: obligationId,
            amount_minor: (-toMoney(fees).minor).toString(),
            settled_minor: '0',
          });
        }
        if (basis !== 'booked-credit' || valueDate === undefined) break;
        const corrected = unallocated && amount && { amount, ...(usd && { usd }) };
        rows.credit_confirmations.push({
          ...told,
          settlement_id: settlementId,
          value_date: valueDate,
          amount_minor: corrected ? minorText(corrected.amount) : null,
          usd_minor: corrected ? usdOf(corrected) : null,
        });
        break;
      }
      case 'SettlementMatched':
        rows.payment_facts.push(factOf(event.data, 'paid', told, 1, event.data.settlementId));
        break;
      case 'SettlementUnmatched':
        rows.payment_facts.push(factOf(event.data, 'unmatched', told, 1, event.data.settlementId));
        break;
      case 'SettlementReturned': {
        const back = event.data;
        for (const [index, part] of back.takenBack.entries()) {
          rows.payment_facts.push(factOf(part, 'returned', told, index + 1, back.settlementId));
        }
        rows.return_facts.push({
          ...told,
          settlement_id: back.settlementId,
          return_id: back.returnId,
          bank: back.bank,
          reason: back.reason ?? null,
          currency: back.amount.currency,
          amount_minor: minorText(back.amount),
          returned_minor: minorText(back.returnedAmount),
          booked_on: back.bookedOn,
          demo,
        });
        break;
      }
      case 'SettlementMatchedToServiceContract':
      case 'SettlementUnmatchedFromServiceContract':
        // It pays nothing that is owed: what waits of its credit stands in cells alone.
        break;
      default:
        never(event);
    }
  }
  return rows;
}

function factOf(
  part: { readonly obligationId: string; readonly amount: MoneyJson; readonly settled: MoneyJson },
  kind: 'paid' | 'returned' | 'unmatched',
  told: Readonly<Record<'position' | 'occurred_at', unknown>>,
  line: number,
  settlementId: string,
): object {
  const sign = kind === 'paid' ? 1n : -1n;
  return {
    ...told,
    line,
    kind,
    settlement_id: settlementId,
    obligation_id: part.obligationId,
    amount_minor: (sign * toMoney(part.amount).minor).toString(),
    settled_minor: (sign * toMoney(part.settled).minor).toString(),
  };
}

/** What was booked in US dollars is so much of them; what was not, is what its event says. */
export function usdOf({
  amount,
  usd,
}: Pick<EventDataOf<'SettlementBooked'>, 'amount' | 'usd'>): string | null {
  if (amount.currency === 'USD') return minorText(amount);
  return usd ? minorText(usd.amount) : null;
}
