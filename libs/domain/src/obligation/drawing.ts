import { type MoneyJson, toMoney } from '@corridor/kernel';
import type { PaymentMethod } from '../invoice/invoice.events.js';

/** What was drawn under a letter of credit, as far as it tells which invoices it is for. */
export interface Drawing {
  readonly letterOfCreditId: string;
  /** Participant id. */
  readonly beneficiary: string;
  readonly consignmentId?: string;
  readonly amount: MoneyJson;
  /** Ids of the invoices that are owed by it together, where it is known to be for these: for no other then. */
  readonly together?: readonly string[];
  /** Ids of those that are owed together by other drawings. */
  readonly ofOthers?: readonly string[];
}

/** What an invoice, or the debt by it, tells of how it is paid. */
export interface PaidByCredit {
  /** Of the debt, which is that of its invoice. */
  readonly obligationId?: string;
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
 * come to its amount: one set of documents may hold several invoices. Which these are is known once they are owed by it: then it is for these, whatever else is
 * open, and no other drawing is.
 */
export function drawnFor<Invoice extends PaidByCredit>(
  invoices: readonly Invoice[],
  drawing: Drawing,
): readonly Invoice[] {
  if (drawing.consignmentId !== undefined) return invoices.filter((invoice) => isDrawnFor(invoice, drawing));
  const { together: known, ofOthers = [] } = drawing;
  const free = invoices.filter(({ obligationId: id }) => id === undefined || !ofOthers.includes(id));
  const each = free.filter((invoice) => isDrawnFor(invoice, drawing));
  if (each.length > 0 && !known) return each;
  const together = free.filter(
    ({ method, letterOfCreditId, creditor, amount }) =>
      method === 'letter-of-credit' &&
      letterOfCreditId === drawing.letterOfCreditId &&
      creditor === drawing.beneficiary &&
      amount?.currency === drawing.amount.currency,
  );
  if (known) return together.filter(({ obligationId: id }) => id !== undefined && known.includes(id));
  const minor = together.reduce((sum, { amount }) => sum + (amount ? toMoney(amount).minor : 0n), 0n);
  return minor === toMoney(drawing.amount).minor ? together : [];
}

function isSame(one: MoneyJson, other: MoneyJson): boolean {
  return one.currency === other.currency && toMoney(one).minor === toMoney(other).minor;
}
