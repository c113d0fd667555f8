import type {
  RouteDefined,
  RouteOpened,
  RoutePlanRevised,
  RouteReopened,
  RouteSuspended,
  RouteTariffSet,
} from './route.events.js';

/** A command asks for an event: it carries what the event will say, and the aggregate checks it. */
type Asking<Type extends string, Data> = {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
};

export type RouteCommand =
  | Asking<'DefineRoute', RouteDefined['data']>
  | Asking<'OpenRoute', RouteOpened['data']>
  | Asking<'SuspendRoute', RouteSuspended['data']>
  | Asking<'ReopenRoute', RouteReopened['data']>
  | Asking<'SetTariff', RouteTariffSet['data']>
  /** What it takes the place of is known to the route. */
  | Asking<'RevisePlan', Omit<RoutePlanRevised['data'], 'replaced'>>;
