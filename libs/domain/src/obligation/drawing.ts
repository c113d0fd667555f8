import { type MoneyJson, toMoney } from '@corridor/kernel';
import type { PaymentMethod } from '../invoice/invoice.events.js';

/** What was drawn under a letter of credit, as far as it tells which invoices it is for. */
export interface Drawing {
  readonly letterOfCreditId: string;
  /** Participant id. */
  readonly beneficiary: string;
  readonly consignmentId?: string;
  readonly amount: MoneyJson;
}

/** What an invoice, or the debt by it, tells of how it is paid. */
export interface PaidByCredit {
  readonly method?: PaymentMethod;
  /** The credit that it names. */
  readonly letterOfCreditId?: string;
  readonly consignmentId?: string;
  /** Participant id. */
  readonly creditor: string;
  /** Of the invoice. */
  readonly amount?: MoneyJson;
}

/**
 * Whether an invoice is paid by a drawing: its creditor's, under the credit that it names, or where it names none, for its consignment; and of
 * the invoices under one credit, it is for those of its consignment, or where it names none, of its amount.
 */
export function isDrawnFor(invoice: PaidByCredit, drawing: Drawing): boolean {
  const { method, letterOfCreditId, consignmentId, creditor, amount } = invoice;
  if (method !== 'letter-of-credit' || creditor !== drawing.beneficiary) return false;
  if (letterOfCreditId !== undefined && letterOfCreditId !== drawing.letterOfCreditId) return false;
  if (drawing.consignmentId !== undefined) return drawing.consignmentId === consignmentId;
  return letterOfCreditId !== undefined && amount !== undefined && isSame(drawing.amount, amount);
}

/**
 * Which of `invoices` a drawing is for: those that {@link isDrawnFor} says; else, where it names no goods, all that name its credit, if there are several and they
 * come to its amount: one set of documents may hold several invoices.
 */
export function drawnFor<Invoice extends PaidByCredit>(
  invoices: readonly Invoice[],
  drawing: Drawing,
): readonly Invoice[] {
  const each = invoices.filter((invoice) => isDrawnFor(invoice, drawing));
  if (each.length > 0 || drawing.consignmentId !== undefined) return each;
  const together = invoices.filter(
    ({ method, letterOfCreditId, creditor, amount }) =>
      method === 'letter-of-credit' &&
      letterOfCreditId === drawing.letterOfCreditId &&
      creditor === drawing.beneficiary &&
      amount?.currency === drawing.amount.currency,
  );
  const minor = together.reduce((sum, { amount }) => sum + (amount ? toMoney(amount).minor : 0n), 0n);
  return minor === toMoney(drawing.amount).minor ? together : [];
}

function isSame(one: MoneyJson, other: MoneyJson): boolean {
  return one.currency === other.currency && toMoney(one).minor === toMoney(other).minor;
}
