import { happenedIn } from './happened.sql.js';
import { isAt } from './place.sql.js';

/** What was assessed, paid and given back in one currency, under one key. Minor units are whole numbers, as text. */
export interface DutySumRow {
  readonly key: string;
  readonly currency: string;
  readonly assessed: string;
  readonly paid: string;
  readonly refunded: string;
}

/** What is yet to be paid in one currency. */
export interface OutstandingRow {
  readonly currency: string;
  readonly minor: string;
}

/** An assessment of one kind, a payment, or a refund. */
export interface DutyEntryRow {
  readonly what: 'assessed' | 'paid' | 'refunded';
  readonly kind: string | null;
  readonly reason: string | null;
  readonly reference: string | null;
  readonly declaration_id: string;
  readonly office: string;
  readonly flow: string;
  readonly day: string;
  readonly currency: string;
  readonly minor: string;
  readonly position: string;
  readonly line: number;
}

/**
 * What is yet to be paid of one declaration, in one currency: what it was assessed, less what was paid for it. `position` is that of the assessment, and `line` 1 of its own currency;
 * 2 of that of payments which happened before the assessment that they are for, as it had replaced one in another currency.
 */
export interface OutstandingShareRow {
  readonly declaration_id: string;
  readonly office: string;
  readonly flow: string;
  readonly day: string;
  readonly currency: string;
  readonly assessed: string;
  readonly paid: string;
  readonly minor: string;
  /** Of the assessment and the payments. */
  readonly positions: readonly string[];
  readonly position: string;
  readonly line: number;
}

const HAPPENED = happenedIn('$5');
const toldDuty = (position: string, at: string) => `(${position} <= $1 AND ${HAPPENED.by(at)})`;

/**
 * Of what another event ended by the position, what stood all the same at an instant: no assessment behind it, and nothing that called the declaration off, had
 * happened.
 */
const STOOD = `${HAPPENED.isAsked} AND NOT EXISTS (
        SELECT FROM read.duty_assessments b WHERE b.declaration_id = a.declaration_id AND b.position > a.position AND ${toldDuty('b.position', 'b.assessed_at')})
      AND NOT EXISTS (
        SELECT FROM read.customs_declarations d WHERE d.declaration_id = a.declaration_id AND ${toldDuty('d.called_off_position', 'd.called_off_at')})`;

/**
 * As of position $1, what was assessed, what was paid and what was given back from day $2 to day $3; at the office, or the offices of the country, $4, where it is not null; only what had happened by $5 (milliseconds),
 * where it is not null.
 */
export const ENTRIES = `
  WITH assessed AS MATERIALIZED (
    SELECT a.* FROM read.duty_assessments a
    WHERE ${toldDuty('a.position', 'a.assessed_at')} AND (a.ended_position IS NULL OR a.ended_position > $1 OR ${STOOD}) AND a.assessed_on BETWEEN $2::date AND $3::date
      AND ${isAt('$4', 'a.office')}
  ),
  entry AS (
    SELECT 'assessed' AS what, kind, NULL AS reason, NULL AS reference, declaration_id, office, flow, assessed_on AS day, currency, amount_minor, position, line FROM assessed
    UNION ALL
    SELECT 'paid', NULL, NULL, p.reference, p.declaration_id, p.office, p.flow, p.paid_on, p.currency, p.amount_minor, p.position, 1
    FROM read.duty_payments p
    WHERE ${toldDuty('p.position', 'p.occurred_at')} AND p.paid_on BETWEEN $2::date AND $3::date AND ${isAt('$4', 'p.office')}
    UNION ALL
    SELECT 'refunded', NULL, r.reason, r.reference, r.declaration_id, r.office, r.flow, r.refunded_on, r.currency, r.amount_minor, r.position, 1
    FROM read.duty_refunds r
    WHERE ${toldDuty('r.position', 'r.occurred_at')} AND (r.withdrawn_position IS NULL OR NOT ${toldDuty('r.withdrawn_position', 'r.withdrawn_at')}) AND r.refunded_on BETWEEN $2::date AND $3::date AND ${isAt('$4', 'r.office')}
  )`;

/** What the figure can be cut by; by kind, what is assessed alone, and by reason, what is given back. */
export const DUTY_CUTS = {
  all: `''`,
  kind: 'kind',
  office: 'office',
  flow: 'flow',
  month: `to_char(day, 'YYYY-MM')`,
  reason: 'reason',
} as const;
export type DutyCut = keyof typeof DUTY_CUTS;

const OF_CUT: Partial<Record<DutyCut, string>> = {
  kind: `WHERE what = 'assessed'`,
  reason: `WHERE what = 'refunded'`,
};

export function dutySumsSql(cut: DutyCut): string {
  const sum = (what: string) =>
    `coalesce(sum(amount_minor) FILTER (WHERE what = '${what}'), 0)::text AS ${what}`;
  return `${ENTRIES}
  SELECT ${DUTY_CUTS[cut]} AS key, currency, ${sum('assessed')}, ${sum('paid')}, ${sum('refunded')}
  FROM entry ${OF_CUT[cut] ?? ''} GROUP BY 1, 2 ORDER BY 1, 2`;
}

/** What each assessment asks for, and each payment takes off that, of the declarations that were assessed. */
export const OWED = `
    SELECT declaration_id, currency, amount_minor AS minor, position FROM assessed
    UNION ALL
    SELECT p.declaration_id, p.currency, -p.amount_minor, p.position FROM read.duty_payments p
    WHERE ${toldDuty('p.position', 'p.occurred_at')} AND p.declaration_id IN (SELECT declaration_id FROM assessed)`;

export const OUTSTANDING_SQL = `${ENTRIES}
  SELECT currency, sum(minor)::text AS minor FROM (${OWED}) owed GROUP BY currency ORDER BY currency`;

/** Those behind place $7 of position $6, $8 of them. */
export const DUTY_ENTRIES_SQL = `${ENTRIES}
  SELECT what, kind, reason, reference, declaration_id, office, flow, day::text AS day, currency, amount_minor::text AS minor, position, line FROM entry
  WHERE (position, line) > ($6, $7) ORDER BY position, line LIMIT $8`;

/**
 * Those of which something is yet to be paid, or was paid ahead, behind place $7 of position $6, $8 of them. Nobody pays more than is owed, but by an instant between an assessment and the one that
 * replaces it, payments for the latter may have happened: what is owed is below 0 then, and part of the sum. The line is told by the currency, not by what else is owed: a place stays put
 * while payments are added.
 */
export const OUTSTANDING_SHARES_SQL = `${ENTRIES},
  owing AS (
    SELECT declaration_id, currency, sum(minor) AS minor, sum(greatest(minor, 0)) AS assessed, -sum(least(minor, 0)) AS paid,
      array_agg(DISTINCT position ORDER BY position) AS positions
    FROM (${OWED}) owed GROUP BY declaration_id, currency HAVING sum(minor) <> 0
  ),
  share AS (
    SELECT o.*, a.office, a.flow, a.assessed_on, a.position, CASE WHEN o.currency = a.currency THEN 1 ELSE 2 END AS line
    FROM owing o JOIN (SELECT DISTINCT declaration_id, office, flow, assessed_on, position, currency FROM assessed) a USING (declaration_id)
  )
  SELECT declaration_id, office, flow, assessed_on::text AS day, currency, assessed::text AS assessed, paid::text AS paid, minor::text AS minor,
    positions::text[] AS positions, position, line
  FROM share WHERE (position, line) > ($6, $7) ORDER BY position, line LIMIT $8`;
