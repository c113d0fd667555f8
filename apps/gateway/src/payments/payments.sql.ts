import { happenedBy } from '../read/happened.js';

/** Minor units, days and positions are bigints, as text. */
export interface DaysRow {
  readonly debtor_agent: string | null;
  readonly creditor_bank: string;
  readonly currency: string;
  readonly obligations: number;
  readonly advances: number;
  /** Of what is no advance: the amounts, and each times its days. */
  readonly minor: string;
  readonly days_minor: string;
  readonly late_minor: string;
}

export interface DaysShareRow {
  readonly obligation_id: string;
  readonly invoice_id: string;
  readonly consignment_id: string;
  readonly debtor_agent: string | null;
  readonly creditor_bank: string;
  readonly currency: string;
  readonly minor: string;
  readonly days_minor: string;
  readonly late_minor: string;
  readonly is_advance: boolean;
  readonly settled_on: string;
  readonly position: string;
  readonly pair: number;
  readonly positions: readonly string[];
}

export interface CurrencyRow {
  readonly currency: string;
  readonly settlements: number;
  readonly minor: string;
  /** In cents, of what was converted. */
  readonly usd_minor: string;
  /** The part of that which was paid in a party's own currency. */
  readonly own_usd_minor: string;
  readonly own_minor: string;
  readonly unconverted: number;
}

/** Of one pair of banks in one month. */
interface OfPair {
  readonly debtor_agent: string | null;
  readonly creditor_bank: string;
  readonly month: string;
}
export type PairCurrencyRow = CurrencyRow & OfPair;
export type PairDaysRow = DaysRow & OfPair;

/** What a credit settles of one obligation. */
export interface SettledShareRow {
  readonly settlement_id: string;
  readonly obligation_id: string;
  readonly debtor_agent: string | null;
  readonly creditor_bank: string;
  readonly value_date: string;
  readonly currency: string;
  readonly minor: string;
  /** Null where no rate was known. */
  readonly usd_minor: string | null;
  readonly is_own: boolean;
  readonly position: string;
  readonly part: number;
  readonly positions: readonly string[];
}

export interface SuspenseRow {
  readonly bank: string;
  readonly currency: string;
  readonly age: string;
  readonly settlements: number;
  readonly minor: string;
  readonly oldest: string;
}

export interface SuspenseShareRow {
  readonly settlement_id: string;
  readonly bank: string;
  readonly currency: string;
  readonly value_date: string;
  readonly days: number;
  readonly minor: string;
  readonly position: string;
  readonly positions: readonly string[];
}

export interface OpenRow {
  readonly creditor_bank: string;
  readonly currency: string;
  readonly band: Band;
  readonly obligations: number;
  readonly minor: string;
}

export interface ReturnRow {
  readonly reason: string | null;
  readonly currency: string;
  readonly returns: number;
  readonly minor: string;
  readonly returned_minor: string;
}

/** Whole days, as `days`: for how long it is overdue. */
export const OVERDUE = `CASE WHEN days <= 0 THEN 'not-due' WHEN days <= 30 THEN '1-30' WHEN days <= 60 THEN '31-60' WHEN days <= 90 THEN '61-90'
      ELSE 'over-90' END`;
/** For how long it has been there. */
export const WAITS = `CASE WHEN days < 0 THEN 'ahead' WHEN days <= 30 THEN '0-30' WHEN days <= 60 THEN '31-60' WHEN days <= 90 THEN '61-90' ELSE 'over-90' END`;
export const BANDS = ['not-due', '1-30', '31-60', '61-90', 'over-90'] as const;
export type Band = (typeof BANDS)[number];

/** What is known of facts as of position $1, and had happened by instant $3 where that is told: all statements below ask for no others. */
export const known = (row: string): string =>
  `${row}.position <= $1 AND ${happenedBy('$3', `${row}.occurred_at`)}`;

/**
 * The credits as of position $1, each of the debtor's bank, whichever of its branches messages name: that which the booking tells, else the
 * first that came behind it. Where a status booked one, the entry of the account that came behind says its value date, and,
 * where it corrects that, its amount; until it comes the status.
 */
