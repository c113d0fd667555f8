import { toMoney } from '@corridor/kernel';
import { utcInstant } from '../utc-instant.js';
import type { RouteEventOfLog } from './routes.fold.js';

/** A row of `reporting.route_legs`, without its generation: a leg as the plan of its route had it from one position to another. */
export interface RouteLegRow {
  readonly route_id: string;
  readonly from_position: number;
  /** Which of the plan's legs, in the order of the way. */
  readonly number: number;
  /** Of the plan that took the place of this one; null while it holds. */
  readonly until_position: number | null;
  /** UN/LOCODE, as `to_location`. */
  readonly from_location: string;
  readonly to_location: string;
  readonly mode: 'road' | 'rail' | 'sea' | 'air';
  readonly border_points: readonly string[];
  /** A decimal, as `duration_days`; null where no source tells it. */
  readonly distance_km: string | null;
  readonly duration_days: string | null;
  /** A tonne, in minor units. */
  readonly cost_minor: string | null;
  readonly cost_currency: string | null;
  /** When the plan was made so: RFC 3339 in UTC, to the millisecond. */
  readonly occurred_at: string;
}

/**
 * What events make of the legs of routes.
 * @param standing the legs of the plans that hold, of the routes that the events tell of
 * @returns the rows that are new or changed
 */
export function foldRouteLegs(
  events: readonly RouteEventOfLog[],
  standing: readonly RouteLegRow[],
): readonly RouteLegRow[] {
  let open = [...standing];
  const ended: RouteLegRow[] = [];
  for (const event of events) {
    if (event.type !== 'RouteDefined' && event.type !== 'RoutePlanRevised') continue;
    const { routeId: route_id, legs } = event.data;
    const { position } = event;
    const occurred_at = utcInstant(event.occurredAt);
    ended.push(
      ...open.filter((leg) => leg.route_id === route_id).map((leg) => ({ ...leg, until_position: position })),
    );
    open = [
      ...open.filter((leg) => leg.route_id !== route_id),
      ...legs.map(({ from, to, mode, borderPoints, distance, duration, cost }, number) => ({
        route_id,
        from_position: position,
        number,
        until_position: null,
        from_location: from,
        to_location: to,
        mode,
        border_points: borderPoints,
        distance_km: distance?.km ?? null,
        duration_days: duration?.days ?? null,
        cost_minor: cost ? toMoney(cost.perTonne).minor.toString() : null,
        cost_currency: cost?.perTonne.currency ?? null,
        occurred_at,
      })),
    ];
  }
  return [...ended, ...open.filter((leg) => !standing.includes(leg))];
}
