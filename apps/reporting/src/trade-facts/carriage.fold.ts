import {
  CARRIAGE_CUTS,
  carriageKey,
  type KnownWays,
  type PlannedWay,
  type TradedGoods,
  type WayTaken,
  wayTaken,
} from '@corridor/domain';
import { gateOf, isPort } from '@corridor/reference-data';
import {
  type CarriageEvent,
  isPlan,
  movementsOf,
  type PlanRow,
  planRow,
  type ToldMovement,
} from './movements.fold.js';
import { changeOf, type TradeChange } from './trade-cells.fold.js';
import type { TradeFact } from './trade-facts.fold.js';

/** What facts of a consignment come to by whom, month and direction. */
export type Standing = Pick<TradeFact, (typeof STANDING)[number]>;
export const STANDING_OF = [
  'consignment_id',
  'reporter',
  'partner',
  'month',
  'flow',
  'country_of_origin',
  'country_of_consignment',
] as const;
const STANDING = [...STANDING_OF, 'value_usd_cents'] as const;

/** What earlier events left behind. */
export interface CarriageMemory {
  /** Of the consignments that events and facts tell of, and of the wholes that they are parts of, in order of position. */
  readonly movements: readonly ToldMovement[];
  /** All, in order of position. */
  readonly plans: readonly PlanRow[];
  /** Of the consignments that the events tell of; what comes to nothing, too. */
  readonly standing: readonly Standing[];
}

/** A row of `reporting.trade_moved`, without its generation: of goods that were traded in a month, when anything happened last, and by which event it was told last. */
export interface MovedRow {
  readonly reporter: string;
  readonly partner: string;
  readonly month: string;
  readonly moved_at: string;
  readonly moved_position: number;
}

export interface CarriageRows {
  /** What they change in cells by carriage, in order of position. */
  readonly changes: readonly TradeChange[];
  readonly movements: readonly ToldMovement[];
  readonly plans: readonly PlanRow[];
  /** One of each month, of what these events tell. */
  readonly moved: readonly MovedRow[];
}

/**
 * How goods that are traded are carried, and by which route, as far as it is told. A declaration does not tell it: the events that do belong to the consignment, and come before
 * or after the clearance. So a fact is put in by what was told by then; what is told later takes what stands of the consignment out of the one key and puts it into the other,
 * without changing what it comes to. A part that a consignment was split into came to the split as the whole did.
 *
 * @param events in order of position
 * @param facts that stand between them, in order of position
 */
export function foldCarriage(
  events: readonly CarriageEvent[],
  facts: readonly TradeFact[],
  memory: CarriageMemory,
): CarriageRows {
  const goods = new Goods(memory);
  for (const each of [...facts, ...events].sort((a, b) => a.position - b.position)) {
    if ('fact' in each) goods.trade(each);
    else if (isPlan(each)) goods.plan(planRow(each));
    else
      goods.move(
        each.position,
        movementsOf(each, (id) => goods.movementsOf(id)),
      );
  }
  return goods.told();
}

/** What is known so far. */
class Goods {
  private readonly changes: TradeChange[] = [];
  private readonly movements: ToldMovement[] = [];
  private readonly plans: PlanRow[] = [];
  private readonly moved = new Map<string, Moved>();
  private readonly ways = new Map<string, WayTaken>();
  private readonly byConsignment = new Map<string, ToldMovement[]>();
  private readonly standing = new Map<string, Map<string, Standing>>();
  private readonly known: KnownWays & { readonly plans: PlannedWay[] };

  constructor({ movements, plans, standing }: CarriageMemory) {
    this.known = { isPort, gateOf, plans: plans.map(toPlannedWay) };
    for (const row of movements) this.remember(row);
    for (const row of standing) this.add(row);
  }

  movementsOf(consignmentId: string): readonly ToldMovement[] {
    return this.byConsignment.get(consignmentId) ?? [];
  }

  plan(row: PlanRow): void {
    this.plans.push(row);
    this.known.plans.push(toPlannedWay(row));
  }

