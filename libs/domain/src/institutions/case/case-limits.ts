import type { ServiceLevel } from '../service-level/service-level.events.js';
import type { CaseEvent, CaseLimit, CaseLimits } from './case.events.js';
import type { CaseState, OngoingCase } from './case-state.js';
import { isOpened } from './case-state.js';
import { at, zoneOf } from './instants.js';

const HOUR_MS = 3_600_000;

export const CASE_LIMITS = ['triage', 'answer', 'resolve'] as const satisfies readonly CaseLimit[];

/** So many hours behind an instant, told with its offset. */
export function hoursBehind(instant: string, hours: number): string {
  return at(Date.parse(instant) + hours * HOUR_MS, zoneOf(instant));
}

/** What a service level comes to for a case that is opened at an instant. */
export function limitsFrom(since: string, level: ServiceLevel): CaseLimits {
  return {
    triageBy: hoursBehind(since, level.triageHours),
    answerBy: hoursBehind(since, level.answerHours),
    resolveBy: hoursBehind(since, level.resolveHours),
    escalateBy: hoursBehind(since, level.escalateHours),
    reopenDays: level.reopenDays,
  };
}

/** One limit of the present opening. */
export interface CaseClock {
  readonly limit: CaseLimit;
  readonly by: string;
  /** When the step was done, or the case was resolved without it. */
  readonly metAt?: string;
  readonly missed: boolean;
  /** Seconds until the limit, below 0 behind it; absent once it is met. */
  readonly leftSeconds?: number;
}

/** The limits of a case as its clocks stand. @param nowMs since 1970. */
export function clocksOf(state: OngoingCase, nowMs: number): readonly CaseClock[] {
  return CASE_LIMITS.map((limit) => {
    const by = byOf(state, limit);
    const metAt = metAtOf(state, limit);
    const missed = state.missed.includes(limit) || isBehind(metAt ?? nowMs, by);
    if (metAt !== undefined) return { limit, by, metAt, missed };
    return { limit, by, missed, leftSeconds: Math.floor((Date.parse(by) - nowMs) / 1_000) };
  });
}

/** What had passed by an instant and was not told yet, in the order in which it passed. */
export function passedBy(state: OngoingCase, occurredAt: string): readonly CaseEvent[] {
  const { caseId, limits } = state;
  const missed = CASE_LIMITS.filter((limit) => !state.missed.includes(limit))
    .map((limit) => ({ limit, missedBy: byOf(state, limit) }))
    .filter(({ limit, missedBy }) => isBehind(metAtOf(state, limit) ?? occurredAt, missedBy))
    .map(
      ({ limit, missedBy }): CaseEvent => ({
        type: 'CaseLimitMissed',
        occurredAt: missedBy,
        data: { caseId, limit, missedBy },
      }),
    );
  if (!awaitsRule(state) || !isBehind(occurredAt, limits.escalateBy)) return missed;
  const reason = `It was not resolved by ${limits.escalateBy}.`;
  const escalated: CaseEvent = {
    type: 'CaseEscalated',
    occurredAt: limits.escalateBy,
    data: { caseId, by: 'rule', reason },
  };
  return [...missed, escalated].sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
}

/** The next instant behind which something is to be told of a case that nobody touches; `undefined` where none is. */
export function nextLimitOf(state: CaseState): string | undefined {
  if (state.status === 'foreseen') return state.foreseen.dueBy;
  if (!isOpened(state)) return undefined;
  const open = CASE_LIMITS.filter((limit) => {
    if (state.missed.includes(limit)) return false;
    const metAt = metAtOf(state, limit);
    return metAt === undefined || isBehind(metAt, byOf(state, limit));
  }).map((limit) => byOf(state, limit));
  const instants = awaitsRule(state) ? [...open, state.limits.escalateBy] : open;
  return instants.sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}

function awaitsRule({ status, escalation, ruled }: OngoingCase): boolean {
  return status !== 'resolved' && !escalation && !ruled;
}

function byOf({ limits }: OngoingCase, limit: CaseLimit): string {
  return { triage: limits.triageBy, answer: limits.answerBy, resolve: limits.resolveBy }[limit];
}

/** A case that is resolved needs no triage and no answer any more. */
function metAtOf({ triagedAt, answeredAt, resolvedAt }: OngoingCase, limit: CaseLimit): string | undefined {
  const done = { triage: triagedAt, answer: answeredAt, resolve: undefined }[limit];
  return done ?? resolvedAt;
}

function isBehind(instant: string | number, limit: string): boolean {
  return (typeof instant === 'number' ? instant : Date.parse(instant)) > Date.parse(limit);
}
