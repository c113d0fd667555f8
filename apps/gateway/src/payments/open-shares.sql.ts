import { type Band, known, OVERDUE, openOf, RETURNS } from './payments.sql.js';

/** Minor units and positions are bigints, as text. */
export interface OpenShareRow {
  readonly obligation_id: string;
  readonly invoice_id: string;
  readonly consignment_id: string;
  readonly creditor_bank: string;
  readonly currency: string;
  readonly due_on: string;
  readonly days: number;
  readonly band: Band;
  readonly minor: string;
  readonly position: string;
  readonly positions: readonly string[];
}

export interface ReturnShareRow {
  readonly return_id: string;
  readonly settlement_id: string;
  readonly bank: string;
  readonly booked_on: string;
  readonly reason: string | null;
  readonly currency: string;
  readonly minor: string;
  readonly returned_minor: string;
  readonly position: string;
  readonly positions: readonly string[];
}

/** In the order of the ledger, so that what paid an obligation is looked up for those alone that a page comes past. */
const OWED_IN_ORDER = '(SELECT * FROM read.obligations WHERE position > $5 ORDER BY position)';

/** What is owed of each obligation that arose behind position $5, $6 of them, each with the events that made it. */
export const OPEN_SHARES_SQL = `${openOf(OWED_IN_ORDER)}
  SELECT obligation_id, invoice_id, consignment_id, creditor_bank, currency, due_on::text AS due_on, days, ${OVERDUE} AS band, minor::text AS minor, position,
    (SELECT array_agg(at ORDER BY at) FROM (
      SELECT open.position AS at
      UNION SELECT f.position FROM read.payment_facts f WHERE f.obligation_id = open.obligation_id AND ${known('f')}) e) AS positions
  FROM open WHERE minor > 0 ORDER BY position LIMIT $6`;

/** The returns behind position $6, $7 of them, each with the events that made it. */
export const RETURN_SHARES_SQL = `${RETURNS}
  SELECT return_id, settlement_id, bank, booked_on::text AS booked_on, reason, currency, minor::text AS minor, returned_minor::text AS returned_minor, position,
    (SELECT array_agg(DISTINCT at ORDER BY at) FROM unnest(ARRAY[position, reason_told_at] || rest_told_at) at WHERE at IS NOT NULL) AS positions
  FROM given_back WHERE position > $6 ORDER BY position LIMIT $7`;
