import { contributionsSql, type RestatedFigure } from '../restatement/restatement.sql.js';

/** By instant $7 (milliseconds since 1970), where it is told. */
const happened = (fact: string) =>
  `($7::float8 IS NULL OR ${fact}.occurred_at <= to_timestamp($7::float8 / 1000))`;
const ASKED = `f.reporter = $1 AND f.partner = $2 AND f.month BETWEEN $3 AND $4 AND ${happened('f')}`;
/** Of a key, which may be that of no declaration. */
const declaration = (fact: string, key: string) =>
  `${fact}.declaration_id::text = split_part(${key}, '/', 2)`;

/**
 * Of reporter $1 with partner $2, between position $5, that of the figure, and $6, the other one: in months $3 to $4 (first days), those of the newer figure, declaration by
 * declaration, those alone of which anything was told between the two; the months of this figure that the other one is not of ($8: cents by month, as they were known at the
 * earlier position); and the target in force ($9: its cents, $10: the events that told of those in force).
 */
export const RESTATED_TARGET: RestatedFigure = {
  contributions: contributionsSql({
    before: `WITH piece AS (
    SELECT f.consignment_id || '/' || f.declaration_id AS key, f.consignment_id, 'realised' AS measure, sum(f.value_usd_cents) AS cents, array_agg(f.position) AS positions
    FROM read.trade_facts f
    WHERE ${ASKED} AND f.position <= $5 AND (f.consignment_id, f.declaration_id) IN (
      SELECT f.consignment_id, f.declaration_id FROM read.trade_facts f
      WHERE ${ASKED} AND f.position > least($5::bigint, $6::bigint) AND f.position <= greatest($5::bigint, $6::bigint))
    GROUP BY f.consignment_id, f.declaration_id
    UNION ALL
    SELECT 'month/' || m.key, NULL, 'realised', m.value::numeric, '{}' FROM jsonb_each_text($8::jsonb) m
    UNION ALL
    SELECT 'target', NULL, 'target.yearlyAmount', $9::numeric, $10::bigint[]
  )`,
    from: 'piece',
    key: 'key',
    consignment: 'consignment_id',
    positions: 'positions',
    measures: [['piece.measure', `'USD'`, 'cents']],
  }),
  // What was taken back whole has no sum any more, and so no part that would name what took it back.
  events: `SELECT f.position FROM read.trade_facts f WHERE ${ASKED} AND f.consignment_id = e.consignment_id AND ${declaration('f', 'e.key')}`,
  // Be it with another country, or in a month that has left.
  counted: (since) => `EXISTS (SELECT FROM read.trade_facts h
      WHERE h.consignment_id = s.consignment_id AND ${declaration('h', 's.key')} AND h.position <= ${since} AND ${happened('h')})`,
  moved: `s.key LIKE 'month/%'`,
};

/** What the figure comes to, by its own word: $1 realised, $2 its target, in cents. */
export const TARGET_TOTALS_SQL = `
  SELECT m.measure, 'USD' AS unit, m.amount::text AS amount
  FROM (VALUES ('realised', $1::numeric), ('target.yearlyAmount', $2::numeric)) AS m (measure, amount) WHERE m.amount <> 0`;
