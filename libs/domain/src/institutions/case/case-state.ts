import type { CaseKind } from '../service-level/service-level.events.js';
import type {
  CaseForeseen,
  CaseLimit,
  CaseLimits,
  CaseOutcome,
  CasePriority,
  CaseSubject,
  CaseText,
} from './case.events.js';

/** Positions of the events that it came about by, in the order in which they were told. */
export type CauseList = readonly number[];

export interface UnknownCase {
  readonly status: 'unknown';
}

/** A hold or a returned payment within its limit, or one that ended within it. */
export interface ForeseenCase {
  readonly status: 'foreseen' | 'averted';
  readonly foreseen: CaseForeseen['data'];
  readonly causes: CauseList;
}

export interface Escalation {
  readonly by: 'rule' | 'hand';
  readonly reason: CaseText;
  readonly at: string;
}

export interface Direction {
  readonly meetingId: string;
  readonly decisionId: string;
  readonly text: CaseText;
  readonly at: string;
}

export interface Resolution {
  readonly by: 'council' | 'firm' | 'cause';
  readonly outcome: CaseOutcome;
  readonly text: CaseText;
  readonly at: string;
  readonly firmAgrees?: boolean;
  readonly lostBy?: string;
}

export interface OngoingCase {
  readonly status: 'open' | 'triaged' | 'assigned' | 'answered' | 'resolved';
  readonly caseId: string;
  /** As it was triaged last. */
  readonly kind: CaseKind;
  /** As it was opened: of these, one on a subject is open at a time. */
  readonly openedAs: CaseKind;
  readonly subject: CaseSubject;
  readonly firms: readonly string[];
  readonly openedBy?: string;
  readonly against?: string;
  readonly text: CaseText;
  /** Whether somebody wrote in it since what was written was erased last. */
  readonly isWritten: boolean;
  readonly openedAt: string;
  /** Of this opening, as its clocks count: when it began, its limits, when they were met and which were told to be missed. */
  readonly since: string;
  readonly limits: CaseLimits;
  readonly triagedAt?: string;
  readonly answeredAt?: string;
  readonly missed: readonly CaseLimit[];
  /** Whether the rule has brought it before the Commission in this opening. */
  readonly ruled: boolean;
  readonly priority?: CasePriority;
  readonly assignee?: string;
  /** The last one. */
  readonly answer?: { readonly text: CaseText; readonly at: string };
  /** While it lies before the Commission. */
  readonly escalation?: Escalation;
  readonly directions: readonly Direction[];
  /** None of a case that was opened by hand for something that is not foreseen. */
  readonly causes: CauseList;
  readonly causeEnded?: { readonly at: string; readonly position: number };
  readonly resolution?: Resolution;
  /** When it was resolved, as its clocks count. */
  readonly resolvedAt?: string;
  /** How often the firm opened it again, and why last. */
  readonly reopenings: number;
  readonly reopening?: { readonly by: string; readonly reason: CaseText; readonly at: string };
}

export type CaseState = UnknownCase | ForeseenCase | OngoingCase;

/** Whether it was opened, be it resolved since. */
export function isOpened(state: CaseState): state is OngoingCase {
  return state.status !== 'unknown' && state.status !== 'foreseen' && state.status !== 'averted';
}

/** Whether something that it came about by stands behind an end: an end ends all that began before it. */
export function standsBehind(causes: CauseList, endPosition: number): boolean {
  return causes.some((position) => position > endPosition);
}

/** Whether nothing more is expected of it: another case may be opened on its subject. */
export function isOver({ status }: Pick<CaseState, 'status'>): boolean {
  return status === 'resolved' || status === 'averted';
}
