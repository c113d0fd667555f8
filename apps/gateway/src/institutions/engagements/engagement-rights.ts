import type { Caller, Role } from '@corridor/nest-kit';
import { fieldError } from '../../graphql/errors.js';

const MAY_SEE: ReadonlySet<Role> = new Set(['commission', 'council', 'reporter', 'operator']);

/** @throws GraphQLError `FORBIDDEN` for whoever does not see what all firms told. */
export function checkSeesAllFirms({ role }: Caller): void {
  if (MAY_SEE.has(role)) return;
  throw fieldError(
    'FORBIDDEN',
    `What firms told of each other is for the Commission, the Business Council, reporters and operators; your key is of a ${role}. A firm asks for its own by REST.`,
  );
}
