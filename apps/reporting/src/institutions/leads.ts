import { projectionOf } from '@corridor/projections';
import { type Kept, keepRows, recallRows } from './kept-rows.js';
import { foldLeads, LEAD_EVENTS, type LeadRow } from './leads.fold.js';

const FACTS = 'reporting.lead_facts';
const KEPT: Kept<LeadRow> = { table: 'reporting.leads', id: 'lead_id', exact: ['expected_minor'] };

/** What firms found to trade, what brought them together, and what became of it. */
export const leads = projectionOf({
  name: 'leads',
  tables: [KEPT.table, FACTS],
  handles: LEAD_EVENTS,
  async apply(events, context) {
    const stored = await recallRows(
      context,
      KEPT,
      events.map(({ data }) => data.leadId),
    );
    const { rows, facts } = foldLeads(events, stored);
    await keepRows(context, KEPT, rows.values(), { table: FACTS, rows: facts });
  },
});
