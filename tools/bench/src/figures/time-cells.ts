import type { Filling } from '../filled-gateway.js';

/** As many steps as times of up to 102 hours take, and as many tenths of an hour as the longest of these steps has. */
const STEPS = Array.from({ length: 64 }, (_, step) => step);
const TENTHS = Array.from({ length: 64 }, (_, tenth) => tenth);
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

/** Each by itself, since all of them are needed for each count. A step of time is the wider the longer the time is, as the projection has it. */
const changesOf = (told: string): string => `
  SELECT cut, key, month, position, sign, sign * ms AS ms, (tenths >> bits) + 8 * bits AS step, begins, width, tenths - begins AS tenth
  FROM (${told}) told
    CROSS JOIN LATERAL (SELECT (extract(epoch FROM took) * 1000)::bigint AS ms, round((extract(epoch FROM took) / 360)::float8)::int AS tenths OFFSET 0) length
    CROSS JOIN LATERAL (SELECT greatest(0, floor(log(greatest(tenths, 1)::float8) / log(2::float8) + 1e-9) - 3)::int AS bits OFFSET 0) cell
    CROSS JOIN LATERAL (SELECT 1 << bits AS width, (tenths >> bits) << bits AS begins OFFSET 0) start
    CROSS JOIN LATERAL (VALUES (from_position, 1), (until_position, -1)) AS change (position, sign)
  WHERE position IS NOT NULL`;

const listOf = (places: readonly number[], column: string, over: string): string =>
  `ARRAY[${places.map((place) => `coalesce(sum(sign) FILTER (WHERE ${column} = ${place})${over}, 0)`).join(', ')}]::int[]`;

/**
 * Cells that count lengths of time, as the projection keeps them. All of what is told is complete.
 * @param kind what the names of their tables begin with
 * @param told in SQL: cut, key, month, how long it took, and from which position to which it is known
 * @param none columns of what there is none of
 */
export function countedTimes(kind: string, told: string, none: readonly string[]): Filling['filling'] {
  const [heads, totals, parts] = [
    `reporting.${kind}_cell_heads`,
    `reporting.${kind}_cells`,
    `reporting.${kind}_part_heads`,
  ];
  const columns = ['n', ...none, 'ms', 'counts'].join(', ');
  const zeros = none.map(() => '0, ').join('');
  const changes = changesOf(told);
  return [
    [
      `what ${kind} cells come to`,
      `INSERT INTO ${heads} (generation, cut, month, key, first_position, nth, position, ${columns})
     SELECT 1, cut, month, key, min(position), row_number() OVER (PARTITION BY min(position)), max(position), sum(sign), ${zeros}sum(ms),
       (${listOf(STEPS, 'step', '')})[1:max(step) + 1]
     FROM (${changes}) change GROUP BY cut, month, key`,
    ],
    [
      `what ${kind} cells have come to`,
      `INSERT INTO ${totals} (generation, first_position, nth, position, ${columns}, begins, part)
     SELECT DISTINCT ON (first_position, nth, change.position, change.begins) 1, first_position, nth, change.position, sum(sign) OVER so_far, ${zeros}sum(change.ms) OVER so_far,
       (${listOf(STEPS, 'step', ' OVER so_far')})[1:max(step) OVER so_far + 1], change.begins, (${listOf(TENTHS, 'tenth', ' OVER of_part')})[1:width]
     FROM (${changes}) change JOIN ${heads} USING (cut, key, month)
     WINDOW so_far AS (PARTITION BY first_position, nth ORDER BY change.position), of_part AS (PARTITION BY first_position, nth, change.begins ORDER BY change.position)`,
    ],
    [
      `what parts of ${kind} cells come to`,
      `INSERT INTO ${parts} (generation, nth, first_position, begins, position, part)
     SELECT DISTINCT ON (nth, first_position, begins) 1, nth, first_position, begins, position, part FROM ${totals}
     ORDER BY nth, first_position, begins, position DESC`,
    ],
  ];
}

/** How long visits and crossings took. */
export const TIME_CELLS = countedTimes('time', TOLD, ['incomplete', 'anomalies']);
