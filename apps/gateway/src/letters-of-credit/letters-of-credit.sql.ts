import { happenedBy } from '../read/happened.js';

/** Minor units and positions are bigints, as text. */
interface FiguresRow {
  readonly currency: string;
  readonly issued: number;
  readonly issued_minor: string;
  readonly amended: number;
  readonly amended_minor: string;
  readonly presented: number;
  readonly drawn_minor: string;
  readonly refused: number;
  readonly paid_minor: string;
  readonly unused_minor: string;
  readonly available_minor: string;
  readonly examined: number;
  readonly examination_days: number;
}

export interface CreditsRow extends FiguresRow {
  readonly issuing_bank: string;
}

export interface CreditRow extends CreditsRow {
  readonly letter_of_credit_id: string;
  readonly position: string;
  readonly positions: readonly string[];
}

const COUNTS = ['issued', 'amended', 'presented', 'refused', 'examined', 'examination_days'] as const;
const AMOUNTS = [
  'issued_minor',
  'amended_minor',
  'drawn_minor',
  'paid_minor',
  'unused_minor',
  'available_minor',
] as const;
export const IN_MONTHS = 'on_day BETWEEN $4 AND $5';
/** What is known of facts, and had happened. */
const known = (row: string): string => `${row}.position <= $1 AND ${happenedBy('$3', `${row}.occurred_at`)}`;
const ENDS = `kind IN ('expired', 'cancelled', 'closed')`;

/**
 * As of position $1, and of what had happened by instant $3 (milliseconds since 1970) where that is told, of the credits that bank $2 issued, or of all: what each adds to the figures of
 * days $4 to $5, as far as anything. A presentation is
 * drawn unless it was refused or withdrawn last; a bank's days run from when it got the documents, be it from another bank, to its finding or notice.
 */
export const SHARES = `
  WITH credit AS (
    SELECT c.* FROM read.credits c WHERE ${known('c')} AND ($2::text IS NULL OR issuing_bank = $2)
  ),
  fact AS (
    SELECT f.*, CASE WHEN f.kind = 'amended' THEN f.amount_minor - lag(f.amount_minor) OVER told END AS change_minor,
      f.most_minor - coalesce(lag(f.most_minor) OVER told, 0) AS more_minor,
      max(f.on_day) FILTER (WHERE f.kind IN ('presented', 'forwarded')) OVER examined AS got_on
    FROM read.credit_facts f JOIN credit USING (letter_of_credit_id) WHERE ${known('f')}
    WINDOW told AS (PARTITION BY f.letter_of_credit_id, f.most_minor IS NULL ORDER BY f.position),
      examined AS (PARTITION BY f.letter_of_credit_id, f.presentation ORDER BY f.position)
  ),
  told AS (
    SELECT letter_of_credit_id,
      count(*) FILTER (WHERE kind = 'issued' AND ${IN_MONTHS}) AS issued,
      coalesce(sum(amount_minor) FILTER (WHERE kind = 'issued' AND ${IN_MONTHS}), 0) AS issued_minor,
      count(*) FILTER (WHERE kind = 'amended' AND ${IN_MONTHS}) AS amended,
      coalesce(sum(change_minor) FILTER (WHERE ${IN_MONTHS}), 0) AS amended_minor,
      count(*) FILTER (WHERE kind = 'presented' AND ${IN_MONTHS}) AS presented,
      count(*) FILTER (WHERE kind = 'refused' AND ${IN_MONTHS}) AS refused,
      coalesce(sum(amount_minor) FILTER (WHERE kind = 'paid' AND ${IN_MONTHS}), 0) AS paid_minor,
      coalesce(bool_or(kind = 'expired' AND ${IN_MONTHS}), false) AS is_expired_then,
      bool_or(${ENDS}) AS is_over, array_agg(position) FILTER (WHERE ${ENDS}) AS ended_at,
      (array_agg(most_minor ORDER BY position DESC) FILTER (WHERE most_minor IS NOT NULL))[1] AS most_minor,
      array_agg(position ORDER BY position) AS positions
    FROM fact GROUP BY letter_of_credit_id
  ),
  presentation AS (
    SELECT letter_of_credit_id, min(position) FILTER (WHERE kind = 'presented') AS presented_at, min(on_day) FILTER (WHERE kind = 'presented') AS on_day,
      min(amount_minor) FILTER (WHERE kind = 'presented') AS minor
    FROM fact WHERE presentation IS NOT NULL GROUP BY letter_of_credit_id, presentation
    HAVING (array_agg(kind ORDER BY position DESC) FILTER (WHERE kind <> 'forwarded'))[1] NOT IN ('refused', 'withdrawn')
  ),
  drawn AS (
    SELECT letter_of_credit_id, sum(minor) AS minor, coalesce(sum(minor) FILTER (WHERE ${IN_MONTHS}), 0) AS minor_then
    FROM presentation GROUP BY letter_of_credit_id
  ),
  examination AS (
    SELECT f.letter_of_credit_id, count(*) AS examined, sum(f.on_day - f.got_on) AS days FROM fact f
    WHERE f.kind IN ('complied', 'refused') AND f.${IN_MONTHS} GROUP BY f.letter_of_credit_id
  ),
  share AS (
    SELECT c.letter_of_credit_id, c.position, c.issuing_bank, c.currency, t.issued, t.issued_minor, t.amended, t.amended_minor,
      t.presented, coalesce(d.minor_then, 0) AS drawn_minor, t.refused, t.paid_minor,
      CASE WHEN t.is_expired_then THEN t.most_minor - coalesce(d.minor, 0) ELSE 0 END AS unused_minor,
      CASE WHEN t.is_over THEN 0 ELSE t.most_minor - coalesce(d.minor, 0) END AS available_minor,
      coalesce(e.examined, 0) AS examined, coalesce(e.days, 0) AS examination_days, t.positions
    FROM credit c JOIN told t USING (letter_of_credit_id) LEFT JOIN drawn d USING (letter_of_credit_id)
      LEFT JOIN examination e USING (letter_of_credit_id)
  )`;

/** By issuing bank and currency. */
export const CREDITS_SQL = `${SHARES}
  SELECT issuing_bank, currency, ${COUNTS.map((name) => `sum(${name})::int AS ${name}`).join(', ')},
    ${AMOUNTS.map((name) => `sum(${name})::text AS ${name}`).join(', ')}
  FROM share GROUP BY 1, 2
  HAVING sum(issued + amended + presented + refused + examined) > 0 OR ${AMOUNTS.map((name) => `sum(abs(${name})) > 0`).join(' OR ')}
  ORDER BY issuing_bank COLLATE "C", currency COLLATE "C"`;

/** The credits behind position $6, $7 of them, each with the events that made its share. */
export const CREDIT_SHARES_SQL = `${SHARES}
  SELECT letter_of_credit_id, position, issuing_bank, currency, positions, ${COUNTS.map((name) => `${name}::int`).join(', ')},
    ${AMOUNTS.map((name) => `${name}::text`).join(', ')}
  FROM share WHERE position > $6 AND (issued + amended + presented + refused + examined > 0 OR ${AMOUNTS.map((name) => `${name} <> 0`).join(' OR ')})
  ORDER BY position LIMIT $7`;
