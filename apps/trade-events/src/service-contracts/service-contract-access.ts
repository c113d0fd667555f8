import type { KnownServiceContract, ServiceContractState } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';
import { nothingOf, seesAllFirms } from '../institutions/found.js';

/**
 * The contract of services, if there is one for this caller: both firms and the provider's bank have it, and whoever sees all firms. For others it does not exist.
 * @throws ProblemError 404 `service-contract-unknown`.
 */
export function serviceContractFor(caller: Caller, state: ServiceContractState): KnownServiceContract {
  if (state.status !== 'unknown' && isOpenTo(caller, state)) return state;
  throw nothingOf('service-contract');
}

function isOpenTo(caller: Caller, { registered, terms }: KnownServiceContract): boolean {
  if (seesAllFirms(caller)) return true;
  if (caller.role === 'bank') return terms.providerBank === caller.participant;
  return [registered.provider, registered.customer].some(
    ({ participantId }) => participantId === caller.participant,
  );
}

/** Who is paid tells what for, as with invoices: who pays must not write it. @throws ProblemError 403 `not-the-provider`. */
export function checkProvider(
  { participant, role }: Caller,
  provider: { readonly participantId: string },
  pointer?: string,
): void {
  if (role !== 'trader' || provider.participantId === participant) return;
  const message = `A contract of services is told by its provider, "${provider.participantId}"; your key is of "${participant}".`;
  throw new ProblemError(403, 'not-the-provider', message, pointer === undefined ? {} : { pointer });
}
