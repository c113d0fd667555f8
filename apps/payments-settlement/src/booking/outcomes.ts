import { ContractViolation } from '@corridor/contracts';
import type { InDollars, SettlementCommand } from '@corridor/domain';
import { type AppendResult, IdempotencyKeyReused, type StreamAppend } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import type { ToldCredit } from './credit.js';

/** What became of a credit. */
export type Booking =
  | (AppendResult & {
      readonly settlementId: string;
      readonly held?: boolean;
      readonly parts?: undefined;
      readonly inSum?: undefined;
    })
  | {
      /** Told before, at `position`. */
      readonly outcome: 'known';
      readonly settlementId: string;
      readonly position: number;
      readonly held?: boolean;
      /** It is the sum of so many that are booked, of which `settlementId` is the first. */
      readonly parts?: number;
      /** It is in `settlementId` with others, as which its entry was booked in one amount. */
      readonly inSum?: true;
    };

/** What the sender of a credit that is held is told, in the words of ISO 20022 and our own; neither by what list nor why. */
export const HELD = { isoStatus: 'PDNG', reason: 'held-by-screening' } as const;

/** What the sender of a payment is told whose entry was booked in one amount. */
export const BOOKED_IN_SUM = {
  reason: 'booked-in-sum',
  message:
    'Its entry was told as one amount first, and is booked as that; the details add nothing. What the amount pays is matched by the references of the entry, or by hand on the work list of suspense.',
} as const;

/** Whether a credit is refused since others of its entry are being booked: sent again, it is taken. */
export function isUnderWay(error: NotBooked['error']): boolean {
  return error instanceof Rejection && error.code === 'batch-incomplete';
}

/** A credit that is not booked: for what is wrong with it, or since nobody could say whether it may be. */
export type NotBooked = {
  readonly outcome: 'rejected';
  readonly error: Rejection | ContractViolation | IdempotencyKeyReused;
};

/** A credit with its event, not placed yet. */
export interface Prepared {
  readonly told: ToldCredit;
  readonly append: StreamAppend;
  /** What it is worth in dollars, where it is not in them and a rate is known. */
  readonly usd?: InDollars;
  /** By what its parties are held. */
  readonly hold?: Extract<SettlementCommand, { type: 'HoldSettlement' }>;
}

export function notBooked(error: unknown): NotBooked {
  const isOfCredit =
    error instanceof Rejection || error instanceof ContractViolation || error instanceof IdempotencyKeyReused;
  if (isOfCredit) return { outcome: 'rejected', error };
  throw error;
}
