import type { Filling } from '../filled-gateway.js';
import { commitmentsOf, TODAY, TRADE_CELLS } from '../institutions/filling.js';
import { arrivalsOf } from './arrivals.js';
import { BORDER_COST_CELLS } from './border-cost-cells.js';
import { customsOf } from './customs.js';
import { DUTIES } from './duty-cells.js';
import { HELD_CELLS } from './held-cells.js';
import { PAYMENT_CELLS } from './payment-cells.js';
import { TIME_CELLS } from './time-cells.js';
import { transitsOf } from './transits.js';

const READ_MODELS = [
  'commitment-realisation',
  'consignments',
  'goods-values',
  'holds',
  'mirror-gap',
  'official-trade',
  'payments',
  'routes',
  'targets',
  'trade-facts',
  'transits',
  'transport-costs',
  'visits',
];
const PROMISES = 100;
/** Declarations, and transits. */
const WAITING = 30;

const idOf = (kind: string): string => `md5('${kind}' || n)::uuid`;

/**
 * What a log of so many events leaves in read models. A fifth of them are clearances of one reporter, three of five with one country, of 36 months, ten chapters and five
 * sectors: no more of these where there are more events. A tenth tell of commitments, and a twentieth of each of all else over a thousand days; some visits and passages are
 * told again later.
 */
