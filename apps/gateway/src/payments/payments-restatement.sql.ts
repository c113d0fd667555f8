import { happenedBy } from '../read/happened.js';
import { contributionsSql, type RestatedFigure } from '../restatement/restatement.sql.js';
import { CURRENCY_PARTS, OPEN, RETURNS, SHARES, WAITING } from './payments.sql.js';

/** What happened behind the instant that is asked for explains nothing. */
const happened = (row: string) => happenedBy('$3', `${row}.occurred_at`);

/** What tells of a credit: its booking, and what came behind it of its value date, its amount and the debtor's bank. */
const ofCredits = (settlements: string) => `
  SELECT b.position FROM read.booked_credits b WHERE b.settlement_id IN (${settlements}) AND ${happened('b')}
  UNION SELECT k.position FROM read.credit_confirmations k WHERE k.settlement_id IN (${settlements}) AND ${happened('k')}
  UNION SELECT k.position FROM read.credit_agents k WHERE k.settlement_id IN (${settlements}) AND ${happened('k')}`;
const FACTS_OF_OBLIGATION = `read.payment_facts f WHERE f.obligation_id = e.key::uuid AND ${happened('f')}`;

/** Obligation by obligation: what stands above and below the line of the means, advances apart. */
const RESTATED_DAYS: RestatedFigure = {
  contributions: contributionsSql({
    before: SHARES,
    from: 'share',
    key: 'obligation_id::text',
    consignment: 'consignment_id',
    positions: 'ARRAY[position]',
    measures: [
      [`CASE WHEN is_advance THEN 'advances' ELSE 'obligations' END`, `'count'`, '1'],
      [`'amount'`, 'currency', 'CASE WHEN NOT is_advance THEN minor END'],
      [
        `'amountDays'`,
        `currency || ', minor units times days'`,
        'CASE WHEN NOT is_advance THEN days_minor END',
      ],
      [
        `'amountDaysLate'`,
        `currency || ', minor units times days'`,
        'CASE WHEN NOT is_advance THEN late_minor END',
      ],
    ],
  }),
  events: `SELECT f.position FROM ${FACTS_OF_OBLIGATION} UNION ${ofCredits(`SELECT f.settlement_id FROM ${FACTS_OF_OBLIGATION}`)}`,
};

const CREDIT_OF_KEY = `split_part(e.key, '/', 1)::uuid`;

/** Credit by credit, and obligation by obligation what each pays, so that a further match of a credit that was reported is new. The share is `ownUsd` by `usd`. */
const RESTATED_CURRENCIES: RestatedFigure = {
  contributions: contributionsSql({
    before: CURRENCY_PARTS,
    from: `(
      SELECT settlement_id::text AS key, 1 AS settlements, bool_or(usd_minor IS NULL)::int AS unconverted, currency, 0 AS minor, 0 AS own_minor,
        0 AS usd_minor, 0 AS own_usd_minor
      FROM part GROUP BY settlement_id, currency
      UNION ALL
      SELECT settlement_id || '/' || obligation_id, 0, 0, currency, minor, CASE WHEN is_own THEN minor END, usd_minor, CASE WHEN is_own THEN usd_minor END FROM part
    ) credited`,
    key: 'key',
    positions: `'{}'::bigint[]`,
    measures: [
      [`'settlements'`, `'count'`, 'settlements'],
      [`'unconverted'`, `'count'`, 'unconverted'],
      [`'amount'`, 'currency', 'minor'],
      [`'own'`, 'currency', 'own_minor'],
      [`'usd'`, `'USD'`, 'usd_minor'],
      [`'ownUsd'`, `'USD'`, 'own_usd_minor'],
    ],
  }),
  events: `SELECT f.position FROM read.payment_facts f WHERE f.settlement_id = ${CREDIT_OF_KEY} AND split_part(e.key, '/', 2) IN ('', f.obligation_id::text) AND ${happened('f')}
    UNION ${ofCredits(CREDIT_OF_KEY)}`,
};

/** Obligation by obligation, whatever the age. */
const RESTATED_OPEN: RestatedFigure = {
  contributions: contributionsSql({
    before: OPEN,
    from: 'open',
    key: 'obligation_id::text',
    consignment: 'consignment_id',
    positions: 'ARRAY[position]',
    measures: [
      [`'obligations'`, `'count'`, '(minor > 0)::int'],
      [`'outstanding'`, 'currency', 'greatest(minor, 0)'],
    ],
  }),
  events: `SELECT f.position FROM ${FACTS_OF_OBLIGATION}
    UNION SELECT w.position FROM read.obligations o JOIN read.withdrawn_invoices w USING (invoice_id) WHERE o.obligation_id = e.key::uuid AND ${happened('w')}`,
};

