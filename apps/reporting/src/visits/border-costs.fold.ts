import type { PassageRow } from '@corridor/domain';
import { CROSSING_WAYS } from '@corridor/reference-data';
import type { CellChange, CellKind } from '../cells/cells.fold.js';
import { type Contribution, EventChanges } from '../cells/event-changes.js';
import {
  recordedCost,
  type TransportCostEventOfLog,
  type TransportCostRow,
} from '../transport-costs/transport-costs.fold.js';
import { type Crossing, crossingOf } from './crossings.js';

/** A row of `reporting.border_costs`, without its generation: what was paid at a crossing point, by whatever goods. */
export interface BorderCostRow
  extends Pick<
    TransportCostRow,
    | 'position'
    | 'cost_id'
    | 'consignment_id'
    | 'kind'
    | 'usd_cents'
    | 'receipted'
    | 'paid_at'
    | 'withdrawn_position'
  > {
  readonly location: string;
}

/** What was paid for one thing at crossings of one way that ended in a month. */
export interface BorderCostCellName {
  /** Its first day, by the clock of the country. */
  readonly month: string;
  /** As {@link Crossing} has it. */
  readonly key: string;
  readonly kind: string;
}

/**
 * Crossings of which a cost of the kind was told (`kind_n`). Crossings, and those that paid at the side that was left and at the one that was entered: each counts under the
 * kind that was told of it first of all that stand, so that kinds sum up to crossings. Cents: all of them, those at the side that was left, and those without a receipt.
 */
const SUMS = ['kind_n', 'n', 'out_n', 'in_n', 'cents', 'out_cents', 'unreceipted_cents'] as const;
export type BorderCostSum = (typeof SUMS)[number];
export type BorderCostChange = CellChange<BorderCostCellName, BorderCostSum>;

export const BORDER_COST_CELLS: CellKind<BorderCostCellName, BorderCostSum> = {
  name: ['month', 'key', 'kind'],
  sums: SUMS,
};

const POINTS: ReadonlySet<string> = new Set(CROSSING_WAYS.map(({ leaves }) => leaves));

/**
 * What events make of costs at crossing points; all others are passed over.
 * @param standing those that the events tell of and that stand
 * @returns the rows that are new or changed
 */
export function foldBorderCosts(
  events: readonly TransportCostEventOfLog[],
  standing: readonly BorderCostRow[],
): readonly BorderCostRow[] {
  const now = new Map(standing.map((row) => [row.cost_id, row]));
  const changed = new Map<number, BorderCostRow>();
  for (const event of events) {
    const row = event.type === 'TransportCostRecorded' ? paidAtPoint(event) : withdrawn(event, now);
    if (!row) continue;
    now.set(row.cost_id, row);
    changed.set(row.position, row);
  }
  return [...changed.values()];
}

function paidAtPoint(
  event: Extract<TransportCostEventOfLog, { type: 'TransportCostRecorded' }>,
): BorderCostRow | undefined {
  const { location, ...row } = recordedCost(event);
  if (location === null || !POINTS.has(location)) return undefined;
  const { position, cost_id, consignment_id, kind, usd_cents, receipted, paid_at, withdrawn_position } = row;
  return {
    ...{ position, cost_id, consignment_id, location, kind, usd_cents, receipted },
    ...{ paid_at, withdrawn_position },
  };
}

function withdrawn(
  { position, data }: TransportCostEventOfLog,
  now: ReadonlyMap<string, BorderCostRow>,
): BorderCostRow | undefined {
  const before = now.get(data.costId);
  return before && { ...before, withdrawn_position: position };
}

/**
 * What events change in cells: what the costs and passages of a consignment stand for behind each of them, less what they stood for before.
 * @param costs of some consignments, all that stood before the events or were told by them
 * @param passages of these, all that were known before the events or became known by them
 * @param first position of the events
 */
