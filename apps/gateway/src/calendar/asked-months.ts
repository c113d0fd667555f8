import { badInput } from '../graphql/errors.js';
import { countMonths, type Month } from './month.js';

const MONTHS_MAX = 240;

/** @throws GraphQLError where `to` lies before `from`, or where they are further apart than can be asked at once. */
export function checkMonths(from: Month, to: Month): void {
  const months = countMonths(from, to);
  if (months === 0) throw badInput(`to: "${to}" lies before from, "${from}".`);
  if (months > MONTHS_MAX)
    throw badInput(`to: at most ${MONTHS_MAX} months can be asked at once, not ${months}.`);
}
