import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { TransportMode } from '../consignment/goods.js';

/** A stretch of a route without a change of mode. What no source tells is left out, never guessed. */
export interface RouteLeg {
  /** UN/LOCODE, as `to`. */
  readonly from: string;
  readonly to: string;
  readonly mode: TransportMode;
  /** UN/LOCODEs of the border crossings on it, in the order in which they are passed. */
  readonly borderPoints: readonly string[];
  /** Who told of the way and its borders; absent where nobody did, and it is a plan alone. */
  readonly source?: string;
  readonly distance?: PlannedDistance;
  readonly duration?: PlannedDuration;
  readonly cost?: PlannedCost;
}

export interface PlannedDistance {
  /** A decimal with at most one digit behind the point. */
  readonly km: string;
  readonly source: string;
}

export interface PlannedDuration {
  /** A decimal with at most one digit behind the point; waiting at borders is part of it. */
  readonly days: string;
  readonly source: string;
}

export interface PlannedCost {
  /** Of carriage; all legs of a route are told in one currency. */
  readonly perTonne: MoneyJson;
  readonly source: string;
}

/** What a tariff is counted by; a TEU is a container of twenty feet. */
export type TariffBasis = 'tonne' | 'teu' | 'truck' | 'wagon';

/** A price for the whole way. */
export interface Tariff {
  readonly basis: TariffBasis;
  /** For one of `basis`. */
  readonly price: MoneyJson;
  /** `YYYY-MM-DD`: it holds from this day on, until the next one of its basis. */
  readonly validFrom: string;
  readonly source: string;
}

/** A way from one place to another was planned, leg by leg. */
export type RouteDefined = DomainEvent<
  'RouteDefined',
  { readonly routeId: string; readonly name: string; readonly legs: readonly RouteLeg[] }
>;

/** Goods may take it. */
export type RouteOpened = DomainEvent<'RouteOpened', { readonly routeId: string; readonly source: string }>;

/** Goods can not take it for a time. */
export type RouteSuspended = DomainEvent<
  'RouteSuspended',
  { readonly routeId: string; readonly reason: string }
>;

export type RouteReopened = DomainEvent<
  'RouteReopened',
  { readonly routeId: string; readonly reason: string }
>;

/** A price holds from a day on; one for the same basis and day takes the place of the former. */
export type RouteTariffSet = DomainEvent<'RouteTariffSet', Tariff & { readonly routeId: string }>;

/** The plan was wrong, or is no longer right: all legs as they are, and those that they take the place of. */
export type RoutePlanRevised = DomainEvent<
  'RoutePlanRevised',
  {
    readonly routeId: string;
    /** What was wrong. */
    readonly wrong: string;
    /** Why, or by what it was found. */
    readonly reason: string;
    readonly legs: readonly RouteLeg[];
    readonly replaced: readonly RouteLeg[];
  }
>;

export type RouteEvent =
  | RouteDefined
  | RouteOpened
  | RouteSuspended
  | RouteReopened
  | RouteTariffSet
  | RoutePlanRevised;
