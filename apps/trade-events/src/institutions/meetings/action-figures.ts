import type { ActionFigure } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';

/** A figure as of a position: USD cents, or a number. */
export interface FigureNow {
  readonly value: string;
  readonly asOf: number;
}

interface Asked {
  /** The read model that it comes from: its position is that of the figure. */
  readonly readModel: string;
  /** Its value, as text. */
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The trade of the last twelve months up to today, by the day of acceptance. */
const TRADE_SQL = `SELECT coalesce(sum(value_usd_cents), 0)::text FROM read.trade_facts
  WHERE reporter = $1 AND partner = $2 AND accepted_on > (SELECT max(accepted_on) FROM read.trade_facts WHERE reporter = $1) - interval '12 months'`;

function askedOf({ name, commitmentId, reporter, partner }: ActionFigure): Asked {
  switch (name) {
    case 'commitment-delivered':
      return {
        readModel: 'commitment-realisation',
        sql: `SELECT coalesce(sum(usd_cents), 0)::text FROM read.commitment_facts WHERE commitment_id = $1 AND stage = 'delivered'`,
        values: [commitmentId],
      };
    case 'bilateral-trade':
      return { readModel: 'trade-facts', sql: TRADE_SQL, values: [reporter, partner] };
    case 'goods-blocked':
      return { readModel: 'cases', sql: '', values: [] };
    case 'open-cases':
      return {
        readModel: 'cases',
        sql: '',
        values: [],
      };
  }
}

/**
 * What a figure is now, as far as the read models have come.
 * @throws ProblemError 503 `read-model-not-ready` while its read model is built for the first time.
 */
export async function figureNow(pool: Pick<pg.Pool, 'query'>, figure: ActionFigure): Promise<FigureNow> {
  const { readModel, sql, values } = askedOf(figure);
  // One statement, so that the figure and its position are of one moment.
  const { rows } = await pool.query<{ value: string; as_of: string }>(
    `SELECT p.position AS as_of, (${sql}) AS value FROM read.projection_status p WHERE p.name = $${values.length + 1}`,
    [...values, readModel],
  );
  const [row] = rows;
  if (row) return { value: row.value, asOf: Number(row.as_of) };
  const message = 'The figure is being built for the first time. Ask again in a moment.';
  throw new ProblemError(503, 'read-model-not-ready', message);
}
