import { type Cell, type CellChange, type CellKind, cellId } from '../cells/cells.fold.js';
import { clockOf, monthAt } from '../local-day.js';
import type { HoldRow } from './hold-row.js';

/** Within what holds of a consignment share the time in which they overlap. */
const CUTS = ['total', 'office', 'reason'] as const;
type HeldCut = (typeof CUTS)[number];

/** The month in which a hold, or the stretch of time that is its own, begins or ends. */
export interface HeldCellName {
  readonly cut: HeldCut;
  /** An office or a reason; of the total, ''. */
  readonly key: string;
  /** Country of the office, by whose clock the month is; '' where that is UTC. */
  readonly clock: string;
  /** Its first day. */
  readonly month: string;
  /** An instant (milliseconds since 1970) that the ledger's clock had not come to when it was told; 0 of all others. */
  readonly ahead_ms: number;
}

const SUMS = ['placed', 'open', 'finished', 'standing', 'since_ms'] as const;
type HeldSum = (typeof SUMS)[number];
export type HeldChange = CellChange<HeldCellName, HeldSum>;
export type HeldCell = Cell<HeldCellName, HeldSum>;

/**
 * What figures of time held are added up from. `placed` are holds by the month in which they were placed, `open` those of them that are open, `finished` those whose last
 * instant lies in the month. `standing` are stretches that begin in the month less those that end in it, `since_ms` their beginnings less their ends: up to an instant t,
 * stretches come to t × standing − since_ms, added up over whatever began and ended before it.
 */
export const HELD_CELLS: CellKind<HeldCellName, HeldSum> = {
  name: ['cut', 'key', 'clock', 'month', 'ahead_ms'],
  sums: SUMS,
};

/**
 * What events change in cells: what the holds of their consignments stand for behind each of them, less what they stood for before it.
 * @param holds all of each consignment, with the events
 * @param first position of the events
 */
export function heldChangesOf(holds: readonly HoldRow[], first: number): readonly HeldChange[] {
  const changes = [...consignmentsOf(holds).values()].flatMap((held) => changesOf(held, first));
  return changes
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    .map(({ name, position, adds }) => ({ name, position, adds }));
}

type Sums = Partial<Record<HeldSum, bigint>>;
type Standing = ReadonlyMap<string, { readonly name: HeldCellName; readonly sums: Sums }>;

function consignmentsOf(holds: readonly HoldRow[]): ReadonlyMap<string, readonly HoldRow[]> {
  const of = new Map<string, HoldRow[]>();
  for (const hold of holds) of.set(hold.consignment_id, [...(of.get(hold.consignment_id) ?? []), hold]);
  return of;
}

function changesOf(holds: readonly HoldRow[], first: number): readonly (HeldChange & { id: string })[] {
  const positions = new Set(
    holds
      .flatMap(({ placed_position, ended_position }) => [placed_position, ended_position ?? 0])
      .filter((position) => position >= first),
  );
  let before = standingAt(holds, first - 1);
  return [...positions]
    .sort((a, b) => a - b)
    .flatMap((position) => {
      const now = standingAt(holds, position);
      const changed = differences(before, now, position);
      before = now;
      return changed;
    });
}

/** Of those cells alone that are other than before. */
function differences(before: Standing, now: Standing, position: number) {
  return [...new Map([...before, ...now])].flatMap(([id, { name }]) => {
    const [was, is] = [before.get(id)?.sums ?? {}, now.get(id)?.sums ?? {}];
    const adds = Object.fromEntries(
      SUMS.map((sum) => [sum, (is[sum] ?? 0n) - (was[sum] ?? 0n)] as const).filter(([, by]) => by !== 0n),
    );
    return Object.keys(adds).length === 0 ? [] : [{ id, name, position, adds }];
  });
}

/** What the holds of one consignment stand for as they are known at a position. */
function standingAt(holds: readonly HoldRow[], position: number): Standing {
  const known = holds
    .filter(({ placed_position }) => placed_position <= position)
    .map((hold) => asOf(hold, position));
  // Each instant is that of the hold that was placed first, of those that stand at it.
  known.sort((a, b) => a.from.ms - b.from.ms || a.position - b.position);
  const cells = new Map<string, { name: HeldCellName; sums: Sums }>();
  for (const cut of CUTS) {
    const heldUntil = new Map<string, Instant>();
    for (const hold of known) {
      const key = cut === 'total' ? '' : hold[cut];
      const add = ({ ms, of }: Told, adds: Sums) => {
        const name = { cut, key, clock: clockOf(hold.office), month: monthAt(hold.office, ms), ahead_ms: of };
        const id = cellId(HELD_CELLS, name);
        const cell = cells.get(id) ?? { name, sums: {} };
        cells.set(id, cell);
        for (const sum of SUMS) cell.sums[sum] = (cell.sums[sum] ?? 0n) + (adds[sum] ?? 0n);
      };
      const before = heldUntil.get(key) ?? NEVER;
      contribute(hold, before, add);
      heldUntil.set(key, later(before, hold.until ?? ALWAYS));
    }
  }
  return cells;
}

interface Instant {
  readonly ms: number;
  readonly isAhead: boolean;
}
const NEVER: Instant = { ms: Number.NEGATIVE_INFINITY, isAhead: false };
/** The end of what is open. */
const ALWAYS: Instant = { ms: Number.POSITIVE_INFINITY, isAhead: false };

interface Hold {
  readonly position: number;
  readonly office: string;
  readonly reason: string;
  readonly from: Instant;
  /** Null while it is open. */
  readonly until: Instant | null;
}

function asOf(row: HoldRow, position: number): Hold {
  const { ended_at, ended_position } = row;
  const hasEnded = ended_at !== null && ended_position !== null && ended_position <= position;
  return {
    position: row.placed_position,
    office: row.office,
    reason: row.reason,
    from: { ms: Date.parse(row.placed_at), isAhead: row.placed_ahead },
    until: hasEnded ? { ms: Date.parse(ended_at), isAhead: row.ended_ahead === true } : null,
  };
}

/** An instant within the month, and what tells cells of it apart beside. */
interface Told {
  readonly ms: number;
  readonly of: number;
}

/** @param before to when holds that were placed before it last */
function contribute({ from, until }: Hold, before: Instant, add: (told: Told, adds: Sums) => void): void {
  add({ ms: from.ms, of: 0 }, { placed: 1n, open: until === null ? 1n : 0n });
  // An end is not within what it ends.
  const lastMs = until === null ? null : Math.max(from.ms, until.ms - 1);
  if (lastMs !== null) add({ ms: lastMs, of: 0 }, { finished: 1n });
  const begin = later(from, before);
  if (begin.ms >= (until ?? ALWAYS).ms) return;
  const alone = ({ ms, isAhead }: Instant) => (isAhead ? ms : 0);
  add({ ms: begin.ms, of: alone(begin) }, { standing: 1n, since_ms: BigInt(begin.ms) });
  if (until !== null && lastMs !== null)
    add({ ms: lastMs, of: alone(until) }, { standing: -1n, since_ms: -BigInt(until.ms) });
}

/** Of one instant that two tell, the clock has come to it where it had for either. */
function later(one: Instant, other: Instant): Instant {
  if (one.ms === other.ms) return one.isAhead ? other : one;
  return one.ms > other.ms ? one : other;
}
