import type { EventOf } from '@corridor/contracts';
import { utcInstant } from '../utc-instant.js';
import type { KnownRow, PassageRow, VisitPartRow, VisitRow, VisitSightingRow } from './visit-row.js';
import { inOrder, passagesOf, type Visit, visitsOf } from './visits-of.js';

/** Every event that tells where the goods of a consignment are, or that it goes on in parts. */
export const VISIT_EVENTS = [
  'ConsignmentDispatched',
  'CheckpointRecorded',
  'CheckpointWithdrawn',
  'ConsignmentTransloaded',
  'ConsignmentSplit',
  'OutturnReported',
  'DamageReported',
  'ConsignmentDelivered',
  'ConsignmentReturned',
] as const;
export type VisitEvent = EventOf<(typeof VISIT_EVENTS)[number]>;

/** All rows of a consignment and of whatever parts it goes on as. */
export interface Voyage {
  readonly parts: readonly VisitPartRow[];
  readonly sightings: readonly VisitSightingRow[];
  /** Those known otherwise since may be left out. */
  readonly visits: readonly VisitRow[];
  readonly passages: readonly PassageRow[];
}

/** Voyages by the id of the first whole, and which of them each part is of. */
export interface Voyages {
  readonly byRoot: Map<string, Voyage>;
  readonly rootOf: Map<string, string>;
}

const NOTHING: Voyage = { parts: [], sightings: [], visits: [], passages: [] };

/** What events make of visits: replaces the voyages that they tell of. A visit that is known otherwise by an event is a row of its own from there on. */
export function foldVisits(events: readonly VisitEvent[], { byRoot, rootOf }: Voyages): void {
  for (const event of events) {
    const { consignmentId } = event.data;
    const root = rootOf.get(consignmentId) ?? consignmentId;
    const told = toldBy(event, root, byRoot.get(root) ?? NOTHING);
    for (const { consignment_id } of told.parts) rootOf.set(consignment_id, root);
    byRoot.set(root, known(told, consignmentId, event.position));
  }
}

function toldBy(event: VisitEvent, root: string, before: Voyage): Voyage {
  const { position, occurredAt, data } = event;
  const { consignmentId: consignment_id, location } = data;
  if (event.type === 'CheckpointWithdrawn') {
    const { movement, seenAt } = event.data;
    const at = utcInstant(seenAt);
    const isWrong = (one: VisitSightingRow) =>
      one.consignment_id === consignment_id &&
      one.withdrawn_position === null &&
      one.kind === movement &&
      one.location === location &&
      one.at === at;
    const sightings = before.sightings.map((one) =>
      isWrong(one) ? { ...one, withdrawn_position: position } : one,
    );
    return { ...before, sightings };
  }
  const at = utcInstant(occurredAt);
  const sighting = {
    position,
    consignment_id,
    location,
    kind: kindOf(event),
    at,
    mode: modeOf(event),
    withdrawn_position: null,
  };
  const sightings = [...before.sightings, sighting];
  if (event.type !== 'ConsignmentSplit') return { ...before, sightings };
  const parts = event.data.parts.map((part) => ({
    consignment_id: part.consignmentId,
    whole_id: consignment_id,
    root_id: root,
    position,
  }));
  return { ...before, sightings, parts: [...before.parts, ...parts] };
}

function kindOf(event: Exclude<VisitEvent, { type: 'CheckpointWithdrawn' }>): VisitSightingRow['kind'] {
  switch (event.type) {
    case 'CheckpointRecorded':
      return event.data.movement;
    case 'ConsignmentSplit':
      return 'split';
    case 'ConsignmentDelivered':
    case 'ConsignmentReturned':
      return 'ended';
    default:
      // A dispatch is where its way begins, for a part the split itself: neither says that it left the place then.
      return 'seen';
  }
}

function modeOf(event: VisitEvent): VisitSightingRow['mode'] {
  if (event.type === 'ConsignmentDispatched') return event.data.transportMode;
  return event.type === 'ConsignmentTransloaded' ? event.data.to : null;
}

