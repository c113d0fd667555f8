import type { MoneyJson } from '@corridor/kernel';

/** Names of the messages that are read, as ISO 20022 has them. */
export type Camt054Format = 'camt.054.001.02' | 'camt.054.001.04' | 'camt.054.001.08';

/**
 * One transaction that a bank notifies. References that say `NOTPROVIDED` or `NONREF` are absent; texts are one line each,
 * a line break in them a space.
 */
export interface NotifiedEntry {
  readonly kind: 'entry';
  /** Where it stands: its `TxDtls`, or its `Ntry` where that has none. Local names without prefixes. */
  readonly xpath: string;
  readonly messageId: string;
  readonly messageFormat: Camt054Format;
  /** `CODU`, `COPY` or `DUPL` where the notification says that it is one. */
  readonly copyDuplicate?: string;
  /** IBAN or other identification of the account that is reported on. */
  readonly account: string;
  /** `NtryRef`. */
  readonly entryReference?: string;
  /**
   * `AcctSvcrRef` of this very transaction: its own, or the entry's where that has only one. A reference that several
   * transactions of an entry share names the batch, so it is absent here.
   */
  readonly accountServicerReference?: string;
  readonly endToEndId?: string;
  /** UUID version 4 in lower case. */
  readonly uetr?: string;
  readonly instructionId?: string;
  /** Above 0, with all digits of the currency's minor unit. */
  readonly amount: MoneyJson;
  /** The transaction's own, else the entry's. A reversed credit is a `DBIT` with `reversal`. */
  readonly creditDebit: 'CRDT' | 'DBIT';
  readonly reversal: boolean;
  /** `BOOK`, `PDNG`, `INFO`; from 001.08 on any code of ISO 20022's external list, such as `FUTR`. */
  readonly status: string;
  /** `YYYY-MM-DD`, the local date as written. */
  readonly bookedOn?: string;
  /** `YYYY-MM-DD`, the local date as written. */
  readonly valueDate?: string;
  readonly debtorName?: string;
  readonly creditorName?: string;
  /** Unstructured texts, numbers of referred documents and creditor references, in the order of the file; at most 100. */
  readonly remittance: readonly string[];
  /** `RtrInf/Rsn/Cd` of a reversal: why it is returned, by ISO 20022's external list of four-character codes. */
  readonly returnReason?: string;
  /**
   * From 1: which of the equal transactions of the message and of this status it is, where neither a servicer's
   * reference nor a UETR tells it apart (see {@link settlementIdentity}); else 1.
   */
  readonly occurrence: number;
}

/** One transaction with a fault of its own; the rest of the file is read on. */
export interface RejectedEntry {
  readonly kind: 'rejected';
  /** The field at fault, or where it should stand. */
  readonly xpath: string;
  /**
   * `field-missing`, `field-invalid`, `amount-not-positive`, or what the kernel finds in an amount: `amount-malformed`,
   * `amount-too-precise`, `amount-too-large`, `unknown-currency`.
   */
  readonly code: string;
  readonly message: string;
  /** `EndToEndId`, else `AcctSvcrRef`, else `NtryRef`, to tell the sender which one it is. */
  readonly reference?: string;
}

export type NotifiedItem = NotifiedEntry | RejectedEntry;
