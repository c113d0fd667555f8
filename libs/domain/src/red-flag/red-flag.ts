import { type Decider, never } from '@corridor/kernel';
import { checkStep } from '../checks.js';
import type { RedFlagCommand } from './red-flag.commands.js';
import type { FlagKind, FlagSubject, RedFlagEvent } from './red-flag.events.js';

export type RedFlagState = UnknownFlag | KnownFlag;

export interface UnknownFlag {
  readonly status: 'unknown';
}

export interface KnownFlag {
  readonly status: 'open' | 'assigned' | 'cleared' | 'confirmed';
  readonly flagId: string;
  readonly kind: FlagKind;
  readonly subject: FlagSubject;
  /** What was found last. */
  readonly reason: string;
  /** Every position that was ever told, rising. */
  readonly evidence: readonly number[];
  /** Sorted, each once. */
  readonly banks: readonly string[];
  readonly assignee?: string;
  /** Why it was cleared or confirmed. */
  readonly outcome?: string;
}

/** The commands that a flag allows as it stands. */
export function legalForRedFlag({ status }: Pick<RedFlagState, 'status'>): readonly RedFlagCommand['type'][] {
  switch (status) {
    case 'unknown':
      return ['RaiseRedFlag'];
    case 'open':
    case 'assigned':
      return ['RaiseRedFlag', 'AssignRedFlag', 'ClearRedFlag', 'ConfirmRedFlag'];
    case 'cleared':
      return ['RaiseRedFlag', 'ClearRedFlag'];
    case 'confirmed':
      return ['RaiseRedFlag', 'ConfirmRedFlag'];
    default:
      return never(status);
  }
}

/** A suspicion, from what raised it to what somebody found behind it. */
export const redFlag: Decider<RedFlagCommand, RedFlagEvent, RedFlagState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: RedFlagCommand, state: RedFlagState): readonly RedFlagEvent[] {
  checkStep(command.type, `flag is ${state.status}`, legalForRedFlag(state));
  const { occurredAt } = command;
  switch (command.type) {
    case 'RaiseRedFlag':
      return raise(command, state);
    case 'AssignRedFlag':
      if (known(state).assignee === command.data.assignee) return [];
      return [{ type: 'RedFlagAssigned', occurredAt, data: command.data }];
    case 'ClearRedFlag':
      if (state.status === 'cleared') return [];
      return [{ type: 'RedFlagCleared', occurredAt, data: command.data }];
    case 'ConfirmRedFlag':
      if (state.status === 'confirmed') return [];
      return [{ type: 'RedFlagConfirmed', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** The same evidence says nothing new: neither does it open again what was cleared. */
function raise(
  { occurredAt, data }: Extract<RedFlagCommand, { type: 'RaiseRedFlag' }>,
  state: RedFlagState,
): readonly RedFlagEvent[] {
  if (state.status === 'unknown') return [{ type: 'RedFlagRaised', occurredAt, data }];
  if (data.evidence.every((position) => state.evidence.includes(position))) return [];
  if (state.status === 'cleared') return [{ type: 'RedFlagRaised', occurredAt, data }];
  const { kind: _, ...more } = data;
  return [{ type: 'RedFlagEvidenceAdded', occurredAt, data: more }];
}

function evolve(state: RedFlagState, event: RedFlagEvent): RedFlagState {
  if (event.type === 'RedFlagRaised' && state.status === 'unknown') {
    return { status: 'open', ...event.data };
  }
  const before = known(state);
  switch (event.type) {
    case 'RedFlagRaised': {
      const { assignee: _, outcome: __, ...rest } = before;
      return { ...rest, ...found(before, event.data), status: 'open' };
    }
    case 'RedFlagEvidenceAdded':
      return { ...before, ...found(before, event.data) };
    case 'RedFlagAssigned':
      return { ...before, status: 'assigned', assignee: event.data.assignee };
    case 'RedFlagCleared':
      return { ...before, status: 'cleared', outcome: event.data.reason };
    case 'RedFlagConfirmed':
      return { ...before, status: 'confirmed', outcome: event.data.reason };
    default:
      return never(event);
  }
}

type Found = Pick<KnownFlag, 'reason' | 'subject' | 'evidence' | 'banks'>;

/** What is known behind a finding: the newest words, and all that was ever told. */
function found(before: KnownFlag, { reason, subject, evidence, banks }: Found): Found {
  const both = (one: readonly string[] = [], other: readonly string[] = []): readonly string[] =>
    [...new Set([...one, ...other])].sort();
  const consignmentIds = both(before.subject.consignmentIds, subject.consignmentIds);
  const letterOfCreditIds = both(before.subject.letterOfCreditIds, subject.letterOfCreditIds);
  return {
    reason,
    subject: {
      ...before.subject,
      consignmentIds,
      ...(letterOfCreditIds.length > 0 && { letterOfCreditIds }),
    },
    evidence: [...new Set([...before.evidence, ...evidence])].sort((a, b) => a - b),
    banks: [...new Set([...before.banks, ...banks])].sort(),
  };
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: RedFlagState): KnownFlag {
  if (state.status === 'unknown') throw new Error('The history of a flag begins with RedFlagRaised.');
  return state;
}
