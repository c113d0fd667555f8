import type { Mode, VisitPartRow, VisitRow } from './visit-row.js';

/** What trips are followed over, one way: the modes and places that goods leave from, by the place that they enter. */
export class FollowedSections {
  private readonly byEnd = new Map<string, Set<string>>();

  /** @returns whether it was not followed before */
  follow({ leaves, enters, mode }: FollowedSection): boolean {
    const begins = this.byEnd.get(enters) ?? new Set();
    this.byEnd.set(enters, begins);
    const before = begins.size;
    return begins.add(`${mode} ${leaves}`).size > before;
  }

  /** Whether one of them ends there. */
  endsAt(place: string): boolean {
    return this.byEnd.has(place);
  }

  has({ leaves, enters, mode }: FollowedSection): boolean {
    return this.byEnd.get(enters)?.has(`${mode} ${leaves}`) ?? false;
  }
}

export interface FollowedSection {
  readonly leaves: string;
  readonly enters: string;
  readonly mode: Mode;
}

/** Goods that were at one place and, next of the two, at another, by one mode. Of which section of a plan that is hangs on the plan. */
export interface SectionTrip extends FollowedSection {
  readonly consignment_id: string;
  /** Of the visit that it ends with. */
  readonly number: number;
  /** Of the visit that it begins with. */
  readonly begins: number;
  /** Each place of it once, from its beginning on. */
  readonly seen: readonly string[];
  readonly standing: 'complete' | 'incomplete' | 'anomaly';
  /** The arrival or, where it was not scanned, when the goods were last seen there: this tells the month. RFC 3339 in UTC, to the millisecond. */
  readonly came_at: string;
  /** Milliseconds between the last departure and the first arrival; null where one of them was not scanned. */
  readonly ms: number | null;
  /** The same without the stays between that were scanned. */
  readonly moving_ms: number | null;
  /** At how many stops between an arrival or a departure was not scanned. */
  readonly unmeasured_stops: number;
}

/** A row of `reporting.section_trips`, without its generation: a trip as it was known from one position to another. */
export interface SectionTripRow extends SectionTrip {
  readonly from_position: number;
  /** Null while it is known so. */
  readonly until_position: number | null;
}

/** What tells of trips: every version of visits that held at some of the positions asked for, and the parts. */
export interface Ways {
  readonly visits: readonly VisitRow[];
  readonly parts: readonly VisitPartRow[];
}

/** The trips of consignments over followed sections, as of a position. */
export function sectionTripsAt(
  ways: Ways,
  position: number,
  sections: FollowedSections,
): readonly SectionTrip[] {
  if (!ways.visits.some(({ location }) => sections.endsAt(location))) return [];
  const visitsOf = new Map<string, VisitRow[]>();
  for (const visit of ways.visits) {
    if (!isKnown(visit, position)) continue;
    const own = visitsOf.get(visit.consignment_id);
    if (own) own.push(visit);
    else visitsOf.set(visit.consignment_id, [visit]);
  }
  for (const own of visitsOf.values()) own.sort((a, b) => a.number - b.number);
  const parts = ways.parts.filter((part) => part.position <= position);
  return [...visitsOf].flatMap(([id, own]) => {
    // Where it was split its parts go on, each of which has been there.
    const splits = parts.flatMap(({ whole_id, position: at }) => (whole_id === id ? [at] : []));
    const ends = own.filter(
      ({ location, positions }) =>
        sections.endsAt(location) && !splits.some((split) => positions.includes(split)),
    );
    if (ends.length === 0) return [];
    const way = wayOf(id, visitsOf, parts);
    return ends.flatMap((end) => tripsTo(end, way, sections));
  });
}

/** What became known of trips. */
export interface SectionTripChanges {
  /** Those that came to be known, some of which may be known otherwise by now. */
  readonly fresh: readonly SectionTripRow[];
  /** Those known before that are known otherwise, each with the position from which. */
  readonly ended: readonly (Pick<SectionTripRow, 'consignment_id' | 'number' | 'begins'> & {
    readonly until_position: number;
  })[];
}

/**
 * What the events behind a position made of trips.
 * @param ways with what holds at that position, and all that holds behind it
 */
