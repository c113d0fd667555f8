import type { MoneyJson } from '@corridor/kernel';
import type { Iso20022Definition } from './definition.js';
import type { CopyDuplicate } from './message.js';
import type { Charge, ExchangeRate, RemittedDocument } from './payment.js';

/**
 * One transaction on an account: `TxDtls` of a camt.053 or a camt.054, or an `Ntry` without any. References that say
 * `NOTPROVIDED` or `NONREF` are absent; texts are one line each, a line break in them a space.
 */
export interface NotifiedEntry {
  readonly kind: 'entry';
  /** Where it stands: its `TxDtls`, or its `Ntry` where that has none. Local names without prefixes. */
  readonly xpath: string;
  readonly messageId: string;
  readonly messageFormat: Iso20022Definition;
  /** Where the statement or the notification says that it is a copy or a duplicate. */
  readonly copyDuplicate?: CopyDuplicate;
  /** IBAN or other identification of the account that is reported on. */
  readonly account: string;
  /** `NtryRef`. */
  readonly entryReference?: string;
  /**
   * `AcctSvcrRef` of this very transaction: its own, or the entry's where that has only one. A reference that several
   * transactions of an entry share names the batch, so it is absent here.
   */
  readonly accountServicerReference?: string;
  /** `AcctSvcrRef` of the entry, where it is not that of this very transaction: told without its details, the entry has no other name. */
  readonly entryServicerReference?: string;
  readonly endToEndId?: string;
  /** UUID version 4 in lower case. */
  readonly uetr?: string;
  readonly instructionId?: string;
  readonly transactionId?: string;
  readonly clearingSystemReference?: string;
  /** Above 0, with all digits of the currency's minor unit. */
  readonly amount: MoneyJson;
  /** `Amt` of the entry that it stands in, 0 or more. */
  readonly entryTotal: MoneyJson;
  /** Where the entry has several transactions, or says that it is a batch. */
  readonly batch?: {
    /** `TxDtls` of the entry. */
    readonly transactions: number;
    /** `Btch/NbOfTxs`: how many payments the bank booked in it, whether it details them or not. */
    readonly stated?: number;
  };
  /** The transaction's own, else the entry's. A reversed credit is a `DBIT` with `reversal`. */
  readonly creditDebit: 'CRDT' | 'DBIT';
  readonly reversal: boolean;
  /** `BOOK`, `PDNG`, `INFO`; from 001.07 on any code of ISO 20022's external list, such as `FUTR`. */
  readonly status: string;
  /** `YYYY-MM-DD`, the local date as written. */
  readonly bookedOn?: string;
  /** The instant of it as written, with an offset where it says one; absent where only the day is told. */
  readonly bookedAt?: string;
  /** `YYYY-MM-DD`, the local date as written. */
  readonly valueDate?: string;
  readonly debtorName?: string;
  readonly creditorName?: string;
  /** For whom the debtor pays: `UltmtDbtr`. */
  readonly ultimateDebtorName?: string;
  /** For whom the creditor is paid: `UltmtCdtr`. */
  readonly ultimateCreditorName?: string;
  /** IBAN or other identification in its one spelling. */
  readonly debtorAccount?: string;
  readonly creditorAccount?: string;
  /** BIC. */
  readonly debtorAgent?: string;
  readonly creditorAgent?: string;
  /** Its own, and those of its entry where it is the only one in it. */
  readonly charges?: readonly Charge[];
  /** What the debtor ordered, before charges and exchange. */
  readonly instructedAmount?: MoneyJson;
  readonly exchangeRate?: ExchangeRate;
  /** Unstructured texts, numbers of referred documents and creditor references, in the order of the file; at most 100. */
  readonly remittance: readonly string[];
  /** At most 100; absent where there are none. */
  readonly documents?: readonly RemittedDocument[];
  /** `RtrInf/Rsn/Cd` of a debit: why it is returned, by ISO 20022's external list of four-character codes. */
  readonly returnReason?: string;
  /** A debit says why something goes back (`RtrInf/Rsn`). */
  readonly tellsReturn?: true;
  /**
   * From 1: which of the equal transactions of the message and of this status it is, where neither a servicer's
   * reference nor a UETR tells it apart (see {@link settlementIdentity}); else 1.
   */
  readonly occurrence: number;
}
