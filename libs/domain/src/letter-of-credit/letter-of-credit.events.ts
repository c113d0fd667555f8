import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { Party } from '../consignment/goods.js';
import type { Posting } from '../postings/posting.js';
import type { Availability, CreditChanges, CreditTerms } from './credit-terms.js';

/** A bank with a part in a credit; its country tells its clock and on which days it is open. */
export interface CreditBank {
  readonly participantId: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly bic?: string;
}

/** Who bears the banks' charges (field 71D of an MT700). */
export const CHARGES_FOR = ['applicant', 'beneficiary', 'shared'] as const;
export type ChargesFor = (typeof CHARGES_FOR)[number];

interface OfCredit {
  readonly letterOfCreditId: string;
}
/** What it changes of undertakings and margin, by double entry; empty where it changes nothing of them. */
interface Posted {
  readonly postings: readonly Posting[];
}
interface OfAmendment extends OfCredit {
  /** From 1, in the order in which the issuing bank made them. */
  readonly amendment: number;
}
interface OfPresentation extends OfCredit {
  /** From 1, in the order in which they were made. */
  readonly presentation: number;
}

/** The issuing bank undertakes to honour a complying presentation (UCP 600, articles 2 and 7). */
export type LetterOfCreditIssued = DomainEvent<
  'LetterOfCreditIssued',
  OfCredit &
    Posted & {
      /** The issuing bank's own number. */
      readonly number: string;
      readonly applicant: Party;
      readonly beneficiary: Party;
      readonly issuingBank: CreditBank;
      readonly advisingBank?: CreditBank;
      readonly nominatedBank?: CreditBank;
      /** The bank that is asked to confirm; it is bound when it does. */
      readonly confirmingBank?: CreditBank;
      readonly contractNumber?: string;
      /** The goods, in words. */
      readonly goods?: string;
      readonly terms: CreditTerms;
      /** What the applicant put up, in the currency of the credit. */
      readonly margin?: MoneyJson;
      readonly chargesFor: ChargesFor;
      /** The most that can come to be paid: the amount with its tolerance. */
      readonly undertaking: MoneyJson;
    }
>;

/** The advising bank told the beneficiary, satisfied of the credit's apparent authenticity (article 9). */
export type LetterOfCreditAdvised = DomainEvent<
  'LetterOfCreditAdvised',
  OfCredit & { readonly bank: string }
>;

/** The confirming bank is bound beside the issuing bank, for so much (article 8). */
export type LetterOfCreditConfirmed = DomainEvent<
  'LetterOfCreditConfirmed',
  OfCredit & Posted & { readonly bank: string; readonly undertaking: MoneyJson }
>;

/** The bank that was asked to confirm is not prepared to (article 8(d)). */
export type ConfirmationDeclined = DomainEvent<
  'ConfirmationDeclined',
  OfCredit & { readonly bank: string; readonly reason: string }
>;

/** The issuing bank is bound by an amendment from now on, the beneficiary once he accepts it (article 10). */
export type CreditAmendmentProposed = DomainEvent<
  'CreditAmendmentProposed',
  OfAmendment & Posted & { readonly changes: CreditChanges }
>;

/** The confirming bank advised an amendment, and extended its confirmation to it or not (article 10(b)). */
export type CreditAmendmentAdvised = DomainEvent<
  'CreditAmendmentAdvised',
  OfAmendment & Posted & { readonly bank: string; readonly confirmationExtended: boolean }
>;

/** The beneficiary accepted all of an amendment: these terms hold from now on. */
export type CreditAmendmentAccepted = DomainEvent<
  'CreditAmendmentAccepted',
  OfAmendment & Posted & { readonly by: 'notice' | 'presentation'; readonly terms: CreditTerms }
>;

/** The beneficiary did not accept it, or a part of it only, which is the same (article 10(e)). */
export type CreditAmendmentRejected = DomainEvent<
  'CreditAmendmentRejected',
  OfAmendment & Posted & { readonly partial: boolean }