/** The voyage with what it tells now of the consignment and of its parts. */
function known(voyage: Voyage, consignmentId: string, position: number): Voyage {
  const ids = [consignmentId];
  for (const id of ids) {
    for (const part of voyage.parts) if (part.whole_id === id) ids.push(part.consignment_id);
  }
  const ways = new Map(ids.map((id) => [id, visitsBehindSplit(voyage, id)]));
  return {
    ...voyage,
    visits: knownFrom(
      position,
      voyage.visits,
      mapped(ways, ({ visits }) => visits),
    ),
    passages: knownFrom(
      position,
      voyage.passages,
      mapped(ways, ({ visits, before }) => passagesOf(visits, before)),
    ),
  };
}

function mapped<Key, From, To>(of: ReadonlyMap<Key, From>, to: (from: From) => To): ReadonlyMap<Key, To> {
  return new Map([...of].map(([key, value]) => [key, to(value)]));
}

/**
 * The rows with what is seen now: one that holds stays as it is, one that is seen otherwise ends, and what is new begins at a position.
 * @param now what is seen of each consignment that may have changed
 */
function knownFrom<Row extends KnownRow>(
  position: number,
  rows: readonly Row[],
  now: ReadonlyMap<string, readonly Omit<Row, keyof KnownRow>[]>,
): readonly Row[] {
  const kept = rows.map((row) => {
    const seen = now.get(row.consignment_id);
    const holds = row.until_position !== null || !seen || seen.some((one) => isSame(row, one));
    return holds ? row : { ...row, until_position: position };
  });
  const open = rows.filter(({ until_position }) => until_position === null);
  // In an order that no database has a part in.
  const fresh = [...now.keys()].sort().flatMap((consignment_id) => {
    const own = open.filter((row) => row.consignment_id === consignment_id);
    const seen = now.get(consignment_id) ?? [];
    return seen
      .filter((one) => !own.some((row) => isSame(row, one)))
      .map((one) => ({ consignment_id, ...one }));
  });
  const told = fresh.map((one, within) => ({
    ...one,
    from_position: position,
    within,
    until_position: null,
  }));
  // Together these are all of its fields.
  return [...kept, ...(told as readonly KnownRow[] as readonly Row[])];
}

function isSame<Seen extends object>(row: Seen & KnownRow, seen: Seen): boolean {
  const fields = Object.keys(seen) as (keyof Seen)[];
  return fields.every(
    (field) => row[field] === seen[field] || JSON.stringify(row[field]) === JSON.stringify(seen[field]),
  );
}

/**
 * The visits of a consignment; of a part, from the place on where the whole was split: there it has been since the whole came. With the visit before
 * them, where the whole made one.
 */
function visitsBehindSplit(
  voyage: Voyage,
  id: string,
): { readonly visits: readonly Visit[]; readonly before?: Visit } {
  const part = voyage.parts.find(({ consignment_id }) => consignment_id === id);
  const visits = visitsOf(wayOf(voyage, id));
  if (!part) return { visits };
  const split = visits.findIndex(({ positions }) => positions.includes(part.position));
  const before = visits[split - 1];
  return { visits: visits.slice(split), ...(before && { before }) };
}

/** Where it was seen, in order; a part was where the whole was, until that was split. */
function wayOf(voyage: Voyage, id: string): readonly VisitSightingRow[] {
  const part = voyage.parts.find(({ consignment_id }) => consignment_id === id);
  const own = voyage.sightings.filter(
    ({ consignment_id, withdrawn_position }) => consignment_id === id && withdrawn_position === null,
  );
  if (!part) return inOrder(own);
  const whole = wayOf(voyage, part.whole_id);
  const split = whole.findIndex(({ position }) => position === part.position);
  // The split ends the way of the whole, not that of its part.
  const inherited = whole
    .slice(0, split + 1)
    .map((one) => (one.kind === 'split' ? { ...one, kind: 'seen' as const } : one));
  return inOrder([...inherited, ...own]);
}
