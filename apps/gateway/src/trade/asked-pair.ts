import { badInput } from '../graphql/errors.js';

/** @throws GraphQLError `BAD_USER_INPUT` where both are the same country. */
export function checkPair(reporter: string, partner: string): void {
  if (reporter === partner)
    throw badInput(`partner: bilateral trade is between two countries, not "${partner}" alone.`);
}
