import { badInput } from '../graphql/errors.js';
import { countMonths, type Month } from './month.js';

const MONTHS_MAX = 240;

/** @throws GraphQLError where `to` lies before `from`, or where they are further apart than can be asked at once. */
export function checkMonths(from: Month, to: Month): void {
  checkOrder(from, to);
  const months = countMonths(from, to);
  if (months > MONTHS_MAX)
    throw badInput(`to: at most ${MONTHS_MAX} months can be asked at once, not ${months}.`);
}

/** @throws GraphQLError where `to` lies before `from`: nothing lies between them, which would read as "there is none". */
export function checkOrder(from: Month, to: Month): void {
  if (to < from) throw badInput(`to: "${to}" lies before from, "${from}".`);
}
