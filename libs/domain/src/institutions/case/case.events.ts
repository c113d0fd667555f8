import type { DomainEvent } from '@corridor/kernel';
import type { CaseKind, ServiceLevel } from '../service-level/service-level.events.js';
import type { ErasureReason, SealedText } from '../subject/subject.events.js';

/** What a case is about: its kind tells which ids stand beside it. */
export interface CaseSubject {
  readonly kind:
    | 'consignment'
    /** One hold of a customs declaration. */
    | 'hold'
    /** What is owed for an invoice. */
    | 'obligation'
    /** A payment that was given back, from its return until what is owed is paid. */
    | 'returned-payment'
    | 'settlement'
    | 'visa-application'
    | 'none';
  /** The goods behind it, where there are any. */
  readonly consignmentId?: string;
  readonly declarationId?: string;
  readonly holdId?: string;
  readonly obligationId?: string;
  readonly returnId?: string;
  readonly settlementId?: string;
  readonly applicationId?: string;
}

/** What a case may be foreseen for. */
export interface ForeseenSubject {
  readonly kind: 'hold' | 'returned-payment';
  readonly consignmentId: string;
  readonly declarationId?: string;
  readonly holdId?: string;
  readonly obligationId?: string;
  readonly returnId?: string;
}

/** One payment that was given back. */
export interface ReturnedPayment {
  readonly kind: 'returned-payment';
  readonly consignmentId: string;
  readonly obligationId: string;
  readonly returnId: string;
}

export type CasePriority = 'low' | 'normal' | 'high' | 'urgent';

export type CaseOutcome =
  | 'released'
  | 'paid'
  | 'granted'
  | 'delivered'
  | 'settled'
  | 'corrected'
  | 'rejected'
  | 'no-fault'
  | 'withdrawn';

/** Instants are RFC 3339 with the offset of the instant that they count from. */
export interface CaseLimits {
  readonly triageBy: string;
  readonly answerBy: string;
  readonly resolveBy: string;
  readonly escalateBy: string;
  readonly reopenDays: number;
}

export type CaseLimit = 'triage' | 'answer' | 'resolve';

/** What somebody wrote is sealed; in plain stands only what the ledger itself says. */
export type CaseText = string | SealedText;

/**
 * When the ledger was told, in the zone of `occurredAt`, where that is more than an hour behind it. The clocks of a case count from there: nobody has
 * done in time what he says so of weeks later.
 */
interface ToldLate {
  readonly toldAt?: string;
}

interface Told extends ToldLate {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly subject: CaseSubject;
  /** Participants whose case it is. */
  readonly firms: readonly string[];
  readonly text: CaseText;
}

/** Unless its cause ends by `dueBy`, a case opens by itself. */
export type CaseForeseen = DomainEvent<
  'CaseForeseen',
  Omit<Told, 'subject' | 'text'> & {
    readonly subject: ForeseenSubject;
    readonly text: string;
    readonly dueBy: string;
    /** As it was then: the limits of the case are those. */
    readonly serviceLevel: ServiceLevel & { readonly openAfterHours: number };
    /** Of the event that placed the hold or returned the payment. */
    readonly causePosition: number;
  }
>;

/** What it was foreseen for came about once more: it ends with the last of them. */
export type CaseCauseAdded = DomainEvent<
  'CaseCauseAdded',
  {
    readonly caseId: string;
    readonly subject: ReturnedPayment;
    readonly text: string;
    readonly causePosition: number;
  }
>;

interface Ended {
  readonly caseId: string;
  readonly endedAt: string;
  readonly causePosition: number;
}

export type CaseAverted = DomainEvent<'CaseAverted', Ended>;

export type CaseOpened = DomainEvent<
  'CaseOpened',
  Told & {
    /** The firm that told; absent where a limit passed. */
    readonly openedBy?: string;
    /** The other firm of a dispute. */
    readonly against?: string;
    readonly limits: CaseLimits;
  }
>;

export type CaseTriaged = DomainEvent<
  'CaseTriaged',
  ToldLate & { readonly caseId: string; readonly kind: CaseKind; readonly priority: CasePriority }
>;

export type CaseAssigned = DomainEvent<
  'CaseAssigned',
  { readonly caseId: string; readonly assignee: string }
>;

export type CaseAnswered = DomainEvent<
  'CaseAnswered',
  ToldLate & { readonly caseId: string; readonly assignee: string; readonly text: CaseText }
>;

/** Once for each limit, each time that the case is opened. */
export type CaseLimitMissed = DomainEvent<
  'CaseLimitMissed',
  { readonly caseId: string; readonly limit: CaseLimit; readonly missedBy: string }
>;

export type CaseEscalated = DomainEvent<
  'CaseEscalated',
  { readonly caseId: string; readonly by: 'rule' | 'hand'; readonly reason: CaseText }
>;

export type CaseDirected = DomainEvent<
  'CaseDirected',
  ToldLate & {
    readonly caseId: string;
    readonly meetingId: string;
    readonly decisionId: string;
    readonly text: CaseText;
  }
>;

export type CaseCauseEnded = DomainEvent<'CaseCauseEnded', Ended>;

export type CaseResolved = DomainEvent<
  'CaseResolved',
  ToldLate & {
    readonly caseId: string;
    readonly by: 'council' | 'firm' | 'cause';
    readonly outcome: CaseOutcome;
    readonly text: CaseText;
    /** Absent where it was not asked. */
    readonly firmAgrees?: boolean;
    /** Of a dispute, which of the firms. */
    readonly lostBy?: string;
  }
>;

export type CaseReopened = DomainEvent<
  'CaseReopened',
  ToldLate & {
    readonly caseId: string;
    readonly reopenedBy: string;
    readonly reason: CaseText;
    readonly limits: CaseLimits;
  }
>;

/** Of all that was written in it so far. */
export type CaseTextsErased = DomainEvent<
  'CaseTextsErased',
  { readonly caseId: string; readonly reason: ErasureReason }
>;

export type CaseEvent =
  | CaseForeseen
  | CaseCauseAdded
  | CaseAverted
  | CaseOpened
  | CaseTriaged
  | CaseAssigned
  | CaseAnswered
  | CaseLimitMissed
  | CaseEscalated
  | CaseDirected
  | CaseCauseEnded
  | CaseResolved
  | CaseReopened
  | CaseTextsErased;
