import type { Caller } from '@corridor/nest-kit';
import { seesAllFirms } from '../../access/rights.js';
import { fieldError } from '../../graphql/errors.js';

/** @throws GraphQLError `FORBIDDEN` for whoever does not see what all firms told. */
export function checkSeesAllFirms(caller: Caller): void {
  if (seesAllFirms(caller)) return;
  throw fieldError(
    'FORBIDDEN',
    `What firms told of each other is for the Commission, the Business Council, reporters and operators; your key is of a ${caller.role}. A firm asks for its own by REST.`,
  );
}
