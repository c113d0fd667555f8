import { projectionOf, upsertRows } from '@corridor/projections';
import { foldRoutes, ROUTE_EVENTS, type StoredRoute } from './routes.fold.js';

const ROUTES = 'reporting.routes';

/** Which ways there are, whether goods can take them, and what they take in kilometres, days and money. */
export const routes = projectionOf({
  name: 'routes',
  tables: [ROUTES],
  handles: ROUTE_EVENTS,
  async apply(events, { client, generation }) {
    const { rows } = await client.query<StoredRoute & { first_position: string }>(
      `SELECT route_id, name, status, legs, tariffs, suspension, demo, first_position FROM ${ROUTES}
       WHERE generation = $1 AND route_id = ANY ($2::text[])`,
      [generation, [...new Set(events.map(({ data }) => data.routeId))]],
    );
    const stored = rows.map(
      (row) => [row.route_id, { ...row, first_position: Number(row.first_position) }] as const,
    );
    const folded = [...foldRoutes(events, new Map(stored)).values()];
    await upsertRows(
      client,
      ROUTES,
      ['generation', 'route_id'],
      folded.map((row) => ({ generation, ...row })),
    );
  },
});
