import type {
  CancellationAnswer,
  CancellationRequest,
  CreditTransfer,
  OriginalPayment,
  PaymentReturn,
  StatusReport,
  TransactionReferences,
} from '@corridor/iso20022';
import type { MoneyJson } from '@corridor/kernel';
import { paymentIdOf } from '../naming/settlement-id.js';

/** What of a message is about a payment; with its id where the message names the one that held it as a whole. */
export type PaymentItem = (
  | CreditTransfer
  | StatusReport
  | PaymentReturn
  | CancellationRequest
  | CancellationAnswer
) &
  Alike & { readonly paymentId?: string };

/** What tells an item from those before it that its message calls the same; see {@link AlikePayments}. */
export interface Alike {
  /** Of a payment: there is one before it. */
  readonly isFurther?: true;
  /** From 1, of those that not even its own reference or amount tells apart. */
  readonly occurrence?: number;
}

/** Counts what one message calls the same: payments without a UETR, and returns of one payment without a `RtrId`. */
export class AlikePayments {
  readonly #counts = new Map<string, number>();

  /** The item, with its place among those that look like it. */
  place(item: PaymentItem): PaymentItem {
    if (item.kind === 'credit-transfer') {
      const { references, amount } = item;
      if (references.uetr !== undefined) return item;
      const name = JSON.stringify(references.endToEndId ?? ownName(references));
      if (this.#next(name) === 1) return item;
      const occurrence = this.#next(JSON.stringify([name, ownName(references) ?? amount]));
      return { ...item, isFurther: true, occurrence };
    }
    if (item.kind !== 'payment-return' || item.returnId !== undefined) return item;
    const { uetr, messageId, endToEndId, transactionId, instructionId } = item.original;
    const name = uetr === undefined ? [messageId, endToEndId, transactionId, instructionId] : [uetr];
    return { ...item, occurrence: this.#next(JSON.stringify([name, item.returnedAmount])) };
  }

  #next(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }
}

/** A payment that its message calls as one before it: its own reference tells it apart, else its amount. */
export function furtherPaymentId(
  bank: string,
  messageId: string,
  references: TransactionReferences,
  amount: MoneyJson | undefined,
  occurrence = 1,
): string {
  const own = ownName(references) ?? ['amount', amount?.amount ?? '', amount?.currency ?? ''];
  return paymentIdOf(bank, ['further', messageId, references.endToEndId ?? '', ...own, String(occurrence)]);
}

/** Whether a later message, that names a payment by no UETR, means another one than that of these references. */
export function isOther(payment: TransactionReferences, original: OriginalPayment): boolean {
  return (['transactionId', 'instructionId'] as const).some((name) => {
    const [had, has] = [payment[name], original[name]];
    return had !== undefined && has !== undefined && had !== has;
  });
}

function ownName({ transactionId, instructionId }: TransactionReferences): readonly string[] | undefined {
  if (transactionId !== undefined) return ['TxId', transactionId];
  if (instructionId !== undefined) return ['InstrId', instructionId];
  return undefined;
}
