import { lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import { utcInstant } from '../utc-instant.js';
import { foldTransportCosts, TRANSPORT_COST_EVENTS, type TransportCostRow } from './transport-costs.fold.js';

const COSTS = 'reporting.transport_costs';

/** What was paid for goods on their way, and what of it was withdrawn. */
export const transportCosts = projectionOf({
  name: 'transport-costs',
  tables: [COSTS],
  handles: TRANSPORT_COST_EVENTS,
  async apply(events, { client, generation }) {
    const ids = new Set(events.map(({ data }) => data.costId));
    const { rows } = await client.query<{ readonly row: TransportCostRow }>(
      `SELECT to_jsonb(t) - 'generation' || jsonb_build_object('amount_minor', amount_minor::text, 'usd_cents', usd_cents::text) AS row
       FROM ${lookUpOf(COSTS, 'cost_id', { and: 'withdrawn_position IS NULL' })} t`,
      [generation, [...ids]],
    );
    const standing = rows.map(
      ({ row }) => [row.cost_id, { ...row, paid_at: utcInstant(row.paid_at) }] as const,
    );
    const changed = foldTransportCosts(events, new Map(standing));
    await upsertRows(
      client,
      COSTS,
      ['generation', 'position'],
      changed.map((row) => ({ generation, ...row })),
    );
  },
});
