import type { Filling } from '../filled-gateway.js';

/** As many as the widest cell has counts. */
const PLACES = Array.from({ length: 64 }, (_, place) => place);
const ZONES = ['PK Karachi', 'AF Kabul', 'UZ Tashkent', 'KZ Almaty'];
/** The first day of the month of an instant by the clock of a place, in SQL. */
export const monthOf = (place: string, at: string): string =>
  `date_trunc('month', ${at} AT TIME ZONE CASE left(${place}, 2) ${ZONES.map((zone) => `WHEN '${zone.slice(0, 2)}' THEN 'Asia/${zone.slice(3)}'`).join(' ')} END)::date`;

/** What each row puts into cells, and takes out again where it is known otherwise. */
const TOLD = `
  SELECT 'visit' AS cut, location AS key, ${monthOf('location', 'seen_at')} AS month, departed_at - arrived_at AS took, from_position, until_position
  FROM reporting.visits
  UNION ALL
  SELECT cut, 'torkham PKTOR AFRKH road', ${monthOf('in_location', 'in_seen_at')}, took, from_position, until_position
  FROM reporting.border_passages CROSS JOIN LATERAL (VALUES
    ('crossing', in_departed_at - out_arrived_at), ('leaving', out_departed_at - out_arrived_at), ('entering', in_departed_at - in_arrived_at)
  ) AS time (cut, took)`;

/** Each step by itself, since all of them are needed for each count. By cell: the longer a time is, the wider its cell, as the projection has it. */
const CHANGES = `
  SELECT cut, key, month, begins, width, position, sign, sign * ms AS ms, tenths - begins AS place
  FROM (${TOLD}) told
    CROSS JOIN LATERAL (SELECT (extract(epoch FROM took) * 1000)::bigint AS ms, round((extract(epoch FROM took) / 360)::float8)::int AS tenths OFFSET 0) length
    CROSS JOIN LATERAL (SELECT (2 ^ least(6, greatest(0, floor(log(greatest(tenths, 1)::float8) / log(2::float8) + 1e-9) - 3)))::int AS width OFFSET 0) cell
    CROSS JOIN LATERAL (SELECT tenths / width * width AS begins OFFSET 0) start
    CROSS JOIN LATERAL (VALUES (from_position, 1), (until_position, -1)) AS change (position, sign)
  WHERE position IS NOT NULL`;

const counts = (over: string): string =>
  `(ARRAY[${PLACES.map((place) => `coalesce(sum(sign) FILTER (WHERE place = ${place})${over}, 0)`).join(', ')}]::int[])[1:width]`;

/** How long visits and crossings took, as the projection keeps it. */
export const TIME_CELLS: Filling['filling'] = [
  [
    'what times come to',
    `INSERT INTO reporting.time_cell_heads (generation, cut, month, key, standing, begins, first_position, nth, position, n, ms, counts)
     SELECT 1, cut, month, key, 'complete', begins, min(position), row_number() OVER (PARTITION BY min(position)), max(position), sum(sign), sum(ms), ${counts('')}
     FROM (${CHANGES}) change GROUP BY cut, month, key, begins, width`,
  ],
  [
    'what times have come to',
    `INSERT INTO reporting.time_cells (generation, first_position, nth, position, n, ms, counts)
     SELECT DISTINCT ON (first_position, nth, change.position) 1, first_position, nth, change.position, sum(sign) OVER so_far, sum(change.ms) OVER so_far, ${counts(' OVER so_far')}
     FROM (${CHANGES}) change JOIN reporting.time_cell_heads USING (cut, key, month, begins)
     WINDOW so_far AS (PARTITION BY first_position, nth ORDER BY change.position)`,
  ],
];
