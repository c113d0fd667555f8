import type { Filling } from '../filled-gateway.js';

/**
 * The trips over the section from Karachi to Almaty of goods that arrived, and what each paid for it.
 * @param share rows `n`, of which each has `at`, when it was delivered
 * @param position of the event, in SQL
 */
export function sectionTripsOf(share: string, position: string): Filling['filling'] {
  const id = `md5('arrival' || n)::uuid`;
  const ms = '(240 + n % 97) * 3600000::bigint';
  return [
    [
      'trips over sections',
      `INSERT INTO reporting.section_trips (generation, consignment_id, number, begins, from_position, until_position, leaves, enters, mode, seen, standing, came_at, ms, moving_ms,
         unmeasured_stops)
       SELECT 1, ${id}, 3, 0, ${position}, NULL, 'PKKHI', 'KZALA', 'road', ARRAY['PKKHI', 'PKTOR', 'AFRKH', 'KZALA'], 'complete', at, ${ms}, ${ms}, 0 FROM ${share}`,
    ],
    [
      'costs of sections',
      `INSERT INTO reporting.transport_costs (generation, position, cost_id, consignment_id, reference, kind, units, from_location, to_location, currency, amount_minor, usd_cents,
         receipted, recorded_by, paid_at, demo)
       SELECT 1, ${position}, md5('cost' || n)::uuid, ${id}, 'waybill', 'freight', 1, 'PKKHI', 'KZALA', 'USD', 300000 + n % 977, 300000 + n % 977, true, 'carrier', at, false FROM ${share}`,
    ],
  ];
}
