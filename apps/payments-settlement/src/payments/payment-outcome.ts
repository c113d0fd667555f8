import type { RecallAnswered } from '@corridor/domain';
import type { StreamAppend } from '@corridor/event-store';
import type { Rejection } from '@corridor/kernel';
import type { InformsAs, Lacking } from './credit-by-status.js';

/** What became of what a message tells of a payment. */
export interface PaymentOutcome {
  /** `pending`: kept, and done once what it waits for has come. */
  readonly outcome: 'told' | 'pending' | 'known';
  readonly paymentId: string;
  readonly position?: number;
  readonly settlementId?: string;
  readonly returnId?: string;
  readonly recallId?: string;
  /** What it waits for. */
  readonly lacks?: Lacking | 'original-unknown' | 'message-unknown' | 'recall-unanswered';
  /** Why a return that was kept as it came is not done: it does not fit its credit. */
  readonly refused?: Rejection;
  /** A status informs, whatever of the payment is known. */
  readonly informs?: InformsAs;
  /** A status informs: BIC of the other bank that the instruction names as the creditor's. */
  readonly elsewhere?: string;
  /** What it settles is held: somebody has to look at its parties. */
  readonly held?: boolean;
  /** Its credit is in `settlementId` with others, as which its entry was booked in one amount. */
  readonly inSum?: true;
  /** Of the creditor, of what a status booked. */
  readonly account?: string;
  /** What an instruction says otherwise than the one that came before it. */
  readonly otherwise?: string;
  /** How a recall is answered. */
  readonly answer?: Pick<RecallAnswered['data'], 'status' | 'reasons'>;
}

/** What a message leads to on other streams. */
export interface Effect extends Omit<PaymentOutcome, 'outcome' | 'paymentId' | 'position'> {
  readonly streams: readonly StreamAppend[];
}
