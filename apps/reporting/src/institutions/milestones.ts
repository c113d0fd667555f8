import { insertRows, lookUpOf, projectionOf } from '@corridor/projections';
import { partsOf, SIGHTING_EVENTS, sightingOf } from './milestone-sightings.js';
import {
  foldMilestones,
  MILESTONE_EVENTS,
  type MilestoneEventOfLog,
  type MilestoneVersionRow,
} from './milestones.fold.js';

const VERSIONS = 'reporting.milestone_versions';
const SIGHTINGS = 'reporting.milestone_sightings';
const PARTS = 'reporting.milestone_parts';

type SightingEvent = Parameters<typeof sightingOf>[0];

function isSighting(event: { readonly type: string }): event is SightingEvent {
  return SIGHTING_EVENTS.some((type) => type === event.type);
}

/** What is to be built along the corridor, by when, and where goods were seen before and since. */
export const milestones = projectionOf({
  name: 'milestones',
  tables: [VERSIONS, SIGHTINGS, PARTS],
  handles: [...MILESTONE_EVENTS, ...SIGHTING_EVENTS, 'CheckpointWithdrawn', 'ConsignmentDeclared'],
  async apply(events, { client, generation }) {
    const told = events.filter((event): event is MilestoneEventOfLog =>
      MILESTONE_EVENTS.some((type) => type === event.type),
    );
    const { rows } = await client.query<MilestoneVersionRow>(
      `SELECT DISTINCT ON (milestone_id) milestone_id, position::float8, planned_position::float8, status, details, demo
       FROM ${lookUpOf(VERSIONS, 'milestone_id', { type: 'text' })} t ORDER BY milestone_id, position DESC`,
      [generation, [...new Set(told.map(({ data }) => data.milestoneId))]],
    );
    const versions = foldMilestones(told, new Map(rows.map((row) => [row.milestone_id, row])));
    await insertRows(
      client,
      VERSIONS,
      versions.map((row) => ({ generation, ...row })),
    );
    const sightings = events.flatMap((event) =>
      isSighting(event) ? [{ generation, ...sightingOf(event) }] : [],
    );
    await insertRows(client, SIGHTINGS, sightings);
    const declared = events.filter((event) => event.type === 'ConsignmentDeclared');
    const { rows: wholes } = await client.query<{ consignment_id: string; wholes: string[] }>(
      `SELECT consignment_id, array_agg(whole_id::text) AS wholes FROM ${lookUpOf(PARTS, 'consignment_id')} t GROUP BY 1`,
      [generation, declared.flatMap(({ data }) => data.partOf ?? [])],
    );
    const parts = partsOf(declared, new Map(wholes.map((row) => [row.consignment_id, row.wholes])));
    await insertRows(
      client,
      PARTS,
      parts.map((row) => ({ generation, ...row })),
    );
    const withdrawals = events.flatMap(({ position, type, data }) =>
      type === 'CheckpointWithdrawn' ? [{ position, ...data }] : [],
    );
    // Only what was seen before it was found wrong: it may be told again since, and found wrong again.
    await client.query(
      `UPDATE ${SIGHTINGS} s SET withdrawn_position = first.position
       FROM (
         SELECT b.consignment_id, b.position AS seen_position, min(w.position) AS position
         FROM json_to_recordset($2::json) w (position bigint, "consignmentId" uuid, location text, movement text, "seenAt" timestamptz)
         JOIN ${SIGHTINGS} b ON b.generation = $1 AND b.consignment_id = w."consignmentId" AND b.location = w.location
           AND b.movement = w.movement AND b.seen_at = w."seenAt" AND b.position < w.position AND b.withdrawn_position IS NULL
         GROUP BY 1, 2
       ) first
       WHERE s.generation = $1 AND s.consignment_id = first.consignment_id AND s.position = first.seen_position`,
      [generation, JSON.stringify(withdrawals)],
    );
  },
});
