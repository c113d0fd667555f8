import type { Filling } from '../filled-gateway.js';
import { monthOf } from './time-cells.js';

const SUMS = ['placed', 'open', 'finished', 'standing', 'since_ms'];
const sums = (over: string): string => SUMS.map((sum) => `sum(change.${sum})${over}`).join(', ');

/** What each hold puts into cells as it is placed, and as it ends: no two are of one consignment, so that each has all of its time. */
const CHANGES = `
  SELECT cut, key, left(office, 2) AS clock, ${monthOf('office', 'at')} AS month, position, placed, open, finished, standing,
    standing * (extract(epoch FROM instant) * 1000)::bigint AS since_ms
  FROM reporting.holds CROSS JOIN LATERAL (VALUES ('total', ''), ('office', office), ('reason', reason)) AS c (cut, key)
    CROSS JOIN LATERAL (VALUES
      (placed_position, placed_at, placed_at, 1, 1, 0, 1),
      (ended_position, placed_at, placed_at, 0, -1, 0, 0),
      (ended_position, ended_at - interval '1 millisecond', ended_at, 0, 0, 1, -1)
    ) AS told (position, at, instant, placed, open, finished, standing)`;

const CELL = 'cut, key, clock, month';
/** An event brings one cell of each cut at most. */
const NTH = `array_position(ARRAY['total', 'office', 'reason'], cut)`;

/** For how long goods were held, as the projection keeps it. */
export const HELD_CELLS: Filling['filling'] = [
  [
    'what time held comes to',
    `INSERT INTO reporting.held_cell_heads (generation, ${CELL}, ahead_ms, first_position, nth, position, ${SUMS.join(', ')})
     SELECT 1, ${CELL}, 0, min(position), ${NTH}, max(position), ${sums('')}
     FROM (${CHANGES}) change GROUP BY ${CELL}`,
  ],
  [
    'what time held has come to',
    `INSERT INTO reporting.held_cells (generation, first_position, nth, position, ${SUMS.join(', ')})
     SELECT 1, min(position) OVER so_far, ${NTH}, position, ${sums(' OVER so_far')}
     FROM (SELECT ${CELL}, position, ${SUMS.map((sum) => `sum(${sum}) AS ${sum}`).join(', ')} FROM (${CHANGES}) told GROUP BY ${CELL}, position) change
     WINDOW so_far AS (PARTITION BY ${CELL} ORDER BY position)`,
  ],
];
