import { never } from '@corridor/kernel';
import type { CaseEvent } from './case.events.js';
import { type CaseState, isOpened, type OngoingCase } from './case-state.js';
import { countedAtOf } from './told-late.js';

export function evolve(state: CaseState, event: CaseEvent): CaseState {
  const { occurredAt } = event;
  switch (event.type) {
    case 'CaseForeseen':
      return { status: 'foreseen', foreseen: event.data, causes: [event.data.causePosition] };
    case 'CaseCauseAdded':
      if (state.status === 'unknown')
        throw new Error('What a case came about by is told before it comes about again.');
      return { ...state, causes: [...state.causes, event.data.causePosition] };
    case 'CaseAverted':
      if (state.status !== 'foreseen') throw new Error('Only a case that is foreseen is averted.');
      return { ...state, status: 'averted' };
    case 'CaseOpened': {
      const { toldAt: _, ...opened } = event.data;
      return {
        status: 'open',
        ...opened,
        openedAs: event.data.kind,
        isWritten: event.data.openedBy !== undefined,
        openedAt: occurredAt,
        since: countedAtOf(event),
        missed: [],
        ruled: false,
        directions: [],
        causes: state.status === 'foreseen' ? state.causes : [],
        reopenings: 0,
      };
    }
    default:
      if (!isOpened(state)) throw new Error('A case is opened before anything is done for it.');
      return evolveOpened(isWriting(event) ? { ...state, isWritten: true } : state, event);
  }
}

function evolveOpened(
  state: OngoingCase,
  event: Exclude<CaseEvent, { type: 'CaseForeseen' | 'CaseCauseAdded' | 'CaseAverted' | 'CaseOpened' }>,
): CaseState {
  const { occurredAt: at } = event;
  const counted = countedAtOf(event);
  switch (event.type) {
    case 'CaseTriaged': {
      const { kind, priority } = event.data;
      const status = state.status === 'open' ? 'triaged' : state.status;
      return { ...state, status, kind, priority, triagedAt: state.triagedAt ?? counted };
    }
    case 'CaseAssigned':
      return { ...state, status: 'assigned', assignee: event.data.assignee };
    case 'CaseAnswered': {
      const { text } = event.data;
      return { ...state, status: 'answered', answer: { text, at }, answeredAt: state.answeredAt ?? counted };
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
      // Behind the limit it has said what the rule would ask it for.
      const ruled = state.ruled || Date.parse(counted) >= Date.parse(state.limits.escalateBy);
      return { ...rest, ruled, directions: [...state.directions, { meetingId, decisionId, text, at }] };
    }
    case 'CaseCauseEnded':
      return { ...state, causeEnded: { at: event.data.endedAt, position: event.data.causePosition } };
    case 'CaseResolved': {
      // What is resolved lies before nobody any more.
      const { escalation: _, ...rest } = state;
      const { caseId: __, toldAt: ___, ...resolution } = event.data;
      return { ...rest, status: 'resolved', resolution: { ...resolution, at }, resolvedAt: counted };
    }
    case 'CaseTextsErased':
      return { ...state, isWritten: false };
    case 'CaseReopened': {
      const { resolution: _, resolvedAt: __, answeredAt: ___, ...rest } = state;
      const { reopenedBy: by, reason, limits } = event.data;
      return {
        ...rest,
        status: statusBehindReopening(state),
        since: counted,
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
