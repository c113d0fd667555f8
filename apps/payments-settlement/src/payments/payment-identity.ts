import type { OriginalPayment, TransactionReferences } from '@corridor/iso20022';
import { paymentIdOf } from '../naming/settlement-id.js';

/** A payment by its UETR, which all of its messages have; else by what its own message calls it. */
export function paymentIdIn(bank: string, messageId: string, references: TransactionReferences): string {
  const { uetr, endToEndId, transactionId, instructionId } = references;
  if (uetr !== undefined) return paymentIdOf(bank, ['UETR', uetr]);
  const reference = endToEndId ?? transactionId ?? instructionId;
  return paymentIdOf(bank, ['message', messageId, ...(reference === undefined ? [] : [reference])]);
}

/** The payment that a later message speaks of; what names none stands by itself. */
export function originalPaymentId(bank: string, messageId: string, original: OriginalPayment): string {
  const of = original.messageId ?? messageId;
  return paymentIdIn(bank, of, original);
}
