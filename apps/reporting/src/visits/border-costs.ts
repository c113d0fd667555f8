import type { PassageRow } from '@corridor/domain';
import { type ApplyContext, lookUpOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { type KeptCells, keepCells } from '../cells/cells.js';
import type { TransportCostEventOfLog } from '../transport-costs/transport-costs.fold.js';
import {
  BORDER_COST_CELLS,
  type BorderCostCellName,
  type BorderCostRow,
  type BorderCostSum,
  borderCostChanges,
  foldBorderCosts,
} from './border-costs.fold.js';
import { stored } from './stored-instants.js';

const COSTS = 'reporting.border_costs';
const PASSAGES = 'reporting.border_passages';
const CELLS: KeptCells<BorderCostCellName, BorderCostSum> = {
  ...BORDER_COST_CELLS,
  heads: 'reporting.border_cost_cell_heads',
  totals: 'reporting.border_cost_cells',
};

export const BORDER_COST_TABLES: readonly string[] = [COSTS, CELLS.heads, CELLS.totals];

/**
 * Adds to its cells what was paid at borders. Passages stand already as they are behind the events.
 * @param passing consignments of which a passage is known otherwise behind these
 * @param first position of the events
 */
export async function keepBorderCosts(
  { client, generation }: ApplyContext,
  {
    events,
    passing,
    first,
  }: {
    readonly events: readonly TransportCostEventOfLog[];
    readonly passing: readonly string[];
    readonly first: number;
  },
): Promise<void> {
  const ids = new Set([...passing, ...events.map(({ data }) => data.consignmentId)]);
  if (ids.size === 0) return;
  const standing = await costsOf(client, generation, [...ids]);
  const changed = foldBorderCosts(events, standing);
  const costs = [...new Map([...standing, ...changed].map((row) => [row.position, row])).values()];
  if (costs.length === 0) return;
  await upsertRows(
    client,
    COSTS,
    ['generation', 'consignment_id', 'position'],
    changed.map((row) => ({ generation, ...row })),
  );
  const paying = new Set(costs.map(({ consignment_id }) => consignment_id));
  const passages = await passagesOf(client, generation, [...paying], first);
  await keepCells(client, generation, CELLS, borderCostChanges(costs, passages, first));
}

async function costsOf(
  client: pg.ClientBase,
  generation: number,
  ids: readonly string[],
): Promise<readonly BorderCostRow[]> {
  const { rows } = await client.query<{ readonly row: BorderCostRow }>(
    `SELECT to_jsonb(t) - 'generation' || jsonb_build_object('usd_cents', usd_cents::text) AS row
     FROM ${lookUpOf(COSTS, 'consignment_id', { and: 'withdrawn_position IS NULL' })} t`,
    [generation, ids],
  );
  return rows.map(({ row }) => stored(row));
}

/** All passages of consignments that were known behind the event before `first` or later. */
async function passagesOf(
  client: pg.ClientBase,
  generation: number,
  ids: readonly string[],
  first: number,
): Promise<readonly PassageRow[]> {
  const known = { and: '(until_position IS NULL OR until_position >= $3)' };
  const { rows } = await client.query<{ readonly row: PassageRow }>(
    `SELECT to_jsonb(t) - 'generation' AS row FROM ${lookUpOf(PASSAGES, 'consignment_id', known)} t`,
    [generation, ids, first],
  );
  return rows.map(({ row }) => stored(row));
}
