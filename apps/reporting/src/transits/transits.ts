import { projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import type { TransitRow } from './transit-row.js';
import { foldTransits, TRANSIT_EVENTS } from './transits.fold.js';

const TRANSITS = 'reporting.transits';

/** Where each transit stands: how far it has come, by when it has to be over, and what of a guarantee it holds. */
export const transits = projectionOf({
  name: 'transits',
  tables: [TRANSITS],
  handles: TRANSIT_EVENTS,
  async apply(events, { client, generation }) {
    const rows = await recall(client, generation, new Set(events.map(({ data }) => data.transitId)));
    foldTransits(events, rows);
    const own = [...rows.values()].map((row) => ({ generation, ...row }));
    await upsertRows(client, TRANSITS, ['generation', 'transit_id'], own);
  },
});

async function recall(
  client: pg.ClientBase,
  generation: number,
  ids: ReadonlySet<string>,
): Promise<Map<string, TransitRow>> {
  // Numbers that JSON could round come as text beside the rest of the row.
  const { rows } = await client.query<{ row: TransitRow } & Exact>(
    `SELECT to_json(t) AS row, net_mass_kg::text, duty_at_risk_minor::text, reserved_minor::text, called_minor::text
     FROM ${TRANSITS} t WHERE generation = $1 AND transit_id = ANY ($2::uuid[])`,
    [generation, [...ids]],
  );
  return new Map(rows.map(({ row, ...exact }) => [row.transit_id, { ...row, ...exact }]));
}

type Exact = Pick<TransitRow, 'net_mass_kg' | 'duty_at_risk_minor' | 'reserved_minor' | 'called_minor'>;
