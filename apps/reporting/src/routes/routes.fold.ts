import type { EventOf } from '@corridor/contracts';
import { type KnownRoute, type RouteState, route, routeTotals } from '@corridor/domain';
import { toMoney } from '@corridor/kernel';

export const ROUTE_EVENTS = [
  'RouteDefined',
  'RouteOpened',
  'RouteSuspended',
  'RouteReopened',
  'RouteTariffSet',
  'RoutePlanRevised',
] as const;
export type RouteEventOfLog = EventOf<(typeof ROUTE_EVENTS)[number]>;

/** A row of `reporting.routes`, without its generation. */
export interface RouteRow {
  readonly route_id: string;
  readonly name: string;
  readonly status: KnownRoute['status'];
  readonly origin: string;
  readonly destination: string;
  readonly legs: KnownRoute['legs'];
  readonly tariffs: KnownRoute['tariffs'];
  readonly suspension: NonNullable<KnownRoute['suspension']> | null;
  /** A decimal, as `duration_days`; null where a leg does not tell it. */
  readonly distance_km: string | null;
  readonly duration_days: string | null;
  readonly cost_minor: string | null;
  readonly cost_currency: string | null;
  readonly demo: boolean;
  readonly first_position: number;
  readonly last_position: number;
}

/** What a row keeps that cannot be made of the others. */
export type StoredRoute = Pick<
  RouteRow,
  'route_id' | 'name' | 'status' | 'legs' | 'tariffs' | 'suspension' | 'demo' | 'first_position'
>;

/**
 * What events make of routes, by the rules that decided them.
 * @param stored the routes that the events tell of, where they are known already
 * @returns the rows of those routes
 */
export function foldRoutes(
  events: readonly RouteEventOfLog[],
  stored: ReadonlyMap<string, StoredRoute>,
): ReadonlyMap<string, RouteRow> {
  const rows = new Map<string, RouteRow>();
  for (const event of events) {
    const { routeId } = event.data;
    const before = rows.get(routeId) ?? stored.get(routeId);
    const state = route.evolve(before ? stateOf(before) : route.initialState, event);
    rows.set(
      routeId,
      rowOf(state, before ?? { demo: event.demo, first_position: event.position }, event.position),
    );
  }
  return rows;
}

function stateOf({ route_id: routeId, name, status, legs, tariffs, suspension }: StoredRoute): KnownRoute {
  return { routeId, name, status, legs, tariffs, ...(suspension && { suspension }) };
}

function rowOf(
  state: RouteState,
  { demo, first_position }: Pick<StoredRoute, 'demo' | 'first_position'>,
  last_position: number,
): RouteRow {
  if (state.status === 'unknown') throw new Error('No event makes a route unknown.');
  const { routeId, name, status, legs, tariffs, suspension } = state;
  const { km, days, costPerTonne } = routeTotals(legs);
  return {
    route_id: routeId,
    name,
    status,
    origin: legs[0]?.from ?? '',
    destination: legs.at(-1)?.to ?? '',
    legs,
    tariffs,
    suspension: suspension ?? null,
    distance_km: km ?? null,
    duration_days: days ?? null,
    cost_minor: costPerTonne ? toMoney(costPerTonne).minor.toString() : null,
    cost_currency: costPerTonne?.currency ?? null,
    demo,
    first_position,
    last_position,
  };
}
