/** What the projection keeps beside the facts and links of commitments, worked out from these each by itself. */
export const STANDINGS_SQL = `
  INSERT INTO reporting.commitment_standings
  SELECT at.generation, at.commitment_id, at.position, f.*, l.consignments, coalesce(s.status, 'announced'), u.uncleared
  FROM (
    SELECT generation, commitment_id, position FROM reporting.commitment_facts
    UNION SELECT c.generation, c.commitment_id, l.position FROM reporting.commitment_links l JOIN reporting.commitments c USING (generation)
    WHERE l.position >= c.position
  ) at
  CROSS JOIN LATERAL (
    SELECT ${[
      ...['promised', 'contracted', 'shipped', 'cleared', 'delivered', 'paid'].map((stage) => [
        'usd_cents',
        stage,
      ]),
      ...['promised', 'reported', 'verified'].map((how) => ['usd_cents', `invested-${how}`]),
      ...['promised', 'reported', 'verified'].map((how) => ['jobs', `jobs-${how}`]),
    ]
      .map(([amount, stage]) => `coalesce(sum(f.${amount}) FILTER (WHERE f.stage = '${stage}'), 0)`)
      .join(', ')}, coalesce(sum(f.unvalued_lines), 0)
    FROM reporting.commitment_facts f
    WHERE f.generation = at.generation AND f.commitment_id = at.commitment_id AND f.position <= at.position
  ) f
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(d.usd_cents), 0) AS uncleared FROM reporting.commitment_facts d
    WHERE d.generation = at.generation AND d.commitment_id = at.commitment_id AND d.position <= at.position AND d.stage = 'delivered-uncleared'
  ) u
  CROSS JOIN LATERAL (
    SELECT count(*) AS consignments FROM (
      SELECT DISTINCT ON (k.id) k.commitment_id FROM reporting.commitment_links k
      WHERE k.generation = at.generation AND k.kind = 'consignment' AND k.position <= at.position ORDER BY k.id, k.position DESC
    ) newest WHERE newest.commitment_id = at.commitment_id
  ) l
  LEFT JOIN LATERAL (
    SELECT t.status FROM reporting.commitment_facts t
    WHERE t.generation = at.generation AND t.commitment_id = at.commitment_id AND t.position <= at.position AND t.status IS NOT NULL
    ORDER BY t.position DESC, t.fact DESC LIMIT 1
  ) s ON true`;

/** What each commitment comes to behind the last of these. */
export const HEADS_SQL = `
  INSERT INTO reporting.commitment_heads
  SELECT DISTINCT ON (generation, commitment_id) * FROM reporting.commitment_standings ORDER BY generation, commitment_id, position DESC`;

/** On which days things count, worked out from all facts of each thing: what came to nothing leaves no day behind. */
export const PROGRESS_DAYS_SQL = `
  INSERT INTO reporting.commitment_progress_days (generation, commitment_id, on_day, position, things)
  SELECT generation, commitment_id, day, position, sum(things) FROM (
    SELECT *, lag(now) OVER of_thing AS before FROM (
      SELECT *, CASE WHEN cents > 0 OR all_jobs > 0 THEN max(on_day) FILTER (WHERE usd_cents > 0 OR jobs > 0) OVER (
        PARTITION BY generation, commitment_id, thing, run ORDER BY position, fact) END AS now
      FROM (
        SELECT *, count(*) FILTER (WHERE cents <= 0 AND all_jobs <= 0) OVER (of_thing ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS run
        FROM (
          SELECT *, sum(usd_cents) OVER of_thing AS cents, sum(jobs) OVER of_thing AS all_jobs
          FROM reporting.commitment_facts WHERE thing IS NOT NULL WINDOW of_thing AS (PARTITION BY generation, commitment_id, thing ORDER BY position, fact)
        ) summed WINDOW of_thing AS (PARTITION BY generation, commitment_id, thing ORDER BY position, fact)
      ) begun
    ) shown WINDOW of_thing AS (PARTITION BY generation, commitment_id, thing ORDER BY position, fact)
  ) change CROSS JOIN LATERAL (VALUES (before, -1), (now, 1)) AS moved (day, things)
  WHERE before IS DISTINCT FROM now AND day IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(things) <> 0`;