export function fillingOf(events: number): Filling['filling'] {
  const share = (part: number): string => `generate_series(1, ${Math.floor(events / part)}) n`;
  /** When the n-th of a share was; `part` tells which share it is. */
  const at = (part: number): string =>
    `timestamptz '${TODAY}T00:00:00Z' - interval '1000 days' + n * (interval '1000 days' / ${Math.floor(events / part)})`;
  /** Between 1 and 51 hours, to the minute. */
  const stay = `(60 + n % 3000 * 7919 % 3000) * interval '1 minute'`;
  /** One in a hundred is told again a hundred days later: it had come a quarter of an hour earlier. */
  const again = `20 * n + ${Math.floor(events / 10)}`;
  const versions = `
    SELECT 20 * n AS from_position, CASE WHEN n % 100 = 0 AND ${again} <= ${events} THEN ${again} END AS until_position, interval '0' AS later, 1 AS within
    UNION ALL SELECT ${again}, NULL, interval '15 minutes', 2 WHERE n % 100 = 0 AND ${again} <= ${events}`;
  const told = (version: string): string =>
    `${version}.from_position, ${version}.within, ${version}.until_position`;
  const ended = `SELECT n, ${at(20)} AS at, ${Math.floor(events / 20)} AS max_n FROM ${share(20)}`;
  return [
    [
      'read models',
      `INSERT INTO reporting.projections (name, generation, state, position)
       SELECT name, 1, 'live', ${events} FROM unnest(ARRAY['${READ_MODELS.join("', '")}']) name`,
    ],
    [
      'trade',
      `INSERT INTO reporting.trade_facts (generation, position, fact, reporter, partner, country_of_origin, country_of_consignment, flow, month,
         accepted_on, hs6, sector, consignment_id, declaration_id, line_number, net_mass_kg, value_usd_cents, correction, participants, demo, customs_office, occurred_at)
       SELECT 1, 5 * n, 1, 'PK', (ARRAY['KZ', 'KG', 'KZ', 'UZ', 'KZ'])[1 + n / 360 % 5], 'PK', CASE n % 3 WHEN 0 THEN 'PK' END,
         CASE n % 3 WHEN 0 THEN 'import' ELSE 'export' END, month, month + 14, (10 + n / 36 % 10) || '0100',
         (ARRAY['textiles', 'leather', 'agriculture', 'consumer-goods', 'other'])[1 + n / 36 % 5],
         ${idOf('goods')}, ${idOf('declaration')}, 1, 1, 100000, false, '{}', false, 'PKKHI', month + 14
       FROM ${share(5)}, LATERAL (SELECT (date '2023-10-01' + (n % 36) * interval '1 month')::date AS month) m`,
    ],
    ...TRADE_CELLS,
    ...MIRROR_CELLS,
    [
      'targets',
      `INSERT INTO reporting.targets (generation, target_id, position, reporter, partner, yearly_amount_cents, due_on, source, demo)
       VALUES (1, 'pk-kz', 1, 'PK', 'KZ', 100000000000, '2030-12-31', 'x', false)`,
    ],
    [
      'visits',
      `INSERT INTO reporting.visits (generation, consignment_id, number, from_position, within, until_position, location, standing, arrived_at, departed_at, seen_at, positions, mode)
       SELECT 1, ${idOf('goods')}, 1, ${told('v')}, (ARRAY['PKPEW', 'AFRKH', 'UZTMZ', 'KZALA', 'PKKHI'])[1 + n % 5], 'complete',
         at - ${stay} - v.later, at, at, ARRAY[20 * n - 1, 20 * n], 'road'
       FROM ${share(20)}, LATERAL (SELECT ${at(20)} AS at) t, LATERAL (${versions}) v`,
    ],
    [
      'passages of borders',
      `INSERT INTO reporting.border_passages (generation, consignment_id, number, from_position, within, until_position, mode, out_location, out_standing, out_arrived_at,
         out_departed_at, out_seen_at, in_location, in_standing, in_arrived_at, in_departed_at, in_seen_at, positions)
       SELECT 1, ${idOf('goods')}, 1, ${told('v')}, 'road', 'PKTOR', 'complete', at - interval '2 hours' - ${stay} - v.later, at - interval '2 hours', at - interval '2 hours',
         'AFRKH', 'complete', at - interval '1 hour', at, at, ARRAY[20 * n - 3, 20 * n]
       FROM ${share(20)}, LATERAL (SELECT ${at(20)} AS at) t, LATERAL (${versions}) v`,
    ],
    ...TIME_CELLS,
    ...BORDER_COST_CELLS,
    // Behind what times come to, which is filled from all visits that there are.
    ...arrivalsOf(`${share(20)}, LATERAL (SELECT ${at(20)} AS at) t`, '20 * n'),
    [
      'holds',
      `INSERT INTO reporting.holds (generation, declaration_id, hold_id, consignment_id, office, reason, placed_at, placed_position, placed_ahead, ended_at, ended_position, ended_ahead, ended_by,
         ended_by_position, participants, demo, last_position)
       SELECT 1, ${idOf('declaration')}, '1', ${idOf('goods')}, (ARRAY['PKKHI', 'PKPEW', 'KZALA'])[1 + n % 3], (ARRAY['documents', 'inspection', 'valuation'])[1 + n % 3],
         at - (1 + n % 9) * interval '7 hours', 20 * n - 1, false, at, 20 * n, false, 'release', 20 * n, '{}', false, 20 * n
       FROM ${share(20)}, LATERAL (SELECT ${at(20)} AS at) t`,
    ],
    ...HELD_CELLS,
    ...customsOf(ended, stay, WAITING),
    ...DUTIES,
    ...transitsOf(ended, WAITING),
    [
      'obligations',
      `INSERT INTO reporting.obligations (generation, obligation_id, position, invoice_id, consignment_id, creditor, debtor, creditor_bank, method, currency, amount_minor,
         terms_started_on, due_on, demo, occurred_at)
       SELECT 1, ${idOf('obligation')}, 20 * n - 2, ${idOf('invoice')}, ${idOf('goods')}, 'creditor', 'debtor', 'bank-' || n % 5, 'open-account', 'USD', 100000,
         day - 30 - n % 40, day - n % 40, false, day
       FROM ${share(20)}, LATERAL (SELECT (${at(20)})::date AS day) t`,
    ],
    [
      'credits',
      `INSERT INTO reporting.booked_credits (generation, settlement_id, position, bank, basis, debtor_agent, currency, amount_minor, usd_minor, value_date, demo, occurred_at)
       SELECT 1, ${idOf('settlement')}, 20 * n - 1, 'bank-' || n % 5, 'booked-credit', (ARRAY['HSBKKZKX', 'CASPKZKA'])[1 + n % 2], 'USD', 100000, 100000, (${at(20)})::date, false, ${at(20)}
       FROM ${share(20)}`,
    ],
    [
      'payments',
      `INSERT INTO reporting.payment_facts (generation, position, line, kind, settlement_id, obligation_id, amount_minor, settled_minor, occurred_at)
       SELECT 1, 20 * n, 1, 'paid', ${idOf('settlement')}, ${idOf('obligation')}, 100000, 100000, ${at(20)} FROM ${share(20)}`,
    ],
    ...settledCells(`${share(20)}, LATERAL (SELECT (${at(20)})::date AS day) t`),
    ...PAYMENT_CELLS,
    ...commitmentsOf(Math.floor(events / 10), PROMISES),
  ];
}