const CREDITS = `
    SELECT b.settlement_id, b.bank, left(coalesce(b.debtor_agent, a.debtor_agent), 8) AS debtor_agent, b.currency, b.position,
      coalesce(e.amount_minor, b.amount_minor) AS amount_minor,
      CASE WHEN e.amount_minor IS NULL THEN b.usd_minor ELSE e.usd_minor END AS usd_minor,
      coalesce(e.value_date, b.value_date) AS value_date, e.position AS entered_at, a.position AS agent_told_at
    FROM read.booked_credits b LEFT JOIN LATERAL (
      SELECT k.value_date, k.position, k.amount_minor, k.usd_minor FROM read.credit_confirmations k
      WHERE b.basis = 'status-accc' AND k.settlement_id = b.settlement_id AND ${known('k')}
      ORDER BY k.position LIMIT 1) e ON true
    LEFT JOIN LATERAL (
      SELECT k.debtor_agent, k.position FROM read.credit_agents k
      WHERE b.debtor_agent IS NULL AND k.settlement_id = b.settlement_id AND ${known('k')}
      ORDER BY k.position LIMIT 1) a ON true
    WHERE ${known('b')}`;
const CREDIT = `credit AS (${CREDITS}
  )`;

/** The country of a bank by its BIC: the fifth and the sixth character (ISO 9362). One that nobody told is of none. */
export const ofCountry = (agent: string, country: string): string =>
  `(${country}::text IS NULL OR substr(${agent}, 5, 2) = ${country})`;

/**
 * As of position $1, of the bank $2 or of all: of each obligation that is paid in full, the last of it on days $4 to $5, the
 * amount that came from each bank, or from each of country $6, less what was returned or taken back, and that amount times its days.
 */
export const SHARES = `
  WITH ${CREDIT},
  net AS (
    SELECT obligation_id, settlement_id, sum(settled_minor) AS minor
    FROM read.payment_facts f WHERE ${known('f')} GROUP BY 1, 2 HAVING sum(settled_minor) > 0
  ),
  paid AS (
    SELECT o.*, n.minor, c.debtor_agent, c.value_date,
      max(c.value_date) OVER of_obligation AS settled_on, sum(n.minor) OVER of_obligation AS paid_minor
    FROM net n JOIN read.obligations o USING (obligation_id) JOIN credit c USING (settlement_id)
    WHERE ${known('o')} AND ($2::text IS NULL OR o.creditor_bank = $2)
    WINDOW of_obligation AS (PARTITION BY obligation_id)
  ),
  of_agent AS (
    SELECT obligation_id, invoice_id, consignment_id, debtor_agent, creditor_bank, currency, settled_on, position,
      row_number() OVER (PARTITION BY obligation_id ORDER BY debtor_agent COLLATE "C" NULLS FIRST)::int AS pair,
      sum(minor) AS minor, sum(minor * (value_date - terms_started_on)) AS days_minor,
      sum(minor * (value_date - due_on)) AS late_minor,
      sum(minor * (value_date - terms_started_on)) < 0 AS is_advance
    FROM paid WHERE paid_minor = amount_minor AND settled_on BETWEEN $4 AND $5
    GROUP BY obligation_id, invoice_id, consignment_id, debtor_agent, creditor_bank, currency, settled_on, position
  ),
  share AS (SELECT * FROM of_agent WHERE ${ofCountry('debtor_agent', '$6')})`;

/** Advances are counted apart: they have no days. */
const DAYS = `(count(*) FILTER (WHERE NOT is_advance))::int AS obligations, (count(*) FILTER (WHERE is_advance))::int AS advances,
    coalesce(sum(minor) FILTER (WHERE NOT is_advance), 0)::text AS minor,
    coalesce(sum(days_minor) FILTER (WHERE NOT is_advance), 0)::text AS days_minor,
    coalesce(sum(late_minor) FILTER (WHERE NOT is_advance), 0)::text AS late_minor`;

/** By the month in which the last of it was paid. */
export const DAYS_BY_MONTH_SQL = `${SHARES}
  SELECT debtor_agent, creditor_bank, to_char(settled_on, 'YYYY-MM') AS month, currency, ${DAYS}
  FROM share GROUP BY 1, 2, 3, 4
  ORDER BY month, currency COLLATE "C"`;

/** The shares behind place $7 (position) and $8 (which of the obligation's), $9 of them, each with the events that made it. */
export const DAYS_SHARES_SQL = `${SHARES}
  SELECT s.*, s.settled_on::text, s.minor::text, s.days_minor::text, s.late_minor::text,
    (SELECT array_agg(DISTINCT at ORDER BY at) FROM (
      SELECT s.position AS at
      UNION SELECT f.position FROM read.payment_facts f WHERE f.obligation_id = s.obligation_id AND ${known('f')}
      UNION SELECT unnest(ARRAY[c.position, c.entered_at, c.agent_told_at]) FROM credit c
        WHERE c.settlement_id IN (SELECT f.settlement_id FROM read.payment_facts f
          WHERE f.obligation_id = s.obligation_id AND ${known('f')})) e WHERE at IS NOT NULL) AS positions
  FROM share s WHERE (s.position, s.pair) > ($7, $8) ORDER BY s.position, s.pair LIMIT $9`;

