import { contributionsSql, type RestatedFigure } from '../restatement/restatement.sql.js';
import { isOfReporter, shares } from './held-shares.sql.js';

/** The time of each hold; where others of its consignment take a part of it, their events tell of it, too. */
export const RESTATED_DAYS_HELD: RestatedFigure = {
  contributions: contributionsSql({
    before: `${shares()},
  told AS (
    SELECT s.declaration_id || '/' || s.hold_id AS key, s.consignment_id, s.share_ms, s.ended_ms IS NULL OR s.ended_ms > $5 AS runs_on, array_agg(t.at) AS positions
    FROM share s JOIN share o ON o.consignment_id = s.consignment_id
      AND (o.hold_id = s.hold_id AND o.declaration_id = s.declaration_id OR o.from_ms < s.until_ms AND o.until_ms > s.from_ms)
      CROSS JOIN LATERAL (VALUES (o.placed_position), (o.ended_position), (o.ended_by_position)) AS t (at)
    WHERE t.at IS NOT NULL AND ${isOfReporter('s')}
    GROUP BY s.declaration_id, s.hold_id, s.consignment_id, s.share_ms, s.ended_ms
  )`,
    from: 'told',
    key: 'key',
    consignment: 'consignment_id',
    positions: 'positions',
    runsOn: 'runs_on',
    measures: [
      [`'holds'`, `'count'`, '1'],
      [`'seconds'`, `'s'`, 'share_ms'],
    ],
  }),
};
