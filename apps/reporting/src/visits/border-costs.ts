import type { PassageRow } from '@corridor/domain';
import { type ApplyContext, upsertRows } from '@corridor/projections';
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
  isAtPoint,
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
 * @param passages those that are new or have ended by these
 * @param first position of the events
 */
export async function keepBorderCosts(
  { client, generation }: ApplyContext,
  {
    events,
    passages,
    first,
  }: {
    readonly events: readonly TransportCostEventOfLog[];
    readonly passages: readonly PassageRow[];
    readonly first: number;
  },
): Promise<void> {
  const paying = events.map(({ data }) => data.consignmentId);
  const passing = passages.filter(isAtPoint).map(({ consignment_id }) => consignment_id);
  if (paying.length + passing.length === 0) return;
  const known = await knownOf(client, generation, { ids: [...paying, ...passing], paying, first });
  const changed = foldBorderCosts(events, known.costs);
  await upsertRows(
    client,
    COSTS,
    ['generation', 'consignment_id', 'position'],
    changed.map((row) => ({ generation, ...row })),
  );
  const costs = [...new Map([...known.costs, ...changed].map((row) => [row.position, row])).values()];
  await keepCells(client, generation, CELLS, borderCostChanges(costs, known.passages, first));
}

interface Known {
  readonly costs: readonly BorderCostRow[];
  readonly passages: readonly PassageRow[];
}

/**
 * What stands of costs of consignments; and of those that have any, or for which something is paid now, all passages that were known behind the event before `first`, or
 * later. By one statement, a look-up for each.
 */
async function knownOf(
  client: pg.ClientBase,
  generation: number,
  {
    ids,
    paying,
    first,
  }: { readonly ids: readonly string[]; readonly paying: readonly string[]; readonly first: number },
): Promise<Known> {
  const { rows } = await client.query<Known>(
    `SELECT cost.rows AS costs, passage.rows AS passages FROM (SELECT DISTINCT unnest($2::uuid[])) AS asked (id)
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(to_jsonb(c) - 'generation' || jsonb_build_object('usd_cents', c.usd_cents::text)), '[]') AS rows FROM ${COSTS} c
       WHERE c.generation = $1 AND c.consignment_id = asked.id AND c.withdrawn_position IS NULL
     ) cost
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(to_jsonb(p) - 'generation'), '[]') AS rows FROM ${PASSAGES} p
       WHERE (cost.rows <> '[]' OR asked.id = ANY ($3::uuid[])) AND p.generation = $1 AND p.consignment_id = asked.id
         AND (p.until_position IS NULL OR p.until_position >= $4)
     ) passage
     WHERE cost.rows <> '[]' OR passage.rows <> '[]'`,
    [generation, ids, paying, first],
  );
  return {
    costs: rows.flatMap(({ costs }) => costs.map(stored)),
    passages: rows.flatMap(({ passages }) => passages.map(stored)),
  };
}
