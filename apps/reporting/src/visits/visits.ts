import { projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { utcInstant } from '../utc-instant.js';
import type { VisitPartRow, VisitRow, VisitSightingRow } from './visit-row.js';
import { foldVisits, VISIT_EVENTS, type Voyage, type Voyages } from './visits.fold.js';

const VISITS = 'reporting.visits';
const SIGHTINGS = 'reporting.visit_sightings';
const PARTS = 'reporting.visit_parts';

/** For how long goods stay where: each visit of a consignment to a place, as it was known from which position to which. */
export const visits = projectionOf({
  name: 'visits',
  tables: [VISITS, SIGHTINGS, PARTS],
  handles: VISIT_EVENTS,
  async apply(events, { client, generation }) {
    const ids = new Set(events.map(({ data }) => data.consignmentId));
    const voyages = await recall(client, generation, [...ids]);
    foldVisits(events, voyages);
    const own = <Row extends object>(row: Row) => ({ generation, ...row });
    const all = [...voyages.byRoot.values()];
    await upsertRows(
      client,
      PARTS,
      ['generation', 'consignment_id'],
      all.flatMap(({ parts }) => parts.map(own)),
    );
    await upsertRows(
      client,
      SIGHTINGS,
      ['generation', 'position'],
      all.flatMap(({ sightings }) => sightings.map(own)),
    );
    await upsertRows(
      client,
      VISITS,
      ['generation', 'consignment_id', 'number', 'from_position'],
      all.flatMap((voyage) => voyage.visits.map(own)),
    );
  },
});

/** The voyages of consignments, and of the wholes and the parts that these are of. */
async function recall(client: pg.ClientBase, generation: number, ids: readonly string[]): Promise<Voyages> {
  const rowsOf = async <Row>(table: string, condition: string, of: readonly string[]): Promise<Row[]> => {
    const { rows } = await client.query<{ row: Row }>(
      `SELECT to_jsonb(t) - 'generation' AS row FROM ${table} t WHERE generation = $1 AND ${condition}`,
      [generation, of],
    );
    return rows.map(({ row }) => row);
  };
  const own = await rowsOf<VisitPartRow>(PARTS, 'consignment_id = ANY ($2::uuid[])', ids);
  const roots = [...new Set(own.map(({ root_id }) => root_id)), ...ids];
  const parts = await rowsOf<VisitPartRow>(PARTS, 'root_id = ANY ($2::uuid[])', roots);
  const rootOf = new Map(parts.map(({ consignment_id, root_id }) => [consignment_id, root_id]));
  const byRoot = new Map<string, { -readonly [Key in keyof Voyage]: Voyage[Key][number][] }>();
  const voyageOf = (consignmentId: string) => {
    const root = rootOf.get(consignmentId) ?? consignmentId;
    const found = byRoot.get(root) ?? { parts: [], sightings: [], visits: [] };
    byRoot.set(root, found);
    return found;
  };
  const all = [...roots, ...rootOf.keys()];
  const mentioned = 'consignment_id = ANY ($2::uuid[])';
  for (const row of parts) voyageOf(row.consignment_id).parts.push(row);
  for (const row of await rowsOf<VisitSightingRow>(SIGHTINGS, mentioned, all))
    voyageOf(row.consignment_id).sightings.push({ ...row, at: utcInstant(row.at) });
  for (const row of await rowsOf<VisitRow>(VISITS, `until_position IS NULL AND ${mentioned}`, all))
    voyageOf(row.consignment_id).visits.push(stored(row));
  return { byRoot, rootOf };
}

/** Instants as the fold writes them: the database writes them otherwise. */
function stored(row: VisitRow): VisitRow {
  const instant = (at: string | null) => (at === null ? null : utcInstant(at));
  return {
    ...row,
    arrived_at: instant(row.arrived_at),
    departed_at: instant(row.departed_at),
    seen_at: utcInstant(row.seen_at),
  };
}