>;

/** A consignment that the credit is for was dispatched: a date of shipment, where documents tell none. */
export type ShipmentTakenUp = DomainEvent<
  'ShipmentTakenUp',
  OfCredit & {
    readonly consignmentId: string;
    /** The local day of the dispatch. */
    readonly shippedOn: string;
    /** UN/LOCODE. */
    readonly location: string;
  }
>;

/** A paper by what tells it from others; the same under two credits may be money twice. */
export interface CreditDocument {
  /** UN/EDIFACT 1001. */
  readonly typeCode: string;
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly sha256: string;
}

/** A transport document was attached to a consignment that the credit is for. */
export type TransportDocumentTakenUp = DomainEvent<
  'TransportDocumentTakenUp',
  OfCredit & {
    readonly consignmentId: string;
    readonly document: CreditDocument & { readonly documentId: string };
  }
>;

/** It was withdrawn from the consignment. */
export type TransportDocumentDropped = DomainEvent<
  'TransportDocumentDropped',
  OfCredit & { readonly consignmentId: string; readonly documentId: string }
>;

/** The beneficiary, or a bank for him, delivered documents to a bank that may pay on them. */
export type PresentationMade = DomainEvent<
  'PresentationMade',
  OfPresentation &
    Posted & {
      /** Participant id of the bank. */
      readonly presentedTo: string;
      readonly presentedOn: string;
      /** What is drawn. */
      readonly amount: MoneyJson;
      readonly consignmentId?: string;
      /** The date of shipment by the transport document. */
      readonly shippedOn?: string;
      /** What was shipped, in the unit of the credit. */
      readonly quantity?: string;
      readonly documents: readonly CreditDocument[];
      /** The last day for a notice of refusal: the fifth banking day behind that of the presentation (article 14(b)). */
      readonly examineBy: string;
      /** Whether it came before the credit expired. */
      readonly inTime: boolean;
    }
>;

/** What tells the others of a credit whose money it is and when it is due. */
interface Drawing extends OfPresentation {
  readonly applicant: string;
  readonly beneficiary: string;
  readonly issuingBank: string;
  readonly consignmentId?: string;
  readonly amount: MoneyJson;
}

/**
 * A presentation complies, and binds the banks: it was found to, or no notice of refusal came in time (article 16(f)), or its discrepancies were waived.
 */
export type PresentationComplied = DomainEvent<
  'PresentationComplied',
  Drawing &
    Posted & {
      readonly basis: 'examined' | 'precluded' | 'waived';
      readonly compliedOn: string;
      readonly availableBy: Availability;
      /** When it is to be paid; absent where the acceptance of the draft will tell. */
      readonly maturityOn?: string;
    }
>;

/** What a bank found that does not comply. */
export interface Discrepancy {
  /** One of those that the record itself shows, or `other`. */
  readonly code: DiscrepancyCode;
  readonly description: string;
  /** UN/EDIFACT 1001 of the paper at fault. */
  readonly typeCode?: string;
}

export const DISCREPANCY_CODES = [
  'credit-expired',
  'late-presentation',
  'late-shipment',
  'document-missing',
  'partial-shipment',
  'short-drawn',
  'quantity-differs',
  'transport-document-unknown',
  'document-presented-twice',
  'other',
] as const;
export type DiscrepancyCode = (typeof DISCREPANCY_CODES)[number];

/** What a bank does with refused documents (article 16(c)(iii)). */
export const DISPOSALS = [
  'holding-for-presenter',
  'holding-for-waiver',
  'returning',
  'as-instructed',
] as const;
export type Disposal = (typeof DISPOSALS)[number];

/** The one notice of refusal, with every discrepancy that it is for (article 16(c)). */
export type PresentationRefused = DomainEvent<
  'PresentationRefused',
  OfPresentation &
    Posted & {
      readonly bank: string;
      readonly refusedOn: string;
      readonly discrepancies: readonly Discrepancy[];
      readonly disposal: Disposal;
    }
