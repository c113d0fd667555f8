import { type Decider, never } from '@corridor/kernel';
import { laterOf } from '../../calendar.js';
import { checkStep, refuse } from '../../checks.js';
import type { CaseCommand } from './case.commands.js';
import type { CaseEvent, CaseOpened } from './case.events.js';
import { evolve } from './case-evolve.js';
import { hoursBehind, limitsFrom, passedBy } from './case-limits.js';
import { type CaseState, type ForeseenCase, isOpened, type OngoingCase } from './case-state.js';
import { checkOpening, checkResolution, checkTriage, isSharedCase } from './checked-case.js';
import { isToldAlready } from './told-already.js';
import { countedAt, toldLate } from './told-late.js';

type CommandOf<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;

/** The commands that a case allows as it stands. */
export function legalForCase(state: CaseState): readonly CaseCommand['type'][] {
  switch (state.status) {
    case 'unknown':
      return ['ForeseeCase', 'OpenCase'];
    case 'foreseen':
      return ['ForeseeCase', 'AddCause', 'OpenCase', 'OpenForeseenCase', 'EndCause'];
    case 'averted':
      return ['ForeseeCase', 'AddCause', 'OpenForeseenCase', 'EndCause'];
    case 'resolved':
      return [
        'ReopenCase',
        'EraseCaseTexts',
        'ForeseeCase',
        'AddCause',
        'OpenForeseenCase',
        'EndCause',
        'MarkCaseLimits',
      ];
    case 'open':
    case 'triaged':
    case 'assigned':
    case 'answered': {
      const council = state.status === 'open' ? [] : (['AssignCase', 'ResolveCase'] as const);
      const assignee = state.assignee === undefined ? [] : (['AnswerCase'] as const);
      const before = state.escalation ? (['RecordDirection'] as const) : (['EscalateCase'] as const);
      const own = ['ForeseeCase', 'AddCause', 'OpenForeseenCase', 'EndCause', 'MarkCaseLimits'] as const;
      // What the ledger sees to end ends by itself: until then one firm takes nothing from the other.
      const isSeen = isSharedCase(state.openedAs, state.subject) && state.causeEnded === undefined;
      const firm = isSeen ? [] : (['WithdrawCase'] as const);
      return ['TriageCase', ...council, ...assignee, ...before, ...firm, 'EraseCaseTexts', ...own];
    }
    default:
      return never(state);
  }
}

/**
 * A firm's problem before the Business Council, from what foresees it to how it ends. Whatever is told of it first tells which limits had passed by
 * then: so what its stream holds does not depend on when somebody looked at the clock.
 */
export const councilCase: Decider<CaseCommand, CaseEvent, CaseState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: CaseCommand, state: CaseState): readonly CaseEvent[] {
  if (isToldAlready(command, state)) return [];
  const passed = isOpened(state) ? passedBy(state, countedOf(command, state)) : [];
  const after = passed.reduce(evolve, state);
  checkStep(command.type, `case is ${after.status}`, legalForCase(after));
  return [...passed, ...stepOf(command, after)];
}

function stepOf(command: CaseCommand, state: CaseState): readonly CaseEvent[] {
  const { occurredAt } = command;
  switch (command.type) {
    case 'ForeseeCase': {
      const { data } = command;
      const { serviceLevel, ...rest } = data;
      const { openAfterHours } = serviceLevel;
      if (openAfterHours === undefined) {
        refuse('kind-opened-by-hand', `A case of the kind ${data.kind} is not foreseen.`, '/kind');
      }
      const dueBy = hoursBehind(occurredAt, openAfterHours);
      return [
        {
          type: 'CaseForeseen',
          occurredAt,
          data: { ...rest, dueBy, serviceLevel: { ...serviceLevel, openAfterHours }, ...toldLate(command) },
        },
      ];
    }
    case 'AddCause':
      return causeAdded(command, state);
    case 'OpenCase':
      return opened(command, state);
    case 'OpenForeseenCase': {
      const { foreseen } = foreseenOf(state);
      if (Date.parse(occurredAt) <= Date.parse(foreseen.dueBy)) return [];
      return [openedByItself(foreseen)];
    }
    case 'EndCause':
      return causeEnded(command, state);
    case 'MarkCaseLimits':
      return [];
    default:
      return stepOfCouncil(command, ongoing(state));
  }
}

type CouncilCommand = Exclude<
  CaseCommand,
  { type: 'ForeseeCase' | 'AddCause' | 'OpenCase' | 'OpenForeseenCase' | 'EndCause' | 'MarkCaseLimits' }
>;

function stepOfCouncil(command: CouncilCommand, state: OngoingCase): readonly CaseEvent[] {
  const { occurredAt } = command;
  const began = beganAt(state);
  if (Date.parse(occurredAt) < Date.parse(began)) {
    refuse('before-opening', `${occurredAt} lies before the case was opened, at ${began}.`, '/occurredAt');
  }
  const { caseId } = state;
  const late = toldLate(command);
  switch (command.type) {
    case 'TriageCase':
      checkTriage(command.data, state);
      return [{ type: 'CaseTriaged', occurredAt, data: { ...command.data, ...late } }];
    case 'AssignCase':
      return [{ type: 'CaseAssigned', occurredAt, data: command.data }];
    case 'AnswerCase':
      return [{ type: 'CaseAnswered', occurredAt, data: { ...command.data, ...late } }];
    case 'EscalateCase':
      return [
        { type: 'CaseEscalated', occurredAt, data: { caseId, by: 'hand', reason: command.data.reason } },
      ];
    case 'RecordDirection':
      return [{ type: 'CaseDirected', occurredAt, data: { ...command.data, ...late } }];
    case 'ResolveCase':
      checkResolution(command.data, state);
      return [{ type: 'CaseResolved', occurredAt, data: { ...command.data, by: 'council', ...late } }];
    case 'WithdrawCase': {
      const data = { caseId, by: 'firm', outcome: 'withdrawn', text: command.data.text } as const;
      return [{ type: 'CaseResolved', occurredAt, data: { ...data, ...late } }];
    }
    case 'EraseCaseTexts': {
      const { reason } = command.data;
      return [{ type: 'CaseTextsErased', occurredAt, data: { caseId, reason } }];
    }
    case 'ReopenCase':
      return reopened(command, state);
    default:
      return never(command);
  }
}

