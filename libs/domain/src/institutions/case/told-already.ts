import { never } from '@corridor/kernel';
import { isSame } from '../../checks.js';
import type { CaseCommand } from './case.commands.js';
import { type CaseState, isOpened, type OngoingCase, standsBehind } from './case-state.js';

/** Whether the case says so already, so that the same told again leads to nothing. */
export function isToldAlready(command: CaseCommand, state: CaseState): boolean {
  if (command.type === 'ForeseeCase') return state.status !== 'unknown';
  if (command.type === 'AddCause') {
    if (state.status === 'unknown') return false;
    return state.status === 'averted' || state.causes.includes(command.data.causePosition);
  }
  if (command.type === 'EndCause' && state.status !== 'unknown') {
    // What came about again since goes on.
    if (standsBehind(state.causes, command.data.causePosition)) return true;
  }
  if (isOpened(state)) return isToldOfOpened(command, state);
  return state.status === 'averted' && (command.type === 'EndCause' || command.type === 'OpenForeseenCase');
}

function isToldOfOpened(
  command: Exclude<CaseCommand, { type: 'ForeseeCase' | 'AddCause' }>,
  state: OngoingCase,
): boolean {
  switch (command.type) {
    case 'OpenForeseenCase':
      return true;
    case 'EndCause':
      return state.causeEnded !== undefined;
    case 'OpenCase': {
      const { caseId, kind, subject, openedBy, against, text } = state;
      const before = { caseId, kind, subject, openedBy, against, text };
      const { serviceLevel: _, firms, ...data } = command.data;
      // What was foreseen had named more of them.
      const isTheirs = firms.every((firm) => state.firms.includes(firm));
      return state.status !== 'resolved' && isTheirs && isSame(sorted(before), sorted(data));
    }
    case 'TriageCase':
      return (
        state.triagedAt !== undefined &&
        state.status !== 'resolved' &&
        state.kind === command.data.kind &&
        state.priority === command.data.priority
      );
    case 'AssignCase':
      return state.status === 'assigned' && state.assignee === command.data.assignee;
    case 'AnswerCase':
      return state.status === 'answered' && isSame(state.answer?.text, command.data.text);
    case 'EscalateCase':
      return state.escalation?.by === 'hand' && isSame(state.escalation.reason, command.data.reason);
    case 'RecordDirection': {
      const last = state.directions.at(-1);
      const { meetingId, decisionId, text } = command.data;
      if (state.escalation || last?.meetingId !== meetingId) return false;
      return last.decisionId === decisionId && isSame(last.text, text);
    }
    case 'ResolveCase': {
      if (state.resolution?.by !== 'council') return false;
      const { at: _, by: __, ...before } = state.resolution;
      const { caseId: ___, ...data } = command.data;
      return isSame(sorted(before), sorted(data));
    }
    case 'WithdrawCase':
      return state.resolution?.by === 'firm' && isSame(state.resolution.text, command.data.text);
    case 'ReopenCase': {
      const { reopenedBy, reason } = command.data;
      const { status, reopening } = state;
      return status !== 'resolved' && reopening?.by === reopenedBy && isSame(reopening.reason, reason);
    }
    case 'EraseCaseTexts':
      return !state.isWritten && command.data.stood !== true;
    case 'MarkCaseLimits':
      return false;
    default:
      return never(command);
  }
}

function sorted(data: object): unknown {
  return Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
