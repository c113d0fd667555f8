import type { Filling } from '../filled-gateway.js';

const CELL = 'month, way, port, transport_mode, kind, currency, irregularity';
const SUMS = ['n', 'late', 'irregular', 'net_mass_mg', 'value_minor'];
const sums = (over: string): string => SUMS.map((sum) => `sum(${sum})${over}`).join(', ');
/** An event brings the cell of all transits, and that of what was amiss. */
const NTH = `CASE irregularity WHEN '' THEN 0 ELSE 1 END`;

/** What each discharge adds to cells. */
const CHANGES = `
  SELECT date_trunc('month', discharged_on)::date AS month, array_to_string(ARRAY[departure] || stops || ARRAY[destination], '-') AS way, port, transport_mode, g.kind,
    t.currency, irregularity, from_position AS position, 1 AS n, CASE WHEN irregularity = '' AND late THEN 1 ELSE 0 END AS late, CASE WHEN cardinality(irregularities) > 0 THEN 1 ELSE 0 END AS irregular,
    CASE irregularity WHEN '' THEN net_mass_kg * 1000000 ELSE 0 END AS net_mass_mg, CASE irregularity WHEN '' THEN value_minor ELSE 0 END AS value_minor
  FROM reporting.transit_standings t JOIN reporting.guarantees g USING (guarantee_id) CROSS JOIN LATERAL unnest(ARRAY[''] || irregularities) AS i (irregularity)
  WHERE status = 'discharged'`;

const opened = `at - interval '1 day' * (3 + n % 9)`;

/**
 * Transits by three ways, one in ten late and one in twenty with an accident, each second one under a carnet of its own and the others against one guarantee; the last ones are under way.
 * @param rows `n` from 1 on, and `at`, the instant of its last event
 */
export const transitsOf = (rows: string, underWay: number): Filling['filling'] => [
  [
    'guarantees',
    `INSERT INTO reporting.guarantees (generation, guarantee_id, kind, reference, guarantor_id, guarantor_name, principal_id, principal_name, currency, valid_from, valid_until, issued_at, issued_position)
     SELECT 1, md5('guarantee' || n)::uuid, CASE n WHEN 0 THEN 'insurance' ELSE 'tir-carnet' END, 'R', 'insurer', 'insurer', 'forwarder', 'forwarder', 'PKR', '2020-01-01', '2030-01-01', '2020-01-01', 1
     FROM (SELECT 0 AS n UNION ALL SELECT n FROM (${rows}) of_log WHERE n % 2 > 0) of_all`,
  ],
  [
    'transits',
    `INSERT INTO reporting.transit_standings (generation, transit_id, from_position, until_position, opened_position, status, departure, destination, stops, port, transport_mode,
       guarantee_id, net_mass_kg, currency, value_minor, opened_at, due_by, terminated_at, late, discharged_at, discharged_on, change, told_at, latest_at, irregularities)
     SELECT 1, md5('transit' || n)::uuid, position, until, 20 * n - 4, status, departure, destination, stops, CASE departure WHEN 'PKPEW' THEN '' ELSE departure END, 'road',
       md5('guarantee' || n * (n % 2))::uuid, 20000, 'USD', 100000 + n % 977, ${opened}, at, CASE WHEN done THEN at END, done AND n % 10 = 0, CASE WHEN done THEN at END,
       CASE WHEN done THEN at::date END, CASE WHEN done THEN 'discharged' ELSE 'opened' END, told, told, CASE WHEN n % 20 = 0 THEN ARRAY['accident'] ELSE '{}' END
     FROM (${rows}) of_log CROSS JOIN LATERAL (VALUES
         (20 * n - 4, CASE WHEN n <= max_n - ${underWay} THEN 20 * n END, 'opened', false, ${opened}),
         (20 * n, NULL, 'discharged', true, at)
       ) AS standing (position, until, status, done, told)
       CROSS JOIN LATERAL (SELECT * FROM (VALUES
         (0, 'PKKHI', 'KZALA', ARRAY['PKTOR']), (1, 'PKGWD', 'KGFRU', ARRAY['CNKHG']), (2, 'PKPEW', 'UZTAS', ARRAY['AFKBL', 'UZTMZ'])
       ) AS way (nth, departure, destination, stops) WHERE nth = n % 3) way
     WHERE NOT done OR n <= max_n - ${underWay}`,
  ],
  [
    'what transits come to',
    `INSERT INTO reporting.transit_cell_heads (generation, ${CELL}, first_position, nth, position, ${SUMS.join(', ')})
     SELECT 1, ${CELL}, min(position), ${NTH}, max(position), ${sums('')} FROM (${CHANGES}) change GROUP BY ${CELL}`,
  ],
  [
    'what transits have come to',
    `INSERT INTO reporting.transit_cells (generation, first_position, nth, position, ${SUMS.join(', ')})
     SELECT 1, min(position) OVER so_far, ${NTH}, position, ${sums(' OVER so_far')} FROM (${CHANGES}) change WINDOW so_far AS (PARTITION BY ${CELL} ORDER BY position)`,
  ],
];
