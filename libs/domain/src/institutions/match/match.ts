import { type Decider, never } from '@corridor/kernel';
import { checkNotBefore, checkStep, isSame, refuse } from '../../checks.js';
import type { NeedSide } from '../need/need.events.js';
import type { MatchCommand, MatchDeclined, MatchEvent, MatchLapse, MatchProposed } from './match.events.js';

export type MatchState = { readonly status: 'unknown' } | KnownMatch;

export interface KnownMatch {
  readonly status: 'proposed' | 'introduced' | 'declined' | 'lapsed';
  /** As proposed last. */
  readonly proposed: MatchProposed['data'];
  readonly proposedAt: string;
  readonly interested: readonly NeedSide[];
  readonly declined?: Omit<MatchDeclined['data'], 'matchId'>;
  /** Of an introduction. */
  readonly leadId?: string;
  readonly lapsed?: MatchLapse;
}

const LEGAL: Readonly<Record<MatchState['status'], readonly MatchCommand['type'][]>> = {
  unknown: ['ProposeMatch'],
  proposed: ['ProposeMatch', 'ShowInterest', 'DeclineMatch', 'LapseMatch'],
  introduced: [],
  declined: [],
  // What fits no more may fit again.
  lapsed: ['ProposeMatch'],
};

/** The commands that a match allows as it stands. */
export function legalForMatch({ status }: MatchState): readonly MatchCommand['type'][] {
  return LEGAL[status];
}

/** What one firm offers and another one seeks: neither knows the other before both are interested. */
export const match: Decider<MatchCommand, MatchEvent, MatchState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: MatchCommand, state: MatchState): readonly MatchEvent[] {
  if (state.status !== 'unknown' && isSo(command, state)) return [];
  checkStep(command.type, `match is ${state.status}`, LEGAL[state.status]);
  const { occurredAt } = command;
  switch (command.type) {
    case 'ProposeMatch': {
      const { offer, seek } = command.data;
      if (offer.firm === seek.firm) refuse('buyer-is-seller', 'A match is between two firms.', '/seek/firm');
      return [{ type: 'MatchProposed', occurredAt, data: command.data }];
    }
    case 'ShowInterest': {
      checkNotBefore(
        occurredAt,
        known(state).proposedAt,
        'answered-before-proposed',
        'The match was proposed',
      );
      const { matchId, side, leadId } = command.data;
      const shown = { type: 'MatchInterestShown', occurredAt, data: { matchId, side } } as const;
      // This side had not shown any before: whoever did is the other one.
      if (known(state).interested.length === 0) return [shown];
      return [shown, { type: 'MatchIntroduced', occurredAt, data: { matchId, leadId } }];
    }
    case 'DeclineMatch':
      checkNotBefore(
        occurredAt,
        known(state).proposedAt,
        'answered-before-proposed',
        'The match was proposed',
      );
      return [{ type: 'MatchDeclined', occurredAt, data: command.data }];
    case 'LapseMatch':
      return [{ type: 'MatchLapsed', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: MatchCommand, state: KnownMatch): boolean {
  switch (command.type) {
    case 'ProposeMatch':
      // Prices and last days are shown to neither side: where these alone are read otherwise, there is nothing to ask anew.
      return (
        state.status === 'proposed' &&
        isSame([command.data.offer, command.data.seek], [state.proposed.offer, state.proposed.seek])
      );
    case 'ShowInterest':
      return (
        ['proposed', 'introduced'].includes(state.status) && state.interested.includes(command.data.side)
      );
    case 'DeclineMatch': {
      const { matchId: _, ...declined } = command.data;
      return isSame(declined, state.declined);
    }
    case 'LapseMatch':
      return state.lapsed === command.data.reason;
    default:
      return never(command);
  }
}

function evolve(state: MatchState, event: MatchEvent): MatchState {
  // What is proposed anew, since it is read otherwise now, both sides are asked anew.
  if (event.type === 'MatchProposed') {
    return { status: 'proposed', proposed: event.data, proposedAt: event.occurredAt, interested: [] };
  }
  const before = known(state);
  switch (event.type) {
    case 'MatchInterestShown':
      return { ...before, interested: [...before.interested, event.data.side] };
    case 'MatchDeclined': {
      const { matchId: _, ...declined } = event.data;
      return { ...before, status: 'declined', declined };
    }
    case 'MatchIntroduced':
      return { ...before, status: 'introduced', leadId: event.data.leadId };
    case 'MatchLapsed':
      return { ...before, status: 'lapsed', lapsed: event.data.reason };
    default:
      return never(event);
  }
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: MatchState): KnownMatch {
  if (state.status === 'unknown') throw new Error('The history of a match begins with MatchProposed.');
  return state;
}
