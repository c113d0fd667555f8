import type pg from 'pg';
import type { SettledMemory, SettledQuestion } from './settled-cells.fold.js';

/** What settlements $3 pay, too, is told anew where a message tells of them; $4 are invoices. Each row is found by a look-up of its own. */
const MEMORY_SQL = `
  WITH obligation AS MATERIALIZED (
    SELECT unnest($2::uuid[]) AS id
    UNION SELECT f.obligation_id FROM unnest($3::uuid[]) s (id) CROSS JOIN LATERAL (
      SELECT obligation_id FROM reporting.payment_facts WHERE generation = $1 AND settlement_id = s.id) f
  ), part AS MATERIALIZED (
    SELECT o.id AS obligation_id, f.* FROM obligation o CROSS JOIN LATERAL (
      SELECT settlement_id, sum(amount_minor)::text AS amount_minor, sum(settled_minor)::text AS settled_minor
      FROM reporting.payment_facts WHERE generation = $1 AND obligation_id = o.id GROUP BY 1) f
  ), owed AS (
    SELECT o.obligation_id, o.creditor_bank AS bank, o.currency, o.amount_minor::text AS amount_minor, o.terms_started_on, o.due_on,
      coalesce(i.countries, '{}') AS countries
    FROM obligation CROSS JOIN LATERAL (
      SELECT * FROM reporting.obligations WHERE generation = $1 AND obligation_id = obligation.id LIMIT 1) o
    LEFT JOIN LATERAL (
      SELECT ARRAY[creditor_country, debtor_country] AS countries FROM reporting.invoice_parties
      WHERE generation = $1 AND invoice_id = o.invoice_id AND position < o.position LIMIT 1) i ON true
  ), credit AS (
    SELECT b.settlement_id, b.bank, left(coalesce(b.debtor_agent, a.debtor_agent), 8) AS debtor_agent, b.currency,
      coalesce(e.amount_minor, b.amount_minor)::text AS amount_minor,
      (CASE WHEN e.amount_minor IS NULL THEN b.usd_minor ELSE e.usd_minor END)::text AS usd_minor,
      coalesce(e.value_date, b.value_date) AS value_date, b.basis = 'status-accc' AND e.value_date IS NULL AS awaits_entry
    FROM (SELECT unnest($3::uuid[]) AS id UNION SELECT settlement_id FROM part) s CROSS JOIN LATERAL (
      SELECT * FROM reporting.booked_credits WHERE generation = $1 AND settlement_id = s.id LIMIT 1) b
    LEFT JOIN LATERAL (
      SELECT value_date, amount_minor, usd_minor FROM reporting.credit_confirmations
      WHERE b.basis = 'status-accc' AND generation = $1 AND settlement_id = s.id ORDER BY position LIMIT 1) e ON true
    LEFT JOIN LATERAL (
      SELECT debtor_agent FROM reporting.credit_agents
      WHERE b.debtor_agent IS NULL AND generation = $1 AND settlement_id = s.id ORDER BY position LIMIT 1) a ON true
  ), invoice AS (
    SELECT i.* FROM unnest($4::uuid[]) asked (id) CROSS JOIN LATERAL (
      SELECT invoice_id, ARRAY[creditor_country, debtor_country] AS countries FROM reporting.invoice_parties
      WHERE generation = $1 AND invoice_id = asked.id LIMIT 1) i
  )
  SELECT (SELECT coalesce(json_agg(o), '[]') FROM owed o) AS obligations, (SELECT coalesce(json_agg(c), '[]') FROM credit c) AS credits,
    (SELECT coalesce(json_agg(p), '[]') FROM part p) AS parts, (SELECT coalesce(json_agg(i), '[]') FROM invoice i) AS invoices`;

const NOTHING: SettledMemory = { obligations: [], credits: [], parts: [], invoices: [] };

/** What rows tell of what is asked, in one round trip. */
export async function recallSettled(
  client: pg.ClientBase,
  generation: number,
  { obligations, settlements, invoices }: SettledQuestion,
): Promise<SettledMemory> {
  if (obligations.length + settlements.length + invoices.length === 0) return NOTHING;
  const { rows } = await client.query<SettledMemory>(MEMORY_SQL, [
    generation,
    obligations,
    settlements,
    invoices,
  ]);
  return rows[0] ?? NOTHING;
}
