import { lookUpOf } from '@corridor/projections';
import type pg from 'pg';
import { type KeptCells, keepCells } from '../cells/cells.js';
import type { GuaranteeRow } from './guarantee-row.js';
import { GUARANTEES } from './guarantees.js';
import {
  TRANSIT_CELLS,
  type TransitCellName,
  type TransitSum,
  transitChangesOf,
} from './transit-cells.fold.js';
import type { TransitStandingRow } from './transit-standing-row.js';

const CELLS: KeptCells<TransitCellName, TransitSum> = {
  ...TRANSIT_CELLS,
  heads: 'reporting.transit_cell_heads',
  totals: 'reporting.transit_cells',
};
export const TRANSIT_CELL_TABLES = [CELLS.heads, CELLS.totals] as const;

/** Adds what was discharged to its cells: behind the guarantees that the events tell of. */
export async function keepDischarged(
  client: pg.ClientBase,
  generation: number,
  standings: readonly TransitStandingRow[],
): Promise<void> {
  const discharged = standings.filter(({ change }) => change === 'discharged');
  if (discharged.length === 0) return;
  const kinds = await kindsOf(client, generation, [...new Set(discharged.map((row) => row.guarantee_id))]);
  await keepCells(client, generation, CELLS, transitChangesOf(discharged, kinds));
}

async function kindsOf(
  client: pg.ClientBase,
  generation: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, GuaranteeRow['kind']>> {
  const { rows } = await client.query<Pick<GuaranteeRow, 'guarantee_id' | 'kind'>>(
    `SELECT g.guarantee_id, g.kind FROM ${lookUpOf(GUARANTEES, 'guarantee_id')} g`,
    [generation, ids],
  );
  return new Map(rows.map(({ guarantee_id, kind }) => [guarantee_id, kind]));
}
