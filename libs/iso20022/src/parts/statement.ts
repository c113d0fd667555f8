import type { MoneyJson } from '@corridor/kernel';
import type { Iso20022Definition } from './definition.js';
import type { CopyDuplicate } from './message.js';

/** A statement (`Stmt` of a camt.053) or a notification (`Ntfctn` of a camt.054) begins: comes before its entries. */
export interface StatementBegin {
  readonly kind: 'statement';
  readonly xpath: string;
  readonly messageId: string;
  readonly messageFormat: Iso20022Definition;
  /** `Id`. */
  readonly statementId?: string;
  readonly electronicSequenceNumber?: number;
  readonly legalSequenceNumber?: number;
  /** `StmtPgntn` or `NtfctnPgntn`: a statement may come in several messages. */
  readonly page?: { readonly number: number; readonly last: boolean };
  readonly createdAt?: string;
  /** IBAN or other identification of the account that is reported on, in its one spelling. */
  readonly account: string;
  readonly accountCurrency?: string;
  /** BIC of the bank that keeps it. */
  readonly accountServicer?: string;
  readonly copyDuplicate?: CopyDuplicate;
  /** `FrToDt`, each as written. */
  readonly from?: string;
  readonly to?: string;
}

/** A balance of the account. */
export interface StatementBalance {
  /** `OPBD`, `PRCD`, `CLBD`, `CLAV` and others of the external list, or the bank's own (`Prtry`). */
  readonly type: string;
  /** Below 0 where the account is overdrawn. */
  readonly amount: MoneyJson;
  /** `YYYY-MM-DD`, the local date as written. */
  readonly date: string;
}

/** Number and sum of entries, as the bank counted (`TxsSummry`); the sum is a decimal number without a currency. */
export interface EntriesSummary {
  readonly entries?: number;
  readonly sum?: string;
}

/** Of all entries, `net` being credits less debits; of the credits; of the debits. */
export interface StatementSummary {
  readonly total?: EntriesSummary & { readonly net?: string };
  readonly credits?: EntriesSummary;
  readonly debits?: EntriesSummary;
}

/** A statement has ended. */
export interface StatementEnd {
  readonly kind: 'statement-end';
  readonly xpath: string;
  readonly messageId: string;
  readonly messageFormat: Iso20022Definition;
  readonly account: string;
  /** In the order of the file; none of a camt.054. */
  readonly balances: readonly StatementBalance[];
  /** `Ntry` elements in it, those with a fault counted too. */
  readonly entriesCount: number;
  /**
   * What its booked entries come to, credits less debits, one for each currency: with the opening balance it makes the
   * closing one. Absent where an entry itself had a fault, and so may have been booked.
   */
  readonly bookedNet?: readonly MoneyJson[];
  readonly summary?: StatementSummary;
  /** The same as the reader counts all of its entries; absent as `bookedNet` is. */
  readonly counted?: StatementSummary;
}
