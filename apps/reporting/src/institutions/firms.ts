import { insertRows, lookUpOf, projectionOf } from '@corridor/projections';
import { FIRM_EVENTS, type FirmVersionRow, foldFirms } from './firms.fold.js';

const VERSIONS = 'reporting.firm_versions';

type Stored = FirmVersionRow & { readonly position: string; readonly registered_position: string };

/** Which firms trade, whose they are, and by which numbers states know them. */
export const firms = projectionOf({
  name: 'firms',
  tables: [VERSIONS],
  handles: FIRM_EVENTS,
  async apply(events, { client, generation }) {
    const { rows } = await client.query<Stored>(
      `SELECT DISTINCT ON (participant_id) t.* FROM ${lookUpOf(VERSIONS, 'participant_id', { type: 'text' })} t ORDER BY participant_id, position DESC`,
      [generation, [...new Set(events.map(({ data }) => data.participantId))]],
    );
    const last = rows.map((row) => {
      const numbers = {
        position: Number(row.position),
        registered_position: Number(row.registered_position),
      };
      return [row.participant_id, { ...row, ...numbers }] as const;
    });
    const folded = foldFirms(events, new Map(last));
    await insertRows(
      client,
      VERSIONS,
      folded.map((row) => ({ generation, ...row })),
    );
  },
});