/** Return by return, with what banks kept of it. */
const RESTATED_RETURNS: RestatedFigure = {
  contributions: contributionsSql({
    before: RETURNS,
    from: 'given_back',
    key: 'return_id::text',
    positions: 'ARRAY[position]',
    measures: [
      [`'returns'`, `'count'`, '1'],
      [`'amount'`, 'currency', 'minor'],
      [`'returned'`, 'currency', 'returned_minor'],
    ],
  }),
  events: `SELECT k.position FROM read.return_tellings k WHERE e.key::uuid IN (k.return_id, k.rest_id) AND ${happened('k')}`,
};

const IS_DAYS = `e.key LIKE '%/days'`;
/** Of one pair of banks: `usd: DEMOKZKA to demo-bank-karachi`. */
const ofPair = (name: string) => `'${name}: ' || banks`;

/** As by currency and as days to settle, pair by pair: what a message tells later of the debtor's bank moves a credit from one to another. */
const RESTATED_PAIRS: RestatedFigure = {
  contributions: contributionsSql({
    before: `
  WITH settled AS (${CURRENCY_PARTS} SELECT part.*, coalesce(debtor_agent, 'unknown') || ' to ' || bank AS banks FROM part),
  timed AS (${SHARES} SELECT share.*, coalesce(debtor_agent, 'unknown') || ' to ' || creditor_bank AS banks FROM share),
  thing AS (
    SELECT settlement_id::text AS key, NULL::uuid AS consignment_id, '{}'::bigint[] AS positions, banks, currency, 1 AS settlements,
      bool_or(usd_minor IS NULL)::int AS unconverted, 0 AS usd_minor, 0 AS own_usd_minor, 0 AS obligations, 0 AS advances, 0 AS minor, 0 AS days_minor, 0 AS late_minor
    FROM settled GROUP BY settlement_id, banks, currency
    UNION ALL
    SELECT settlement_id || '/' || obligation_id, NULL, '{}', banks, currency, 0, 0, usd_minor, CASE WHEN is_own THEN usd_minor END, 0, 0, 0, 0, 0 FROM settled
    UNION ALL
    SELECT obligation_id || '/days', consignment_id, ARRAY[position], banks, currency, 0, 0, 0, 0, (NOT is_advance)::int, is_advance::int,
      CASE WHEN NOT is_advance THEN minor END, CASE WHEN NOT is_advance THEN days_minor END, CASE WHEN NOT is_advance THEN late_minor END
    FROM timed
  )`,
    from: 'thing',
    key: 'key',
    consignment: 'consignment_id',
    positions: 'positions',
    measures: [
      [ofPair('settlements'), `'count'`, 'settlements'],
      [ofPair('unconverted'), `'count'`, 'unconverted'],
      [ofPair('usd'), `'USD'`, 'usd_minor'],
      [ofPair('ownUsd'), `'USD'`, 'own_usd_minor'],
      [ofPair('obligations'), `'count'`, 'obligations'],
      [ofPair('advances'), `'count'`, 'advances'],
      [ofPair('amount'), 'currency', 'minor'],
      [ofPair('amountDays'), `currency || ', minor units times days'`, 'days_minor'],
      [ofPair('amountDaysLate'), `currency || ', minor units times days'`, 'late_minor'],
    ],
  }),
  events: `SELECT f.position FROM read.payment_facts f WHERE ${IS_DAYS} AND f.obligation_id = ${CREDIT_OF_KEY} AND ${happened('f')}
    UNION SELECT f.position FROM read.payment_facts f WHERE NOT ${IS_DAYS} AND f.settlement_id = ${CREDIT_OF_KEY}
      AND split_part(e.key, '/', 2) IN ('', f.obligation_id::text) AND ${happened('f')}
    UNION ${ofCredits(`SELECT ${CREDIT_OF_KEY} WHERE NOT ${IS_DAYS} UNION SELECT f.settlement_id FROM read.payment_facts f WHERE ${IS_DAYS} AND f.obligation_id = ${CREDIT_OF_KEY}`)}`,
};

/** Credit by credit, whatever the age. */
const RESTATED_SUSPENSE: RestatedFigure = {
  contributions: contributionsSql({
    before: WAITING,
    from: 'waiting',
    key: 'settlement_id::text',
    positions: 'positions',
    measures: [
      [`'settlements'`, `'count'`, '1'],
      [`'amount'`, 'currency', 'minor'],
    ],
  }),
  events: `SELECT p.position FROM read.postings p WHERE p.stream_id = 'settlement-' || e.key AND p.line = 1 AND ${happened('p')}
    AND EXISTS (SELECT FROM read.postings s WHERE s.position = p.position AND s.account = 'suspense' AND s.stream_id = p.stream_id)`,
};

/** By the figure of payments that is asked for. */
export const RESTATED_PAYMENTS = {
  daysToSettle: RESTATED_DAYS,
  byCurrency: RESTATED_CURRENCIES,
  openObligations: RESTATED_OPEN,
  returns: RESTATED_RETURNS,
  byBankPair: RESTATED_PAIRS,
  suspense: RESTATED_SUSPENSE,
} as const satisfies Readonly<Record<string, RestatedFigure>>;
