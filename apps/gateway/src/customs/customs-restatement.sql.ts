import { contributionsSql, type RestatedFigure } from '../restatement/restatement.sql.js';
import { clearances } from './clearance-time.sql.js';
import { ENTRIES, OWED } from './customs-duties.sql.js';
import { OF_TRANSITS } from './guarantee-use.sql.js';
import { happenedIn } from './happened.sql.js';
import { TRANSITS } from './transits.sql.js';

/** What is named behind the word that a key begins with. */
const OF_KEY = `split_part(e.key, '/', 2)::uuid`;

/** The wait and the clearance of a declaration, each for itself: a clearance is new, whatever had waited for it. */
export const RESTATED_CLEARANCE: RestatedFigure = {
  contributions: contributionsSql({
    before: clearances(', declaration_id, consignment_id, lodged_position'),
    from: 'clearance',
    key: `CASE WHEN is_open THEN 'open/' ELSE 'cleared/' END || declaration_id`,
    consignment: 'consignment_id',
    positions: 'ARRAY[lodged_position, position]',
    runsOn: 'is_open',
    measures: [
      [`CASE WHEN is_open THEN 'open' ELSE 'n' END`, `'count'`, '1'],
      [`CASE WHEN is_open THEN 'openSeconds' ELSE 'seconds' END`, `'s'`, 'ms'],
    ],
  }),
  // What ended the wait is named by nothing that still waits.
  events: `SELECT p.position FROM read.customs_declarations d CROSS JOIN LATERAL (
      VALUES (d.cleared_position, d.cleared_at), (d.called_off_position, d.called_off_at)) AS p (position, at)
    WHERE d.declaration_id = ${OF_KEY} AND ${happenedIn('$5').by('p.at')}`,
};

const WORD = `split_part(e.key, '/', 1)`;
const DECLARATION = `CASE WHEN ${WORD} NOT IN ('paid', 'refunded') THEN ${OF_KEY} END`;
/** The event of a refund that a key names. */
const refundOf = (of: string) =>
  `CASE WHEN ${of}.key LIKE 'refunded/%' THEN split_part(${of}.key, '/', 2)::bigint END`;

/** What a declaration was assessed, each payment and refund, and what is yet to be paid of a declaration. */
export const RESTATED_DUTIES: RestatedFigure = {
  contributions: contributionsSql({
    before: `${ENTRIES},
  duty AS (
    SELECT 'assessed/' || declaration_id AS key, currency, sum(amount_minor) AS assessed, 0 AS paid, 0 AS refunded, 0 AS outstanding, array_agg(position) AS positions
    FROM assessed GROUP BY declaration_id, currency
    UNION ALL
    SELECT what || '/' || position, currency, 0, CASE WHEN what = 'paid' THEN amount_minor ELSE 0 END, CASE WHEN what = 'refunded' THEN amount_minor ELSE 0 END, 0,
      ARRAY[position]
    FROM entry WHERE what IN ('paid', 'refunded')
    UNION ALL
    SELECT 'outstanding/' || declaration_id, currency, 0, 0, 0, sum(minor), '{}' FROM (${OWED}) owed GROUP BY declaration_id, currency
  )`,
    from: 'duty',
    key: 'key',
    positions: 'positions',
    measures: [
      [`'assessed'`, 'currency', 'assessed'],
      [`'paid'`, 'currency', 'paid'],
      [`'refunded'`, 'currency', 'refunded'],
      [`'outstanding'`, 'currency', 'outstanding'],
    ],
  }),
  // An assessment takes the place of the one before, in whichever month that was; a refund that of the one of its reference that was withdrawn.
  counted: (since) => `s.key !~ '^(paid|refunded)/' AND EXISTS (SELECT FROM read.duty_assessments a
      WHERE a.declaration_id = CASE WHEN s.key !~ '^(paid|refunded)/' THEN split_part(s.key, '/', 2)::uuid END AND a.position <= ${since}
        AND ${happenedIn('$5').by('a.assessed_at')})
      OR EXISTS (SELECT FROM read.duty_refunds n JOIN read.duty_refunds b USING (declaration_id, reference)
        WHERE n.position = ${refundOf('s')} AND b.position < n.position AND b.position <= ${since} AND ${happenedIn('$5').by('b.occurred_at')})`,
  events: `SELECT a.position FROM read.duty_assessments a WHERE a.declaration_id = ${DECLARATION} AND ${happenedIn('$5').by('a.assessed_at')}
    UNION SELECT d.called_off_position FROM read.customs_declarations d WHERE d.declaration_id = ${DECLARATION} AND ${happenedIn('$5').by('d.called_off_at')}
    UNION SELECT r.withdrawn_position FROM read.duty_refunds r WHERE r.position = ${refundOf('e')} AND ${happenedIn('$5').by('r.withdrawn_at')}
    UNION SELECT p.position FROM read.duty_payments p
      WHERE ${WORD} = 'outstanding' AND p.declaration_id = ${DECLARATION} AND ${happenedIn('$5').by('p.occurred_at')}`,
};

