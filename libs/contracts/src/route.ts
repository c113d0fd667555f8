import { z } from 'zod';
import {
  decimalSchema,
  localDateSchema,
  locodeSchema,
  moneySchema,
  routeIdSchema,
  textSchema,
} from './building-blocks.js';
import { contractsOf } from './contract.js';

const contract = contractsOf('route');
const routeId = routeIdSchema;
const source = textSchema(512);
const reason = textSchema(512);

/** A route has no more legs, and a leg no more border crossings, than goods change hands or lands on any way across Asia. */
const LEGS_MAX = 50;
const BORDER_POINTS_MAX = 20;

export const routeNameSchema = textSchema(140);

export const routeLegsSchema = z
  .array(
    z.strictObject({
      from: locodeSchema,
      to: locodeSchema,
      mode: z.enum(['road', 'rail', 'sea', 'air']),
      borderPoints: z.array(locodeSchema).max(BORDER_POINTS_MAX),
      source: source.exactOptional(),
      distance: z.strictObject({ km: decimalSchema(1), source }).exactOptional(),
      duration: z.strictObject({ days: decimalSchema(1), source }).exactOptional(),
      cost: z.strictObject({ perTonne: moneySchema, source }).exactOptional(),
    }),
  )
  .min(1)
  .max(LEGS_MAX);

export const tariffSchema = z.strictObject({
  basis: z.enum(['tonne', 'teu', 'truck', 'wagon']),
  price: moneySchema,
  validFrom: localDateSchema,
  source,
});

export const ROUTE_CONTRACTS = [
  contract(
    'RouteDefined',
    'A way from one place to another was planned, leg by leg, with what sources tell of each.',
    z.strictObject({ routeId, name: routeNameSchema, legs: routeLegsSchema }),
  ),
  contract('RouteOpened', 'Goods may take the route.', z.strictObject({ routeId, source })),
  contract('RouteSuspended', 'Goods can not take the route for a time.', z.strictObject({ routeId, reason })),
  contract('RouteReopened', 'Goods may take the route again.', z.strictObject({ routeId, reason })),
  contract(
    'RouteTariffSet',
    'A price for the whole way holds from a day on; one for the same basis and day takes the place of the former.',
    z.strictObject({ routeId, ...tariffSchema.shape }),
  ),
  contract(
    'RoutePlanRevised',
    'The plan of the route was wrong: what, why, all legs as they are, and those before.',
    z.strictObject({
      routeId,
      wrong: textSchema(512),
      reason,
      legs: routeLegsSchema,
      replaced: routeLegsSchema,
    }),
  ),
] as const;
