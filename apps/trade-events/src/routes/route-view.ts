import {
  type KnownRoute,
  type RouteTotals,
  routeTotals,
  type Tariff,
  tariffsInForce,
} from '@corridor/domain';
import { byClockOf } from '@corridor/reference-data';

/** A route as it is told to whoever asks. */
export type RouteView = KnownRoute & {
  /** UN/LOCODE, as `destination`. */
  readonly origin: string;
  readonly destination: string;
  readonly totals: RouteTotals;
  /** `YYYY-MM-DD`, of `tariffsInForce`. */
  readonly on: string;
  /** Of each basis the one that holds on that day. */
  readonly tariffsInForce: readonly Tariff[];
};

/** @param on `YYYY-MM-DD`; today by the clock of the route's beginning where it is left out. @param nowMs since 1970. */
export function viewOf(route: KnownRoute, on: string | undefined, nowMs: number): RouteView {
  const { legs, tariffs } = route;
  const origin = legs[0]?.from ?? '';
  const day = on ?? byClockOf(origin, new Date(nowMs).toISOString()).slice(0, 10);
  return {
    ...route,
    origin,
    destination: legs.at(-1)?.to ?? '',
    totals: routeTotals(legs),
    on: day,
    tariffsInForce: tariffsInForce(tariffs, day),
  };
}
