import type { Filling } from '../filled-gateway.js';

const PLACES = [
  ['PKKHI', 'begun', 240],
  ['PKTOR', 'complete', 168],
  ['AFRKH', 'complete', 120],
  ['KZALA', 'ended', 0],
] as const;

/**
 * Goods that went from Karachi to Almaty by Torkham, and two plans that they are held against. One event tells of the whole way of each, and of what it weighs and is worth.
 * @param share rows `n`, of which each has `at`, when it was delivered
 * @param position of the event, in SQL
 */
export function arrivalsOf(share: string, position: string): Filling['filling'] {
  const id = `md5('arrival' || n)::uuid`;
  const stops = PLACES.map(
    ([place, standing, hours], number) => `(${number}, '${place}', '${standing}', ${hours})`,
  );
  return [
    [
      'ways of goods that arrived',
      `INSERT INTO reporting.visits (generation, consignment_id, number, from_position, within, until_position, location, standing, arrived_at, departed_at, seen_at, positions, mode)
       SELECT 1, ${id}, number, ${position}, number, NULL, place, standing, CASE WHEN number > 0 THEN seen END, CASE WHEN number IN (1, 2) THEN seen END, seen, ARRAY[${position}], 'road'
       FROM ${share}, LATERAL (VALUES ${stops.join(', ')}) AS stop (number, place, standing, hours),
         LATERAL (SELECT at - hours * interval '1 hour' - CASE number WHEN 0 THEN n % 97 * interval '1 hour' ELSE '0' END AS seen) told`,
    ],
    [
      'arrivals',
      `INSERT INTO reporting.visit_sightings (generation, position, consignment_id, location, kind, at, mode, withdrawn_position)
       SELECT 1, ${position}, ${id}, 'KZALA', 'ended', at, NULL, NULL FROM ${share}`,
    ],
    [
      'worth of goods',
      `INSERT INTO reporting.goods_values (generation, consignment_id, position, usd_cents, parts, cancelled, net_mass_kg, occurred_at)
       SELECT 1, ${id}, ${position}, 100000 + n % 7, NULL, false, 20000.5, at FROM ${share}`,
    ],
    [
      'plans of routes',
      `INSERT INTO reporting.route_legs (generation, route_id, from_position, number, until_position, from_location, to_location, mode, border_points, occurred_at)
       SELECT 1, route_id, 1, 0, NULL, 'PKKHI', 'KZALA', 'road', border_points, timestamptz '2020-01-01T00:00:00Z'
       FROM (VALUES ('torkham', ARRAY['PKTOR', 'AFRKH']), ('chaman', ARRAY['PKCMN', 'AFSBK'])) AS plan (route_id, border_points)`,
    ],
  ];
}
