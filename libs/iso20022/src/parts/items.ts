import type { MoneyJson } from '@corridor/kernel';
import type { Iso20022Definition } from './definition.js';
import type { NotifiedEntry } from './notified-entry.js';
import type {
  Charge,
  ChargeBearer,
  ExchangeRate,
  Handing,
  OriginalPayment,
  PaymentParty,
  Reason,
  TransactionReferences,
} from './payment.js';

/** What every item tells of where it stands. */
export interface ItemOrigin {
  /** Local names without prefixes. */
  readonly xpath: string;
  readonly messageId: string;
  readonly messageFormat: Iso20022Definition;
}

/** A payment that is instructed: `CdtTrfTxInf` of a pacs.008, a pacs.009 or a pain.001. */
export interface CreditTransfer extends ItemOrigin, Handing {
  readonly kind: 'credit-transfer';
  readonly references: TransactionReferences;
  /** `PmtInfId` of a pain.001. */
  readonly paymentInformationId?: string;
  /** Above 0: what banks settle (`IntrBkSttlmAmt`); of a pain.001 what is ordered (`InstdAmt`, else `EqvtAmt/Amt`). */
  readonly amount: MoneyJson;
  /** `EqvtAmt/CcyOfTrf`: what `amount` is worth is to be paid in this currency. */
  readonly currencyOfTransfer?: string;
  /** `YYYY-MM-DD`, its own or that of the header; of a pain.001 the day that is asked for. */
  readonly settlementDate?: string;
  readonly instructedAmount?: MoneyJson;
  readonly exchangeRate?: ExchangeRate;
  readonly chargeBearer?: ChargeBearer;
  readonly charges: readonly Charge[];
  readonly debtor: PaymentParty;
  readonly creditor: PaymentParty;
  readonly ultimateDebtorName?: string;
  readonly ultimateCreditorName?: string;
  /** As in a {@link NotifiedEntry}. */
  readonly remittance: readonly string[];
  /** `Purp/Cd`, else `Purp/Prtry`. */
  readonly purpose?: string;
  /** It covers a customer's payment that goes its own way (a pacs.009 COV). */
  readonly cover?: true;
  /** The customer's payment that a cover is for; it has the end-to-end id and the UETR of its cover. */
  readonly underlying?: {
    readonly endToEndId?: string;
    readonly debtor: PaymentParty;
    readonly creditor: PaymentParty;
    readonly remittance: readonly string[];
    readonly instructedAmount?: MoneyJson;
  };
}

/** What became of a payment, or of all payments of a message: of a pacs.002 or a pain.002. */
export interface StatusReport extends ItemOrigin, Handing {
  readonly kind: 'status-report';
  /** What it speaks of: the whole message, one `PmtInf` of a pain.001, or one payment. */
  readonly level: 'group' | 'instruction' | 'transaction';
  /** `StsId`. */
  readonly statusId?: string;
  readonly original: OriginalPayment;
  /** Of four characters, such as `ACCC`, `ACSC`, `RJCT`: that of the level; absent where it says none. */
  readonly status?: string;
  /** That of the whole message, where it says one. */
  readonly groupStatus?: string;
  readonly reasons: readonly Reason[];
  readonly charges: readonly Charge[];
  /** `AccptncDtTm` as written. */
  readonly acceptedAt?: string;
  /** `YYYY-MM-DD`. */
  readonly effectiveSettlementDate?: string;
  readonly accountServicerReference?: string;
  readonly clearingSystemReference?: string;
}

/** A payment that comes back: `TxInf` of a pacs.004. */
export interface PaymentReturn extends ItemOrigin, Handing {
  readonly kind: 'payment-return';
  readonly returnId?: string;
  /** With the amount that was settled (`OrgnlIntrBkSttlmAmt`), where it is told. */
  readonly original: OriginalPayment;
  /** Above 0; may be another than the original one, after charges. */
  readonly returnedAmount: MoneyJson;
  readonly returnedInstructedAmount?: MoneyJson;
  /** `YYYY-MM-DD`, its own or that of the header. */
  readonly settlementDate?: string;
  readonly exchangeRate?: ExchangeRate;
  readonly compensation?: MoneyJson;
  readonly chargeBearer?: ChargeBearer;
  readonly charges: readonly Charge[];
  readonly reasons: readonly Reason[];
  readonly clearingSystemReference?: string;
}

/** A payment that its sender wants back: of a camt.056. */
export interface CancellationRequest extends ItemOrigin {
  readonly kind: 'cancellation-request';
  readonly level: 'group' | 'transaction';
  /** `Assgnmt/Id`. */
  readonly assignmentId: string;
  /** `Case/Id`. */
  readonly caseId?: string;
  /** `Case/Cretr`. */
  readonly caseCreator?: { readonly name?: string; readonly bic?: string };
  /** `CxlId`; of a group `GrpCxlId`. */
  readonly cancellationId?: string;
  readonly original: OriginalPayment;
  readonly reasons: readonly Reason[];
  /** Name or BIC of who asks: `Orgtr` of the first reason, else who made the case. */
  readonly originator?: string;
}

/** What became of a request to have a payment back: of a camt.029. */
export interface CancellationAnswer extends ItemOrigin {
  readonly kind: 'cancellation-answer';
  /** `case`: it says no more than the status of the case. */
  readonly level: 'case' | 'group' | 'instruction' | 'transaction';
  readonly assignmentId: string;
  /** `RslvdCase/Id`. */
  readonly caseId?: string;
  /** `CxlStsId`. */
  readonly cancellationStatusId?: string;
  /** `Sts/Conf` of the case: `CNCL`, `RJCR`, `PDCR` and others of the external list. */
  readonly confirmation?: string;
  /** That of the level (`TxCxlSts` and others: `ACCR`, `RJCR`, `PDCR`, `PACR`), else that of the case. */
  readonly status?: string;
  readonly original: OriginalPayment;
  readonly reasons: readonly Reason[];
}

/** One transaction with a fault of its own; the rest of the file is read on. */
export interface RejectedItem {
  readonly kind: 'rejected';
  /** The field at fault, or where it should stand. */
  readonly xpath: string;
  /**
   * `field-missing`, `field-invalid`, `amount-not-positive`, `batch-total-differs`, or what the kernel finds in an amount:
   * `amount-malformed`, `amount-too-precise`, `amount-too-large`, `unknown-currency`.
   */
  readonly code: string;
  readonly message: string;
  /** The first there is of its references, to tell the sender which one it is. */
  readonly reference?: string;
  /** What of its payment, or of the message that it speaks of as a whole, can be read in spite of the fault. */
  readonly named?: OriginalPayment;
  /** Of a transaction of an account: what of its references can be read; the bank's own are its entry's where it has none. */
  readonly entry?: EntryReferences;
  readonly messageId: string;
  readonly messageFormat: Iso20022Definition;
}

/** What a transaction of an account is called. */
export type EntryReferences = Pick<
  NotifiedEntry,
  'endToEndId' | 'uetr' | 'instructionId' | 'transactionId' | 'accountServicerReference' | 'entryReference'
>;

export type Iso20022Item =
  | NotifiedEntry
  | CreditTransfer
  | StatusReport
  | PaymentReturn
  | CancellationRequest
  | CancellationAnswer
  | RejectedItem;
