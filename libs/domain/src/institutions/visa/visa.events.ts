import type { DomainEvent } from '@corridor/kernel';

export type VisaPurpose = 'trade-fair' | 'negotiation' | 'after-sales' | 'delegation' | 'other';
export type InvitationDeclineReason = 'firm' | 'traveller' | 'purpose' | 'dates' | 'other';
export type VisaRefusalReason =
  | 'documents'
  | 'invitation'
  | 'purpose'
  | 'security'
  | 'previous-stay'
  | 'other';
export type VisaEntries = 'single' | 'double' | 'multiple';
export type VisaDocument =
  | 'passport'
  | 'photograph'
  | 'invitation'
  | 'insurance'
  | 'bank-statement'
  | 'employment'
  | 'itinerary'
  | 'other';

/** A firm asked for an invitation; who the traveller is stands in the stream of the subject alone. */
export type VisaInvitationRequested = DomainEvent<
  'VisaInvitationRequested',
  {
    readonly visaId: string;
    readonly subjectId: string;
    readonly firm: string;
    readonly purpose: VisaPurpose;
    /** ISO 3166-1 alpha-2, as `destination`. */
    readonly nationality: string;
    readonly destination: string;
    /** `YYYY-MM-DD`, as `intendedUntil`, which is the last day of the stay. */
    readonly intendedFrom: string;
    readonly intendedUntil: string;
    /** The delegation that the traveller is of. */
    readonly delegationId?: string;
    /** The case that the application belongs to. */
    readonly caseId?: string;
  }
>;

export type VisaInvitationIssued = DomainEvent<
  'VisaInvitationIssued',
  { readonly visaId: string; readonly invitationNumber: string; readonly issuedOn: string }
>;

export type VisaInvitationDeclined = DomainEvent<
  'VisaInvitationDeclined',
  { readonly visaId: string; readonly reason: InvitationDeclineReason }
>;

export type VisaSubmitted = DomainEvent<
  'VisaSubmitted',
  {
    readonly visaId: string;
    /** The participant that decides. */
    readonly consulate: string;
    /** UN/LOCODE of the consulate: its clock tells the days of this application. */
    readonly place: string;
    readonly submittedOn: string;
  }
>;

/** It was lodged on another day than was told. */
export type VisaSubmissionCorrected = DomainEvent<
  'VisaSubmissionCorrected',
  { readonly visaId: string; readonly submittedOn: string; readonly replaced: string }
>;

export type VisaDocumentsRequested = DomainEvent<
  'VisaDocumentsRequested',
  { readonly visaId: string; readonly documents: readonly VisaDocument[] }
>;

export type VisaDocumentsSupplied = DomainEvent<'VisaDocumentsSupplied', { readonly visaId: string }>;

interface Decided {
  readonly visaId: string;
  readonly decidedOn: string;
  /** Calendar days from the submission. */
  readonly daysTaken: number;
}

export type VisaGranted = DomainEvent<
  'VisaGranted',
  Decided & {
    readonly validFrom: string;
    readonly validUntil: string;
    readonly entries: VisaEntries;
  }
>;

export type VisaRefused = DomainEvent<'VisaRefused', Decided & { readonly reason: VisaRefusalReason }>;

export type VisaWithdrawn = DomainEvent<'VisaWithdrawn', { readonly visaId: string }>;

export type VisaEvent =
  | VisaInvitationRequested
  | VisaInvitationIssued
  | VisaInvitationDeclined
  | VisaSubmissionCorrected
  | VisaSubmitted
  | VisaDocumentsRequested
  | VisaDocumentsSupplied
  | VisaGranted
  | VisaRefused
  | VisaWithdrawn;
