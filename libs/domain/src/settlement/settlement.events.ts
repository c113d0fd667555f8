import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { Posting } from '../postings/posting.js';
import type { Exchange } from '../rates/exchange.js';

/** What a payment says about itself; names of ISO 20022. */
export interface PaymentReferences {
  readonly endToEndId?: string;
  /** Unique end-to-end transaction reference, a UUID version 4 in lower case. */
  readonly uetr?: string;
  /** The account servicer's own reference of the entry (`AcctSvcrRef`). */
  readonly accountServicerReference?: string;
  /** Invoice numbers and creditor references that the remittance information names. */
  readonly remittance: readonly string[];
}

/** Who bears what banks take: the debtor, both, the creditor, or as the scheme has it (ISO 20022 ChargeBearerType1Code). */
export type ChargeBearer = 'DEBT' | 'SHAR' | 'CRED' | 'SLEV';

/** What a bank took for itself. */
export interface Charge {
  readonly amount: MoneyJson;
  readonly bearer?: ChargeBearer;
  /** BIC of the bank that took it. */
  readonly agent?: string;
}

/** The entry of an account (`Ntry`) that a credit is, or is one of several in. */
export interface AccountEntry {
  /** `AcctSvcrRef` of the entry: with the account, the name that it has in whatever form it is told. */
  readonly accountServicerReference?: string;
  /** `NtryRef`. */
  readonly entryReference?: string;
  /** Of the entry. */
  readonly amount: MoneyJson;
  /** How many it details; absent where the credit is the whole of it. */
  readonly numberOfTransactions?: number;
}

/** A document that a payment is for, as structured remittance information tells it (`RfrdDocInf`, `RfrdDocAmt`). */
export interface RemittedDocument {
  /** By ISO 20022's list of document types, such as `CINV`, or as the sender calls it. */
  readonly type?: { readonly code: string } | { readonly proprietary: string };
  readonly number?: string;
  /** `YYYY-MM-DD`. */
  readonly relatedDate?: string;
  /** What the creditor asked to be named (`CdtrRefInf`), with the document or in its place. */
  readonly creditorReference?: string;
  readonly duePayable?: MoneyJson;
  readonly discount?: MoneyJson;
  readonly creditNote?: MoneyJson;
  readonly tax?: MoneyJson;
  readonly adjustments?: readonly RemittedAdjustment[];
  /** What of the payment is for it. */
  readonly remitted?: MoneyJson;
}

/** By what a document is more or less (`AdjstmntAmtAndRsn`). */
export interface RemittedAdjustment {
  readonly amount: MoneyJson;
  readonly creditDebit?: 'CRDT' | 'DBIT';
  /** Four characters at most. */
  readonly reason?: string;
  readonly information?: string;
}

/** An amount in US dollars at the rate of the value date. */
export interface InDollars {
  readonly amount: MoneyJson;
  readonly exchange: Exchange;
}

/** What brought something. */
interface Origin {
  /** The message's identifier such as `camt.054.001.08`, or `json`. */
  readonly format: string;
  readonly messageId?: string;
}

interface Ids {
  readonly settlementId: string;
  /** Participant id of the bank that reports it. */
  readonly bank: string;
}

/** A bank has booked a credit to the creditor's account. */
export type SettlementBooked = DomainEvent<
  'SettlementBooked',
  Ids & {
    /** A booked entry of the account, or a status ACCC: the creditor's account was credited. */
    readonly basis: 'booked-credit' | 'status-accc';
    /** IBAN or other identification of the creditor's account. */
    readonly account: string;
    readonly references: PaymentReferences;
    readonly amount: MoneyJson;
    /** `YYYY-MM-DD`. */
    readonly bookedOn: string;
    /** `YYYY-MM-DD`. */
    readonly valueDate: string;
    readonly debtorName?: string;
    readonly debtorAccount?: string;
    /** BIC of the debtor's bank. */
    readonly debtorAgent?: string;
    readonly creditorName?: string;
    /** For whom the debtor pays (`UltmtDbtr`). */
    readonly ultimateDebtorName?: string;
    /** For whom the creditor is paid (`UltmtCdtr`). */
    readonly ultimateCreditorName?: string;
    /** BIC of the creditor's bank. */
    readonly creditorAgent?: string;
    /** What the bank that sent it called it (`InstrId`). */
    readonly instructionId?: string;
    /** What the clearing system called it (`ClrSysRef`). */
    readonly clearingSystemReference?: string;
    /** What structured remittance information says that it pays. */
    readonly documents?: readonly RemittedDocument[];
    /** What the debtor had his bank pay, before charges and conversion. */
    readonly instructedAmount?: MoneyJson;
    readonly chargeBearer?: ChargeBearer;
    readonly charges?: readonly Charge[];
    /** Absent where the amount is in US dollars, and where no rate was known. */
    readonly usd?: InDollars;
    /** The entry that it is, or that it was booked in with others. */
    readonly entry?: AccountEntry;
    /** The list that its parties were looked for in. */
    readonly screenedBy?: ScreenedBy;
    readonly postings: readonly Posting[];
  } & Origin