/** n ÷ d of numerics that are whole and not negative, rounded half to even. */
const dividedHalfEven = (n: string, d: string): string => `
  (div(${n}, ${d}) + CASE WHEN 2 * mod(${n}, ${d}) > ${d} OR (2 * mod(${n}, ${d}) = ${d} AND mod(div(${n}, ${d}), 2) = 1)
    THEN 1 ELSE 0 END)`;

/**
 * As of position $1, of the bank $2 or of all, of credits with value dates $4 to $5 from any bank, or from those of country $6: the part of each that pays an obligation, less what was
 * returned or taken back. $7 and $8 are countries and the currency that each calls its own.
 */
export const CURRENCY_PARTS = `
  WITH ${CREDIT},
  own AS (SELECT * FROM unnest($7::text[], $8::text[]) AS o(country, currency)),
  net AS (
    SELECT obligation_id, settlement_id, sum(amount_minor) AS minor
    FROM read.payment_facts f WHERE ${known('f')} GROUP BY 1, 2 HAVING sum(amount_minor) > 0
  ),
  part AS MATERIALIZED (
    SELECT c.currency, c.settlement_id, c.debtor_agent, c.bank, c.value_date, c.position, c.entered_at, c.agent_told_at,
      n.obligation_id, o.position AS arisen_at, n.minor,
      ${dividedHalfEven('(c.usd_minor::numeric * n.minor)', 'c.amount_minor::numeric')} AS usd_minor,
      EXISTS (SELECT FROM read.invoice_parties i JOIN own ON own.country IN (i.creditor_country, i.debtor_country)
        WHERE i.invoice_id = o.invoice_id AND ${known('i')} AND own.currency = c.currency) AS is_own
    FROM net n JOIN credit c USING (settlement_id) JOIN read.obligations o USING (obligation_id)
    WHERE ${known('o')} AND c.value_date BETWEEN $4 AND $5 AND ($2::text IS NULL OR c.bank = $2)
      AND ${ofCountry('c.debtor_agent', '$6')}
  )`;

const SETTLED = `count(DISTINCT settlement_id)::int AS settlements, sum(minor)::text AS minor,
    coalesce(sum(usd_minor), 0)::text AS usd_minor, coalesce(sum(usd_minor) FILTER (WHERE is_own), 0)::text AS own_usd_minor,
    coalesce(sum(minor) FILTER (WHERE is_own), 0)::text AS own_minor,
    count(DISTINCT settlement_id) FILTER (WHERE usd_minor IS NULL)::int AS unconverted`;

/** By pair of banks, month, and the currency in which banks paid. */
export const SETTLED_BY_PAIR_SQL = `${CURRENCY_PARTS}
  SELECT debtor_agent, bank AS creditor_bank, to_char(value_date, 'YYYY-MM') AS month, currency, ${SETTLED}
  FROM part GROUP BY 1, 2, 3, 4 ORDER BY month, currency COLLATE "C"`;

/** The parts behind place $9 (position) and $10 (which of the credit's), $11 of them, each with the events that made it. */
export const SETTLED_SHARES_SQL = `${CURRENCY_PARTS},
  placed AS (SELECT *, row_number() OVER (PARTITION BY settlement_id ORDER BY obligation_id)::int AS part FROM part)
  SELECT settlement_id, obligation_id, debtor_agent, bank AS creditor_bank, value_date::text AS value_date, currency, minor::text AS minor,
    usd_minor::text AS usd_minor, is_own, position, part,
    (SELECT array_agg(DISTINCT at ORDER BY at) FROM (
      SELECT unnest(ARRAY[p.position, p.entered_at, p.agent_told_at, p.arisen_at]) AS at
      UNION SELECT f.position FROM read.payment_facts f
        WHERE f.settlement_id = p.settlement_id AND f.obligation_id = p.obligation_id AND ${known('f')}) e WHERE at IS NOT NULL) AS positions
  FROM placed p WHERE (position, part) > ($9, $10) ORDER BY position, part LIMIT $11`;

/**
 * As of position $1, of the bank $2 or of all: what of each credit waits in suspense, and for how many days on day $4. A settlement posts on its own stream, so
 * that its lines on the account come to what waits of it. Few wait: the credit of each is looked up, by the id that its stream is named by.
 */
