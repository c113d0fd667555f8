import { lookUpOf } from '@corridor/projections';
import type pg from 'pg';
import { type KeptCells, keepCells } from '../cells/cells.js';
import type { Customs } from './customs.fold.js';
import type { CustomsDeclarationRow } from './customs-row.js';
import {
  type AssessedLine,
  DUTY_CELLS,
  type DutyCellName,
  type DutySum,
  dutyChangesOf,
  type GivenBack,
  type PaidDuty,
} from './duty-cells.fold.js';

/** Where what is assessed, paid and given back is kept, row by row. */
export const DUTY_ROWS = {
  assessments: 'reporting.duty_assessments',
  payments: 'reporting.duty_payments',
  refunds: 'reporting.duty_refunds',
} as const;

const CELLS: KeptCells<DutyCellName, DutySum> = {
  ...DUTY_CELLS,
  heads: 'reporting.duty_cell_heads',
  totals: 'reporting.duty_cells',
};
export const DUTY_TABLES = [...Object.values(DUTY_ROWS), CELLS.heads, CELLS.totals] as const;

/**
 * Adds to cells what events tell of duties, which the rows do not have yet.
 * @param known the declarations that the events tell of, as they stood before
 * @param first position of the events
 */
export async function keepDuties(
  client: pg.ClientBase,
  generation: number,
  told: Customs,
  known: ReadonlyMap<string, CustomsDeclarationRow>,
  first: number,
): Promise<void> {
  const { assessments, ended, payments, refunds, withdrawn } = told;
  if ([assessments, ended, payments, refunds, withdrawn].every(({ length }) => length === 0)) return;
  const ends = new Set(ended.map(({ position }) => position));
  const paid = new Set(payments.map(({ declaration_id }) => declaration_id));
  // What was assessed before the events, by declaration: whether it ends, or is paid.
  const assessed = [...known.values()].filter(({ assessed_position }) => assessed_position !== null);
  const ending = assessed.filter(({ assessed_position }) => ends.has(assessed_position ?? 0)).map(idOf);
  const asked = new Set([...ending, ...assessed.map(idOf).filter((id) => paid.has(id))]);
  const before = {
    assessed: await assessedOf(client, generation, [...asked]),
    paid: await paidOf(client, generation, ending),
    refunds: await refundsOf(
      client,
      generation,
      withdrawn.map((one) => one.declaration_id),
    ),
  };
  await keepCells(client, generation, CELLS, dutyChangesOf(told, before, first));
}

const idOf = ({ declaration_id }: CustomsDeclarationRow): string => declaration_id;

const OF = 'r.declaration_id, r.office, r.flow, r.currency, r.amount_minor::text AS amount_minor';

/** What stands of declarations. */
function assessedOf(client: pg.ClientBase, generation: number, ids: readonly string[]) {
  const rows = lookUpOf(DUTY_ROWS.assessments, 'declaration_id', { and: 'ended_position IS NULL' });
  const sql = `SELECT ${OF}, r.position::float8 AS position, r.kind, r.assessed_on::text AS assessed_on FROM ${rows} r`;
  return rowsOf<AssessedLine>(client, generation, sql, ids);
}

function paidOf(client: pg.ClientBase, generation: number, ids: readonly string[]) {
  const rows = lookUpOf(DUTY_ROWS.payments, 'declaration_id');
  return rowsOf<PaidDuty>(
    client,
    generation,
    `SELECT ${OF}, r.position::float8 AS position FROM ${rows} r`,
    ids,
  );
}

/** What was given back of declarations, and is not withdrawn. */
function refundsOf(client: pg.ClientBase, generation: number, ids: readonly string[]) {
  const rows = lookUpOf(DUTY_ROWS.refunds, 'declaration_id', { and: 'withdrawn_position IS NULL' });
  const sql = `SELECT ${OF}, r.reference, r.reason, r.refunded_on::text AS refunded_on FROM ${rows} r`;
  return rowsOf<GivenBack>(client, generation, sql, ids);
}

async function rowsOf<Row extends object>(
  client: pg.ClientBase,
  generation: number,
  sql: string,
  ids: readonly string[],
): Promise<readonly Row[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<Row>(sql, [generation, ids]);
  return rows;
}
