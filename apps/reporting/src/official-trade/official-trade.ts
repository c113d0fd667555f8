import { insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { foldPublications, type PublicationRow } from './official-trade.fold.js';
import { calendarRowOf } from './release-calendars.fold.js';

const PUBLICATIONS = 'reporting.official_publications';
const LINES = 'reporting.official_lines';
const CALENDARS = 'reporting.release_calendars';

/** What statistical offices tell of the trade between two countries, what they told of it before, and when figures of trade are final. */
export const officialTrade = projectionOf({
  name: 'official-trade',
  tables: [PUBLICATIONS, LINES, CALENDARS],
  handles: ['OfficialStatisticsPublished', 'OfficialStatisticsWithdrawn', 'ReleaseCalendarSet'],
  async apply(events, { client, generation }) {
    const own = <Row extends object>(row: Row) => ({ generation, ...row });
    const calendars = events.filter((event) => event.type === 'ReleaseCalendarSet');
    await insertRows(
      client,
      CALENDARS,
      calendars.map((event) => own(calendarRowOf(event))),
    );
    const told = events.filter((event) => event.type !== 'ReleaseCalendarSet');
    if (told.length === 0) return;
    const ids = new Set(told.map(({ data }) => data.statisticId));
    const { publications, lines } = foldPublications(told, await rowsOf(client, generation, [...ids]));
    await upsertRows(
      client,
      PUBLICATIONS,
      ['generation', 'from_position'],
      [...publications.values()].map(own),
    );
    await insertRows(client, LINES, lines.map(own));
  },
});

/** All that is known of some streams: a few rows each. */
async function rowsOf(
  client: pg.ClientBase,
  generation: number,
  ids: readonly string[],
): Promise<readonly PublicationRow[]> {
  const { rows } = await client.query<{ readonly row: PublicationRow }>(
    `SELECT to_jsonb(t) - 'generation' AS row FROM ${lookUpOf(PUBLICATIONS, 'statistic_id')} t`,
    [generation, ids],
  );
  return rows.map(({ row }) => row);
}
