import type { YearBegins } from '../../trade/years/years.types.js';
import { ASKED, type StagesRow, YEARS } from './commitment-funnel.sql.js';
import { ALL_STAGES, known, STAGE_COLUMNS, sumOf } from './trade-stages.js';

/** A year of announcements, at an age. */
export interface YearAtAgeRow extends StagesRow {
  readonly year: string;
  /** That have come to the age. */
  readonly commitments: number;
  readonly younger: number;
  /** What all years before it came to at that age, by name; null of the first. */
  readonly earlier: StagesRow | null;
  readonly earlier_commitments: number;
}

/**
 * Of commitments that are asked for ($1 to $11, as in `ASKED`), but for those of services, year by year: what those that were $12 months old by day $13 had come to when they were. By the
 * day on which each thing came about, as it is known at the position: what an unlink took out served at no age. It reads the facts of all of them, once.
 */
export const atAgeSql = (begins: YearBegins): string => `${ASKED},
  aged AS (
    SELECT a.commitment_id, ${YEARS[begins]} AS year, (a.announced_on + make_interval(months => $12::integer))::date AS until
    FROM asked a WHERE NOT a.of_services
  ),
  counted AS (
    SELECT year, (count(*) FILTER (WHERE until <= $13::date))::int AS commitments, (count(*) FILTER (WHERE until > $13::date))::int AS younger
    FROM aged GROUP BY year
  ),
  undone AS (
    SELECT f.commitment_id, f.thing, max(f.position) AS position FROM read.commitment_links l JOIN read.commitment_facts f USING (position)
    WHERE l.kind = 'consignment' AND l.commitment_id IS NULL AND ${known('l')} GROUP BY f.commitment_id, f.thing
  ),
  fact AS (
    SELECT a.year, f.stage, sum(f.usd_cents) AS usd_cents, sum(f.jobs) AS jobs, sum(f.unvalued_lines) AS unvalued_lines
    FROM aged a JOIN read.commitment_facts f USING (commitment_id) LEFT JOIN undone u ON u.commitment_id = f.commitment_id AND u.thing = f.thing
    WHERE ${known('f')} AND a.until <= $13::date AND coalesce(f.came_on, f.on_day) <= a.until AND f.position > coalesce(u.position, 0)
    GROUP BY a.year, f.stage
  ),
  summed AS (
    SELECT f.year, ${ALL_STAGES.map(sumOf).join(', ')}, coalesce(sum(f.unvalued_lines), 0) AS unvalued FROM fact f GROUP BY f.year
  ),
  told AS (
    SELECT c.year, c.commitments, c.younger, ${STAGE_COLUMNS.map((sum) => `coalesce(s.${sum}, 0) AS ${sum}`).join(', ')}
    FROM counted c LEFT JOIN summed s USING (year)
  )
  SELECT year, commitments, younger, ${STAGE_COLUMNS.map((sum) => `${sum}::text`).join(', ')},
    coalesce(sum(commitments) OVER before, 0)::int AS earlier_commitments,
    CASE WHEN row_number() OVER (ORDER BY year) > 1
      THEN json_build_object(${STAGE_COLUMNS.map((sum) => `'${sum}', (sum(${sum}) OVER before)::text`).join(', ')}) END AS earlier
  FROM told WINDOW before AS (ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) ORDER BY year`;