>;

/** Another message tells of the credit, or of a return of it; all but the ids is what it says. */
export type SettlementConfirmed = DomainEvent<
  'SettlementConfirmed',
  Ids & {
    /** The return that it tells of; absent where it is the credit. */
    readonly returnId?: string;
    /** Of a return that came without one. */
    readonly reason?: string;
    /** The return by which what banks kept of that one was undone: both are one, in two steps. */
    readonly restId?: string;
    /** Of the credit, as in `SettlementBooked`; absent where it is a return. */
    readonly basis?: SettlementBooked['data']['basis'];
    readonly references: PaymentReferences;
    readonly account?: string;
    readonly amount?: MoneyJson;
    readonly bookedOn?: string;
    readonly valueDate?: string;
    readonly debtorName?: string;
    readonly debtorAgent?: string;
    readonly creditorName?: string;
    /** As in `SettlementBooked`. */
    readonly instructedAmount?: MoneyJson;
    readonly chargeBearer?: ChargeBearer;
    readonly charges?: readonly Charge[];
    /** As in `SettlementBooked`; without an `amount` of the credit, the entry in which it is one of several was told as one amount. */
    readonly entry?: AccountEntry;
    /** Of the corrected amount, where it corrects it: in place of what the booking told. */
    readonly usd?: InDollars;
    /** Where it is the entry of what a status booked with another amount, which is the settlement's from then on: what of it pays nothing. */
    readonly unallocated?: MoneyJson;
    /** What of the obligations that it pays came no more, since banks took it, and is the creditor's to bear: they stay as settled. */
    readonly borne?: readonly (Pick<AllocatedPart, 'obligationId' | 'invoiceId' | 'consignmentId'> & {
      readonly fees: MoneyJson;
    })[];
    /** Of the correction. */
    readonly postings?: readonly Posting[];
  } & Origin
>;

/**
 * A party may be one of a list, or nobody could say whether it is: the settlement pays nothing until it is released. Held for the latter, it may
 * be held again for the former.
 */
export type SettlementHeld = DomainEvent<'SettlementHeld', Ids & ScreeningHold>;

/** Why a settlement is held: `list`, `version` and hits all together, or, where what looks for parties did not answer, none of them. */
export interface ScreeningHold {
  readonly list?: string;
  readonly version?: string;
  readonly hits: readonly ScreeningHit[];
}

/** The list that parties were looked for in. */
export interface ScreenedBy {
  readonly list: string;
  readonly version: string;
}

/** What of a payment may be an entry of a list. */
export interface ScreeningHit {
  readonly field:
    | 'debtorName'
    | 'creditorName'
    | 'ultimateDebtorName'
    | 'ultimateCreditorName'
    | 'remittance'
    | 'debtorAgent'
    | 'creditorAgent';
  /** The name as the list has it. */
  readonly entry: string;
  readonly entryId: string;
}

export type SettlementReleased = DomainEvent<
  'SettlementReleased',
  Ids & {
    readonly reason: string;
    /** The list that its parties are not on, where that released it and no person. */
    readonly screenedBy?: ScreenedBy;
  }
>;

/** What of an obligation a part of a settlement pays. */
export interface AllocatedPart {
  readonly obligationId: string;
  readonly invoiceId: string;
  readonly consignmentId: string;
  /** Of the settlement. */
  readonly amount: MoneyJson;
  /** Of the obligation, in its currency: the amount, converted where that is another one, and the fees. */
  readonly settled: MoneyJson;
  /** What banks on the way took of what was owed, as part of `settled`; absent where it is nothing. */
  readonly fees?: MoneyJson;
}

/** How it was found what a settlement pays. `score`: by amount, party and date, with no reference to go by. */
export type MatchedBy = 'uetr' | 'end-to-end-id' | 'remittance' | 'score' | 'manual';

/** A part of the settlement, or all of it, pays an obligation. */
export type SettlementMatched = DomainEvent<
  'SettlementMatched',
  Ids &
    AllocatedPart & {
      /** By what it was converted, where it is of another currency than what is owed. */
      readonly exchange?: Exchange;
      /** What of the settlement pays nothing yet. */
      readonly unallocated: MoneyJson;
      readonly by: MatchedBy;
      /** 0 to 100: how sure it is. */
      readonly score?: number;
      /** What made the score. */
      readonly grounds?: readonly string[];
      /** Why a person matched it. */
      readonly reason?: string;
      readonly postings: readonly Posting[];
    }
>;