export const WAITING = `
  WITH line AS (
    SELECT of AS bank, currency, stream_id, min(position) AS position, array_agg(DISTINCT position ORDER BY position) AS positions,
      sum(CASE side WHEN 'credit' THEN minor ELSE -minor END) AS minor
    FROM read.postings p WHERE account = 'suspense' AND ${known('p')} AND ($2::text IS NULL OR of = $2)
    GROUP BY 1, 2, 3 HAVING sum(CASE side WHEN 'credit' THEN minor ELSE -minor END) <> 0
  ),
  waiting AS (
    SELECT l.*, c.settlement_id, c.value_date, $4::date - c.value_date AS days
    FROM line l CROSS JOIN LATERAL (${CREDITS}
      AND b.settlement_id = CASE WHEN l.stream_id ~ '^settlement-[0-9a-f-]{36}$' THEN substr(l.stream_id, 12)::uuid END LIMIT 1) c
  )`;

export const SUSPENSE_SQL = `${WAITING}
  SELECT bank, currency,
    ${WAITS} AS age, count(*)::int AS settlements, sum(minor)::text AS minor, min(value_date)::text AS oldest
  FROM waiting GROUP BY 1, 2, 3
  ORDER BY bank COLLATE "C", currency COLLATE "C", min(days)`;

/** What waits of each credit that was booked behind position $5, $6 of them. */
export const SUSPENSE_SHARES_SQL = `${WAITING}
  SELECT settlement_id, bank, currency, value_date::text AS value_date, days, minor::text AS minor, position, positions
  FROM waiting WHERE position > $5 ORDER BY position LIMIT $6`;

/** As of position $1, of the bank $2 or of all: what of the obligations `owed` is owed still, by how many days it is overdue on day $4. */
export const openOf = (owed: string): string => `
  WITH open AS (
    SELECT o.obligation_id, o.invoice_id, o.consignment_id, o.position, o.creditor_bank, o.currency, o.due_on, $4::date - o.due_on AS days,
      o.amount_minor - coalesce(p.minor, 0) AS minor
    FROM ${owed} o LEFT JOIN LATERAL (
      SELECT sum(settled_minor) AS minor FROM read.payment_facts f
      WHERE f.obligation_id = o.obligation_id AND ${known('f')}) p ON true
    WHERE ${known('o')} AND ($2::text IS NULL OR o.creditor_bank = $2)
      AND NOT EXISTS (SELECT FROM read.withdrawn_invoices w WHERE w.invoice_id = o.invoice_id AND ${known('w')})
  )`;
export const OPEN = openOf('read.obligations');
export const OPEN_SQL = `${OPEN}
  SELECT creditor_bank, currency,
    ${OVERDUE} AS band, count(*)::int AS obligations, sum(minor)::text AS minor
  FROM open WHERE minor > 0 GROUP BY 1, 2, 3
  ORDER BY creditor_bank COLLATE "C", currency COLLATE "C", min(days)`;

/**
 * As of position $1, of the bank $2 or of all: what was given back, booked on days $4 to $5, by reason. Where no reason came with it, the
 * first that was told later is its own; what banks kept of it, undone behind it, is of the same return.
 */
export const RETURNS = `
  WITH given_back AS (
    SELECT f.return_id, f.settlement_id, f.position, f.bank, f.booked_on, coalesce(f.reason, t.reason) AS reason, f.currency,
      f.amount_minor + coalesce(r.amount_minor, 0) AS minor, f.returned_minor + coalesce(r.returned_minor, 0) AS returned_minor,
      t.position AS reason_told_at, r.positions AS rest_told_at
    FROM read.return_facts f
      LEFT JOIN LATERAL (
        SELECT k.reason, k.position FROM read.return_tellings k
        WHERE f.reason IS NULL AND k.return_id = f.return_id AND k.reason IS NOT NULL AND ${known('k')} ORDER BY k.position LIMIT 1) t ON true
      LEFT JOIN LATERAL (
        SELECT sum(o.amount_minor) AS amount_minor, sum(o.returned_minor) AS returned_minor, array_agg(k.position) || array_agg(o.position) AS positions
        FROM read.return_tellings k JOIN read.return_facts o ON o.return_id = k.rest_id
        WHERE k.return_id = f.return_id AND ${known('k')} AND ${known('o')}) r ON true
    WHERE ${known('f')} AND ($2::text IS NULL OR f.bank = $2) AND f.booked_on BETWEEN $4 AND $5
      AND NOT EXISTS (SELECT FROM read.return_tellings k WHERE k.rest_id = f.return_id AND ${known('k')})
  )`;
export const RETURNS_SQL = `${RETURNS}
  SELECT reason, currency, count(*)::int AS returns, sum(minor)::text AS minor, sum(returned_minor)::text AS returned_minor
  FROM given_back GROUP BY 1, 2 ORDER BY reason COLLATE "C" NULLS LAST, currency COLLATE "C"`;
