import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkPositive, checkPositiveDecimal, checkStep, isSame, refuse } from '../../checks.js';
import type {
  NeedCommand,
  NeedEvent,
  NeedFulfilled,
  NeedPosted,
  NeedSubject,
  NeedTerms,
  NeedWithdrawn,
} from './need.events.js';

export type NeedState = { readonly status: 'unknown' } | KnownNeed;

export interface KnownNeed {
  readonly status: 'open' | 'withdrawn' | 'expired' | 'fulfilled';
  readonly subject: NeedSubject;
  /** As amended last. */
  readonly terms: NeedTerms;
  /** `YYYY-MM-DD`. */
  readonly postedOn: string;
  readonly withdrawn?: Omit<NeedWithdrawn['data'], 'needId'>;
  readonly fulfilled?: Omit<NeedFulfilled['data'], 'needId'>;
}

const LEGAL: Readonly<Record<NeedState['status'], readonly NeedCommand['type'][]>> = {
  unknown: ['PostNeed'],
  open: ['AmendNeed', 'WithdrawNeed', 'ExpireNeed', 'FulfilNeed'],
  withdrawn: [],
  expired: [],
  fulfilled: [],
};

/** The commands that a need allows as it stands. */
export function legalForNeed({ status }: NeedState): readonly NeedCommand['type'][] {
  return LEGAL[status];
}

/** Whether a need is to be marked at an instant, as the clock of its country shows that. */
export function isNeedOver(state: NeedState, at: string): boolean {
  return state.status === 'open' && at.slice(0, 10) > state.terms.validUntil;
}

/** What a firm offers or seeks, until it has it, takes it back, or its last day is over. */
export const need: Decider<NeedCommand, NeedEvent, NeedState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: NeedCommand, state: NeedState): readonly NeedEvent[] {
  if (state.status !== 'unknown' && isSo(command, state)) return [];
  checkStep(command.type, `need is ${state.status}`, LEGAL[state.status]);
  const { occurredAt } = command;
  switch (command.type) {
    case 'PostNeed':
      checkTerms(command.data, command.data.country, occurredAt);
      return [{ type: 'NeedPosted', occurredAt, data: command.data }];
    case 'AmendNeed':
      checkTerms(command.data, known(state).subject.country, occurredAt);
      return [{ type: 'NeedAmended', occurredAt, data: command.data }];
    case 'WithdrawNeed':
      return [{ type: 'NeedWithdrawn', occurredAt, data: command.data }];
    case 'ExpireNeed': {
      const { validUntil } = known(state).terms;
      if (!isNeedOver(state, occurredAt)) {
        const message = `It is valid until the end of ${validUntil}, and expires behind that day.`;
        refuse('need-still-valid', message, '/occurredAt');
      }
      return [{ type: 'NeedExpired', occurredAt, data: { needId: command.data.needId, validUntil } }];
    }
    case 'FulfilNeed':
      return [{ type: 'NeedFulfilled', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: NeedCommand, state: KnownNeed): boolean {
  switch (command.type) {
    case 'PostNeed':
      return isSame(command.data, { needId: command.data.needId, ...state.subject, ...state.terms });
    case 'AmendNeed': {
      const { needId: _, ...terms } = command.data;
      return state.status === 'open' && isSame(terms, state.terms);
    }
    case 'WithdrawNeed': {
      const { needId: _, ...withdrawn } = command.data;
      return isSame(withdrawn, state.withdrawn);
    }
    case 'ExpireNeed':
      return state.status === 'expired';
    case 'FulfilNeed': {
      const { needId: _, ...fulfilled } = command.data;
      return isSame(fulfilled, state.fulfilled);
    }
    default:
      return never(command);
  }
}

function checkTerms(terms: NeedTerms, country: string, occurredAt: string): void {
  const { quantity, place, unitPrice, validUntil } = terms;
  checkPositiveDecimal(quantity, 6, '/quantity');
  if (unitPrice) checkPositive(unitPrice, '/unitPrice');
  if (place !== undefined && place.slice(0, 2) !== country) {
    refuse('place-not-in-country', `${place} is in ${place.slice(0, 2)}, not in ${country}.`, '/place');
  }
  checkLocalDate(validUntil, '/validUntil');
  if (validUntil < occurredAt.slice(0, 10)) {
    refuse('validity-over', `${validUntil} was over when it was told.`, '/validUntil');
  }
}

function evolve(state: NeedState, event: NeedEvent): NeedState {
  if (event.type === 'NeedPosted') return posted(event);
  const before = known(state);
  switch (event.type) {
    case 'NeedAmended': {
      const { needId: _, ...terms } = event.data;
      return { ...before, terms };
    }
    case 'NeedWithdrawn': {
      const { needId: _, ...withdrawn } = event.data;
      return { ...before, status: 'withdrawn', withdrawn };
    }
    case 'NeedExpired':
      return { ...before, status: 'expired' };
    case 'NeedFulfilled': {
      const { needId: _, ...fulfilled } = event.data;
      return { ...before, status: 'fulfilled', fulfilled };
    }
    default:
      return never(event);
  }
}

function posted({ occurredAt, data }: NeedPosted): KnownNeed {
  const { needId: _, side, firm, hs, country, ...terms } = data;
  return { status: 'open', subject: { side, firm, hs, country }, terms, postedOn: occurredAt.slice(0, 10) };
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: NeedState): KnownNeed {
  if (state.status === 'unknown') throw new Error('The history of a need begins with NeedPosted.');
  return state;
}
