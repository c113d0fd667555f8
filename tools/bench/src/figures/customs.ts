import type { Filling } from '../filled-gateway.js';
import { countedTimes, monthOf } from './time-cells.js';

const CLEARED = `
  SELECT cut, CASE cut WHEN 'office' THEN office || ' ' ELSE '' END || flow || ' ' || procedure || ' '
      || CASE WHEN physical_position IS NOT NULL THEN 'physical' WHEN documentary_position IS NOT NULL THEN 'documentary' ELSE 'none' END AS key,
    date_trunc('month', cleared_on)::date AS month, cleared_at - lodged_at AS took, cleared_position AS from_position, NULL::bigint AS until_position
  FROM reporting.customs_declarations CROSS JOIN (VALUES ('total'), ('office')) AS c (cut) WHERE cleared_position IS NOT NULL`;

/**
 * Declarations at five offices, one in ten looked at and one in ten by its papers, cleared behind 1 to 51 hours; the last ones wait.
 * @param rows `n` from 1 on, and `at`, the instant of its last event
 * @param took in SQL, how long it took
 */
export const customsOf = (rows: string, took: string, waiting: number): Filling['filling'] => [
  [
    'declarations',
    `INSERT INTO reporting.customs_declarations (generation, declaration_id, consignment_id, office, flow, procedure, previous_procedure, lodged_at, lodged_on, lodged_position,
       cleared_at, cleared_on, cleared_position, ended_position, documentary_position, physical_position)
     SELECT 1, md5('declared' || n)::uuid, md5('goods' || n)::uuid, office, flow, CASE flow WHEN 'import' THEN '40' ELSE '10' END, '00', at - ${took}, (at - ${took})::date, 20 * n - 3,
       CASE WHEN ends THEN at END, CASE WHEN ends THEN ${monthOf('office', 'at')} + 14 END, CASE WHEN ends THEN 20 * n END, CASE WHEN ends THEN 20 * n END,
       CASE WHEN n % 10 = 1 THEN 20 * n - 2 END, CASE WHEN n % 10 = 0 THEN 20 * n - 2 END
     FROM (${rows}) told CROSS JOIN LATERAL (SELECT (ARRAY['KZALA', 'PKKHI', 'PKPEW', 'UZTAS', 'PKTOR'])[1 + n / 10 % 5] AS office) o
       CROSS JOIN LATERAL (SELECT CASE WHEN office IN ('PKPEW', 'PKTOR') THEN 'export' ELSE 'import' END AS flow, n <= max_n - ${waiting} AS ends) f`,
  ],
  ...countedTimes('clearance', CLEARED, []),
];
