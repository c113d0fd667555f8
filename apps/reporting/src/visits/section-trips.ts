import {
  type FollowedSection,
  FollowedSections,
  sectionTripChanges,
  sectionTripsAt,
  type Voyages,
} from '@corridor/domain';
import { insertRows } from '@corridor/projections';
import type pg from 'pg';

const FOLLOWED = 'reporting.followed_sections';
const TRIPS = 'reporting.section_trips';
export const SECTION_TABLES = [FOLLOWED, TRIPS] as const;
/** So many consignments that were where a section ends are gone through at once when a plan names it for the first time. */
const PAGE = 1_000;

/** The sections that plans ever named, up to where a generation has come: few, however long the log is. */
export async function followedSections(client: pg.ClientBase, generation: number): Promise<FollowedSections> {
  const { rows } = await client.query<FollowedSection>(
    `SELECT leaves, enters, mode FROM ${FOLLOWED} WHERE generation = $1`,
    [generation],
  );
  return sectionsOf(rows);
}

function sectionsOf(all: readonly FollowedSection[]): FollowedSections {
  const sections = new FollowedSections();
  for (const one of all) sections.follow(one);
  return sections;
}

/** What events changed of the trips of voyages. @param behind the position before them */
export async function keepSectionTrips(
  client: pg.ClientBase,
  generation: number,
  voyages: Voyages,
  behind: number,
  sections: FollowedSections,
): Promise<void> {
  const changes = [...voyages.byRoot.values()].map((voyage) => sectionTripChanges(voyage, behind, sections));
  const ended = changes.flatMap((change) => change.ended);
  if (ended.length > 0) {
    await client.query(
      `UPDATE ${TRIPS} t SET until_position = told.until_position
       FROM unnest($2::uuid[], $3::integer[], $4::integer[], $5::bigint[]) AS told (consignment_id, number, begins, until_position)
       WHERE t.generation = $1 AND t.consignment_id = told.consignment_id AND t.number = told.number AND t.begins = told.begins AND t.until_position IS NULL`,
      [
        generation,
        ended.map(({ consignment_id }) => consignment_id),
        ended.map(({ number }) => number),
        ended.map(({ begins }) => begins),
        ended.map(({ until_position }) => until_position),
      ],
    );
  }
  const fresh = changes.flatMap((change) => change.fresh);
  await insertRows(
    client,
    TRIPS,
    fresh.map((row) => ({ generation, ...row })),
  );
}

/**
 * Follows sections from the position of the plan on that names them first: what trips are known of then is taken from the visits that hold, page by page. Earlier positions have
 * no such section, so nothing is to be known of its trips before.
 * @param recall gives the voyages of consignments
 */
export async function followSections(
  client: pg.ClientBase,
  generation: number,
  position: number,
  named: readonly FollowedSection[],
  recall: (ids: readonly string[]) => Promise<Voyages>,
): Promise<void> {
  await insertRows(
    client,
    FOLLOWED,
    named.map(({ leaves, enters, mode }) => ({ generation, leaves, enters, mode, position })),
  );
  const sections = sectionsOf(named);
  const ends = [...new Set(named.map(({ enters }) => enters))];
  for (let ids = await pageBehind(client, generation, ends, FIRST_ID); ids.length > 0; ) {
    const asked = new Set(ids);
    const trips = [...(await recall(ids)).byRoot.values()]
      .flatMap((voyage) => sectionTripsAt(voyage, position, sections))
      // Other parts of a whole are on pages of their own.
      .filter(({ consignment_id }) => asked.has(consignment_id));
    await insertRows(
      client,
      TRIPS,
      trips.map((trip) => ({ generation, ...trip, from_position: position, until_position: null })),
    );
    ids = ids.length < PAGE ? [] : await pageBehind(client, generation, ends, ids.at(-1) ?? '');
  }
}

/** The next consignments that are known to have been where sections end. */
async function pageBehind(
  client: pg.ClientBase,
  generation: number,
  ends: readonly string[],
  last: string,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly consignment_id: string }>(
    // In the order of the index of what is known now, so that all pages together go through it once.
    `SELECT DISTINCT consignment_id FROM reporting.visits
     WHERE generation = $1 AND until_position IS NULL AND location = ANY ($2::text[]) AND consignment_id > $3::uuid
     ORDER BY consignment_id LIMIT ${PAGE}`,
    [generation, ends, last],
  );
  return rows.map(({ consignment_id }) => consignment_id);
}

/** Nothing is before it; nor does anything bear it. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
