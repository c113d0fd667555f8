import type { KnownLead, LeadState } from '@corridor/domain';
import type { Caller } from '@corridor/nest-kit';
import { nothingOf, seesAllFirms } from '../found.js';

/** The lead, if there is one for this caller: a firm has those that it sells or buys in. @throws ProblemError 404 `lead-unknown`. */
export function leadFor(caller: Caller, state: LeadState): KnownLead {
  if (state.status === 'unknown') throw nothingOf('lead');
  const { seller, buyer } = state.recorded;
  const isParty = [seller, buyer].some(({ participantId }) => participantId === caller.participant);
  if (isParty || seesAllFirms(caller)) return state;
  throw nothingOf('lead');
}
