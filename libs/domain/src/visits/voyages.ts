import type { KnownRow, PassageRow, VisitPartRow, VisitRow, VisitSightingRow } from './visit-row.js';
import { inOrder, passagesOf, type Visit, visitsOf } from './visits-of.js';

/** What an event tells of where goods were: that they were seen and, where they were split, what they go on as; or that a scan was wrong. Instants are RFC 3339 in UTC, to the millisecond. */
export type VisitTold =
  | {
      readonly type: 'seen';
      readonly sighting: Omit<VisitSightingRow, 'withdrawn_position' | 'withdrawn_at'>;
      /** The consignments that it goes on as from there. */
      readonly parts: readonly string[];
    }
  | {
      readonly type: 'withdrawn';
      readonly position: number;
      /** When it was found to be wrong. */
      readonly at: string;
      readonly wrong: Pick<VisitSightingRow, 'consignment_id' | 'location' | 'kind' | 'at'>;
    };

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

/** What is told of voyages, in the order of the log: replaces those that it is told of. A visit that is known otherwise by an event is a row of its own from there on. */
export function foldVoyages(told: readonly VisitTold[], { byRoot, rootOf }: Voyages): void {
  for (const one of told) {
    const consignmentId = one.type === 'seen' ? one.sighting.consignment_id : one.wrong.consignment_id;
    const position = positionOf(one);
    const root = rootOf.get(consignmentId) ?? consignmentId;
    const voyage = toldBy(one, root, byRoot.get(root) ?? NOTHING);
    for (const { consignment_id } of voyage.parts) rootOf.set(consignment_id, root);
    byRoot.set(root, known(voyage, consignmentId, position));
  }
}

/** What had been told of a voyage, by its rows: the other way round, in the order of the log. */
export function voyageTold({ sightings, parts }: Pick<Voyage, 'sightings' | 'parts'>): readonly VisitTold[] {
  const withdrawals = new Map<number, VisitTold>();
  const seen = sightings.map(({ withdrawn_position, withdrawn_at, ...sighting }): VisitTold => {
    if (withdrawn_position !== null && withdrawn_at !== null) {
      const { consignment_id, location, kind, at } = sighting;
      const wrong = { consignment_id, location, kind, at };
      withdrawals.set(withdrawn_position, {
        type: 'withdrawn',
        position: withdrawn_position,
        at: withdrawn_at,
        wrong,
      });
    }
    const goesOnAs = parts.filter(({ position }) => position === sighting.position);
    return { type: 'seen', sighting, parts: goesOnAs.map(({ consignment_id }) => consignment_id) };
  });
  return [...seen, ...withdrawals.values()].sort((a, b) => positionOf(a) - positionOf(b));
}

/** What of it had happened by an instant. @param until RFC 3339 in UTC, to the millisecond */
export function happenedBy(told: readonly VisitTold[], until: string): readonly VisitTold[] {
  // Instants in UTC sort as texts.
  return told.filter((one) => (one.type === 'seen' ? one.sighting.at : one.at) <= until);
}

function positionOf(told: VisitTold): number {
  return told.type === 'seen' ? told.sighting.position : told.position;
}

function toldBy(told: VisitTold, root: string, before: Voyage): Voyage {
  if (told.type === 'withdrawn') {
    const { wrong, position, at } = told;
    const isWrong = (one: VisitSightingRow) =>
      one.consignment_id === wrong.consignment_id &&
      one.withdrawn_position === null &&
      one.kind === wrong.kind &&
      one.location === wrong.location &&
      one.at === wrong.at;
    const sightings = before.sightings.map((one) =>
      isWrong(one) ? { ...one, withdrawn_position: position, withdrawn_at: at } : one,
    );
    return { ...before, sightings };
  }
  const { position, consignment_id: whole_id } = told.sighting;
  const sighting = { ...told.sighting, withdrawn_position: null, withdrawn_at: null };
  const parts = told.parts.map((consignment_id) => ({ consignment_id, whole_id, root_id: root, position }));
  return { ...before, sightings: [...before.sightings, sighting], parts: [...before.parts, ...parts] };
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
function knownFrom<Row extends KnownRow & Numbered>(
  position: number,
  rows: readonly Row[],
  now: ReadonlyMap<string, readonly (Omit<Row, keyof KnownRow> & Numbered)[]>,
): readonly Row[] {
  // A way may have hundreds of visits: each is held against the one of its number alone.
  const seenBy = new Map(
    [...now].map(([id, seen]) => [id, new Map(seen.map((one) => [one.number, one]))] as const),
  );
  const known = new Set<object>();
  const kept = rows.map((row) => {
    const seen = row.until_position === null ? seenBy.get(row.consignment_id) : undefined;
    if (!seen) return row;
    const one = seen.get(row.number);
    if (!one || !isSame(row, one)) return { ...row, until_position: position };
    known.add(one);
    return row;
  });
  let within = 0;
  // In an order that no database has a part in.
  const fresh = [...now.keys()].sort().flatMap((consignment_id) =>
    (now.get(consignment_id) ?? []).flatMap((one) => {
      if (known.has(one)) return [];
      const told = { consignment_id, ...one, from_position: position, within, until_position: null };
      within += 1;
      return told;
    }),
  );
  // Together these are all of its fields.
  return [...kept, ...(fresh as readonly KnownRow[] as readonly Row[])];
}

/** Which of the visits of a consignment it is, or of its ways over a border: no two that hold have one number. */
interface Numbered {
  readonly number: number;
}

function isSame<Seen extends object>(row: Seen & KnownRow, seen: Seen): boolean {
  for (const field in seen) if (!isEqual(row[field], seen[field])) return false;
  return true;
}

/** Of values that are lists of such at most. */
function isEqual(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((value, place) => value === other[place]);
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
