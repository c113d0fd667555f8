/** Positions, minor units and masses are numerics, as text. */
export interface TradeRow {
  readonly position: string;
  readonly fact: number;
  readonly month: string;
  readonly accepted_on: string;
  readonly flow: string;
  readonly hs6: string;
  readonly sector: string;
  readonly country_of_origin: string;
  readonly country_of_consignment: string | null;
  /** Empty where none was told. */
  readonly customs_office: string;
  readonly consignment_id: string;
  readonly declaration_id: string;
  readonly line_number: number;
  readonly net_mass_kg: string;
  readonly cents: string;
  readonly correction: boolean;
}

export interface CommitmentRow {
  readonly position: string;
  readonly fact: number;
  readonly commitment_id: string;
  readonly title: string;
  readonly sector: string;
  /** Whether services are promised, which are in no figure of goods. */
  readonly of_services: boolean;
  readonly announced_on: string;
  readonly stage: string;
  readonly on_day: string;
  readonly cause_position: string;
  readonly cents: string;
  readonly jobs: string;
  readonly unvalued_lines: number;
  readonly status: string | null;
}

export interface ObligationRow {
  readonly position: string;
  readonly obligation_id: string;
  readonly invoice_id: string;
  readonly consignment_id: string;
  readonly creditor_bank: string;
  readonly terms_started_on: string;
  readonly due_on: string;
  readonly currency: string;
  readonly minor: string;
  readonly settled_minor: string;
  readonly withdrawn: boolean;
}

/** Of reporter $1 with partner $2, months $3 to $4 (first days), as of position $5: every line that adds to the trade, or takes out of it. */
export const TRADE_ROWS_SQL = `
  SELECT position, fact, to_char(month, 'YYYY-MM') AS month, accepted_on::text AS accepted_on, flow, hs6, sector, country_of_origin,
    country_of_consignment, customs_office, consignment_id, declaration_id, line_number, net_mass_kg::text AS net_mass_kg,
    value_usd_cents::text AS cents, correction
  FROM read.trade_facts
  WHERE reporter = $1 AND partner = $2 AND month BETWEEN $3 AND $4 AND position <= $5
  ORDER BY position, fact`;

/** As of position $1, of commitments that were announced from day $2 to day $3: everything that added to one of their stages, or took out of it. */
export const COMMITMENT_ROWS_SQL = `
  SELECT f.position, f.fact, f.commitment_id, v.title, v.sector, v.of_services, c.announced_on::text AS announced_on, f.stage, f.on_day::text AS on_day,
    f.cause_position, f.usd_cents::text AS cents, f.jobs::text AS jobs, f.unvalued_lines, f.status
  FROM read.commitment_facts f JOIN read.commitments c USING (commitment_id)
    CROSS JOIN LATERAL (SELECT title, sector, of_services FROM read.commitment_versions v
      WHERE v.commitment_id = f.commitment_id AND v.position <= $1 ORDER BY v.position DESC LIMIT 1) v
  WHERE f.position <= $1 AND c.announced_on BETWEEN $2 AND $3
  ORDER BY f.position, f.fact`;

/** As of position $1, of the bank $2 or of all: what is owed by terms that started from day $3 to day $4, and what of it is settled. */
export const OBLIGATION_ROWS_SQL = `
  SELECT o.position, o.obligation_id, o.invoice_id, o.consignment_id, o.creditor_bank, o.terms_started_on::text AS terms_started_on,
    o.due_on::text AS due_on, o.currency, o.amount_minor::text AS minor, coalesce(p.minor, 0)::text AS settled_minor,
    EXISTS (SELECT FROM read.withdrawn_invoices w WHERE w.invoice_id = o.invoice_id AND w.position <= $1) AS withdrawn
  FROM read.obligations o LEFT JOIN LATERAL (
    SELECT sum(settled_minor) AS minor FROM read.payment_facts f WHERE f.obligation_id = o.obligation_id AND f.position <= $1) p ON true
  WHERE o.position <= $1 AND ($2::text IS NULL OR o.creditor_bank = $2) AND o.terms_started_on BETWEEN $3 AND $4
  ORDER BY o.position, o.obligation_id`;
