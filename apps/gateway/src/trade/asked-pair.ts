import { badInput } from '../graphql/errors.js';

/** @throws GraphQLError `BAD_USER_INPUT`, naming the argument of the second, where both are the same country. */
export function checkPair(reporter: string, partner: string, argument = 'partner'): void {
  if (reporter === partner)
    throw badInput(`${argument}: bilateral trade is between two countries, not "${partner}" alone.`);
}
