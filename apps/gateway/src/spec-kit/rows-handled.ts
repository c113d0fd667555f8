import type { FilledLedger } from './filled-ledger.js';

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** Rows that the steps of a plan took in hand. */
function handledBy(plan: Plan): number {
  const below = (plan.Plans ?? []).reduce((sum, each) => sum + handledBy(each), 0);
  const dropped = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Join Filter'] ?? 0);
  return below + (plan['Actual Rows'] + dropped) * plan['Actual Loops'];
}

/** How many rows PostgreSQL takes in hand for a statement: what it costs, on any machine. */
export async function rowsHandled(
  { owner }: Pick<FilledLedger, 'owner'>,
  sql: string,
  values: readonly unknown[],
): Promise<number> {
  const { rows } = await owner.query<{ 'QUERY PLAN': readonly [{ Plan: Plan }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
    [...values],
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error('PostgreSQL told no plan.');
  return handledBy(plan);
}