function opened(command: CommandOf<'OpenCase'>, state: CaseState): readonly CaseEvent[] {
  const { occurredAt, data } = command;
  const { serviceLevel, ...rest } = data;
  checkOpening(rest);
  // What was foreseen names both parties of the goods; the firm that tells of it takes part, too.
  const others = state.status === 'foreseen' ? state.foreseen.firms : [];
  const firms = [...new Set([...others, ...rest.firms])].sort();
  const limits = limitsFrom(countedAt(command), serviceLevel);
  return [{ type: 'CaseOpened', occurredAt, data: { ...rest, firms, limits, ...toldLate(command) } }];
}

function openedByItself(foreseen: ForeseenCase['foreseen']): CaseOpened {
  const { caseId, kind, subject, firms, text, dueBy, serviceLevel, toldAt } = foreseen;
  const telling = { occurredAt: dueBy, toldAt };
  const limits = limitsFrom(countedAt(telling), serviceLevel);
  const data = { caseId, kind, subject, firms, text, limits, ...toldLate(telling) };
  return { type: 'CaseOpened', occurredAt: dueBy, data };
}

/** What came about again behind the limit makes a case of it first, whether or not anybody had looked by then. */
function causeAdded(command: CommandOf<'AddCause'>, state: CaseState): readonly CaseEvent[] {
  const { occurredAt, data } = command;
  const added: CaseEvent = { type: 'CaseCauseAdded', occurredAt, data };
  if (isOpened(state)) return [added];
  const { foreseen } = foreseenOf(state);
  const isLate = Date.parse(occurredAt) > Date.parse(foreseen.dueBy);
  if (!isLate) return [added];
  const event = openedByItself(foreseen);
  return [event, ...decide(command, evolve(state, event))];
}

/** A cause that ended behind its limit makes a case, whether or not anybody had looked by then. */
function causeEnded(command: CommandOf<'EndCause'>, state: CaseState): readonly CaseEvent[] {
  const { occurredAt, data } = command;
  const { caseId, causePosition, outcome, text } = data;
  const ended = { caseId, endedAt: occurredAt, causePosition };
  if (!isOpened(state)) {
    const { foreseen } = foreseenOf(state);
    if (Date.parse(occurredAt) <= Date.parse(foreseen.dueBy)) {
      return [{ type: 'CaseAverted', occurredAt, data: ended }];
    }
    const event = openedByItself(foreseen);
    return [event, ...decide(command, evolve(state, event))];
  }
  const at = laterOf(occurredAt, state.resolution?.at ?? beganAt(state));
  const end: CaseEvent = { type: 'CaseCauseEnded', occurredAt: at, data: ended };
  if (state.status === 'resolved') return [end];
  const late = toldLate({ occurredAt: at, toldAt: command.toldAt });
  return [
    end,
    { type: 'CaseResolved', occurredAt: at, data: { caseId, by: 'cause', outcome, text, ...late } },
  ];
}

function reopened(command: CommandOf<'ReopenCase'>, state: OngoingCase): readonly CaseEvent[] {
  const { occurredAt, data } = command;
  const { serviceLevel, ...rest } = data;
  const endedAt = state.resolution?.at ?? state.since;
  if (Date.parse(occurredAt) < Date.parse(endedAt)) {
    refuse('before-resolution', `${occurredAt} lies before it was resolved, at ${endedAt}.`, '/occurredAt');
  }
  const { reopenDays } = state.limits;
  const until = hoursBehind(state.resolvedAt ?? endedAt, reopenDays * 24);
  // Whoever is late cannot say that it was earlier.
  if (Date.parse(laterOf(occurredAt, command.toldAt ?? occurredAt)) > Date.parse(until)) {
    const message = `It could be opened again for ${reopenDays} days, until ${until}. Open a new case.`;
    refuse('reopening-too-late', message, '/occurredAt');
  }
  const limits = limitsFrom(countedAt(command), serviceLevel);
  return [{ type: 'CaseReopened', occurredAt, data: { ...rest, limits, ...toldLate(command) } }];
}

/** The instant up to which a command tells what passed: a cause that ended before its case was opened ends it then. */
function countedOf(command: CaseCommand, state: OngoingCase): string {
  const at = countedAt(command);
  return command.type === 'EndCause' ? laterOf(at, state.since) : at;
}

/** When this opening of the case was told to have happened. */
function beganAt({ reopening, openedAt }: OngoingCase): string {
  return reopening?.at ?? openedAt;
}

/** Both narrow the state behind the check of the step; a history that starts otherwise was not decided here. */
function ongoing(state: CaseState): OngoingCase {
  if (!isOpened(state)) throw new Error('A case is opened before anything is done for it.');
  return state;
}

function foreseenOf(state: CaseState): ForeseenCase {
  if (state.status === 'foreseen' || state.status === 'averted') return state;
  throw new Error('The history of a case that opens by itself begins with CaseForeseen.');
}
