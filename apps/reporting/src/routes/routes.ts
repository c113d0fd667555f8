import { lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import { utcInstant } from '../utc-instant.js';
import { foldRouteLegs, type RouteLegRow } from './route-legs.fold.js';
import { foldRoutes, ROUTE_EVENTS, type StoredRoute } from './routes.fold.js';

const ROUTES = 'reporting.routes';
const LEGS = 'reporting.route_legs';

/** Which ways there are, whether goods can take them, and what they take in kilometres, days and money: now, and as the plan of each had it from which position to which. */
export const routes = projectionOf({
  name: 'routes',
  tables: [ROUTES, LEGS],
  handles: ROUTE_EVENTS,
  async apply(events, { client, generation }) {
    const ids = [...new Set(events.map(({ data }) => data.routeId))];
    const { rows } = await client.query<StoredRoute & { first_position: string }>(
      `SELECT route_id, name, status, legs, tariffs, suspension, demo, first_position FROM ${lookUpOf(ROUTES, 'route_id', { type: 'text' })} t`,
      [generation, ids],
    );
    const stored = rows.map(
      (row) => [row.route_id, { ...row, first_position: Number(row.first_position) }] as const,
    );
    const { rows: legs } = await client.query<{ readonly row: RouteLegRow }>(
      `SELECT to_jsonb(l) - 'generation' || jsonb_build_object('distance_km', distance_km::text, 'duration_days', duration_days::text,
         'cost_minor', cost_minor::text) AS row
       FROM ${lookUpOf(LEGS, 'route_id', { type: 'text', and: 'until_position IS NULL' })} l ORDER BY route_id, number`,
      [generation, ids],
    );
    const folded = [...foldRoutes(events, new Map(stored)).values()];
    await upsertRows(
      client,
      ROUTES,
      ['generation', 'route_id'],
      folded.map((row) => ({ generation, ...row })),
    );
    const told = foldRouteLegs(
      events,
      legs.map(({ row }) => ({ ...row, occurred_at: utcInstant(row.occurred_at) })),
    );
    await upsertRows(
      client,
      LEGS,
      ['generation', 'route_id', 'from_position', 'number'],
      told.map((row) => ({ generation, ...row })),
    );
  },
});
