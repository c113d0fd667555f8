import type { EventDataOf } from '@corridor/contracts';
import type {
  AllocatedPart,
  Exchange,
  MatchedBy,
  ScreeningHold,
  SuspenseReason,
  UnmatchedBecause,
} from '@corridor/domain';
import type { MoneyJson } from '@corridor/kernel';
import type { ToldMessage } from '../payments/payment-links.js';

/** What of the list is asked for. */
export interface ListFilter {
  /** Only this bank's; absent for all. */
  readonly bank?: string;
  readonly uetr?: string;
  readonly endToEndId?: string;
  /** Behind this position, 0 for the beginning. */
  readonly after: number;
  readonly limit: number;
}

/** A payment that no credit was booked of yet. */
export interface ListedPayment {
  readonly paymentId: string;
  readonly bank: string;
  readonly references: EventDataOf<'SettlementBooked'>['references'];
  /** Of the event that told of it first. */
  readonly position: number;
  readonly messages: readonly ToldMessage[];
}

export interface ListedSettlement {
  readonly settlementId: string;
  /** Where a message told of the payment itself. */
  readonly paymentId?: string;
  readonly bank: string;
  /**
   * `booked` until the ledger has looked for what it pays, then `matched` where all of it pays something, else `suspended`; `held` while
   * a person has to look at its parties;
   * what was returned is no part of it, and `returned` where all of it was.
   */
  readonly status: 'booked' | 'held' | 'matched' | 'suspended' | 'returned';
  readonly account: string;
  readonly amount: MoneyJson;
  readonly unallocated: MoneyJson;
  readonly returned: MoneyJson;
  readonly references: EventDataOf<'SettlementBooked'>['references'];
  /** `YYYY-MM-DD`, as `valueDate`. */
  readonly bookedOn: string;
  readonly valueDate: string;
  readonly debtorName?: string;
  readonly creditorName?: string;
  /** Why it waits, while it does. */
  readonly suspendedFor?: SuspenseReason;
  /** Since when it is, or was; a bank is not told why. */
  readonly held?: Partial<ScreeningHold> & { readonly since: string };
  readonly demo: boolean;
  /** Of the event that booked it. */
  readonly position: number;
  /** What it came to pay, as it did, and what was taken back of that. */
  readonly matches: readonly ListedMatch[];
  /** Oldest first. */
  readonly returns: readonly ListedReturn[];
  /** All messages that told of it, or of its payment, oldest first. */
  readonly messages: readonly ToldMessage[];
}

export interface ListedMatch extends AllocatedPart {
  readonly exchange?: Exchange;
  readonly by: MatchedBy;
  readonly score?: number;
  readonly grounds?: readonly string[];
  readonly reason?: string;
  /** It was taken back. */
  readonly unmatched?: {
    readonly because: UnmatchedBecause;
    readonly reason: string;
    readonly position: number;
  };
  /** What returns took of it, oldest first: it pays so much less. */
  readonly takenBack?: readonly {
    readonly returnId: string;
    readonly amount: MoneyJson;
    readonly reason?: string;
    readonly position: number;
  }[];
  readonly position: number;
}

export interface ListedReturn {
  readonly returnId: string;
  readonly amount: MoneyJson;
  readonly reason?: string;
  /** `YYYY-MM-DD`, as `valueDate`. */
  readonly bookedOn: string;
  readonly valueDate: string;
  readonly references: EventDataOf<'SettlementReturned'>['references'];
  /** What of it paid something until then; the rest waited in suspense. */
  readonly takenBack: readonly AllocatedPart[];
  readonly format: string;
  readonly messageId?: string;
  readonly position: number;
}

export interface SettlementPage {
  readonly items: readonly (ListedSettlement | ListedPayment)[];
  /** Gives the next page as `after`; absent on the last. */
  readonly next?: string;
}
