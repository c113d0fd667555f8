import { insertRows, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { foldPublications, type PublicationRow } from './official-trade.fold.js';

const PUBLICATIONS = 'reporting.official_publications';
const LINES = 'reporting.official_lines';

/** What statistical offices tell of the trade between two countries, and what they told of it before. */
export const officialTrade = projectionOf({
  name: 'official-trade',
  tables: [PUBLICATIONS, LINES],
  handles: ['OfficialStatisticsPublished'],
  async apply(events, { client, generation }) {
    const ids = new Set(events.map(({ data }) => data.statisticId));
    const { publications, lines } = foldPublications(events, await newestOf(client, generation, [...ids]));
    const own = <Row extends object>(row: Row) => ({ generation, ...row });
    await upsertRows(client, PUBLICATIONS, ['generation', 'position'], [...publications.values()].map(own));
    await insertRows(client, LINES, lines.map(own));
  },
});

async function newestOf(
  client: pg.ClientBase,
  generation: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PublicationRow>> {
  const { rows } = await client.query<{ readonly row: PublicationRow }>(
    `SELECT to_jsonb(t) - 'generation' AS row FROM ${PUBLICATIONS} t
     WHERE generation = $1 AND statistic_id = ANY ($2::uuid[]) AND until_position IS NULL`,
    [generation, ids],
  );
  return new Map(rows.map(({ row }) => [row.statistic_id, row]));
}