  trade(fact: TradeFact): void {
    const way = this.wayOf(fact.consignment_id);
    const goods = tradedGoods(fact);
    for (const cut of CARRIAGE_CUTS)
      this.changes.push(changeOf(fact, cut, carriageKey(cut, goods, way, this.known)));
    this.add(fact);
    for (const movement of this.movementsOf(fact.consignment_id)) this.mark(fact, movement);
  }

  move(position: number, rows: readonly ToldMovement[]): void {
    const [first] = rows;
    if (!first) return;
    const before = this.wayOf(first.consignmentId);
    for (const row of rows) this.remember(row);
    this.ways.delete(first.consignmentId);
    this.movements.push(...rows);
    const groups = this.standing.get(first.consignmentId);
    if (!groups) return;
    const after = this.wayOf(first.consignmentId);
    // In an order that no batch has a part in.
    for (const [, group] of [...groups].sort(([one], [other]) => (one < other ? -1 : 1))) {
      for (const row of rows) this.mark(group, row);
      this.changes.push(...this.turned({ ...group, position }, before, after));
    }
  }

  told(): CarriageRows {
    const { changes, movements, plans, moved } = this;
    return { changes, movements, plans, moved: [...moved.values()].map(movedRow) };
  }

  private wayOf(consignmentId: string): WayTaken {
    const known = this.ways.get(consignmentId);
    if (known) return known;
    const way = wayTaken(this.movementsOf(consignmentId));
    this.ways.set(consignmentId, way);
    return way;
  }

  private turned(
    group: Standing & Pick<TradeFact, 'position'>,
    before: WayTaken,
    after: WayTaken,
  ): readonly TradeChange[] {
    const { value_usd_cents: cents } = group;
    if (BigInt(cents) === 0n) return [];
    const goods = tradedGoods(group);
    return CARRIAGE_CUTS.flatMap((cut) => {
      const from = carriageKey(cut, goods, before, this.known);
      const to = carriageKey(cut, goods, after, this.known);
      if (from === to) return [];
      return [
        changeOf({ ...group, value_usd_cents: `${-BigInt(cents)}` }, cut, from),
        changeOf(group, cut, to),
      ];
    });
  }

  private remember(row: ToldMovement): void {
    const rows = this.byConsignment.get(row.consignmentId) ?? [];
    rows.push(row);
    this.byConsignment.set(row.consignmentId, rows);
  }

  private add(row: Standing): void {
    const groups = this.standing.get(row.consignment_id) ?? new Map<string, Standing>();
    const key = STANDING_OF.map((column) => row[column]).join(' ');
    const cents = BigInt(groups.get(key)?.value_usd_cents ?? '0') + BigInt(row.value_usd_cents);
    groups.set(key, { ...row, value_usd_cents: `${cents}` });
    this.standing.set(row.consignment_id, groups);
  }

  private mark({ reporter, partner, month }: Standing, { occurredAt, position }: ToldMovement): void {
    const key = [reporter, partner, month].join(' ');
    const { at, by } = this.moved.get(key) ?? { at: occurredAt, by: position };
    this.moved.set(key, {
      reporter,
      partner,
      month,
      at: Math.max(at, occurredAt),
      by: Math.max(by, position),
    });
  }
}

/** When it happened last, and the event by which it was told last. */
type Moved = Pick<MovedRow, 'reporter' | 'partner' | 'month'> & { readonly at: number; readonly by: number };

function movedRow({ at, by, ...month }: Moved): MovedRow {
  return { ...month, moved_at: new Date(at).toISOString(), moved_position: by };
}

function toPlannedWay({ route_id, position, begins, ends, gates }: PlanRow): PlannedWay {
  return { routeId: route_id, position, begins, ends, gates };
}

function tradedGoods({ reporter, partner, flow, country_of_consignment }: Standing): TradedGoods {
  return { reporter, partner, flow, countryOfConsignment: country_of_consignment };
}
