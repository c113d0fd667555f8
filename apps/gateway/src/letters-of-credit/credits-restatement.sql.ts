import { happenedBy } from '../read/happened.js';
import { contributionsSql, type RestatedFigure } from '../restatement/restatement.sql.js';
import { IN_MONTHS, SHARES } from './letters-of-credit.sql.js';

const KEY = `split_part(e.key, '/', 1)::uuid`;
const then = (fact: string, amount: string) => `CASE WHEN ${fact}.${IN_MONTHS} THEN ${amount} END`;
const fact = (kind: string, amount = '1') => `CASE WHEN f.kind = '${kind}' THEN ${then('f', amount)} END`;

/**
 * Event by event, and what became of a credit at its end, so that what happens to a credit that was reported is new: the sums of `CreditFigures` by their names, and what
 * stands above and below the line of the days of examination. A presentation counts as drawn at the event that made it, until it is refused or withdrawn.
 */
export const RESTATED_CREDITS: RestatedFigure = {
  contributions: contributionsSql({
    before: `${SHARES},
  thing AS (
    SELECT f.letter_of_credit_id || '/' || f.position AS key, ARRAY[f.position] AS positions, c.currency,
      ${fact('issued')} AS issued, ${fact('issued', 'f.amount_minor')} AS issued_minor,
      ${fact('amended')} AS amended, ${then('f', 'f.change_minor')} AS amended_minor,
      ${fact('presented')} AS presented, ${then('p', 'p.minor')} AS drawn_minor,
      ${fact('refused')} AS refused, ${fact('paid', 'f.amount_minor')} AS paid_minor,
      0 AS unused_minor, coalesce(f.more_minor, 0) - coalesce(p.minor, 0) AS available_minor,
      coalesce(${fact('complied')}, ${fact('refused')}) AS examined,
      coalesce(${fact('complied', 'f.on_day - f.got_on')}, ${fact('refused', 'f.on_day - f.got_on')}) AS examination_days
    FROM fact f JOIN credit c USING (letter_of_credit_id)
      LEFT JOIN presentation p ON p.letter_of_credit_id = f.letter_of_credit_id AND p.presented_at = f.position
    UNION ALL
    SELECT letter_of_credit_id || '/end', t.ended_at, currency, 0, 0, 0, 0, 0, 0, 0, 0,
      CASE WHEN t.is_expired_then THEN t.most_minor - coalesce(d.minor, 0) END, coalesce(d.minor, 0) - t.most_minor, 0, 0
    FROM credit JOIN told t USING (letter_of_credit_id) LEFT JOIN drawn d USING (letter_of_credit_id) WHERE t.is_over
  )`,
    from: 'thing',
    key: 'key',
    positions: 'positions',
    measures: [
      [`'issued'`, `'count'`, 'issued'],
      [`'issuedAmount'`, 'currency', 'issued_minor'],
      [`'amendments'`, `'count'`, 'amended'],
      [`'amendedBy'`, 'currency', 'amended_minor'],
      [`'presentations'`, `'count'`, 'presented'],
      [`'drawn'`, 'currency', 'drawn_minor'],
      [`'refusals'`, `'count'`, 'refused'],
      [`'honoured'`, 'currency', 'paid_minor'],
      [`'expiredUnused'`, 'currency', 'unused_minor'],
      [`'available'`, 'currency', 'available_minor'],
      [`'examinations'`, `'count'`, 'examined'],
      [`'daysExamined'`, `'count'`, 'examination_days'],
    ],
  }),
  // An event stays what it was: that it counts otherwise comes of what else was told of its presentation, or of a credit that had ended.
  events: `SELECT f.position FROM read.credit_facts f WHERE e.kind <> 'added' AND f.letter_of_credit_id = ${KEY} AND ${happenedBy('$3', 'f.occurred_at')} AND (e.key LIKE '%/end'
      OR f.presentation = (SELECT o.presentation FROM read.credit_facts o WHERE o.letter_of_credit_id = ${KEY} AND o.position::text = split_part(e.key, '/', 2)))`,
};
