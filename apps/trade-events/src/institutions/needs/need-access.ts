import type { KnownNeed, NeedState } from '@corridor/domain';
import type { Caller } from '@corridor/nest-kit';
import { nothingOf, seesAllFirms } from '../found.js';

/** The need, if there is one for this caller: a firm has its own, and meets others by matches alone. @throws ProblemError 404 `need-unknown`. */
export function needFor(caller: Caller, state: NeedState): KnownNeed {
  const isOpenTo =
    state.status !== 'unknown' &&
    (seesAllFirms(caller) || state.subject.firm.participantId === caller.participant);
  if (isOpenTo) return state;
  throw nothingOf('need');
}
