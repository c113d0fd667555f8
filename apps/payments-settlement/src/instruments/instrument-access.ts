import type { InstrumentState, KnownInstrument } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';

/**
 * The instrument, if there is one for this caller: a bank has those that it follows, a trader those that it holds, and another's does not
 * exist for them.
 * @throws ProblemError 404 `instrument-unknown`.
 */
export function instrumentFor({ role, participant }: Caller, state: InstrumentState): KnownInstrument {
  if (state.status !== 'unknown') {
    const { bank, holder } = state.registered;
    if (role === 'operator') return state;
    if (role === 'bank' && bank === participant) return state;
    if (role === 'trader' && holder.participantId === participant) return state;
  }
  throw new ProblemError(404, 'instrument-unknown', 'There is no instrument with this id among yours.');
}
