import type { Caller, Role } from '@corridor/nest-kit';
import { fieldError } from '../graphql/errors.js';

const SEE_ALL_FIRMS: ReadonlySet<Role> = new Set(['reporter', 'operator', 'commission', 'council']);

/** Whether the caller sees every consignment and event; traders and banks see those they take part in, consulates none. */
export function seesAll({ role }: Caller): boolean {
  return role === 'customs' || SEE_ALL_FIRMS.has(role);
}

/** Whether the caller sees what all firms tell the institutions; a firm sees what it takes part in, by REST. */
export function seesAllFirms({ role }: Caller): boolean {
  return SEE_ALL_FIRMS.has(role);
}

/** @throws GraphQLError `FORBIDDEN` for traders, banks and consulates: single events tell of other firms' business. */
export function checkSeesEvents(caller: Caller): void {
  if (seesAll(caller)) return;
  throw fieldError(
    'FORBIDDEN',
    `The events behind a figure are for reporters, operators, customs, the Commission and the Business Council; your key is of a ${caller.role}. The figure itself is open to you.`,
  );
}

/** @throws GraphQLError `FORBIDDEN` for traders, banks and consulates: what was paid for services of one item in one month may be one firm's income. */
export function checkSeesServices(caller: Caller): void {
  if (seesAll(caller)) return;
  throw fieldError(
    'FORBIDDEN',
    `Trade in services is for reporters, operators, customs, the Commission and the Business Council, since a month of one item may be one firm's income; your key is of a ${caller.role}. Banks ask for their \`payments\`; firms and their banks read contracts of their own by GET /v1/service-contracts.`,
  );
}

/**
 * Of figures of banks, which only banks, reporters and operators see.
 * @throws GraphQLError `FORBIDDEN` for banks: an event behind a figure of theirs tells of other firms' business, too.
 */
export function checkSeesBookings(caller: Caller): void {
  if (caller.role === 'reporter' || caller.role === 'operator') return;
  throw fieldError(
    'FORBIDDEN',
    `What a figure of payments is made of is for reporters and operators; your key is of a ${caller.role}. The figure itself is open to banks, each its own.`,
  );
}

/**
 * Whose figures of banks the caller may see: a bank's are its own.
 * @returns the bank that they are narrowed to; `undefined` for reporters and operators, who see those of all.
 * @throws GraphQLError `FORBIDDEN` for the others.
 */
export function bankOf({ role, participant }: Caller): string | undefined {
  if (role === 'bank') return participant;
  if (role === 'reporter' || role === 'operator') return undefined;
  throw fieldError(
    'FORBIDDEN',
    `What banks book is for banks, each its own, for reporters and for operators; your key is of a ${role}.`,
  );
}
