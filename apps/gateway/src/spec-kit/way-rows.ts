import { consignmentId } from './consignment-rows.js';
import type { FilledLedger } from './filled-ledger.js';

/** A place on a way: when goods came and left. */
export type Stop = readonly [
  location: string,
  arrived: string | null,
  departed: string | null,
  more?: { readonly standing?: string; readonly mode?: string; readonly positions?: readonly number[] },
];

interface Way {
  readonly of: number;
  readonly known: readonly [from: number, until?: number];
  readonly mode?: string;
  /** The first of them begins the way unless it has an arrival; complete, or else incomplete, where it is not said otherwise. */
  readonly stops: readonly Stop[];
  /** The number of the first one. */
  readonly first?: number;
}

/** A way of a consignment, as rows of `reporting.visits`. */
export async function addWay(
  ledger: FilledLedger,
  { of, known: [from, until], mode = 'road', stops, first = 0 }: Way,
): Promise<void> {
  for (const [index, [location, arrived, departed, more]] of stops.entries()) {
    const number = first + index;
    const scanned = arrived !== null && departed !== null ? 'complete' : 'incomplete';
    const standing = more?.standing ?? (number === 0 && arrived === null ? 'begun' : scanned);
    await ledger.insert('reporting.visits', {
      generation: 1,
      consignment_id: consignmentId(of),
      number,
      from_position: from,
      within: index,
      until_position: until ?? null,
      location,
      standing,
      arrived_at: arrived,
      departed_at: departed,
      seen_at: departed ?? arrived ?? '2026-03-01T00:00:00Z',
      mode: more?.mode ?? mode,
      positions: more?.positions ?? [from],
    });
  }
}

interface Leg {
  readonly route: string;
  readonly known: readonly [from: number, until?: number];
  readonly from: string;
  readonly to: string;
  readonly number?: number;
  readonly mode?: string;
  readonly borders?: readonly string[];
  readonly km?: string;
  readonly days?: string;
  /** A tonne, in minor units. */
  readonly cost?: readonly [minor: bigint, currency: string];
}

/** A leg of the plan of a route, as a row of `reporting.route_legs`. */
export function addLeg(ledger: FilledLedger, leg: Leg): Promise<void> {
  return ledger.insert('reporting.route_legs', {
    generation: 1,
    route_id: leg.route,
    from_position: leg.known[0],
    number: leg.number ?? 0,
    until_position: leg.known[1] ?? null,
    from_location: leg.from,
    to_location: leg.to,
    mode: leg.mode ?? 'road',
    border_points: leg.borders ?? [],
    distance_km: leg.km ?? null,
    duration_days: leg.days ?? null,
    cost_minor: leg.cost?.[0] ?? null,
    cost_currency: leg.cost?.[1] ?? null,
    occurred_at: '-infinity',
  });
}

/** Tells that a consignment was delivered, or came back: a row of `reporting.visit_sightings`; the visit of its way has to name the position. */
export function addEnd(
  ledger: FilledLedger,
  end: { readonly of: number; readonly position: number; readonly location: string; readonly at: string },
): Promise<void> {
  return ledger.insert('reporting.visit_sightings', {
    generation: 1,
    position: end.position,
    consignment_id: consignmentId(end.of),
    location: end.location,
    kind: 'ended',
    at: end.at,
    mode: null,
    withdrawn_position: null,
  });
}