/** What each payment adds to the cell of its banks and month: it pays all of its obligation. */
const settledChanges = (days: string): string => `
  SELECT date_trunc('month', day)::date AS month, 'bank-' || n % 5 AS bank, (ARRAY['HSBKKZKX', 'CASPKZKA'])[1 + n % 2] AS debtor_agent, 'USD' AS currency,
    20 * n AS position, 100000 AS paid, 100000 * (30 + n % 40) AS days, 100000 * (n % 40) AS late
  FROM ${days}`;
const SETTLED_SUMS =
  'obligations, advances, paid_minor, days_minor, late_minor, settlements, settled_minor, usd_minor, own_minor, own_usd_minor, unconverted';
/** In US dollars, and in nobody's own currency. */
const settledSums = (over: string): string =>
  [
    'count(*)',
    '0',
    'sum(paid)',
    'sum(days)',
    'sum(late)',
    'count(*)',
    'sum(paid)',
    'sum(paid)',
    '0',
    '0',
    '0',
  ]
    .map((sum) => (sum === '0' ? sum : `${sum} ${over}`))
    .join(', ');

/** Running totals of what is settled, as the projection keeps them. */
const settledCells = (days: string): Filling['filling'] => [
  [
    'what is settled comes to',
    `INSERT INTO reporting.settled_cell_heads (generation, month, bank, debtor_agent, currency, first_position, nth, position, ${SETTLED_SUMS})
     SELECT 1, month, bank, debtor_agent, currency, min(position), 0, max(position), ${settledSums('')}
     FROM (${settledChanges(days)}) change GROUP BY month, bank, debtor_agent, currency`,
  ],
  [
    'what is settled has come to',
    `INSERT INTO reporting.settled_cells (generation, first_position, nth, position, ${SETTLED_SUMS})
     SELECT 1, min(position) OVER so_far, 0, position, ${settledSums('OVER so_far')}
     FROM (${settledChanges(days)}) change WINDOW so_far AS (PARTITION BY month, bank, debtor_agent, currency ORDER BY position)`,
  ],
];

const UNTOLD = ['freight_and_insurance', 'exchange_rate', 'timing', 'partner', 'classification', 'residual'];
const MIRROR_SUMS = `exports, imports, one_side_only, under_way, ${UNTOLD.join(', ')}`;
const NOTHING = UNTOLD.map(() => 0).join(', ');
/** What each clearance of an export adds to the gap of its chapter and of all goods: no importer tells of it. */
const MIRROR_CHANGES = `
  SELECT reporter AS exporter, partner AS importer, month, chapter, position, value_usd_cents AS exports
  FROM reporting.trade_facts f CROSS JOIN LATERAL (VALUES (''), (left(f.hs6, 2))) AS c (chapter) WHERE flow = 'export'`;

/** Running totals of the gap, as the projection keeps them. */
const MIRROR_CELLS: Filling['filling'] = [
  [
    'what the gap comes to',
    `INSERT INTO reporting.mirror_cell_heads (generation, exporter, importer, month, chapter, first_position, nth, position, ${MIRROR_SUMS})
     SELECT 1, exporter, importer, month, chapter, min(position), row_number() OVER (PARTITION BY min(position)), max(position), sum(exports), 0, -sum(exports), sum(exports), ${NOTHING}
     FROM (${MIRROR_CHANGES}) change GROUP BY exporter, importer, month, chapter`,
  ],
  [
    'what the gap has come to',
    `INSERT INTO reporting.mirror_cells (generation, first_position, nth, position, ${MIRROR_SUMS})
     SELECT 1, first_position, nth, change.position, sum(change.exports) OVER so_far, 0, -sum(change.exports) OVER so_far, sum(change.exports) OVER so_far, ${NOTHING}
     FROM (${MIRROR_CHANGES}) change JOIN reporting.mirror_cell_heads USING (exporter, importer, month, chapter)
     WINDOW so_far AS (PARTITION BY first_position, nth ORDER BY change.position)`,
  ],
];
