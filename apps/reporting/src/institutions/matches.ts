import { projectionOf } from '@corridor/projections';
import { type Kept, keepRows, recallRows } from './kept-rows.js';
import { foldMatches, MATCH_EVENTS, type MatchRow } from './matches.fold.js';

const FACTS = 'reporting.match_facts';
const KEPT: Kept<MatchRow> = { table: 'reporting.matches', id: 'match_id', exact: [] };

/** Which offers fit what others seek, and what both sides answered. */
export const matches = projectionOf({
  name: 'matches',
  tables: [KEPT.table, FACTS],
  handles: MATCH_EVENTS,
  async apply(events, context) {
    const stored = await recallRows(
      context,
      KEPT,
      events.map(({ data }) => data.matchId),
    );
    const { rows, facts } = foldMatches(events, stored);
    await keepRows(context, KEPT, rows.values(), { table: FACTS, rows: facts });
  },
});
