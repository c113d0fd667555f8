import { contributionsSql, type RestatedFigure } from '../restatement/restatement.sql.js';
import { CORRIDOR_COSTS } from './corridor-costs.sql.js';
import { ARRIVED, isOf, isOfOthers, millionthsOf } from './corridor-routes.sql.js';
import { SECTION_TRIPS } from './section-trips.sql.js';

/** In SQL, the events of visits one behind the other. */
const flat = (positions: string) =>
  `ARRAY(SELECT at.position::bigint FROM json_array_elements(${positions}) AS visit(positions) CROSS JOIN LATERAL json_array_elements_text(visit.positions) AS at(position))`;

/** What told otherwise of the visits of what is `e`, and of the wholes that it was a part of: whatever changes a way ends a visit as it was known, or is of the way. */
const CHANGED_WAY = `SELECT v.until_position
    FROM (SELECT e.consignment_id UNION SELECT unnest(ARRAY[p.whole_id, p.root_id]) FROM read.visit_parts p WHERE p.consignment_id = e.consignment_id) AS one(id)
    JOIN read.visits v ON v.consignment_id = one.id`;
/** What told otherwise of what goods weigh and are worth. */
const REWEIGHED = 'SELECT g.position FROM read.goods_values g WHERE g.consignment_id = e.consignment_id';
/** What told of the plan of the section that is between the places behind the consignment in the key. */
const REPLANNED = `SELECT unnest(ARRAY[l.from_position, l.until_position]) FROM read.route_legs l
    WHERE split_part(e.key, '/', 3) IN (l.from_location, l.to_location) AND split_part(e.key, '/', 4) IN (l.from_location, l.to_location)`;

/** A trip is the same one whatever is told of it behind the first scan where it begins. */
const TRIP = (row: string) =>
  `'trip/' || ${row}.consignment_id || '/' || ${row}.leaves || '/' || ${row}.enters || '/' || (${row}.positions -> 0 ->> 0)`;
const complete = (amount: string) => `CASE WHEN standing = 'complete' THEN ${amount} END`;

export const RESTATED_SPEED: RestatedFigure = {
  contributions: contributionsSql({
    before: SECTION_TRIPS,
    from: 'measured',
    key: TRIP('measured'),
    consignment: 'consignment_id',
    positions: `${flat('positions')} || from_position`,
    measures: [
      [
        `CASE standing WHEN 'complete' THEN 'n' WHEN 'anomaly' THEN 'anomalies' ELSE 'incomplete' END`,
        `'count'`,
        '1',
      ],
      [`'unmeasuredStops'`, `'count'`, complete('unmeasured_stops')],
      [`'km'`, `'km'`, complete('km_tenths')],
      [`'seconds'`, `'s'`, complete('ms')],
      [`'movingSeconds'`, `'s'`, complete('moving_ms')],
    ],
  }),
  events: `${CHANGED_WAY} UNION ${REPLANNED}`,
};

/** What others told to be paid without a receipt, where $8 names customs. */
const HIDDEN = `($8::text IS NOT NULL AND c.receipted IS FALSE AND c.recorded_by <> $8)`;

/** What was paid, cost by cost, and the trips that any of it is told of, with what they carried how far. */
export const RESTATED_SECTION_COSTS: RestatedFigure = {
  contributions: contributionsSql({
    before: `${CORRIDOR_COSTS},
  paid_for AS (
    SELECT 'cost/' || c.position || '/' || c.leaves || '/' || c.enters AS key, c.consignment_id, ARRAY[c.position, c.withdrawn_position, c.from_position] AS positions,
      c.cents, CASE WHEN c.receipted IS FALSE THEN c.cents END AS unreceipted, 0 AS trips, 0 AS weight, ${HIDDEN} AS hidden
    FROM cost c WHERE c.standing = 'complete'
    UNION ALL
    SELECT key, consignment_id, ${flat('way')} || paid, 0, NULL, 1, weight, false
    FROM (
      SELECT ${TRIP('c')} AS key, c.consignment_id, c.weight, (array_agg(c.positions))[1] AS way,
        array_agg(c.position) FILTER (WHERE NOT ${HIDDEN}) || array_agg(c.withdrawn_position) FILTER (WHERE NOT ${HIDDEN}) AS paid
      FROM cost c WHERE c.standing = 'complete' GROUP BY 1, 2, 3
    ) trip
  )`,
    from: 'paid_for',
    key: 'key',
    consignment: 'consignment_id',
    positions: 'positions',
    hidden: 'hidden',
    measures: [
      [`'n'`, `'count'`, 'trips'],
      [`'total'`, `'USD'`, 'cents'],
      [`'unreceipted'`, `'USD'`, 'unreceipted'],
      [`'massDistance'`, `'kg km'`, 'weight'],
    ],
  }),
  events: `${CHANGED_WAY} UNION ${REPLANNED} UNION ${REWEIGHED}`,
};

const MILLIONTHS = millionthsOf('net_mass_kg');

/** Consignment by consignment as it arrived; beside all of it, what went by the routes $11, and what is known to have gone by others. */
export const RESTATED_ROUTES: RestatedFigure = {
  contributions: contributionsSql({
    before: ARRIVED,
    from: 'arrived',
    key: `consignment_id || '/' || position`,
    consignment: 'consignment_id',
    positions: `${flat('positions')} || position`,
    measures: [
      [`'n'`, `'count'`, '1'],
      [`'unvalued'`, `'count'`, '(cents IS NULL)::int'],
      [`'value'`, `'USD'`, 'cents'],
      [`'netMassKg'`, `'kg'`, MILLIONTHS],
      [`'seconds'`, `'s'`, 'ms'],
      [`'northern'`, `'count'`, `(${isOf})::int`],
      [`'northernValue'`, `'USD'`, `CASE WHEN ${isOf} THEN cents END`],
      [`'northernMassKg'`, `'kg'`, `CASE WHEN ${isOf} THEN ${MILLIONTHS} END`],
      [`'offNorthernValue'`, `'USD'`, `CASE WHEN ${isOfOthers} THEN cents END`],
      [`'offNorthernMassKg'`, `'kg'`, `CASE WHEN ${isOfOthers} THEN ${MILLIONTHS} END`],
    ],
  }),
  events: `${CHANGED_WAY} UNION ${REWEIGHED} UNION
    SELECT unnest(ARRAY[l.from_position, l.until_position]) FROM read.route_legs l WHERE e.kind = 'changed'`,
};
