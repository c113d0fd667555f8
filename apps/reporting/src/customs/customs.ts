import { type ApplyContext, insertRows, lookUpOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { utcInstant } from '../utc-instant.js';
import { TIME_CELLS, timeChangesOf } from '../visits/time-cells.fold.js';
import { type KeptTimes, keepTimes, tablesOf } from '../visits/time-cells.js';
import { clearancesOf } from './clearance-cells.fold.js';
import { type CustomsEvent, foldCustoms } from './customs.fold.js';
import type { CustomsDeclarationRow } from './customs-row.js';
import { DUTY_ROWS, DUTY_TABLES, keepDuties } from './duty-cells.js';

const DECLARATIONS = 'reporting.customs_declarations';
const INSPECTIONS = 'reporting.customs_inspections';
/** All that is cleared is complete. */
const CLEARANCES: KeptTimes = {
  ...TIME_CELLS,
  sums: ['n', 'ms'],
  heads: 'reporting.clearance_cell_heads',
  totals: 'reporting.clearance_cells',
  partHeads: 'reporting.clearance_part_heads',
};
export const CUSTOMS_TABLES = [DECLARATIONS, INSPECTIONS, ...DUTY_TABLES, ...tablesOf(CLEARANCES)] as const;

export async function applyCustoms(
  events: readonly CustomsEvent[],
  { client, generation }: ApplyContext,
): Promise<void> {
  if (events.length === 0) return;
  const known = await recall(client, generation, events);
  const told = foldCustoms(events, known);
  const { declarations, inspections, assessments, ended, payments, refunds, withdrawn } = told;
  const own = <Row extends object>(row: Row) => ({ generation, ...row });
  await upsertRows(client, DECLARATIONS, ['generation', 'declaration_id'], declarations.map(own));
  const first = events[0]?.position ?? 0;
  const clearances = clearancesOf(declarations, first);
  await keepTimes(client, generation, CLEARANCES, timeChangesOf(clearances));
  await insertRows(client, INSPECTIONS, inspections.map(own));
  await keepDuties(client, generation, told, known, first);
  await insertRows(client, DUTY_ROWS.assessments, assessments.map(own));
  await insertRows(client, DUTY_ROWS.payments, payments.map(own));
  await insertRows(client, DUTY_ROWS.refunds, refunds.map(own));
  if (ended.length > 0)
    await client.query(
      `UPDATE ${DUTY_ROWS.assessments} a SET ended_position = e.by FROM json_to_recordset($2) AS e(position bigint, by bigint)
       WHERE a.generation = $1 AND a.position = e.position`,
      [generation, JSON.stringify(ended)],
    );
  // What is told anew of the same reference behind the withdrawal stands.
  if (withdrawn.length > 0)
    await client.query(
      `UPDATE ${DUTY_ROWS.refunds} r SET withdrawn_position = w.withdrawn_position, withdrawn_at = w.withdrawn_at
       FROM json_to_recordset($2) AS w(declaration_id uuid, reference text, withdrawn_position bigint, withdrawn_at timestamptz)
       WHERE r.generation = $1 AND r.declaration_id = w.declaration_id AND r.reference = w.reference
         AND r.withdrawn_position IS NULL AND r.position < w.withdrawn_position`,
      [generation, JSON.stringify(withdrawn)],
    );
}

/** Of what is lodged among the events, nothing is known yet. */
async function recall(
  client: pg.ClientBase,
  generation: number,
  events: readonly CustomsEvent[],
): Promise<ReadonlyMap<string, CustomsDeclarationRow>> {
  const ids = new Set(events.map(({ data }) => data.declarationId));
  for (const { type, data } of events) if (type === 'DeclarationLodged') ids.delete(data.declarationId);
  if (ids.size === 0) return new Map();
  const { rows } = await client.query<{ row: CustomsDeclarationRow }>(
    `SELECT to_jsonb(d) - 'generation' AS row FROM ${lookUpOf(DECLARATIONS, 'declaration_id')} d`,
    [generation, [...ids]],
  );
  // Instants as the fold writes them: the database writes them otherwise.
  return new Map(
    rows.map(({ row }) => [
      row.declaration_id,
      {
        ...row,
        lodged_at: utcInstant(row.lodged_at),
        cleared_at: row.cleared_at && utcInstant(row.cleared_at),
        called_off_at: row.called_off_at && utcInstant(row.called_off_at),
      },
    ]),
  );
}
