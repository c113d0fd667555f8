import type { Filling } from '../filled-gateway.js';
import { monthOf } from './time-cells.js';

const KINDS = [
  'customs-clearance',
  'border-security',
  'phytosanitary',
  'transport-inspection',
  'weight-and-standards',
  'escort',
  'loading',
  'waiting',
];
const SUMS = ['kind_n', 'n', 'out_n', 'in_n', 'cents', 'out_cents', 'unreceipted_cents'];
const sums = (over: string): string => SUMS.map((sum) => `sum(change.${sum})${over}`).join(', ');
const kindOf = (number: string): string =>
  `(ARRAY['${KINDS.join("', '")}'])[1 + (${number}) % ${KINDS.length}]`;

/** What each crossing puts into cells as it becomes known: something was paid at either side of it before, for two things, the second without a receipt. */
const CHANGES = `
  SELECT ${monthOf('in_location', 'in_seen_at')} AS month, 'torkham PKTOR AFRKH road' AS key, from_position AS position, paid.*
  FROM reporting.border_passages CROSS JOIN LATERAL (VALUES
    (${kindOf('from_position / 20')}, 1, 1, 1, 0, 2500, 2500, 0),
    (${kindOf('from_position / 20 + 3')}, 1, 0, 0, 1, 1000, 0, 1000)
  ) AS paid (kind, ${SUMS.join(', ')})
  WHERE within = 1`;

/** What is paid at borders, as the projection keeps it. */
export const BORDER_COST_CELLS: Filling['filling'] = [
  [
    'what is paid at borders comes to',
    `INSERT INTO reporting.border_cost_cell_heads (generation, month, key, kind, first_position, nth, position, ${SUMS.join(', ')})
     SELECT 1, month, key, kind, min(position), row_number() OVER (PARTITION BY min(position)), max(position), ${sums('')}
     FROM (${CHANGES}) change GROUP BY month, key, kind`,
  ],
  [
    'what is paid at borders has come to',
    `INSERT INTO reporting.border_cost_cells (generation, first_position, nth, position, ${SUMS.join(', ')})
     SELECT 1, first_position, nth, change.position, ${sums(' OVER so_far')}
     FROM (${CHANGES}) change JOIN reporting.border_cost_cell_heads USING (month, key, kind)
     WINDOW so_far AS (PARTITION BY first_position, nth ORDER BY change.position)`,
  ],
];
