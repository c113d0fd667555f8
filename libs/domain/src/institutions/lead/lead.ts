import { type Decider, type MoneyJson, never, Rejection } from '@corridor/kernel';
import { checkNotBefore, checkPositive, checkStep, isSame, refuse } from '../../checks.js';
import type { LeadCommand, LeadEvent, LeadFollowedUp, LeadLapsed, LeadRecorded } from './lead.events.js';

export type LeadState = { readonly status: 'unknown' } | KnownLead;

export interface KnownLead {
  readonly status: 'open' | 'committed' | 'lapsed';
  readonly recorded: LeadRecorded['data'];
  readonly recordedAt: string;
  /** As told last; absent where nobody told. */
  readonly expectedValue?: MoneyJson;
  readonly followUps: readonly (Omit<LeadFollowedUp['data'], 'leadId'> & { readonly on: string })[];
  /** As it was told; where a commitment names it all the same, it is committed while that stands. */
  readonly lapsed?: Omit<LeadLapsed['data'], 'leadId'>;
  /** Those that name it, in the order in which they were announced. */
  readonly commitments: readonly { readonly commitmentId: string; readonly isWithdrawn: boolean }[];
}

const LEGAL: Readonly<Record<LeadState['status'], readonly LeadCommand['type'][]>> = {
  unknown: ['RecordLead'],
  open: ['FollowUpLead', 'LapseLead', 'CommitLead'],
  committed: ['FollowUpLead', 'CommitLead', 'WithdrawLeadCommitment'],
  lapsed: ['CommitLead'],
};

/** The commands that a lead allows as it stands. */
export function legalForLead({ status }: LeadState): readonly LeadCommand['type'][] {
  return LEGAL[status];
}

/** Of the commitments that name a lead, those that were not withdrawn. */
export function standingCommitments({ commitments }: Pick<KnownLead, 'commitments'>): readonly string[] {
  return commitments.flatMap(({ commitmentId, isWithdrawn }) => (isWithdrawn ? [] : [commitmentId]));
}

/** Something that two firms found to trade: followed until it lapses, or a commitment names it. */
export const lead: Decider<LeadCommand, LeadEvent, LeadState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: LeadCommand, state: LeadState): readonly LeadEvent[] {
  if (state.status !== 'unknown' && isSo(command, state)) return [];
  if (command.type === 'LapseLead') checkNotCommitted(state);
  checkStep(command.type, `lead is ${state.status}`, LEGAL[state.status]);
  const { occurredAt } = command;
  switch (command.type) {
    case 'RecordLead': {
      const { seller, buyer, expectedValue } = command.data;
      if (seller.participantId === buyer.participantId) {
        refuse('buyer-is-seller', 'A lead is between two firms.', '/buyer');
      }
      if (expectedValue) checkPositive(expectedValue, '/expectedValue');
      return [{ type: 'LeadRecorded', occurredAt, data: command.data }];
    }
    case 'FollowUpLead':
      checkNotBefore(
        occurredAt,
        known(state).recordedAt,
        'followed-before-recorded',
        'The lead was recorded',
      );
      if (command.data.expectedValue) checkPositive(command.data.expectedValue, '/expectedValue');
      return [{ type: 'LeadFollowedUp', occurredAt, data: command.data }];
    case 'LapseLead':
      checkNotBefore(occurredAt, known(state).recordedAt, 'lapsed-before-recorded', 'The lead was recorded');
      return [{ type: 'LeadLapsed', occurredAt, data: command.data }];
    case 'CommitLead':
      return [{ type: 'LeadCommitted', occurredAt, data: command.data }];
    case 'WithdrawLeadCommitment':
      return [{ type: 'LeadCommitmentWithdrawn', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: LeadCommand, state: KnownLead): boolean {
  switch (command.type) {
    case 'RecordLead':
      return isSame(command.data, state.recorded);
    case 'FollowUpLead':
      return state.followUps.some((told) => isSame(told, followUpOf(command)));
    case 'LapseLead': {
      const { leadId: _, ...lapsed } = command.data;
      return isSame(lapsed, state.lapsed);
    }
    case 'CommitLead':
      return state.commitments.some(({ commitmentId }) => commitmentId === command.data.commitmentId);
    case 'WithdrawLeadCommitment':
      return !standingCommitments(state).includes(command.data.commitmentId);
    default:
      return never(command);
  }
}

function evolve(state: LeadState, event: LeadEvent): LeadState {
  if (event.type === 'LeadRecorded') {
    const { expectedValue } = event.data;
    return {
      status: 'open',
      recorded: event.data,
      recordedAt: event.occurredAt,
      ...(expectedValue && { expectedValue }),
      followUps: [],
      commitments: [],
    };
  }
  const before = known(state);
  switch (event.type) {
    case 'LeadFollowedUp': {
      const { expectedValue } = event.data;
      const followUps = [...before.followUps, followUpOf(event)];
      return { ...before, ...(expectedValue && { expectedValue }), followUps };
    }
    case 'LeadLapsed': {
      const { leadId: _, ...lapsed } = event.data;
      return { ...before, status: 'lapsed', lapsed };
    }
    case 'LeadCommitted': {
      const { commitmentId } = event.data;
      return asItStands({
        ...before,
        commitments: [...before.commitments, { commitmentId, isWithdrawn: false }],
      });
    }
    case 'LeadCommitmentWithdrawn': {
      const commitments = before.commitments.map((each) =>
        each.commitmentId === event.data.commitmentId ? { ...each, isWithdrawn: true } : each,
      );
      return asItStands({ ...before, commitments });
    }
    default:
      return never(event);
  }
}

/** What a commitment names has come to something, whatever was said of it before. */
function asItStands(state: KnownLead): KnownLead {
  const isCommitted = standingCommitments(state).length > 0;
  return { ...state, status: isCommitted ? 'committed' : state.lapsed ? 'lapsed' : 'open' };
}

function checkNotCommitted(state: LeadState): void {
  if (state.status !== 'committed') return;
  const named = standingCommitments(state).join(', ');
  const message = `The commitment ${named} names it: something came of it. It lapses once that is withdrawn.`;
  throw new Rejection('lead-committed', message, { legalNow: LEGAL.committed });
}

function followUpOf({
  occurredAt,
  data: { leadId: _, ...told },
}: Pick<LeadFollowedUp, 'occurredAt' | 'data'>) {
  return { on: occurredAt.slice(0, 10), ...told };
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: LeadState): KnownLead {
  if (state.status === 'unknown') throw new Error('The history of a lead begins with LeadRecorded.');
  return state;
}
