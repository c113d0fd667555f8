import type { CreditChanges, CreditTerms } from './credit-terms.js';
import type {
  CancellationParty,
  CreditDocument,
  LetterOfCreditIssued,
  PresentationComplied,
  PresentationMade,
  PresentationRefused,
  ShipmentTakenUp,
} from './letter-of-credit.events.js';

export type LetterOfCreditState = UnknownCredit | KnownCredit;

export interface UnknownCredit {
  readonly status: 'unknown';
}

/** What stands in the accounts for a credit, in minor units of its currency. */
export interface Commitments {
  /** What the issuing bank may still have to pay. */
  readonly issuing: bigint;
  /** What the confirming bank may still have to pay. */
  readonly confirming: bigint;
  /** What is kept of the applicant's margin. */
  readonly margin: bigint;
}

/** `issued`, `advised` and `confirmed` credits can be drawn on; an expired one is still examined and paid on. */
export type CreditStatus = 'issued' | 'advised' | 'confirmed' | 'expired' | 'cancelled' | 'closed';

/** Amounts are minor units of the currency of the credit. */
export interface KnownCredit {
  readonly status: CreditStatus;
  readonly issued: LetterOfCreditIssued['data'];
  readonly issuedAt: string;
  /** The bank asked to confirm declined to. */
  readonly declined: boolean;
  /** Those that hold: as issued, with every accepted amendment. */
  readonly terms: CreditTerms;
  /** In order; the first is number 1. */
  readonly amendments: readonly Amendment[];
  readonly presentations: readonly Presentation[];
  /** The most that the confirming bank is bound to by the terms that it confirmed; 0 where it has not. */
  readonly confirmed: bigint;
  /** What is left of what the applicant put up: it only ever falls. */
  readonly margin: bigint;
  /** What stands in the accounts for it. */
  readonly booked: Commitments;
  readonly shipments: readonly Omit<ShipmentTakenUp['data'], 'letterOfCreditId'>[];
  readonly transportDocuments: readonly TransportDocument[];
  readonly agreedToCancel: readonly CancellationParty[];
  /** Once it was marked as expired: its last day, and how it stood before. */
  readonly lapsed?: { readonly lastDay: string; readonly was: CreditStatus };
}

export interface Amendment {
  readonly changes: CreditChanges;
  readonly status: 'proposed' | 'accepted' | 'rejected';
  /** Whether the confirming bank advised it with its confirmation, or without; absent while it did neither. */
  readonly confirmationExtended?: boolean;
}

export type TransportDocument = CreditDocument & {
  readonly documentId: string;
  readonly consignmentId: string;
};

/**
 * `presented` until it is examined; `complying` until a draft is accepted or it is paid; `honoured` by a bank that waits to be reimbursed; `settled` once the
 * issuing bank has paid. Of a refused one nothing is drawn, unless its discrepancies are waived; of a `withdrawn` one, nothing at all.
 */
export type PresentationStatus =
  | 'presented'
  | 'refused'
  | 'withdrawn'
  | 'complying'
  | 'accepted'
  | 'honoured'
  | 'settled';

export interface Presentation {
  readonly status: PresentationStatus;
  readonly made: PresentationMade['data'];
  /** The bank that has the documents, and the last day for its notice: as they were presented, until they go on to another bank. */
  readonly heldBy: string;
  readonly examineBy: string;
  /** When the last step of it was. */
  readonly lastAt: string;
  readonly amount: bigint;
  /** The one notice, where it was refused. */
  readonly refusal?: Pick<PresentationRefused['data'], 'bank' | 'refusedOn' | 'discrepancies' | 'disposal'>;
  /** The applicant waived what was found; the issuing bank has not agreed yet, where it is not `complying`. */
  readonly waived: boolean;
  readonly basis?: PresentationComplied['data']['basis'];
  readonly maturityOn?: string;
  /** The bank that paid the presenter. */
  readonly paidBy?: string;
  /** Of the payment to the presenter, and of that to the bank that had paid him, where they were told. */
  readonly uetr?: string;
  readonly reimbursementUetr?: string;
}

/** Whether it can be drawn on: neither expired nor ended. */
export function isOpen({ status }: KnownCredit): boolean {
  return status === 'issued' || status === 'advised' || status === 'confirmed';
}

/** Whether what was presented is drawn; a refused one needs a waiver first. */
export function isDrawing({ status }: Pick<Presentation, 'status'>): boolean {
  return status !== 'refused' && status !== 'withdrawn';
}

/** Whether anything may still come to be paid of it. */
export function isPending({ status }: Pick<Presentation, 'status'>): boolean {
  return isDrawing({ status }) && status !== 'settled';
}
