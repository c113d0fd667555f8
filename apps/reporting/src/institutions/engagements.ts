import { projectionOf } from '@corridor/projections';
import { ENGAGEMENT_EVENTS, type EngagementRow, foldEngagements } from './engagements.fold.js';
import { type Kept, keepRows, recallRows } from './kept-rows.js';

const FACTS = 'reporting.engagement_facts';
const KEPT: Kept<EngagementRow> = { table: 'reporting.engagements', id: 'engagement_id', exact: [] };

/** Which forums and the like there are, who took part, and who met whom. */
export const engagements = projectionOf({
  name: 'engagements',
  tables: [KEPT.table, FACTS],
  handles: ENGAGEMENT_EVENTS,
  async apply(events, context) {
    const stored = await recallRows(
      context,
      KEPT,
      events.map(({ data }) => data.engagementId),
    );
    const { rows, facts } = foldEngagements(events, stored);
    await keepRows(context, KEPT, rows.values(), { table: FACTS, rows: facts });
  },
});
