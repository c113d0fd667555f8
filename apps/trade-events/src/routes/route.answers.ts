import {
  localDateSchema,
  locodeSchema,
  moneySchema,
  routeIdSchema,
  routeLegsSchema,
  routeNameSchema,
  tariffSchema,
  timestampSchema,
} from '@corridor/contracts';
import { recorded, standing } from '@corridor/nest-kit';
import { z } from 'zod';

export const routeAnswer = z.object({ routeId: routeIdSchema, ...recorded }).meta({ id: 'RouteAnswer' });

const view = {
  routeId: routeIdSchema,
  name: routeNameSchema,
  legs: routeLegsSchema,
  status: z.enum(['planned', 'open', 'suspended']),
  suspension: z
    .object({ reason: z.string(), since: timestampSchema })
    .exactOptional()
    .describe('While it is suspended.'),
  tariffs: z.array(tariffSchema).describe('Of every day, by basis and then by the day they begin on.'),
  origin: locodeSchema,
  destination: locodeSchema,
  totals: z
    .object({
      km: z.string().exactOptional(),
      days: z.string().exactOptional(),
      costPerTonne: moneySchema.exactOptional(),
    })
    .describe('What the whole way takes; each is absent where a leg does not tell it.'),
  on: localDateSchema.describe('The day of `tariffsInForce`.'),
  tariffsInForce: z.array(tariffSchema).describe('Of each basis the one that holds on that day.'),
};

export const routeView = z.object({ ...view, version: standing.version }).meta({ id: 'Route' });

export const routePage = z
  .object({
    items: z.array(
      z.object({ ...view, demo: z.boolean().describe('Whether it is invented, for the demo.') }),
    ),
    next: routeIdSchema.exactOptional().describe('Gives the next page as `after`; absent on the last page.'),
    asOf: z.int().min(0).describe('Every event up to this position is in the list.'),
  })
  .meta({ id: 'RoutePage' });