const word = `CASE WHEN standing = 'discharged' THEN 'discharged' ELSE 'underWay' END`;
const part = `CASE WHEN standing = 'overdue' THEN 'overdue' ELSE 'presented' END`;
const isPart = `standing IN ('overdue', 'presented')`;
const MILLIONTHS_OF_KG = 'trunc(net_mass_kg * 1000000)';

/** A transit on its way, and its discharge, each for itself. That a limit passes is told by no event. */
export const RESTATED_TRANSITS: RestatedFigure = {
  contributions: contributionsSql({
    before: TRANSITS,
    from: 'transit',
    key: `${word} || '/' || transit_id`,
    positions: 'ARRAY[opened_position, from_position]',
    runsOn: `standing IN ('on-the-way', 'overdue')`,
    measures: [
      [`${word} || '.n'`, `'count'`, '1'],
      [`${word} || '.massKg'`, `'kg'`, MILLIONTHS_OF_KG],
      [`${word} || '.value'`, 'currency', 'value_minor'],
      [`${part} || '.n'`, `'count'`, `CASE WHEN ${isPart} THEN 1 END`],
      [`${part} || '.massKg'`, `'kg'`, `CASE WHEN ${isPart} THEN ${MILLIONTHS_OF_KG} END`],
      [`${part} || '.value'`, 'currency', `CASE WHEN ${isPart} THEN value_minor END`],
    ],
  }),
  events: `SELECT t.from_position FROM read.transit_standings t WHERE t.transit_id = ${OF_KEY} AND ${happenedIn('$7').by('t.told_at')}`,
};

/**
 * Up to how much a guarantee stands, and what each transit came to of it: what that takes, it takes off what is free or has lapsed. $4 and $5 are the positions that
 * are compared: what nothing was told of between them is the same, and there may be very much of it.
 */
export const RESTATED_GUARANTEES: RestatedFigure = {
  contributions: contributionsSql({
    before: `${OF_TRANSITS},
  used AS (
    SELECT 'guarantee/' || guarantee_id AS key, currency, expired, 1 AS n, ceiling_minor AS ceiling, 0 AS reserved, 0 AS called, 0 AS freed, ceiling_minor AS left_of_it,
      ARRAY[issued_position] AS positions
    FROM told
    UNION ALL
    SELECT 'transit/' || guarantee_id || '/' || transit_id, currency, expired, 0, 0, reserved, called, freed, -reserved - called, positions FROM of_transit
  )`,
    from: 'used',
    key: 'key',
    positions: 'positions',
    measures: [
      [`'n'`, `'count'`, 'n'],
      [`'expired'`, `'count'`, 'CASE WHEN expired THEN n END'],
      [`'ceiling'`, 'currency', 'ceiling'],
      [`'reserved'`, 'currency', 'reserved'],
      [`'called'`, 'currency', 'called'],
      [`'freed'`, 'currency', 'freed'],
      [`'free'`, 'currency', 'CASE WHEN NOT expired THEN left_of_it END'],
      [`'lapsed'`, 'currency', 'CASE WHEN expired THEN left_of_it END'],
    ],
  }),
  // What raised it, that it expired, and what was told of it behind that, which may leave nothing to stand for; of a transit, what was told of that.
  events: `SELECT g.from_position FROM (
      SELECT s.from_position, s.told_at, s.expired, s.ceiling_minor <> lag(s.ceiling_minor) OVER (ORDER BY s.from_position) AS raised
      FROM read.guarantee_standings s WHERE s.guarantee_id = ${OF_KEY}
    ) g WHERE (g.expired OR g.raised AND ${WORD} = 'guarantee') AND ${happenedIn('$3').by('g.told_at')}
    UNION SELECT r.from_position FROM read.guarantee_reservations r
      WHERE ${WORD} = 'transit' AND r.guarantee_id = ${OF_KEY} AND r.transit_id::text = split_part(e.key, '/', 3) AND ${happenedIn('$3').by('r.told_at')}`,
};
