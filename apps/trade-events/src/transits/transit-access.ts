import type { KnownTransit, TransitState } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';

/**
 * The transit, if there is one for this caller: a trader has those that it answers for or carries, a bank those that its
 * guarantees stand for, and another's does not exist for them.
 * @throws ProblemError 404 `transit-unknown`.
 */
export function transitFor(caller: Caller, state: TransitState): KnownTransit {
  if (state.status !== 'unknown' && isOpenTo(caller, state)) return state;
  throw new ProblemError(404, 'transit-unknown', 'There is no transit with this id among yours.');
}

function isOpenTo({ role, participant }: Caller, { opened }: KnownTransit): boolean {
  if (role === 'bank') return opened.guarantor === participant;
  if (role !== 'trader') return true;
  return opened.principal.participantId === participant || opened.carrier.participantId === participant;
}
