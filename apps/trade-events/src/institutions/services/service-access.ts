import { type KnownService, legalForService, type ServiceCommand, type ServiceState } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';

/** The service, if there is one. @throws ProblemError 404 `service-unknown`. */
export function knownService(state: ServiceState): KnownService {
  if (state.status !== 'unknown') return state;
  throw new ProblemError(404, 'service-unknown', 'There is no service with this id.');
}

/** A trader acts for the services that it runs. */
export function runs({ role, participant }: Caller, operator: string): boolean {
  return role !== 'trader' || participant === operator;
}

/** Of what a service allows, what is for the caller as far as it runs it. */
export function legalForCaller(caller: Caller, state: KnownService): readonly ServiceCommand['type'][] {
  return runs(caller, state.operator) ? legalForService(state) : [];
}

/** @throws ProblemError 403 `not-the-operator`. */
export function checkRuns(caller: Caller, operator: string, pointer?: string): void {
  if (runs(caller, operator)) return;
  const message = `The service is run by "${operator}"; your key is of "${caller.participant}".`;
  throw new ProblemError(403, 'not-the-operator', message, pointer === undefined ? {} : { pointer });
}