export function borderCostChanges(
  costs: readonly BorderCostRow[],
  passages: readonly PassageRow[],
  first: number,
): readonly BorderCostChange[] {
  const changes = new Map<number, EventChanges<BorderCostCellName, BorderCostSum>>();
  const passedBy = byConsignment(passages.map(passed));
  for (const [consignment, paid] of byConsignment(costs)) {
    const gone = passedBy.get(consignment) ?? [];
    let before = standingAt(first - 1, paid, gone);
    for (const position of turnsOf(paid, gone, first)) {
      const now = standingAt(position, paid, gone);
      const change = changes.get(position) ?? new EventChanges(BORDER_COST_CELLS);
      changes.set(position, change);
      for (const one of before) change.add(-1n, one);
      for (const one of now) change.add(1n, one);
      before = now;
    }
  }
  return [...changes].sort(([a], [b]) => a - b).flatMap(([position, change]) => change.at(position));
}

interface Passed extends PassageRow {
  /** Milliseconds since 1970: where it is passed once more, it begins again. */
  readonly beganMs: number;
  readonly crossing: Crossing | undefined;
}

function passed(row: PassageRow): Passed {
  return { ...row, beganMs: Date.parse(row.out_arrived_at ?? row.out_seen_at), crossing: crossingOf(row) };
}

/** The positions from `first` on at which something else is known, in order. */
function turnsOf(
  costs: readonly BorderCostRow[],
  passages: readonly Passed[],
  first: number,
): readonly number[] {
  const told = [
    ...costs.flatMap(({ position, withdrawn_position }) => [position, withdrawn_position]),
    ...passages.flatMap(({ from_position, until_position }) => [from_position, until_position]),
  ];
  return [...new Set(told)]
    .filter((position): position is number => position !== null && position >= first)
    .sort((a, b) => a - b);
}

/** What the costs of a consignment stand for as of a position, one by one. */
function standingAt(
  position: number,
  costs: readonly BorderCostRow[],
  passages: readonly Passed[],
): readonly Contribution<BorderCostCellName, BorderCostSum>[] {
  const isAt = (from: number, until: number | null) =>
    from <= position && (until === null || until > position);
  const standing = costs.filter((cost) => isAt(cost.position, cost.withdrawn_position));
  if (standing.length === 0) return [];
  const known = passages.filter((row) => isAt(row.from_position, row.until_position));
  const told = new Set<string>();
  const isFirst = (what: string): bigint => {
    const before = told.size;
    return BigInt(told.add(what).size - before);
  };
  return standing
    .sort((a, b) => a.position - b.position)
    .flatMap((cost): readonly Contribution<BorderCostCellName, BorderCostSum>[] => {
      const passage = passageOf(cost, known);
      const side = passage && sideOf(cost, passage.crossing);
      if (!side || !passage.crossing) return [];
      const { month, key } = passage.crossing;
      const { kind } = cost;
      const of = String(passage.number);
      const cents = BigInt(cost.usd_cents);
      const adds = {
        kind_n: isFirst(`${of} ${kind}`),
        n: isFirst(of),
        [`${side}_n`]: isFirst(`${of} at ${side}`),
        cents,
        ...(side === 'out' && { out_cents: cents }),
        ...(cost.receipted === false && { unreceipted_cents: cents }),
      };
      return [[{ month, key, kind }, adds]];
    });
}

/** Of several times that goods passed the place, the one that had begun last as it was paid, or else the first. */
function passageOf({ location, paid_at }: BorderCostRow, passages: readonly Passed[]): Passed | undefined {
  const paidMs = Date.parse(paid_at);
  let last: Passed | undefined;
  let first: Passed | undefined;
  for (const one of passages) {
    if (one.out_location !== location && one.in_location !== location) continue;
    const isBefore = (other: Passed) =>
      one.beganMs < other.beganMs || (one.beganMs === other.beganMs && one.number < other.number);
    if (!first || isBefore(first)) first = one;
    if (one.beganMs > paidMs) continue;
    const isLast =
      !last || one.beganMs > last.beganMs || (one.beganMs === last.beganMs && one.number < last.number);
    if (isLast) last = one;
  }
  return last ?? first;
}

/** At which side of the crossing it was paid; at none, where the goods went by another place there. */
function sideOf({ location }: BorderCostRow, crossing: Crossing | undefined): 'out' | 'in' | undefined {
  if (crossing?.isAtOut && crossing.leaves === location) return 'out';
  return crossing?.isAtIn && crossing.enters === location ? 'in' : undefined;
}

function byConsignment<Row extends { readonly consignment_id: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.consignment_id);
    if (group) group.push(row);
    else groups.set(row.consignment_id, [row]);
  }
  return groups;
}
