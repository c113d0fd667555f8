import { projectionOf } from '@corridor/projections';
import { type Kept, keepRows, recallRows } from './kept-rows.js';
import { foldNeeds, NEED_EVENTS, type NeedRow } from './needs.fold.js';

const FACTS = 'reporting.need_facts';
const KEPT: Kept<NeedRow> = { table: 'reporting.needs', id: 'need_id', exact: ['quantity', 'price_minor'] };

/** What firms offer and seek, how much of it, and until when. */
export const needs = projectionOf({
  name: 'needs',
  tables: [KEPT.table, FACTS],
  handles: NEED_EVENTS,
  async apply(events, context) {
    const stored = await recallRows(
      context,
      KEPT,
      events.map(({ data }) => data.needId),
    );
    const { rows, facts } = foldNeeds(events, stored);
    await keepRows(context, KEPT, rows.values(), { table: FACTS, rows: facts });
  },
});
