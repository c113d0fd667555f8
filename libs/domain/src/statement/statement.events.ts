import type { DomainEvent, MoneyJson } from '@corridor/kernel';

/** What does not add up in a statement. */
export interface StatementFinding {
  readonly code:
    | 'balance-missing'
    | 'balance-differs'
    | 'opening-differs'
    | 'sequence-gap'
    | 'sequence-repeated'
    | 'entries-differ'
    | 'entries-unread';
  readonly message: string;
}

/** A bank's statement of an account (camt.053). */
export type StatementRecorded = DomainEvent<
  'StatementRecorded',
  {
    /** Made of the bank, the account and its currency. */
    readonly accountId: string;
    readonly bank: string;
    /** IBAN or other identification in its one spelling. */
    readonly account: string;
    /** ISO 4217, of the account: under one number may be kept several. Absent where the statement tells none, or several. */
    readonly currency?: string;
    readonly statementId?: string;
    readonly electronicSequenceNumber?: number;
    readonly legalSequenceNumber?: number;
    readonly page?: { readonly number: number; readonly last: boolean };
    /** As written. */
    readonly from?: string;
    readonly to?: string;
    /** Below 0 where the account is overdrawn; dates `YYYY-MM-DD`. */
    readonly balances: readonly {
      readonly type: string;
      readonly amount: MoneyJson;
      readonly date: string;
    }[];
    readonly entries: number;
    /** Credits less debits of its booked entries, one for each currency; absent where an entry could not be read. */
    readonly bookedNet?: readonly MoneyJson[];
    readonly findings: readonly StatementFinding[];
    readonly format: string;
    readonly messageId: string;
  }
>;

export type StatementEvent = StatementRecorded;

export interface StatementCommand {
  readonly type: 'RecordStatement';
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Omit<StatementRecorded['data'], 'findings'> & {
    /** Numbers of entries and sums as the bank counted them, and as they were read; absent where not all could be. */
    readonly summary?: StatementSums;
    readonly counted?: StatementSums;
  };
}

/** Sums are decimal numbers without zeros that say nothing, of all currencies together. */
export interface StatementSums {
  readonly total?: EntrySums;
  readonly credits?: EntrySums;
  readonly debits?: EntrySums;
}

export interface EntrySums {
  readonly entries?: number;
  readonly sum?: string;
  /** Credits less debits. */
  readonly net?: string;
}
