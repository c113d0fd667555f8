import type { KnownRow, PassageRow, VisitRow, VisitSightingRow, VisitStanding } from './visit-row.js';

/** What is seen of a visit, whenever that is known. */
export type Visit = Omit<VisitRow, keyof KnownRow>;
/** The same of a way over a border. */
export type Passage = Omit<PassageRow, keyof KnownRow>;

/** In the order in which it was seen; in one instant, in that in which it was told. */
export function inOrder(sightings: readonly VisitSightingRow[]): readonly VisitSightingRow[] {
  // Instants in UTC sort as texts.
  return [...sightings].sort((a, b) => (a.at === b.at ? a.position - b.position : a.at < b.at ? -1 : 1));
}

/**
 * The visits of a consignment: each is what lies between its first and its last sighting at a place before it is seen elsewhere.
 *
 * - `begun`: where its way begins, without an arrival: it has not come there.
 * - `ended`: it goes on from there as its parts, or has no departure as it was delivered there, came back there, or had before.
 * - `open`: no departure behind the last arrival, and it was seen nowhere else since.
 * - `incomplete`: its arrival or its departure was not scanned.
 * - `anomaly`: the last departure lies before the first arrival.
 * @param sightings in their order
 */
export function visitsOf(sightings: readonly VisitSightingRow[]): readonly Visit[] {
  const stays: VisitSightingRow[][] = [];
  for (const sighting of sightings) {
    const stay = stays.at(-1);
    if (stay?.[0]?.location === sighting.location) stay.push(sighting);
    else stays.push([sighting]);
  }
  const end = stays.findIndex((stay) => stay.some(({ kind }) => kind === 'ended' || kind === 'split'));
  let mode: VisitRow['mode'] = null;
  return stays.map((stay, number) => {
    // By what goods go on: as it was told last.
    mode = stay.findLast((one) => one.mode !== null)?.mode ?? mode;
    const arrived_at = stay.find(({ kind }) => kind === 'arrived')?.at ?? null;
    const departed_at = departureOf(stay);
    const isLast = number === stays.length - 1;
    const isSplit = stay.some(({ kind }) => kind === 'split');
    const hasEnded = end !== -1 && end <= number;
    return {
      number,
      location: stay[0]?.location ?? '',
      standing: standingOf({ arrived_at, departed_at, isFirst: number === 0, isLast, isSplit, hasEnded }),
      arrived_at,
      departed_at,
      seen_at: departed_at ?? stay.at(-1)?.at ?? '',
      mode,
      positions: stay.map(({ position }) => position).sort((a, b) => a - b),
    };
  });
}

/**
 * Where visits one behind the other are in two countries.
 * @param before the visit before the first of them, where there is one
 */
export function passagesOf(visits: readonly Visit[], before?: Visit): readonly Passage[] {
  return visits.flatMap((next, index) => {
    const last = index === 0 ? before : visits[index - 1];
    if (!last || countryOf(last) === countryOf(next)) return [];
    return {
      number: next.number,
      mode: last.mode,
      out_location: last.location,
      out_standing: last.standing,
      out_arrived_at: last.arrived_at,
      out_departed_at: last.departed_at,
      out_seen_at: last.seen_at,
      in_location: next.location,
      in_standing: next.standing,
      in_arrived_at: next.arrived_at,
      in_departed_at: next.departed_at,
      in_seen_at: next.seen_at,
      positions: [...last.positions, ...next.positions].sort((a, b) => a - b),
    };
  });
}

function countryOf({ location }: Visit): string {
  return location.slice(0, 2);
}

/** The last departure; none where the goods came again behind it and did not leave since, as far as was scanned. */
function departureOf(stay: readonly VisitSightingRow[]): string | null {
  const last = stay.findLastIndex(({ kind }) => kind === 'departed');
  const cameBefore = stay.slice(0, Math.max(last, 0)).some(({ kind }) => kind === 'arrived');
  const cameBehind = stay.slice(last + 1).some(({ kind }) => kind === 'arrived');
  return cameBefore && cameBehind ? null : (stay[last]?.at ?? null);
}

function standingOf({
  arrived_at,
  departed_at,
  isFirst,
  isLast,
  isSplit,
  hasEnded,
}: {
  readonly arrived_at: string | null;
  readonly departed_at: string | null;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isSplit: boolean;
  readonly hasEnded: boolean;
}): VisitStanding {
  if (isFirst && arrived_at === null) return 'begun';
  if (isSplit || (departed_at === null && hasEnded)) return 'ended';
  if (departed_at === null && isLast) return 'open';
  if (arrived_at === null || departed_at === null) return 'incomplete';
  return departed_at < arrived_at ? 'anomaly' : 'complete';
}
