import type { GuaranteeState, KnownGuarantee } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';

/**
 * The guarantee, if there is one for this caller: a bank has those that it issued, a trader those that cover its transits,
 * and another's does not exist for them.
 * @param pointer of the field that names it, where that is in the body.
 * @throws ProblemError 404 `guarantee-unknown`.
 */
export function guaranteeFor(caller: Caller, state: GuaranteeState, pointer?: string): KnownGuarantee {
  if (state.status !== 'unknown' && isOpenTo(caller, state)) return state;
  const message = 'There is no guarantee with this id among yours.';
  throw new ProblemError(404, 'guarantee-unknown', message, pointer === undefined ? {} : { pointer });
}

function isOpenTo({ role, participant }: Caller, { issued }: KnownGuarantee): boolean {
  if (role === 'bank') return issued.guarantor.participantId === participant;
  if (role === 'trader') return issued.principal.participantId === participant;
  return true;
}
