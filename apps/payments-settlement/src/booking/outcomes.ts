import { ContractViolation } from '@corridor/contracts';
import type { InDollars, SettlementCommand } from '@corridor/domain';
import { type AppendResult, IdempotencyKeyReused, type StreamAppend } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import type { ToldCredit } from './credit.js';

/** What became of a credit. */
export type Booking =
  | (AppendResult & { readonly settlementId: string; readonly held?: boolean; readonly parts?: undefined })
  | {
      /** Told before, at `position`. */
      readonly outcome: 'known';
      readonly settlementId: string;
      readonly position: number;
      readonly held?: boolean;
      /** It is the sum of so many that are booked, of which `settlementId` is the first. */
      readonly parts?: number;
    };

/** What the sender of a credit that is held is told, in the words of ISO 20022 and our own; neither by what list nor why. */
export const HELD = { isoStatus: 'PDNG', reason: 'held-by-screening' } as const;

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
