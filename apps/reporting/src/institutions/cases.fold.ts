import type { EventOf } from '@corridor/contracts';
import {
  type CaseEvent,
  type CaseState,
  councilCase,
  countedAtOf,
  isOpened,
  nextLimitOf,
} from '@corridor/domain';
import { utcInstant } from '../utc-instant.js';

/** Every event of a case. */
export const CASE_EVENTS = [
  'CaseForeseen',
  'CaseCauseAdded',
  'CaseAverted',
  'CaseOpened',
  'CaseTriaged',
  'CaseAssigned',
  'CaseAnswered',
  'CaseLimitMissed',
  'CaseEscalated',
  'CaseDirected',
  'CaseCauseEnded',
  'CaseResolved',
  'CaseReopened',
  'CaseTextsErased',
] as const;
export type RecordedCaseEvent = EventOf<(typeof CASE_EVENTS)[number]>;

/** A row of `reporting.cases`, without its generation. */
export interface CaseRow {
  readonly case_id: string;
  readonly status: string;
  readonly kind: string;
  readonly subject: object;
  readonly consignment_id: string | null;
  readonly firms: readonly string[];
  readonly priority: string | null;
  readonly assignee: string | null;
  readonly opened_at: string | null;
  readonly answer_by: string | null;
  readonly resolve_by: string | null;
  readonly missed: readonly string[];
  readonly escalated: boolean;
  readonly outcome: string | null;
  readonly reopenings: number;
  readonly next_limit_at: string | null;
  readonly state: CaseState;
  readonly participants: readonly string[];
  readonly demo: boolean;
  readonly first_position: number;
  readonly last_position: number;
}

/** A row of `reporting.case_openings`, without its generation. */
export interface OpeningRow {
  readonly case_id: string;
  readonly opening: number;
  readonly kind: string;
  readonly consignment_id: string | null;
  readonly opened_position: number;
  readonly opened_at: string;
  readonly opened_on: string;
  readonly answer_by: string;
  readonly resolve_by: string;
  readonly answered_position: number | null;
  readonly answered_at: string | null;
  readonly answered_on: string | null;
  readonly resolved_position: number | null;
  readonly resolved_at: string | null;
  readonly resolved_on: string | null;
  readonly outcome: string | null;
  readonly demo: boolean;
}

export interface CaseFactRow {
  readonly position: number;
  readonly case_id: string;
  readonly type: string;
  readonly on_day: string;
  readonly kind: string | null;
}

/** What is known of the cases that events tell of, by their ids; the last opening of each. */
export interface CaseRows {
  readonly cases: Map<string, CaseRow>;
  readonly openings: Map<string, OpeningRow>;
}

/**
 * What events make of cases: replaces the rows of `rows`.
 * @returns the facts that they add, and the openings that a later one of the same case followed.
 */
export function foldCases(
  events: readonly RecordedCaseEvent[],
  rows: CaseRows,
): { readonly facts: readonly CaseFactRow[]; readonly openings: readonly OpeningRow[] } {
  const facts: CaseFactRow[] = [];
  const closed: OpeningRow[] = [];
  for (const event of events) {
    const { caseId } = event.data;
    const before = rows.cases.get(caseId);
    const state = councilCase.evolve(before?.state ?? councilCase.initialState, told(event));
    rows.cases.set(caseId, rowOf(event, state, before));
    if (!isOpened(state)) continue;
    const kind = event.type === 'CaseOpened' || event.type === 'CaseTriaged' ? event.data.kind : null;
    const { position, type } = event;
    facts.push({ position, case_id: caseId, type, on_day: utcDay(countedAtOf(event)), kind });
    const opening = rows.openings.get(caseId);
    const after = openingBehind(event, opening, before);
    if (opening && after.opening !== opening.opening) closed.push(opening);
    rows.openings.set(caseId, after);
  }
  return { facts, openings: closed };
}

function rowOf(event: RecordedCaseEvent, state: CaseState, before: CaseRow | undefined): CaseRow {
  if (state.status === 'unknown') throw new Error('An event of a case makes it known.');
  const { position, demo } = event;
  const opened = isOpened(state) ? state : undefined;
  const { caseId, kind, subject, firms } = isOpened(state) ? state : state.foreseen;
  return {
    case_id: caseId,
    status: state.status,
    kind,
    subject,
    consignment_id: subject.consignmentId ?? null,
    firms,
    priority: opened?.priority ?? null,
    assignee: opened?.assignee ?? null,
    opened_at: opened?.openedAt ?? null,
    answer_by: opened?.limits.answerBy ?? null,
    resolve_by: opened?.limits.resolveBy ?? null,
    missed: opened?.missed ?? [],
    escalated: opened?.escalation !== undefined,
    outcome: opened?.resolution?.outcome ?? null,
    reopenings: opened?.reopenings ?? 0,
    next_limit_at: nextLimitOf(state) ?? null,
    state,
    participants: whoSees(state),
    demo,
    first_position: before?.first_position ?? position,
    last_position: position,
  };
}

/** Those who take part in it now: whom it was assigned to before reads of it no more. */
function whoSees(state: Exclude<CaseState, { status: 'unknown' }>): readonly string[] {
  if (!isOpened(state)) return [...state.foreseen.firms].sort();
  const { firms, openedBy, against, assignee } = state;
  return [...new Set([...firms, openedBy, against, assignee].filter((id) => id !== undefined))].sort();
}

function openingBehind(
  event: RecordedCaseEvent,
  before: OpeningRow | undefined,
  row: CaseRow | undefined,
): OpeningRow {
  const { position, demo } = event;
  // As its clocks count, which no word of the past turns back.
  const at = countedAtOf(event);
  const on = utcDay(at);
  if (event.type === 'CaseOpened' || event.type === 'CaseReopened') {
    const { caseId, limits } = event.data;
    const about = event.type === 'CaseOpened' ? event.data : row;
    if (!about) throw new Error(`The case ${caseId} was not opened before.`);
    const none = {
      answered_position: null,
      answered_at: null,
      answered_on: null,
      resolved_position: null,
      resolved_at: null,
      resolved_on: null,
      outcome: null,
    };
    return {
      case_id: caseId,
      opening: before ? before.opening + 1 : 0,
      kind: about.kind,
      consignment_id: (about.subject as { readonly consignmentId?: string }).consignmentId ?? null,
      opened_position: position,
      opened_at: at,
      opened_on: on,
      answer_by: limits.answerBy,
      resolve_by: limits.resolveBy,
      ...none,
      demo,
    };
  }
  if (!before) throw new Error(`The case ${event.data.caseId} was not opened before.`);
  if (event.type === 'CaseTriaged') return { ...before, kind: event.data.kind };
  if (event.type === 'CaseAnswered' && before.answered_position === null) {
    return { ...before, answered_position: position, answered_at: at, answered_on: on };
  }
  if (event.type === 'CaseResolved') {
    const { outcome } = event.data;
    return { ...before, resolved_position: position, resolved_at: at, resolved_on: on, outcome };
  }
  return before;
}

/** Whoever tells of a case, and from where, one instant is of one month. */
function utcDay(instant: string): string {
  return utcInstant(instant).slice(0, 10);
}

/** As the domain has it. */
function told({ type, occurredAt, data }: RecordedCaseEvent): CaseEvent {
  return { type, occurredAt, data } as CaseEvent;
}
