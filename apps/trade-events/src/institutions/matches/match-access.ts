import type { KnownMatch, MatchState, NeedSide } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';
import { nothingOf, seesAllFirms } from '../found.js';

/** The side of a match that the caller is; none where it is no party. */
export function sideOf({ participant }: Caller, { proposed }: KnownMatch): NeedSide | undefined {
  if (proposed.offer.firm === participant) return 'offer';
  return proposed.seek.firm === participant ? 'seek' : undefined;
}

/** The match, if there is one for this caller. @throws ProblemError 404 `match-unknown`. */
export function matchSeenBy(caller: Caller, state: MatchState, pointer?: string): KnownMatch {
  const isOpenTo =
    state.status !== 'unknown' && (seesAllFirms(caller) || sideOf(caller, state) !== undefined);
  if (isOpenTo) return state;
  throw nothingOf('match', pointer);
}

/**
 * Which side speaks: a firm for itself, an operator for the one that it names.
 * @throws ProblemError 422 `side-missing` where an operator names none, 403 `not-a-party` where a firm names the other one.
 */
export function speakingSide(caller: Caller, match: KnownMatch, named: NeedSide | undefined): NeedSide {
  const own = sideOf(caller, match) ?? named;
  const at = { pointer: '/side' };
  if (own === undefined) throw new ProblemError(422, 'side-missing', 'Name the side that answers.', at);
  if (named !== undefined && named !== own) {
    throw new ProblemError(403, 'not-a-party', `Your firm is the side of the ${own}.`, at);
  }
  return own;
}
