import { isKnownAt } from '../read/known-at.sql.js';
import { contributionsSql, type RestatedFigure } from '../restatement/restatement.sql.js';
import { COSTS } from './border-costs.sql.js';
import { CROSSINGS, MEASURED } from './border-crossings.sql.js';
import { VISITS } from './checkpoint-dwell.sql.js';

/** The sums of `TimeFacts`: their names there. */
const timeMeasures = (ms: string): readonly (readonly [string, string, string])[] => [
  [
    `CASE standing WHEN 'complete' THEN 'n' WHEN 'anomaly' THEN 'anomalies' ELSE 'incomplete' END`,
    `'count'`,
    '1',
  ],
  [`'seconds'`, `'s'`, `CASE WHEN standing = 'complete' THEN ${ms} END`],
];

/** A visit is the same one whatever is told of it behind its first scan. */
export const RESTATED_DWELL: RestatedFigure = {
  contributions: contributionsSql({
    before: VISITS,
    from: 'visit',
    key: `consignment_id || '/' || positions[1]`,
    consignment: 'consignment_id',
    first: 'positions[1]',
    positions: 'positions || from_position || until_position',
    measures: timeMeasures('departed_ms - arrived_ms'),
  }),
  counted: (
    since,
  ) => `EXISTS (SELECT FROM read.visits v WHERE v.consignment_id = s.consignment_id AND v.positions[1] = s.first
      AND ${isKnownAt('v', since)} AND v.standing IN ${MEASURED})`,
};

export const RESTATED_CROSSINGS: RestatedFigure = {
  contributions: contributionsSql({
    before: CROSSINGS,
    from: 'crossing',
    key: `consignment_id || '/' || out_location || '/' || in_location || '/' || positions[1]`,
    consignment: 'consignment_id',
    first: 'positions[1]',
    positions: 'positions || from_position || until_position',
    measures: timeMeasures('ms'),
  }),
  // $8 and $9 are the places on either side of all borders: a visit elsewhere is not asked for its time.
  counted: (
    since,
  ) => `EXISTS (SELECT FROM read.border_passages b WHERE b.consignment_id = s.consignment_id AND b.positions[1] = s.first
      AND ${isKnownAt('b', since)} AND (b.out_standing IN ${MEASURED} OR b.out_location <> ALL ($8::text[]))
      AND (b.in_standing IN ${MEASURED} OR b.in_location <> ALL ($9::text[])))`,
};

/** What others told to be paid without a receipt, where $11 names customs. */
const HIDDEN = `($11::text IS NOT NULL AND c.receipted IS FALSE AND c.recorded_by <> $11)`;

/** What was paid, cost by cost, and the crossings that any of it is told of: those that the mean rests on. */
export const RESTATED_COSTS: RestatedFigure = {
  contributions: contributionsSql({
    before: `${COSTS},
  paid AS (
    SELECT 'cost/' || c.position AS key, c.consignment_id, x.positions || x.from_position || x.until_position || c.position || c.withdrawn_position AS positions,
      c.cents, CASE WHEN c.receipted IS FALSE THEN c.cents END AS unreceipted, 0 AS crossings, ${HIDDEN} AS hidden
    FROM cost c JOIN crossing x USING (consignment_id, number)
    UNION ALL
    SELECT 'crossing/' || x.consignment_id || '/' || x.out_location || '/' || x.in_location || '/' || x.positions[1], x.consignment_id,
      x.positions || x.from_position || x.until_position
        || coalesce(array_agg(c.position) FILTER (WHERE NOT ${HIDDEN}), '{}') || coalesce(array_agg(c.withdrawn_position) FILTER (WHERE NOT ${HIDDEN}), '{}'),
      0, NULL, 1, false
    FROM cost c JOIN crossing x USING (consignment_id, number)
    GROUP BY x.consignment_id, x.out_location, x.in_location, x.positions, x.from_position, x.until_position
  )`,
    from: 'paid',
    key: 'key',
    consignment: 'consignment_id',
    positions: 'positions',
    hidden: 'hidden',
    measures: [
      [`'n'`, `'count'`, 'crossings'],
      [`'total'`, `'USD'`, 'cents'],
      [`'unreceipted'`, `'USD'`, 'unreceipted'],
    ],
  }),
};
