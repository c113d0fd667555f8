import type { PassageRow, VisitPartRow, VisitRow, VisitSightingRow, Voyage, Voyages } from '@corridor/domain';
import { type ApplyContext, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { isTransportCostEvent, TRANSPORT_COST_EVENTS } from '../transport-costs/transport-costs.fold.js';
import { BORDER_COST_TABLES, keepBorderCosts } from './border-costs.js';
import { timesOfPassage } from './crossing-times.js';
import { stored } from './stored-instants.js';
import { timeChangesOf, timesOfRows, timesOfVisit } from './time-cells.fold.js';
import { keepTimes, tablesOf, VISIT_TIMES } from './time-cells.js';
import { foldVisits, isVisitEvent, VISIT_EVENTS, type VisitEvent } from './visits.fold.js';

const VISITS = 'reporting.visits';
const SIGHTINGS = 'reporting.visit_sightings';
const PARTS = 'reporting.visit_parts';
const PASSAGES = 'reporting.border_passages';

/**
 * For how long goods stay where, and how they come over a border: each visit of a consignment to a place, and each time that one in another country
 * follows, as it was known from which position to which; and what these come to, and what was paid at borders, in cells.
 */
export const visits = projectionOf({
  name: 'visits',
  tables: [VISITS, SIGHTINGS, PARTS, PASSAGES, ...tablesOf(VISIT_TIMES), ...BORDER_COST_TABLES],
  handles: [...VISIT_EVENTS, ...TRANSPORT_COST_EVENTS],
  async apply(events, context) {
    const first = events[0]?.position ?? 0;
    const passages = await applyVisits(events.filter(isVisitEvent), first, context);
    await keepBorderCosts(context, { events: events.filter(isTransportCostEvent), passages, first });
  },
});

/** @returns the passages over a border that are new or have ended by the events */
async function applyVisits(
  events: readonly VisitEvent[],
  first: number,
  { client, generation }: ApplyContext,
): Promise<readonly PassageRow[]> {
  if (events.length === 0) return [];
  const ids = new Set(events.map(({ data }) => data.consignmentId));
  const voyages = await recall(client, generation, [...ids]);
  const known = new Set<object>([...voyages.byRoot.values()].flatMap(rowsOf));
  foldVisits(events, voyages);
  // The fold leaves a row as it is that nothing is told of.
  const changed = <Row extends object>(rows: readonly Row[]) =>
    rows.filter((row) => !known.has(row)).map((row) => ({ generation, ...row }));
  const all = [...voyages.byRoot.values()];
  await upsertRows(
    client,
    PARTS,
    ['generation', 'consignment_id'],
    all.flatMap(({ parts }) => changed(parts)),
  );
  await upsertRows(
    client,
    SIGHTINGS,
    ['generation', 'position'],
    all.flatMap(({ sightings }) => changed(sightings)),
  );
  const version = ['generation', 'consignment_id', 'number', 'from_position'];
  const visitRows = all.flatMap((voyage) => changed(voyage.visits));
  await upsertRows(client, VISITS, version, visitRows);
  const passageRows = all.flatMap((voyage) => changed(voyage.passages));
  await upsertRows(client, PASSAGES, version, passageRows);
  const times = [
    ...timesOfRows(visitRows, first, timesOfVisit),
    ...timesOfRows(passageRows, first, timesOfPassage),
  ];
  await keepTimes(client, generation, VISIT_TIMES, timeChangesOf(times));
  return passageRows;
}

const rowsOf = ({ parts, sightings, visits, passages }: Voyage): readonly object[] => [
  ...parts,
  ...sightings,
  ...visits,
  ...passages,
];

/** The voyages of consignments, and of the wholes and the parts that these are of. */
async function recall(client: pg.ClientBase, generation: number, ids: readonly string[]): Promise<Voyages> {
  const read = async <Row>(rowsOf: string, of: readonly string[]): Promise<Row[]> => {
    const { rows } = await client.query<{ row: Row }>(
      `SELECT to_jsonb(t) - 'generation' AS row FROM ${rowsOf} t`,
      [generation, of],
    );
    return rows.map(({ row }) => row);
  };
  const own = await read<VisitPartRow>(lookUpOf(PARTS, 'consignment_id'), ids);
  const roots = [...new Set(own.map(({ root_id }) => root_id)), ...ids];
  const parts = await read<VisitPartRow>(lookUpOf(PARTS, 'root_id'), roots);
  const rootOf = new Map(parts.map(({ consignment_id, root_id }) => [consignment_id, root_id]));
  const byRoot = new Map<string, { -readonly [Key in keyof Voyage]: Voyage[Key][number][] }>();
  const voyageOf = (consignmentId: string) => {
    const root = rootOf.get(consignmentId) ?? consignmentId;
    const found = byRoot.get(root) ?? { parts: [], sightings: [], visits: [], passages: [] };
    byRoot.set(root, found);
    return found;
  };
  const all = [...roots, ...rootOf.keys()];
  const known = { and: 'until_position IS NULL' };
  for (const row of parts) voyageOf(row.consignment_id).parts.push(row);
  for (const row of await read<VisitSightingRow>(lookUpOf(SIGHTINGS, 'consignment_id'), all))
    voyageOf(row.consignment_id).sightings.push(stored(row));
  for (const row of await read<VisitRow>(lookUpOf(VISITS, 'consignment_id', known), all))
    voyageOf(row.consignment_id).visits.push(stored(row));
  for (const row of await read<PassageRow>(lookUpOf(PASSAGES, 'consignment_id', known), all))
    voyageOf(row.consignment_id).passages.push(stored(row));
  return { byRoot, rootOf };
}
