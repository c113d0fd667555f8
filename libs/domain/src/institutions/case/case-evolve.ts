import { never } from '@corridor/kernel';
import type { CaseEvent } from './case.events.js';
import { type CaseState, isOpened, type OngoingCase } from './case-state.js';

export function evolve(state: CaseState, event: CaseEvent): CaseState {
  const { occurredAt } = event;
  switch (event.type) {
    case 'CaseForeseen':
      return { status: 'foreseen', foreseen: event.data };
    case 'CaseAverted':
      if (state.status !== 'foreseen') throw new Error('Only a case that is foreseen is averted.');
      return { ...state, status: 'averted' };
    case 'CaseOpened':
      return {
        status: 'open',
        ...event.data,
        isWritten: event.data.openedBy !== undefined,
        openedAt: occurredAt,
        since: occurredAt,
        missed: [],
        ruled: false,
        directions: [],
        reopenings: 0,
      };
    default:
      if (!isOpened(state)) throw new Error('A case is opened before anything is done for it.');
      return evolveOpened(isWriting(event) ? { ...state, isWritten: true } : state, event);
  }
}

function evolveOpened(
  state: OngoingCase,
  event: Exclude<CaseEvent, { type: 'CaseForeseen' | 'CaseAverted' | 'CaseOpened' }>,
): CaseState {
  const { occurredAt: at } = event;
  switch (event.type) {
    case 'CaseTriaged': {
      const { kind, priority } = event.data;
      const status = state.status === 'open' ? 'triaged' : state.status;
      return { ...state, status, kind, priority, triagedAt: state.triagedAt ?? at };
    }
    case 'CaseAssigned':
      return { ...state, status: 'assigned', assignee: event.data.assignee };
    case 'CaseAnswered': {
      const { text } = event.data;
      return { ...state, status: 'answered', answer: { text, at }, answeredAt: state.answeredAt ?? at };
    }
    case 'CaseLimitMissed':
      return { ...state, missed: [...state.missed, event.data.limit] };
    case 'CaseEscalated': {
      const { by, reason } = event.data;
      return { ...state, escalation: { by, reason, at }, ruled: state.ruled || by === 'rule' };
    }
    case 'CaseDirected': {
      const { escalation: _, ...rest } = state;
      const { meetingId, decisionId, text } = event.data;
      return { ...rest, directions: [...state.directions, { meetingId, decisionId, text, at }] };
    }
    case 'CaseCauseEnded':
      return { ...state, causeEnded: { at: event.data.endedAt, position: event.data.causePosition } };
    case 'CaseResolved': {
      // What is resolved lies before nobody any more.
      const { escalation: _, ...rest } = state;
      const { caseId: __, ...resolution } = event.data;
      return { ...rest, status: 'resolved', resolution: { ...resolution, at } };
    }
    case 'CaseTextsErased':
      return { ...state, isWritten: false };
    case 'CaseReopened': {
      const { resolution: _, answeredAt: __, ...rest } = state;
      const { reopenedBy: by, reason, limits } = event.data;
      return {
        ...rest,
        status: statusBehindReopening(state),
        since: at,
        limits,
        missed: [],
        ruled: false,
        reopenings: state.reopenings + 1,
        reopening: { by, reason, at },
      };
    }
    default:
      return never(event);
  }
}

/** Whether somebody wrote something with it; what the ledger tells by itself is its own words. */
function isWriting(event: CaseEvent): boolean {
  switch (event.type) {
    case 'CaseAnswered':
    case 'CaseDirected':
    case 'CaseReopened':
      return true;
    case 'CaseEscalated':
      return event.data.by === 'hand';
    case 'CaseResolved':
      return event.data.by !== 'cause';
    default:
      return false;
  }
}

/** Whoever it was assigned to has to answer again; what was triaged stays so. */
function statusBehindReopening({ assignee, triagedAt }: OngoingCase): OngoingCase['status'] {
  if (assignee !== undefined) return 'assigned';
  return triagedAt === undefined ? 'open' : 'triaged';
}
