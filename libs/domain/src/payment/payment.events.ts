import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { Charge, ChargeBearer } from '../settlement/settlement.events.js';

/** What a message calls a payment; names of ISO 20022. */
export interface TransactionReferences {
  readonly instructionId?: string;
  readonly endToEndId?: string;
  readonly transactionId?: string;
  /** UUID version 4 in lower case. */
  readonly uetr?: string;
  readonly clearingSystemReference?: string;
}

/** The payment that a later message speaks of, as that message names it. */
export interface OriginalReferences extends TransactionReferences {
  /** Of the message that held it. */
  readonly messageId?: string;
  readonly messageName?: string;
  /** As written. */
  readonly createdAt?: string;
  /** The group of a pain.001 that held it. */
  readonly paymentInformationId?: string;
}

/** Debtor or creditor. */
export interface PartyOfPayment {
  readonly name?: string;
  readonly bic?: string;
  /** IBAN or other identification in its one spelling. */
  readonly account?: string;
  /** BIC of its bank. */
  readonly agent?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

/** Why: a code of ISO 20022's external lists, or a bank's own. */
export interface PaymentReason {
  readonly code?: string;
  readonly proprietary?: string;
  readonly additional: readonly string[];
}

interface Ids {
  readonly paymentId: string;
  /** Participant id of the bank that told of it. */
  readonly bank: string;
}

interface Origin {
  /** The message's identifier such as `pacs.008.001.08`. */
  readonly format: string;
  readonly messageId: string;
}

/** Between which banks what is told went: BICs. */
interface Handing {
  readonly instructingAgent?: string;
  readonly instructedAgent?: string;
}

/** A payment was instructed: by a customer (pain.001), or from bank to bank (pacs.008, pacs.009). */
export type PaymentInstructed = DomainEvent<
  'PaymentInstructed',
  Ids & {
    readonly references: TransactionReferences;
    readonly paymentInformationId?: string;
    /** What banks settle; of a pain.001 what is ordered. */
    readonly amount: MoneyJson;
    /** `YYYY-MM-DD`. */
    readonly settlementDate?: string;
    readonly instructedAmount?: MoneyJson;
    readonly exchangeRate?: {
      readonly source?: string;
      readonly target?: string;
      readonly unit?: string;
      readonly rate: string;
    };
    readonly chargeBearer?: ChargeBearer;
    readonly charges: readonly Charge[];
    readonly debtor: PartyOfPayment;
    readonly creditor: PartyOfPayment;
    readonly ultimateDebtorName?: string;
    readonly ultimateCreditorName?: string;
    readonly remittance: readonly string[];
    readonly purpose?: string;
  } & Handing &
    Origin
>;

/** A bank covers it by a payment that goes its own way (pacs.009 COV). */
export type PaymentCovered = DomainEvent<
  'PaymentCovered',
  Ids & {
    readonly references: TransactionReferences;
    readonly amount: MoneyJson;
    /** `YYYY-MM-DD`. */
    readonly settlementDate?: string;
    readonly debtor: PartyOfPayment;
    readonly creditor: PartyOfPayment;
  } & Handing &
    Origin
>;

/** A bank told how it stands (pacs.002, pain.002). */
export type PaymentStatusReported = DomainEvent<
  'PaymentStatusReported',
  Ids & {
    readonly original: OriginalReferences;
    /** What the message spoke of: itself as a whole, one group of a pain.001, or this payment. */
    readonly level: 'group' | 'instruction' | 'transaction';
    readonly statusId?: string;
    readonly status: string;
    readonly reasons: readonly PaymentReason[];
    /** As written. */
    readonly acceptedAt?: string;
    /** `YYYY-MM-DD`. */
    readonly effectiveSettlementDate?: string;
    /** What the bank that keeps the account calls the credit. */
    readonly accountServicerReference?: string;
  } & Handing &
    Origin
>;

/** A bank gives it back (pacs.004). */
export type PaymentReturnAdvised = DomainEvent<
  'PaymentReturnAdvised',
  Ids & {
    /** The bank's own of the return. */
    readonly returnReference?: string;
    readonly original: OriginalReferences;
    /** What banks had settled. */
    readonly originalAmount?: MoneyJson;
    readonly returnedAmount: MoneyJson;
    /** What of it banks owe for the time that they had the money. */
    readonly compensation?: MoneyJson;
    /** `YYYY-MM-DD`. */
    readonly settlementDate?: string;
    readonly chargeBearer?: ChargeBearer;
    readonly charges: readonly Charge[];
    readonly reasons: readonly PaymentReason[];
  } & Handing &
    Origin
>;

/** The returns that were told of so far undo no credit with the bank that told of them: by the instruction, another bank has the creditor's account. */
export type ReturnTakenAsInformation = DomainEvent<
  'ReturnTakenAsInformation',
  Ids & {
    /** BIC of that bank. */
    readonly creditorAgent: string;
  } & Origin
>;

/** What a camt.056 says. */
type Recalling = Ids & {
  readonly recallId: string;
  readonly assignmentId: string;
  /** BIC of the bank that sent it. */
  readonly assigner?: string;
  /** BIC of the bank that it was sent to. */
  readonly assignee?: string;
  readonly caseId?: string;
  /** Who opened the case. */
  readonly caseCreator?: { readonly name?: string; readonly bic?: string };
  readonly cancellationId?: string;
  readonly original: OriginalReferences;
  readonly amount?: MoneyJson;
  readonly reasons: readonly PaymentReason[];
  readonly originator?: string;
} & Origin;

/** Who sent it wants it back: the bank was sent a camt.056. */
export type RecallRequested = DomainEvent<'RecallRequested', Recalling>;

/** The bank sent a camt.056 to another bank, which answers it. */
export type RecallSent = DomainEvent<
  'RecallSent',
  Recalling & { readonly assigner: string; readonly assignee: string }
>;

/** A recall was answered: `PDCR` it is looked at, `ACCR` the money will come back, `RJCR` it will not. */
export type RecallAnswered = DomainEvent<
  'RecallAnswered',
  Ids & {
    readonly recallId: string;
    readonly status: string;
    readonly reasons: readonly PaymentReason[];
    readonly by: 'ledger' | 'bank' | 'operator';
    readonly format: string;
    readonly messageId?: string;
  }
>;

export type PaymentEvent =
  | PaymentInstructed
  | PaymentCovered
  | PaymentStatusReported
  | PaymentReturnAdvised
  | ReturnTakenAsInformation
  | RecallRequested
  | RecallSent
  | RecallAnswered;
