import { insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import { foldVisas, VISA_EVENTS, type VisaRow } from './visa-applications.fold.js';

const APPLICATIONS = 'reporting.visa_applications';
const FACTS = 'reporting.visa_facts';

/** How far applications for business visas are, and how long consulates take. */
export const visaApplications = projectionOf({
  name: 'visa-applications',
  tables: [APPLICATIONS, FACTS],
  handles: VISA_EVENTS,
  async apply(events, { client, generation }) {
    // As JSON: a day is a text there, as the events have it.
    const { rows: stored } = await client.query<{ row: VisaRow }>(
      `SELECT to_jsonb(a) - 'generation' AS row FROM ${lookUpOf(APPLICATIONS, 'visa_id')} a`,
      [generation, [...new Set(events.map(({ data }) => data.visaId))]],
    );
    const { rows, facts } = foldVisas(events, new Map(stored.map(({ row }) => [row.visa_id, row])));
    const ofGeneration = (row: object) => ({ generation, ...row });
    await upsertRows(client, APPLICATIONS, ['generation', 'visa_id'], rows.map(ofGeneration));
    await insertRows(client, FACTS, facts.map(ofGeneration));
  },
});
