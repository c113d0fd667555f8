import { happenedIn } from '../customs/happened.sql.js';
import { contributionsSql, type RestatedFigure } from '../restatement/restatement.sql.js';

/** What was paid each way under one key, in US cents. */
export interface ServicesSumRow {
  readonly key: string;
  readonly exports: string;
  readonly imports: string;
}

/** A match, what was taken back of one, or what is taken out of one day or put in on another. */
export interface ServicePaymentRow {
  readonly position: string;
  /** Which of the rows of its event. */
  readonly nth: number;
  readonly what: 'matched' | 'entry' | 'person' | 'returned' | 'entry-less';
  readonly flow: 'export' | 'import';
  readonly service_contract_id: string;
  readonly settlement_id: string;
  readonly bank: string;
  readonly service: string;
  readonly value_date: string;
  readonly currency: string;
  readonly minor: string;
  readonly usd_minor: string | null;
  readonly positions: readonly string[];
}

const HAPPENED = happenedIn('$7');
const told = (row: string) => `${row}.position <= $1 AND ${HAPPENED.by(`${row}.occurred_at`)}`;

/**
 * As of position $1, what was paid from day $2 to day $3 between the countries $4, whose exports are asked for, and $5; of item $6 and its parts, where it is not null; of what had happened
 * by $7 (milliseconds), where it is not null. Which services those were, the last event says that is known of the contract; a withdrawn one is of none. It reads what is
 * paid in these days, and what is told of the contracts of that.
 */
export const PARTS = `
  WITH part AS MATERIALIZED (
    SELECT p.position, p.nth, p.match_position, p.what, CASE WHEN c.provider_country = $4 THEN 'export' ELSE 'import' END AS flow, p.service_contract_id, p.settlement_id, p.bank,
      n.service, p.value_date, p.currency, p.amount_minor, p.usd_minor, ARRAY[c.position, n.position, p.match_position, p.position] AS positions
    FROM read.service_payments p JOIN read.service_contracts c USING (service_contract_id)
    CROSS JOIN LATERAL (
      SELECT t.service, t.position FROM (
        SELECT c.service, c.position
        UNION ALL
        SELECT h.service, h.position FROM read.service_contract_changes h WHERE h.service_contract_id = p.service_contract_id AND ${told('h')}
      ) t ORDER BY t.position DESC LIMIT 1
    ) n
    WHERE ${told('p')} AND ${told('c')} AND p.value_date BETWEEN $2::date AND $3::date
      AND (c.provider_country = $4 AND c.customer_country = $5 OR c.provider_country = $5 AND c.customer_country = $4)
      AND n.service IS NOT NULL AND ($6::text IS NULL OR starts_with(n.service, $6))
  )`;

/** What the figure can be cut by. */
export const SERVICES_CUTS = {
  all: `''`,
  month: `to_char(value_date, 'YYYY-MM')`,
  service: 'service',
} as const;
export type ServicesCut = keyof typeof SERVICES_CUTS;

const sumOf = (column: string, flow: string) =>
  `coalesce(sum(${column}) FILTER (WHERE flow = '${flow}'), 0)::text AS ${flow}s`;

/** One row where there is nothing to cut by. */
export function servicesSumsSql(cut: ServicesCut): string {
  return `${PARTS}
  SELECT ${SERVICES_CUTS[cut]} AS key, ${sumOf('usd_minor', 'export')}, ${sumOf('usd_minor', 'import')}
  FROM part GROUP BY 1 ORDER BY 1`;
}

/** As they were paid. */
export const SERVICES_BY_CURRENCY_SQL = `${PARTS}
  SELECT currency AS key, ${sumOf('amount_minor', 'export')}, ${sumOf('amount_minor', 'import')}
  FROM part GROUP BY currency ORDER BY currency COLLATE "C"`;

/** What stands of a match, and whether any of it is without dollars. */
const MATCHES = `
    SELECT settlement_id, service_contract_id, match_position, flow, coalesce(sum(usd_minor), 0) AS usd_minor, array_agg(position) AS positions,
      (coalesce(sum(amount_minor) FILTER (WHERE usd_minor IS NULL), 0) <> 0)::int AS unconverted
    FROM part GROUP BY settlement_id, service_contract_id, match_position, flow`;

export const UNCONVERTED_SQL = `${PARTS}
  SELECT coalesce(sum(unconverted), 0)::int AS unconverted FROM (${MATCHES}) match`;

/** Those behind row $9 of position $8, $10 of them. */
export const SERVICE_PAYMENTS_SQL = `${PARTS}
  SELECT position, nth, what, flow, service_contract_id, settlement_id, bank, service, value_date::text AS value_date, currency, amount_minor::text AS minor,
    usd_minor::text AS usd_minor, (SELECT array_agg(DISTINCT t.at ORDER BY t.at) FROM unnest(positions) AS t (at))::text[] AS positions
  FROM part WHERE (position, nth) > ($8, $9) ORDER BY position, nth LIMIT $10`;

/** The payments of the match whose key it is, of what had happened. */
const paymentsOf = (key: string) => `read.service_payments p
      WHERE p.settlement_id = split_part(${key}, '/', 1)::uuid AND p.match_position = split_part(${key}, '/', 3)::bigint AND ${HAPPENED.by('p.occurred_at')}`;

/** What each match comes to. */
export const RESTATED_SERVICES: RestatedFigure = {
  contributions: contributionsSql({
    before: PARTS,
    from: `(${MATCHES}) match`,
    key: `settlement_id || '/' || service_contract_id || '/' || match_position`,
    positions: 'positions',
    measures: [
      [`'exports'`, `'USD'`, `CASE WHEN flow = 'export' THEN usd_minor END`],
      [`'imports'`, `'USD'`, `CASE WHEN flow = 'import' THEN usd_minor END`],
      [`'unconverted'`, `'count'`, 'unconverted'],
    ],
  }),
  // Taken back whole, told as other services or of another day, it had been there.
  counted: (since) => `EXISTS (SELECT FROM ${paymentsOf('s.key')} AND p.position <= ${since})`,
  events: `SELECT p.position FROM ${paymentsOf('e.key')}
    UNION SELECT h.position FROM read.service_contract_changes h WHERE h.service_contract_id = split_part(e.key, '/', 2)::uuid AND ${HAPPENED.by('h.occurred_at')}`,
};
