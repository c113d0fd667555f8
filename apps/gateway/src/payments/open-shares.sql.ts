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

/** Those `owed` that arose behind position $5 and are open, $6 of them, each with the events that made it. What paid an obligation is looked up for those alone that a page comes past. */
const openShares = (
  owed: string,
): string => `${openOf(`(SELECT o.* FROM ${owed} WHERE o.position > $5 ORDER BY o.position)`)}
  SELECT obligation_id, invoice_id, consignment_id, creditor_bank, currency, due_on::text AS due_on, days, ${OVERDUE} AS band, minor::text AS minor, position,
    (SELECT array_agg(at ORDER BY at) FROM (
      SELECT open.position AS at
      UNION SELECT f.position FROM read.payment_facts f WHERE f.obligation_id = open.obligation_id AND ${known('f')}) e) AS positions
  FROM open WHERE minor > 0 ORDER BY position LIMIT $6`;

/** Of whatever is known. Cells tell of which banks, currencies and due dates anything may be open: each has its obligations looked up, so that days on which all were paid are not come across. */
export const OPEN_SHARES_SQL = openShares(`(
    SELECT DISTINCT c.bank, c.currency, c.day FROM read.payment_cell_heads c
    WHERE c.what = 'owed' AND c.first_position <= $1 AND c.until_position > $1 AND ($2::text IS NULL OR c.bank = $2)
  ) held CROSS JOIN LATERAL (
    SELECT * FROM read.obligations o WHERE o.due_on = held.day AND o.creditor_bank = held.bank AND o.currency = held.currency OFFSET 0
  ) o`);

/** Of what had happened by instant $3, of which cells do not tell. */
export const OPEN_SHARES_UNTIL_SQL = openShares('read.obligations o');

/** The returns behind position $6, $7 of them, each with the events that made it. */
export const RETURN_SHARES_SQL = `${RETURNS}
  SELECT return_id, settlement_id, bank, booked_on::text AS booked_on, reason, currency, minor::text AS minor, returned_minor::text AS returned_minor, position,
    (SELECT array_agg(DISTINCT at ORDER BY at) FROM unnest(ARRAY[position, reason_told_at] || rest_told_at) at WHERE at IS NOT NULL) AS positions
  FROM given_back WHERE position > $6 ORDER BY position LIMIT $7`;