export function sectionTripChanges(
  ways: Ways,
  behind: number,
  sections: FollowedSections,
): SectionTripChanges {
  if (!ways.visits.some(({ location }) => sections.endsAt(location))) return { fresh: [], ended: [] };
  const positions = new Set<number>();
  const tell = (at: number | null) => at !== null && at > behind && positions.add(at);
  for (const { from_position, until_position } of ways.visits) [from_position, until_position].forEach(tell);
  for (const { position } of ways.parts) tell(position);
  const nameOf = ({ consignment_id, number, begins }: SectionTrip) => `${consignment_id} ${number} ${begins}`;
  let known = new Map<string, SectionTrip | SectionTripRow>(
    sectionTripsAt(ways, behind, sections).map((trip) => [nameOf(trip), trip]),
  );
  const fresh: SectionTripRow[] = [];
  const ended: SectionTripChanges['ended'][number][] = [];
  for (const position of [...positions].sort((a, b) => a - b)) {
    const now = new Map<string, SectionTrip | SectionTripRow>();
    for (const trip of sectionTripsAt(ways, position, sections)) {
      const before = known.get(nameOf(trip));
      now.set(
        nameOf(trip),
        before && isSame(before, trip) ? before : { ...trip, from_position: position, until_position: null },
      );
    }
    for (const [name, trip] of known) {
      if (now.get(name) === trip) continue;
      const { consignment_id, number, begins } = trip;
      if ('from_position' in trip) fresh.push({ ...trip, until_position: position });
      else ended.push({ consignment_id, number, begins, until_position: position });
    }
    known = now;
  }
  const last = [...known.values()].flatMap((trip) => ('from_position' in trip ? [trip] : []));
  return { fresh: [...fresh, ...last], ended };
}

function isKnown({ from_position, until_position }: VisitRow, position: number): boolean {
  return from_position <= position && (until_position === null || until_position > position);
}

/** Its visits and, of a part, those of the wholes that it was a part of until they were split, in order. */
function wayOf(
  id: string,
  visitsOf: ReadonlyMap<string, readonly VisitRow[]>,
  parts: readonly VisitPartRow[],
): readonly VisitRow[] {
  const own = visitsOf.get(id) ?? [];
  const part = parts.find(({ consignment_id }) => consignment_id === id);
  if (!part) return own;
  const [first] = own;
  const before = wayOf(part.whole_id, visitsOf, parts);
  return [...(first ? before.filter(({ number }) => number < first.number) : before), ...own];
}

/** The trips that end with a visit, from there back: neither where one begins nor where it ends may come between, nor another mode. */
function tripsTo(
  end: VisitRow,
  way: readonly VisitRow[],
  sections: FollowedSections,
): readonly SectionTrip[] {
  const trips: SectionTrip[] = [];
  const seen = [end.location];
  let mode: Mode | null = null;
  let stoppedMs = 0;
  let unmeasured_stops = 0;
  const last = way.findIndex(({ number }) => number === end.number);
  for (const visit of way.slice(0, Math.max(last, 0)).reverse()) {
    mode ??= visit.mode;
    if (visit.mode === null || visit.mode !== mode || visit.location === end.location) break;
    const section = { leaves: visit.location, enters: end.location, mode };
    if (!seen.includes(visit.location)) {
      seen.unshift(visit.location);
      if (sections.has(section)) {
        const times = timesBetween(visit, end, stoppedMs);
        const { consignment_id, number } = end;
        const came_at = end.arrived_at ?? end.seen_at;
        trips.push({
          ...section,
          ...times,
          ...{ consignment_id, number, begins: visit.number, seen: [...seen], came_at, unmeasured_stops },
        });
      }
    }
    if (visit.standing === 'complete') stoppedMs += between(visit.arrived_at, visit.departed_at) ?? 0;
    else unmeasured_stops += 1;
  }
  return trips;
}

function timesBetween(
  begin: VisitRow,
  end: VisitRow,
  stoppedMs: number,
): Pick<SectionTrip, 'standing' | 'ms' | 'moving_ms'> {
  const ms = between(begin.departed_at, end.arrived_at);
  const moving_ms = ms === null ? null : ms - stoppedMs;
  const isWrong = begin.standing === 'anomaly' || end.standing === 'anomaly';
  if (isWrong || (moving_ms !== null && moving_ms <= 0)) return { standing: 'anomaly', ms, moving_ms };
  return { standing: ms === null ? 'incomplete' : 'complete', ms, moving_ms };
}

function between(from: string | null, until: string | null): number | null {
  return from === null || until === null ? null : Date.parse(until) - Date.parse(from);
}

const COMPARED = [
  ...(['leaves', 'enters', 'mode', 'standing'] as const),
  ...(['came_at', 'ms', 'moving_ms', 'unmeasured_stops'] as const),
];

function isSame(one: SectionTrip, other: SectionTrip): boolean {
  return COMPARED.every((field) => one[field] === other[field]) && one.seen.join() === other.seen.join();
}
