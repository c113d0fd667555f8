import type { MoneyJson } from '@corridor/kernel';

/** A document that a payment is for: `RfrdDocInf` and the `RfrdDocAmt` beside it. */
export interface RemittedDocument {
  /** `Tp/CdOrPrtry`. */
  readonly type?: { readonly code: string } | { readonly proprietary: string };
  readonly number?: string;
  /** `YYYY-MM-DD`. */
  readonly relatedDate?: string;
  /** `CdtrRefInf/Ref`, which may stand in the place of a document. */
  readonly creditorReference?: string;
  readonly duePayable?: MoneyJson;
  /** All discounts together. */
  readonly discount?: MoneyJson;
  readonly creditNote?: MoneyJson;
  /** All taxes together. */
  readonly tax?: MoneyJson;
  /** At most 100. */
  readonly adjustments?: readonly RemittedAdjustment[];
  readonly remitted?: MoneyJson;
}

/** By what a document is more or less (`AdjstmntAmtAndRsn`). */
export interface RemittedAdjustment {
  readonly amount: MoneyJson;
  readonly creditDebit?: 'CRDT' | 'DBIT';
  readonly reason?: string;
  readonly information?: string;
}

/** Who bears charges: debtor, each its own, creditor, or by the rules of the service. */
export type ChargeBearer = 'DEBT' | 'SHAR' | 'CRED' | 'SLEV';

/** What an agent has taken. */
export interface Charge {
  /** 0 or more. */
  readonly amount: MoneyJson;
  readonly bearer?: ChargeBearer;
  /** BIC of who took it. */
  readonly agent?: string;
  /** `ChrgInclInd`: whether it is in the amount of the entry. */
  readonly included?: boolean;
  /** `CRDT` where it is given back. */
  readonly creditDebit?: 'CRDT' | 'DBIT';
}

/** Where a payment changes currency. */
export interface ExchangeRate {
  readonly source?: string;
  readonly target?: string;
  /** `UnitCcy`: the currency of which one unit is priced. */
  readonly unit?: string;
  /** Decimal number above 0 without zeros that say nothing. */
  readonly rate: string;
}

/** Why a bank did what it did. */
export interface Reason {
  /** Of ISO 20022's external lists, such as `AC04`. */
  readonly code?: string;
  /** A code of the bank's own. */
  readonly proprietary?: string;
  /** `AddtlInf`, each one line. */
  readonly additional: readonly string[];
  /** `Orgtr`: name or BIC of who gave it. */
  readonly originator?: string;
}

/** Between which banks a payment goes: BICs, where they are told with it and not for its message as a whole. */
export interface Handing {
  readonly instructingAgent?: string;
  readonly instructedAgent?: string;
}

/** Debtor or creditor. */
export interface PaymentParty {
  readonly name?: string;
  /** Its own BIC, where it is an institution or says one. */
  readonly bic?: string;
  /** IBAN or other identification in its one spelling. */
  readonly account?: string;
  /** BIC of its bank. */
  readonly agent?: string;
  /** Two letters, of its address or else of its residence. */
  readonly country?: string;
}

/** References of a payment; those that say `NOTPROVIDED` or `NONREF` are absent. */
export interface TransactionReferences {
  readonly instructionId?: string;
  readonly endToEndId?: string;
  readonly transactionId?: string;
  /** UUID version 4 in lower case. */
  readonly uetr?: string;
  readonly clearingSystemReference?: string;
}

/** The payment that a later message speaks of, as that message names it. */
export interface OriginalPayment extends TransactionReferences {
  /** `OrgnlMsgId` and `OrgnlMsgNmId` of the message that held it. */
  readonly messageId?: string;
  readonly messageName?: string;
  /** `OrgnlCreDtTm` as written. */
  readonly createdAt?: string;
  /** `OrgnlPmtInfId`: the group of a pain.001 that held it. */
  readonly paymentInformationId?: string;
  readonly amount?: MoneyJson;
  /** `YYYY-MM-DD`. */
  readonly settlementDate?: string;
}
