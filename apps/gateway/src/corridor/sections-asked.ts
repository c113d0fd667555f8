import { checkMonths } from '../calendar/asked-months.js';
import { monthsByClock } from '../calendar/months-by-clock.js';
import type { Happened } from '../read/by-instant.js';
import type { ReadModel, ReadModels } from '../read/read-models.js';
import type { ReadSession } from '../read/read-session.js';
import type { SectionsArgs } from './corridor-speed.types.js';
import { upTo } from './happened/happened.js';
import { checkRoute } from './route-plans.js';

/**
 * What a figure of sections is asked for, and the parameters $1 to $7 of the statements that answer it.
 * @param needed what it is made of
 * @throws GraphQLError for months, a route or a position that cannot be asked for.
 */
export async function sectionsAsked(
  { from, to, route, occurredUntil = null, ...asked }: SectionsArgs,
  { session, readModels }: { readonly session: ReadSession; readonly readModels: ReadModels },
  ...needed: readonly [ReadModel, ...ReadModel[]]
): Promise<{
  readonly asOf: number;
  readonly question: readonly unknown[];
  readonly happened: Happened | null;
}> {
  checkMonths(from, to);
  const asOf = await readModels.asOf(asked, ...needed);
  const { clocks, ...months } = monthsByClock(from, to);
  const { ends, bounds, happened } = await upTo(session, months, asOf, occurredUntil);
  if (typeof route === 'string') await checkRoute(session, asOf, route, happened);
  return { asOf, question: [clocks, months.begins, ends, asOf, ...bounds, route ?? null], happened };
}
