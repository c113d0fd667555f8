import { BORDER_CROSSINGS, CROSSING_WAYS } from '@corridor/reference-data';
import { checkMonths } from '../calendar/asked-months.js';
import { monthsByClock } from '../calendar/months-by-clock.js';
import { badInput } from '../graphql/errors.js';
import type { Happened } from '../read/by-instant.js';
import type { ReadModel, ReadModels } from '../read/read-models.js';
import type { ReadSession } from '../read/read-session.js';
import type { CrossingsArgs } from './border-crossings.types.js';
import { upTo } from './happened/happened.js';

const WAYS_ASKED = [
  CROSSING_WAYS.map(({ leaves }) => leaves),
  CROSSING_WAYS.map(({ enters }) => enters),
  CROSSING_WAYS.map(({ code }) => code),
];
const NAMES = new Map(BORDER_CROSSINGS.map(({ code, name }) => [code, name]));

export function crossingName(code: string): string {
  return NAMES.get(code) ?? code;
}

/**
 * What a figure of border crossings is asked for, and the parameters $1 to $10 of the statements that answer it.
 * @param needed what it is made of
 * @throws GraphQLError for months, a crossing or a position that cannot be asked for.
 */
export async function crossingsAsked(
  { from, to, crossing, occurredUntil = null, ...asked }: CrossingsArgs,
  { session, readModels }: { readonly session: ReadSession; readonly readModels: ReadModels },
  ...needed: readonly [ReadModel, ...ReadModel[]]
): Promise<{
  readonly asOf: number;
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
}> {
  checkMonths(from, to);
  if (typeof crossing === 'string' && !NAMES.has(crossing)) {
    const known = [...NAMES.keys()].join(', ');
    throw badInput(`crossing: "${crossing}" is none of the border crossings, which are ${known}.`);
  }
  const asOf = await readModels.asOf(asked, ...needed);
  const { clocks, ...months } = monthsByClock(from, to);
  const { ends, bounds, happened } = await upTo(session, months, asOf, occurredUntil);
  const question = [clocks, months.begins, ends, asOf, ...bounds, crossing ?? null, ...WAYS_ASKED];
  return { asOf, question, happened };
}