/** Why a match was taken back: a person said so, or the entry of the account was less than a status had told, and paid. */
export type UnmatchedBecause = 'person' | 'entry-less';

/** What it was thought to pay was taken back. */
export type SettlementUnmatched = DomainEvent<
  'SettlementUnmatched',
  Ids &
    AllocatedPart & {
      readonly unallocated: MoneyJson;
      readonly because: UnmatchedBecause;
      readonly reason: string;
      readonly postings: readonly Posting[];
    }
>;

/** What of a settlement is paid for services under a contract. */
export interface ServicePart {
  readonly serviceContractId: string;
  /** Participant id of whose money it is. */
  readonly provider: string;
  /** Of the settlement. */
  readonly amount: MoneyJson;
  /** At the rate of `valueDate`; absent where the amount is in US dollars, and where no rate was known. */
  readonly usd?: InDollars;
  /** Of the credit, as it was known when it was matched, `YYYY-MM-DD`. */
  readonly valueDate: string;
}

/** A part of the settlement, or all of it, pays for services, as a person says. */
export type SettlementMatchedToServiceContract = DomainEvent<
  'SettlementMatchedToServiceContract',
  Ids &
    ServicePart & {
      /** What of the settlement pays nothing yet. */
      readonly unallocated: MoneyJson;
      readonly reason: string;
      readonly postings: readonly Posting[];
    }
>;

/**
 * What it was said to pay for services was taken back: a part of the last match under that contract that stands, or all of it. By a person; by a
 * return of the credit, or an entry of the account that is less than a status had told, both of which follow in the same append.
 */
export type SettlementUnmatchedFromServiceContract = DomainEvent<
  'SettlementUnmatchedFromServiceContract',
  Ids &
    ServicePart & {
      readonly unallocated: MoneyJson;
      /** `YYYY-MM-DD`. */
      readonly takenBackOn: string;
      readonly because: 'person' | 'returned' | 'entry-less';
      /** Of a return, and only of one. */
      readonly returnId?: string;
      /** Of a person, always. */
      readonly reason?: string;
      readonly postings: readonly Posting[];
    }
>;

/**
 * Why an amount waits:
 *
 * - `no-open-obligation`: it names nothing that is open, and nothing open is like enough to it.
 * - `overpaid`: more came than is owed of what it names.
 * - `ambiguous`: its references name obligations of more than one creditor.
 * - `unsure`: it names none, and several are about as like to it.
 * - `rate-unknown`, `rate-stale`: what it names is owed in another currency, and there is no rate for its value date.
 */
export type SuspenseReason =
  | 'no-open-obligation'
  | 'overpaid'
  | 'ambiguous'
  | 'unsure'
  | 'rate-unknown'
  | 'rate-stale';

/** What it pays is not known, or not whose it is, or it is more than was owed: the amount waits in suspense. */
export type SettlementSuspended = DomainEvent<
  'SettlementSuspended',
  Ids & {
    readonly reason: SuspenseReason;
    readonly amount: MoneyJson;
  }
>;

/** The bank has given a part of the credit back, or all of it: what waited in suspense first, then what paid something. */
export type SettlementReturned = DomainEvent<
  'SettlementReturned',
  Ids & {
    /** Of this return; a settlement may be returned in parts. */
    readonly returnId: string;
    /** What of the credit is undone. */
    readonly amount: MoneyJson;
    /** What went back: the amount less what banks took; more by compensation, and by what banks had taken of the credit. */
    readonly returnedAmount: MoneyJson;
    /** What of it the bank owes for the time that it had the money (`CompstnAmt`). */
    readonly compensation?: MoneyJson;
    readonly charges?: readonly Charge[];
    /** Code of ISO 20022's external list ExternalReturnReason1Code, such as `AC04`. */
    readonly reason?: string;
    /** `YYYY-MM-DD`. */
    readonly bookedOn: string;
    /** `YYYY-MM-DD`. */
    readonly valueDate: string;
    /** What the bank that gave it back calls the return: `RtrId` of its advice, else the reference of the entry that debits it. */
    readonly returnReference?: string;
    /** What the return says about itself. */
    readonly references: PaymentReferences;
    /** What of the settlement pays nothing behind it. */
    readonly unallocated: MoneyJson;
    /** What it takes back from obligations, each once, the last paid first; empty where suspense held enough. */
    readonly takenBack: readonly AllocatedPart[];
    readonly postings: readonly Posting[];
  } & Origin
>;

export type SettlementEvent =
  | SettlementBooked
  | SettlementConfirmed
  | SettlementHeld
  | SettlementReleased
  | SettlementMatched
  | SettlementUnmatched
  | SettlementMatchedToServiceContract
  | SettlementUnmatchedFromServiceContract
  | SettlementSuspended
  | SettlementReturned;
