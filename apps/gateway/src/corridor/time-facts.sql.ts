/** How long things took, as PostgreSQL tells it. Milliseconds are bigints, as text. */
export interface TimeRow {
  readonly n: number;
  readonly incomplete: number;
  readonly anomalies: number;
  readonly ms: string;
  /** Null without a complete one, as the one behind it. */
  readonly p50_ms: string | null;
  readonly p90_ms: string | null;
}

/**
 * The columns of a {@link TimeRow}, over rows of a group. A percentile is the time of the one that as many did not exceed (nearest rank).
 * @param standing in SQL: 'complete', 'incomplete' or 'anomaly'; null for what is none of it
 * @param ms how long a complete one took
 * @param before what the names of the columns begin with
 */
export function timeFacts(standing: string, ms: string, before = ''): string {
  const complete = `FILTER (WHERE ${standing} = 'complete')`;
  const percentile = (share: number) =>
    `(percentile_disc(${share}) WITHIN GROUP (ORDER BY ${ms}) ${complete})::text`;
  return `(count(*) ${complete})::int AS ${before}n,
    (count(*) FILTER (WHERE ${standing} = 'incomplete'))::int AS ${before}incomplete,
    (count(*) FILTER (WHERE ${standing} = 'anomaly'))::int AS ${before}anomalies,
    coalesce(sum(${ms}) ${complete}, 0)::text AS ${before}ms,
    ${percentile(0.5)} AS ${before}p50_ms, ${percentile(0.9)} AS ${before}p90_ms`;
}
