import { uuidSchema } from '@corridor/contracts';
import { badInput } from './errors.js';

/** @throws GraphQLError `BAD_USER_INPUT` naming the argument, for what is told and no UUID in lower case. */
export function checkUuid(id: string | null | undefined, argument: string): void {
  // An empty word is one, too.
  if (typeof id === 'string' && !uuidSchema.safeParse(id).success)
    throw badInput(`${argument}: "${id}" is no UUID in lower case.`);
}

/** @throws GraphQLError `BAD_USER_INPUT` naming the argument and what it may be: a word that nothing has would read as "there is none". */
export function checkOneOf(
  word: string | null | undefined,
  words: readonly string[],
  argument: string,
): void {
  if (typeof word === 'string' && !words.includes(word))
    throw badInput(`${argument}: "${word}" is none of these: ${words.join(', ')}.`);
}
