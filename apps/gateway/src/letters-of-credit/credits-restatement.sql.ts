import { contributionsSql, type RestatedFigure } from '../restatement/restatement.sql.js';
import { SHARES } from './letters-of-credit.sql.js';

/** Credit by credit: the sums of `CreditFigures` by their names, and what stands above and below the line of the days of examination. */
export const RESTATED_CREDITS: RestatedFigure = {
  contributions: contributionsSql({
    before: SHARES,
    from: 'share',
    key: 'letter_of_credit_id::text',
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
  // A credit of which nothing is left has no part that would name what ended it.
  events: 'SELECT f.position FROM read.credit_facts f WHERE f.letter_of_credit_id = e.key::uuid',
};
