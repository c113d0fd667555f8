import type { ActionFigure, FigureAt, FigureValue } from '@corridor/domain';
import { toMoneyJson } from '@corridor/kernel';
import { ProblemError } from '@corridor/nest-kit';
import { offsetMinutesAt } from '@corridor/reference-data';
import type pg from 'pg';

const MINUTE_MS = 60_000;

interface Asked {
  /** The read models that it comes from: its position is that of the one that has come least far. */
  readonly readModels: readonly string[];
  /** Its value as of the position `p.as_of`, as text. */
  readonly sql: string;
  readonly values: readonly unknown[];
  /** By its number. */
  readonly toValue: (value: string) => FigureValue;
}

const usdOf = (cents: string): FigureValue => ({
  kind: 'money',
  ...toMoneyJson({ minor: BigInt(cents), currency: 'USD' }),
});
const casesOf = (count: string): FigureValue => ({ kind: 'count', count: Number(count), unit: 'cases' });

const DELIVERED_SQL = `SELECT coalesce(sum(delivered_usd_cents), 0)::text FROM read.commitments WHERE commitment_id = $1`;

/** Exports and imports of the last 12 full months before the day $3: what the progress towards a target is measured by. */
const TRADE_SQL = `
  SELECT coalesce(sum(exports + imports), 0)::text FROM read.trade_cell_heads
  WHERE reporter = $1 AND partner = $2 AND cut = 'total' AND month < date_trunc('month', $3::timestamp)::date
    AND month >= (date_trunc('month', $3::timestamp) - interval '12 months')::date`;

const BLOCKED_SQL = 'SELECT coalesce(sum(cents), 0)::text FROM read.blocked_goods(p.as_of)';

const OPEN_CASES_SQL = `SELECT count(*)::text FROM read.cases WHERE status IN ('open', 'triaged', 'assigned', 'answered')`;

function askedOf({ name, commitmentId, reporter, partner }: ActionFigure, nowMs: number): Asked {
  switch (name) {
    case 'commitment-delivered':
      return {
        readModels: ['commitment-realisation'],
        sql: DELIVERED_SQL,
        values: [commitmentId],
        toValue: usdOf,
      };
    case 'bilateral-trade':
      return {
        readModels: ['trade-facts'],
        sql: TRADE_SQL,
        values: [reporter, partner, dayOf(reporter, nowMs)],
        toValue: usdOf,
      };
    case 'goods-blocked':
      return {
        readModels: ['cases', 'goods-values', 'holds', 'trade-facts'],
        sql: BLOCKED_SQL,
        values: [],
        toValue: usdOf,
      };
    case 'open-cases':
      return { readModels: ['cases'], sql: OPEN_CASES_SQL, values: [], toValue: casesOf };
  }
}

/** The day by the reporter's clock: UTC off the corridor. */
const dayOf = (reporter: string | undefined, nowMs: number): string =>
  new Date(nowMs + (offsetMinutesAt(reporter ?? '', nowMs) ?? 0) * MINUTE_MS).toISOString().slice(0, 10);

/**
 * What a figure is now, as far as the read models have come.
 * @throws ProblemError 503 `read-model-not-ready` while one of its read models is built for the first time.
 */
export async function figureNow(
  pool: Pick<pg.Pool, 'query'>,
  figure: ActionFigure,
  nowMs: number,
): Promise<FigureAt> {
  const { readModels, sql, values, toValue } = askedOf(figure, nowMs);
  const names = `$${values.length + 1}::text[]`;
  // One statement, so that the figure and its position are of one moment.
  const { rows } = await pool.query<{ value: string; as_of: string }>(
    `SELECT p.as_of, (${sql}) AS value
     FROM (SELECT min(position) AS as_of, count(*) AS built FROM read.projection_status WHERE name = ANY (${names})) p
     WHERE p.built = cardinality(${names})`,
    [...values, readModels],
  );
  const [row] = rows;
  if (row) return { value: toValue(row.value), asOf: Number(row.as_of) };
  const message = 'The figure is being built for the first time. Ask again in a moment.';
  throw new ProblemError(503, 'read-model-not-ready', message);
}
