import type { MoneyJson } from '@corridor/kernel';
import { isSame } from '../checks.js';
import type {
  PaymentEvent,
  PaymentInstructed,
  PaymentReason,
  PaymentReturnAdvised,
  PaymentStatusReported,
  RecallAnswered,
  RecallRequested,
  TransactionReferences,
} from './payment.events.js';

export type BankPaymentState = { readonly status: 'unknown' } | KnownPayment;

export interface KnownPayment {
  readonly status: 'known';
  readonly paymentId: string;
  readonly bank: string;
  /** What banks settle goes before what a customer ordered; of several of a kind, the first. */
  readonly instruction?: PaymentInstructed['data'];
  /** What says that the creditor's account was credited, in the order in which it came. */
  readonly credited: readonly PaymentStatusReported['data'][];
  /** Ids of the messages that covered it. */
  readonly covers: readonly string[];
  readonly returns: readonly PaymentReturnAdvised['data'][];
  /** How many of `returns`, from the first on, were taken as information: no credit with the bank is waited for. */
  readonly informing: number;
  readonly recalls: readonly Recall[];
  /** What was told, by {@link toldKey}. */
  readonly told: readonly string[];
}

export interface Recall {
  readonly requested: RecallRequested['data'];
  /** The bank sent it itself: its assignee answers it. */
  readonly isSent: boolean;
  /** The last answer; absent where there is none yet. */
  readonly answered?: RecallAnswered['data'];
  /** When that happened: RFC 3339 with offset. */
  readonly answeredAt?: string;
}

/** ISO 20022's status of a payment whose creditor's account was credited. */
export const CREDITED = 'ACCC';

/** ISO 20022's statuses that end a recall, and how it stands then; with any other it is looked at. */
export const RECALL_ENDS = { ACCR: 'accepted', CNCL: 'accepted', RJCR: 'rejected' } as const;

/** How a recall stands by its last answer. */
export function standingOfRecall(answer: string | null | undefined): 'pending' | 'accepted' | 'rejected' {
  return RECALL_ENDS[answer as keyof typeof RECALL_ENDS] ?? 'pending';
}

export function isFinalAnswer(answer: string | undefined): boolean {
  return standingOfRecall(answer) !== 'pending';
}

/** Whether two answers of a recall say the same, and the same party says it. */
export function isSameAnswer(one: RecallAnswered['data'], other: RecallAnswered['data']): boolean {
  return one.status === other.status && one.by === other.by && isSame(toldReasons(one), toldReasons(other));
}

function toldReasons({ reasons = [] }: Pick<Telling, 'reasons'>): readonly unknown[] {
  return reasons.map(({ code, proprietary, additional }) => [code, proprietary, additional]);
}

/**
 * One that waits for its answer goes before one that has it; of several, the last.
 * @param isSent whether the bank sent it; either where that is not known.
 */
export function recallNamed(
  { recalls }: Pick<KnownPayment, 'recalls'>,
  caseId: string | undefined,
  isSent?: boolean,
): Recall | undefined {
  const named = recalls.filter(
    (recall) =>
      (caseId === undefined || recall.requested.caseId === caseId) &&
      (isSent === undefined || recall.isSent === isSent),
  );
  return named.findLast(({ answered }) => !isFinalAnswer(answered?.status)) ?? named.at(-1);
}

/** What of an event tells it from another one of its message. */
interface Telling {
  readonly level?: string;
  readonly status?: string;
  readonly statusId?: string;
  readonly recallId?: string;
  readonly by?: string;
  readonly reasons?: readonly PaymentReason[];
  readonly returnReference?: string;
  readonly references?: TransactionReferences;
  readonly original?: TransactionReferences;
  readonly amount?: MoneyJson;
  readonly returnedAmount?: MoneyJson;
  readonly creditorAgent?: string;
}

/**
 * Names what a message tells of a payment: delivered again, it is the same. What a message tells of several in the same words is told
 * apart by the banks' own references and by its amount.
 */
export function toldKey({ type, data }: Pick<PaymentEvent, 'type' | 'data'>): string {
  const told: Telling = data;
  const { level, status, statusId, recallId, returnReference, references, original } = told;
  const named = [type, data.format, data.messageId, level, status, statusId, recallId, returnReference];
  // A recall is told by its id; what answers it also by who says it, and why.
  if (type === 'RecallAnswered') return JSON.stringify([...named, told.by, toldReasons(told)]);
  if (recallId !== undefined) return JSON.stringify(named);
  const { transactionId, instructionId } = references ?? original ?? {};
  const { amount, currency } = told.returnedAmount ?? told.amount ?? {};
  return JSON.stringify([...named, transactionId, instructionId, amount, currency]);
}
