import type pg from 'pg';
import type { SettledMemory } from './settled-cells.fold.js';
import type { SettledQuestion } from './settled-question.js';

/**
 * Obligations $2 and those that credits $4 pay, what pays them, and how many each of settlements $3 and $4 pays; $5 are invoices. Each row is found by a look-up of its own. What is
 * asked comes as JSON, of which PostgreSQL expects as much whatever it holds: so the plan is kept, and not made for each batch.
 */
const MEMORY_SQL = `
  WITH obligation AS MATERIALIZED (
    SELECT id::uuid AS id FROM json_array_elements_text($2) id
    UNION SELECT f.obligation_id FROM json_array_elements_text($4) s (id) CROSS JOIN LATERAL (
      SELECT obligation_id FROM reporting.payment_facts WHERE generation = $1 AND settlement_id = s.id::uuid) f
  ), part AS MATERIALIZED (
    SELECT o.id AS obligation_id, f.* FROM obligation o CROSS JOIN LATERAL (
      SELECT settlement_id, sum(amount_minor)::text AS amount_minor, sum(settled_minor)::text AS settled_minor
      FROM reporting.payment_facts WHERE generation = $1 AND obligation_id = o.id GROUP BY 1) f
  ), owed AS (
    SELECT o.obligation_id, o.creditor_bank AS bank, o.currency, o.amount_minor::text AS amount_minor, o.terms_started_on, o.due_on,
      coalesce(i.countries, '{}') AS countries,
      EXISTS (SELECT FROM reporting.withdrawn_invoices WHERE generation = $1 AND invoice_id = o.invoice_id) AS is_withdrawn
    FROM obligation CROSS JOIN LATERAL (
      SELECT * FROM reporting.obligations WHERE generation = $1 AND obligation_id = obligation.id LIMIT 1) o
    LEFT JOIN LATERAL (
      SELECT ARRAY[creditor_country, debtor_country] AS countries FROM reporting.invoice_parties
      WHERE generation = $1 AND invoice_id = o.invoice_id AND position < o.position LIMIT 1) i ON true
  ), credit AS (
    SELECT b.settlement_id, b.bank, left(coalesce(b.debtor_agent, a.debtor_agent), 8) AS debtor_agent, b.currency,
      coalesce(e.amount_minor, b.amount_minor)::text AS amount_minor,
      (CASE WHEN e.amount_minor IS NULL THEN b.usd_minor ELSE e.usd_minor END)::text AS usd_minor,
      coalesce(e.value_date, b.value_date) AS value_date, b.basis = 'status-accc' AND e.value_date IS NULL AS awaits_entry,
      CASE WHEN s.is_told THEN (
        SELECT count(*) FROM (
          SELECT FROM reporting.payment_facts WHERE generation = $1 AND settlement_id = s.id
          GROUP BY obligation_id HAVING sum(amount_minor) > 0) n) END AS paying,
      CASE WHEN s.is_told THEN (
        SELECT minor::text FROM reporting.waiting_credits WHERE generation = $1 AND settlement_id = s.id) END AS waiting_minor
    FROM (
      SELECT id, bool_or(is_told) AS is_told FROM (
        SELECT id::uuid, true AS is_told FROM json_array_elements_text($3) id UNION ALL SELECT id::uuid, true FROM json_array_elements_text($4) id
        UNION ALL SELECT settlement_id, false FROM part) told
      GROUP BY id) s CROSS JOIN LATERAL (
      SELECT * FROM reporting.booked_credits WHERE generation = $1 AND settlement_id = s.id LIMIT 1) b
    LEFT JOIN LATERAL (
      SELECT value_date, amount_minor, usd_minor FROM reporting.credit_confirmations
      WHERE b.basis = 'status-accc' AND generation = $1 AND settlement_id = s.id ORDER BY position LIMIT 1) e ON true
    LEFT JOIN LATERAL (
      SELECT debtor_agent FROM reporting.credit_agents
      WHERE b.debtor_agent IS NULL AND generation = $1 AND settlement_id = s.id ORDER BY position LIMIT 1) a ON true
  ), invoice AS (
    SELECT i.* FROM json_array_elements_text($5) asked (id) CROSS JOIN LATERAL (
      SELECT invoice_id, ARRAY[creditor_country, debtor_country] AS countries FROM reporting.invoice_parties
      WHERE generation = $1 AND invoice_id = asked.id::uuid LIMIT 1) i
  )
  SELECT (SELECT coalesce(json_agg(o), '[]') FROM owed o) AS obligations, (SELECT coalesce(json_agg(c), '[]') FROM credit c) AS credits,
    (SELECT coalesce(json_agg(p), '[]') FROM part p) AS parts, (SELECT coalesce(json_agg(i), '[]') FROM invoice i) AS invoices`;

/** Returns that are in $2, of which one of $2 tells or that tell of one, what is told of all of them, and what they undo behind them. */
const RETURNED_SQL = `
  WITH told AS MATERIALIZED (
    SELECT id::uuid AS id FROM json_array_elements_text($2) id
    UNION SELECT k.return_id FROM json_array_elements_text($2) asked (id) CROSS JOIN LATERAL (
      SELECT return_id FROM reporting.return_tellings WHERE generation = $1 AND rest_id = asked.id::uuid) k
  ), telling AS MATERIALIZED (
    SELECT k.* FROM told CROSS JOIN LATERAL (
      SELECT return_id, reason, rest_id, position FROM reporting.return_tellings WHERE generation = $1 AND return_id = told.id
      UNION SELECT return_id, reason, rest_id, position FROM reporting.return_tellings WHERE generation = $1 AND rest_id = told.id) k
  ), returned AS (
    SELECT r.* FROM (SELECT id FROM told UNION SELECT return_id FROM telling UNION SELECT rest_id FROM telling) each CROSS JOIN LATERAL (
      SELECT return_id, bank, currency, reason, amount_minor::text AS amount_minor, returned_minor::text AS returned_minor, booked_on
      FROM reporting.return_facts WHERE generation = $1 AND return_id = each.id) r
  )
  SELECT (SELECT coalesce(json_agg(r), '[]') FROM returned r) AS returns,
    (SELECT coalesce(json_agg(t ORDER BY t.position), '[]') FROM (SELECT DISTINCT * FROM telling) t) AS tellings`;

const NOTHING: SettledMemory = {
  obligations: [],
  credits: [],
  parts: [],
  invoices: [],
  returns: [],
  tellings: [],
};

/** What rows tell of what is asked: in one round trip, and another where it is of returns. */
export async function recallSettled(
  client: pg.ClientBase,
  generation: number,
  { obligations, settlements, credits, invoices, returns }: SettledQuestion,
): Promise<SettledMemory> {
  const asked = [obligations, settlements, credits, invoices];
  const read = async <Memory>(sql: string, ids: readonly (readonly string[])[]): Promise<Partial<Memory>> => {
    if (ids.every(({ length }) => length === 0)) return {};
    const { rows } = await client.query(sql, [generation, ...ids.map((each) => JSON.stringify(each))]);
    return rows[0];
  };
  return {
    ...NOTHING,
    ...(await read<SettledMemory>(MEMORY_SQL, asked)),
    ...(await read<SettledMemory>(RETURNED_SQL, [returns])),
  };
}
