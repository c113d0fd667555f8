import { KNOWN_ROUTES } from '@corridor/reference-data';
import { Field, ObjectType } from '@nestjs/graphql';
import { badInput } from '../graphql/errors.js';
import { Decimal } from '../graphql/scalars.js';
import { asked, type Happened } from '../read/by-instant.js';
import { isKnownAt } from '../read/known-at.sql.js';
import type { ReadSession } from '../read/read-session.js';
import { ratioOf } from '../targets/ratio-of.js';

/** The routes that others are measured by; one more is one more row of the table. */
export const NORTHERN_ROUTES = KNOWN_ROUTES.filter(({ isNorthern }) => isNorthern).map(({ code }) => code);

/** What the plan of a route tells of the whole way; null where a leg does not tell it. Decimals and bigints are text. */
export interface RoutePlanRow {
  readonly route_id: string;
  readonly km: string | null;
  readonly days: string | null;
  /** A tonne, in minor units. */
  readonly cost_minor: string | null;
  readonly cost_currency: string | null;
}

/** The plans of the routes $2, or of all, as of position $1. */
const ROUTE_PLANS_SQL = `
  SELECT route_id, (CASE WHEN count(distance_km) = count(*) THEN sum(distance_km) END)::text AS km,
    (CASE WHEN count(duration_days) = count(*) THEN sum(duration_days) END)::text AS days,
    (CASE WHEN count(cost_minor) = count(*) THEN sum(cost_minor) END)::text AS cost_minor, min(cost_currency) AS cost_currency
  FROM read.route_legs l
  WHERE ${isKnownAt('l', '$1')} AND ($2::text[] IS NULL OR route_id = ANY ($2))
  GROUP BY route_id ORDER BY route_id`;

export function routePlans(
  session: ReadSession,
  asOf: number,
  routes: readonly string[] | null,
  happened: Happened | null,
): Promise<readonly RoutePlanRow[]> {
  return asked<RoutePlanRow>(session, ROUTE_PLANS_SQL, [asOf, routes], happened);
}

/** @throws GraphQLError for a route that the ledger does not know at the position. */
export async function checkRoute(
  session: ReadSession,
  asOf: number,
  route: string,
  happened: Happened | null,
): Promise<void> {
  const [known] = await routePlans(session, asOf, [route], happened);
  if (known) return;
  const by = happened ? ' by what had happened' : '';
  throw badInput(`route: the ledger knows no route "${route}" at position ${asOf}${by}.`);
}

@ObjectType({ description: 'What was planned, as sources told it; nothing of it was measured.' })
export class PlannedWay {
  @Field(() => Decimal, { nullable: true, description: 'Kilometres; null where they are not told.' })
  km!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Days, waiting at borders included; null where they are not told.',
  })
  days!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Kilometres an hour, delays included: `km` ÷ (`days` × 24), one decimal, rounded half to even. Null where one of the two is not told.',
  })
  kmPerHour!: string | null;
}

export function toPlan(km: string | null, days: string | null): PlannedWay {
  const told = km !== null && days !== null;
  return { km, days, kmPerHour: told ? ratioOf(`${tenths(km)}`, `${tenths(days) * 24n}`, 1) : null };
}

/** A decimal of at most one digit behind the point. */
export function tenths(decimal: string): bigint {
  const [whole = '', digit = ''] = decimal.split('.');
  return BigInt(whole + digit.padEnd(1, '0'));
}
