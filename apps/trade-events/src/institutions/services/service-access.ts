import type { KnownService, ServiceState } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';

/** The service, if there is one. @throws ProblemError 404 `service-unknown`. */
export function knownService(state: ServiceState): KnownService {
  if (state.status !== 'unknown') return state;
  throw new ProblemError(404, 'service-unknown', 'There is no service with this id.');
}

/** A trader acts for the services that it runs. @throws ProblemError 403 `not-the-operator`. */
export function checkRuns({ role, participant }: Caller, operator: string, pointer?: string): void {
  if (role !== 'trader' || participant === operator) return;
  const message = `The service is run by "${operator}"; your key is of "${participant}".`;
  throw new ProblemError(403, 'not-the-operator', message, pointer === undefined ? {} : { pointer });
}