>;

/** Whoever presented the documents took them back before anybody was bound by them: nothing is drawn on them. */
export type PresentationWithdrawn = DomainEvent<'PresentationWithdrawn', OfPresentation & Posted>;

/**
 * Documents went on from a nominated bank, which is not bound (article 12), to one that is (articles 7 and 8). They count as presented on the day and to the
 * bank that they were presented to first; the days for a notice begin anew as the other one receives them.
 */
export type PresentationForwarded = DomainEvent<
  'PresentationForwarded',
  OfPresentation & {
    readonly from: string;
    readonly to: string;
    readonly receivedOn: string;
    /** The last day for a notice of refusal of the bank that has them now. */
    readonly examineBy: string;
  }
>;

/** The applicant takes the documents as they are; it binds once the issuing bank agrees (article 16(b)). */
export type DiscrepanciesWaived = DomainEvent<'DiscrepanciesWaived', OfPresentation>;

/** A bank accepted the draft: it pays at maturity. */
export type DraftAccepted = DomainEvent<
  'DraftAccepted',
  Drawing & { readonly bank: string; readonly acceptedOn: string; readonly maturityOn: string }
>;

interface Paid extends Drawing, Posted {
  /** The bank that paid: the beneficiary, or where it reimburses, another bank. */
  readonly paidBy: string;
  readonly paidOn: string;
  /** Of the payment that `paidBy` made, as it told: a UUID version 4. */
  readonly uetr?: string;
}

/** A bank paid on a complying presentation (article 2: honour). */
export type PresentationHonoured = DomainEvent<'PresentationHonoured', Paid>;

/** A bank bought the documents of a complying presentation (article 2: negotiation). */
export type PresentationNegotiated = DomainEvent<'PresentationNegotiated', Paid>;

/** The issuing bank gave a bank back what that had paid (article 7(c)). */
export type PresentationReimbursed = DomainEvent<
  'PresentationReimbursed',
  /** `paidTo`: the bank that had paid the beneficiary; `paidBy` is the issuing bank. */
  Paid & { readonly paidTo: string }
>;

/** The last day for presentation is over; what was presented before is still examined. */
export type LetterOfCreditExpired = DomainEvent<
  'LetterOfCreditExpired',
  OfCredit & Posted & { readonly lastDay: string }
>;

/** One of those without whom a credit is not cancelled agreed that it is (article 10(a)). */
export type CreditCancellationAgreed = DomainEvent<
  'CreditCancellationAgreed',
  OfCredit & { readonly by: CancellationParty }
>;
export type CancellationParty = 'issuing-bank' | 'confirming-bank' | 'beneficiary';

/** All of them did. */
export type LetterOfCreditCancelled = DomainEvent<'LetterOfCreditCancelled', OfCredit & Posted>;

/** Nothing is left to draw and nothing to pay. */
export type LetterOfCreditClosed = DomainEvent<'LetterOfCreditClosed', OfCredit & Posted>;

export type LetterOfCreditEvent =
  | LetterOfCreditIssued
  | LetterOfCreditAdvised
  | LetterOfCreditConfirmed
  | ConfirmationDeclined
  | CreditAmendmentProposed
  | CreditAmendmentAdvised
  | CreditAmendmentAccepted
  | CreditAmendmentRejected
  | ShipmentTakenUp
  | TransportDocumentTakenUp
  | TransportDocumentDropped
  | PresentationMade
  | PresentationComplied
  | PresentationRefused
  | PresentationWithdrawn
  | PresentationForwarded
  | DiscrepanciesWaived
  | DraftAccepted
  | PresentationHonoured
  | PresentationNegotiated
  | PresentationReimbursed
  | LetterOfCreditExpired
  | CreditCancellationAgreed
  | LetterOfCreditCancelled
  | LetterOfCreditClosed;
