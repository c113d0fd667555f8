import type { Filling } from '../filled-gateway.js';

const CELL = 'month, office, flow, currency, reason';
const SUMS = [
  ...['customs_duties', 'customs_duty_minor', 'value_added_taxes', 'value_added_tax_minor'],
  ...['excises', 'excise_minor', 'fees', 'fee_minor', 'paid_minor', 'settled_minor', 'refunded_minor'],
];
const sums = (over: string): string => SUMS.map((sum) => `sum(${sum})${over}`).join(', ');

const inMonth = (day: string): string => `date_trunc('month', ${day})::date AS month`;
/** The columns of what an event adds, and 0 for all else. */
const adding = (adds: Readonly<Record<string, string>>): string =>
  SUMS.map((sum) => `${adds[sum] ?? '0'} AS ${sum}`).join(', ');

const OF_KIND = (kind: string, number: string, minor: string): string => `
  SELECT ${inMonth('assessed_on')}, office, flow, currency, '' AS reason, position, ${adding({ [number]: '1', [minor]: 'amount_minor' })}
  FROM reporting.duty_assessments WHERE kind = '${kind}'`;

/** What each event adds to a cell: all that was assessed stands, and was paid at once. */
const CHANGES = `
  ${OF_KIND('customs-duty', 'customs_duties', 'customs_duty_minor')}
  UNION ALL ${OF_KIND('value-added-tax', 'value_added_taxes', 'value_added_tax_minor')}
  UNION ALL ${OF_KIND('fee', 'fees', 'fee_minor')}
  UNION ALL
  SELECT ${inMonth('paid_on')}, office, flow, currency, '', position, ${adding({ paid_minor: 'amount_minor', settled_minor: 'amount_minor' })}
  FROM reporting.duty_payments
  UNION ALL
  SELECT ${inMonth('refunded_on')}, office, flow, currency, reason, position, ${adding({ refunded_minor: 'amount_minor' })}
  FROM reporting.duty_refunds`;
const TOLD = `SELECT ${CELL}, position, ${SUMS.map((sum) => `sum(${sum}) AS ${sum}`).join(', ')} FROM (${CHANGES}) change GROUP BY ${CELL}, position`;

const COLUMNS = 'generation, position, declaration_id, office, flow, currency';
/** Of a declaration that was cleared; each is told of by an event of its own before that. */
const rowOf = (position: string): string =>
  `1, ${position}, declaration_id, office, flow, CASE left(office, 2) WHEN 'KZ' THEN 'KZT' WHEN 'PK' THEN 'PKR' ELSE 'UZS' END`;
const CLEARED = 'reporting.customs_declarations WHERE cleared_position IS NOT NULL';

/** What customs asked for of declarations that were cleared, of two kinds or three, paid that day; of one in twenty some was given back. Behind the declarations. */
export const DUTIES: Filling['filling'] = [
  [
    'assessments',
    `INSERT INTO reporting.duty_assessments (${COLUMNS}, line, kind, assessed_at, assessed_on, amount_minor)
     SELECT ${rowOf('cleared_position - 2')}, line, kind, cleared_at, cleared_on, 1000 * line + cleared_position % 997
     FROM (SELECT * FROM ${CLEARED}) d CROSS JOIN (VALUES (1, 'customs-duty'), (2, 'value-added-tax'), (3, 'fee')) AS of (line, kind)
     WHERE line < 3 OR cleared_position % 100 < 40`,
  ],
  [
    'payments of duty',
    `INSERT INTO reporting.duty_payments (${COLUMNS}, reference, occurred_at, paid_on, amount_minor)
     SELECT ${rowOf('cleared_position - 1')}, 'P', cleared_at, cleared_on, 1000 FROM ${CLEARED}`,
  ],
  [
    'refunds of duty',
    `INSERT INTO reporting.duty_refunds (${COLUMNS}, reference, reason, occurred_at, refunded_on, amount_minor)
     SELECT ${rowOf('cleared_position')}, 'R', 'overcharged', cleared_at, cleared_on, 500 FROM ${CLEARED} AND cleared_position % 400 = 0`,
  ],
  [
    'what duties come to',
    `INSERT INTO reporting.duty_cell_heads (generation, ${CELL}, first_position, nth, position, ${SUMS.join(', ')})
     SELECT 1, ${CELL}, min(position), 0, max(position), ${sums('')} FROM (${TOLD}) told GROUP BY ${CELL}`,
  ],
  [
    'what duties have come to',
    `INSERT INTO reporting.duty_cells (generation, first_position, nth, position, ${SUMS.join(', ')})
     SELECT 1, min(position) OVER so_far, 0, position, ${sums(' OVER so_far')} FROM (${TOLD}) told WINDOW so_far AS (PARTITION BY ${CELL} ORDER BY position)`,
  ],
];
