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

/** Whether it is one to which a cost at a crossing point can be told. */
export function isAtPoint({ out_location, in_location }: PassageRow): boolean {
  return POINTS.has(out_location) || POINTS.has(in_location);
}

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
    const isTold = event.type === 'TransportCostRecorded';
    const row = isTold ? paidAtPoint(event) : withdrawn(event, now);
    if (!row) continue;
    // What was withdrawn may be told anew, also elsewhere, and withdrawn again.
    if (isTold) now.set(row.cost_id, row);
    else now.delete(row.cost_id);
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
  const inOrder = [...costs].sort((a, b) => a.position - b.position);
  for (const [consignment, paid] of byConsignment(inOrder)) {
    const gone = passedBy.get(consignment) ?? [];
    let standing = standingAt(first - 1, paid, gone);
    for (const { position, more } of turnsOf(paid, gone, first)) {
      const change = changes.get(position) ?? new EventChanges(BORDER_COST_CELLS);
      changes.set(position, change);
      if (more) {
        for (const one of standing.add(more)) change.add(1n, one);
        continue;
      }
      for (const one of standing.all) change.add(-1n, one);
      standing = standingAt(position, paid, gone);
      for (const one of standing.all) change.add(1n, one);
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

/** A position at which something else is known, and the cost that is told there, where nothing but that is. */
interface Turn {
  readonly position: number;
  readonly more: BorderCostRow | undefined;
}

/** Those from `first` on, in order. */
function turnsOf(
  costs: readonly BorderCostRow[],
  passages: readonly Passed[],
  first: number,
): readonly Turn[] {
  const told = new Map<number | null, BorderCostRow | undefined>(costs.map((cost) => [cost.position, cost]));
  for (const { withdrawn_position } of costs) told.set(withdrawn_position, undefined);
  for (const { from_position, until_position } of passages)
    told.set(from_position, undefined).set(until_position, undefined);
  return [...told]
    .flatMap(([position, more]) => (position === null || position < first ? [] : [{ position, more }]))
    .sort((a, b) => a.position - b.position);
}

type BorderCostContribution = Contribution<BorderCostCellName, BorderCostSum>;

/** What the costs of a consignment stand for, one by one, as long as its passages are known as they are. */
class Standing {
  readonly all: BorderCostContribution[] = [];
  private readonly counted = new Set<string>();

  constructor(private readonly passages: readonly Passed[]) {}

  /** @param cost the last of those that stand @returns what it adds to those before it: nothing, where it is of no crossing */
  add(cost: BorderCostRow): readonly BorderCostContribution[] {
    const passage = passageOf(cost, this.passages);
    const side = passage && sideOf(cost, passage.crossing);
    if (!side || !passage.crossing) return [];
    const { month, key } = passage.crossing;
    const { kind } = cost;
    const of = String(passage.number);
    const cents = BigInt(cost.usd_cents);
    const adds = {
      kind_n: this.isFirst(`${of} ${kind}`),
      n: this.isFirst(of),
      [`${side}_n`]: this.isFirst(`${of} at ${side}`),
      cents,
      ...(side === 'out' && { out_cents: cents }),
      ...(cost.receipted === false && { unreceipted_cents: cents }),
    };
    const one = [{ month, key, kind }, adds] as const;
    this.all.push(one);
    return [one];
  }

  private isFirst(what: string): bigint {
    const before = this.counted.size;
    return BigInt(this.counted.add(what).size - before);
  }
}

/** @param costs in the order of the ledger */
function standingAt(
  position: number,
  costs: readonly BorderCostRow[],
  passages: readonly Passed[],
): Standing {
  const isAt = (from: number, until: number | null) =>
    from <= position && (until === null || until > position);
  const known = passages.filter((row) => isAt(row.from_position, row.until_position));
  const standing = new Standing(known);
  for (const cost of costs) if (isAt(cost.position, cost.withdrawn_position)) standing.add(cost);
  return standing;
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
