import { ASKED, LAST_PROGRESS, STUCK_BEFORE } from './commitment-funnel.sql.js';
import type { FunnelStage } from './commitment-funnel.types.js';
import { standingSql, standingUntilSql } from './trade-stages.js';

export interface StuckRow {
  readonly before: FunnelStage;
  readonly days: string;
  readonly commitments: number;
  /** USD cents, as text. */
  readonly missing: string;
}

/**
 * Of commitments that are asked for ($1 to $11, as in `ASKED`) and stand still: what is missing of what was promised at the stage that each is stuck before, by the days from the last thing
 * that came of it to day $12. One that was withdrawn waits for nothing.
 */
const stuckSql = (standing: (commitment: string) => string): string => `${ASKED},
  waiting AS (
    SELECT a.commitment_id, a.announced_on, s.promised, s.contracted, s.shipped, s.cleared, s.delivered, s.paid, ${STUCK_BEFORE} AS before
    FROM asked a CROSS JOIN LATERAL (${standing('a.commitment_id')}) s WHERE s.status <> 'withdrawn'
  ),
  still AS (
    SELECT a.*, greatest($12::date - coalesce(p.on_day, a.announced_on), 0) AS days
    FROM (SELECT * FROM waiting WHERE before IS NOT NULL) a ${LAST_PROGRESS}
  )
  SELECT before, CASE WHEN days <= 30 THEN '0-30' WHEN days <= 90 THEN '31-90' WHEN days <= 180 THEN '91-180' ELSE 'over-180' END AS days,
    count(*)::int AS commitments,
    sum(promised - CASE before WHEN 'contracted' THEN contracted WHEN 'shipped' THEN shipped WHEN 'cleared' THEN cleared WHEN 'delivered' THEN delivered
      WHEN 'paid' THEN paid END)::text AS missing
  FROM still GROUP BY 1, 2
  ORDER BY array_position(ARRAY['contracted', 'shipped', 'cleared', 'delivered', 'paid'], before), min(days)`;
export const STUCK_SQL = stuckSql(standingSql);
export const STUCK_UNTIL_SQL = stuckSql(standingUntilSql);
