import type { EventOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';
import { PLACES } from '@corridor/reference-data';
import { changeOf, type TradeChange } from './trade-cells.fold.js';
import type { TradeFact } from './trade-facts.fold.js';

export const CARRIAGE_EVENTS = [
  'ConsignmentDeclared',
  'ConsignmentDispatched',
  'ConsignmentTransloaded',
] as const;
export type CarriageEvent = EventOf<(typeof CARRIAGE_EVENTS)[number]>;

/** From where on goods were carried by what. */
export interface Leg {
  readonly mode: EventOf<'ConsignmentDispatched'>['data']['transportMode'];
  /** UN/LOCODE. */
  readonly from: string;
}
type Legs = readonly Leg[];

/** What earlier events left behind, of the consignments that events and facts tell of, and of the wholes that they are parts of. */
export interface CarriageMemory {
  readonly legs: ReadonlyMap<string, Legs>;
  /** All facts so far of the consignments whose carriage the events tell of. */
  readonly facts: readonly TradeFact[];
}

export interface CarriageRows {
  /** What they change in cells by mode and by port, in order of position. */
  readonly changes: readonly TradeChange[];
  /** Of the consignments whose carriage was told, all legs so far. */
  readonly legs: ReadonlyMap<string, Legs>;
}

/** What the carriage of goods is told apart by; of each, the key of a fact. Empty where nothing was told that it could be. */
const KEYS = {
  mode: modeAtFrontier,
  port: (_: TradeFact, legs: Legs) => portOf(legs),
} as const;
export type CarriageCut = keyof typeof KEYS;
const CARRIAGE_CUTS = Object.keys(KEYS) as readonly CarriageCut[];

/**
 * How goods that are traded are carried, as far as it is told. A declaration does not tell it: the events that do belong to the consignment, and come before or after the
 * clearance. So a fact is put in by what was told by then; what is told later takes what stands of the consignment out of the one key and puts it into the other, without changing
 * what it comes to. A part that a consignment was split into came to the split as the whole did.
 *
 * @param events in order of position
 * @param facts that stand between them, in order of position
 */
export function foldCarriage(
  events: readonly CarriageEvent[],
  facts: readonly TradeFact[],
  memory: CarriageMemory,
): CarriageRows {
  const legs = new Map(memory.legs);
  const told = new Map<string, Legs>();
  const standing = grouped(memory.facts, (fact) => fact.consignment_id);
  const changes: TradeChange[] = [];
  for (const each of [...facts, ...events].sort((a, b) => a.position - b.position)) {
    if ('fact' in each) {
      const id = each.consignment_id;
      for (const cut of CARRIAGE_CUTS) changes.push(changeOf(each, cut, KEYS[cut](each, legs.get(id) ?? [])));
      standing.set(id, [...(standing.get(id) ?? []), each]);
      continue;
    }
    const { consignmentId } = each.data;
    const before = legs.get(consignmentId) ?? [];
    const after = legsAfter(before, each, legs);
    if (after === before) continue;
    legs.set(consignmentId, after);
    told.set(consignmentId, after);
    for (const fact of standingOf(standing.get(consignmentId) ?? []))
      changes.push(...moved({ ...fact, position: each.position }, before, after));
  }
  return { changes, legs: told };
}

function legsAfter(before: Legs, event: CarriageEvent, known: ReadonlyMap<string, Legs>): Legs {
  switch (event.type) {
    case 'ConsignmentDeclared':
      return known.get(event.data.partOf ?? '') ?? before;
    case 'ConsignmentDispatched':
      return [...before, { mode: event.data.transportMode, from: event.data.location }];
    case 'ConsignmentTransloaded':
      return [...before, { mode: event.data.to, from: event.data.location }];
    default:
      return never(event);
  }
}

/** What facts of a consignment come to by whom, month and direction, without what was taken out again. */
function standingOf(facts: readonly TradeFact[]): readonly TradeFact[] {
  const groups = grouped(facts, (fact) =>
    [fact.reporter, fact.partner, fact.month, fact.flow, fact.country_of_origin].join(' '),
  );
  return [...groups.values()].flatMap((group) => {
    const cents = group.reduce((sum, { value_usd_cents }) => sum + BigInt(value_usd_cents), 0n);
    return cents === 0n ? [] : group.slice(0, 1).map((fact) => ({ ...fact, value_usd_cents: `${cents}` }));
  });
}

function moved(fact: TradeFact, before: Legs, after: Legs): readonly TradeChange[] {
  const { value_usd_cents: cents } = fact;
  return CARRIAGE_CUTS.flatMap((cut) => {
    const [from, to] = [KEYS[cut](fact, before), KEYS[cut](fact, after)];
    if (from === to) return [];
    return [changeOf({ ...fact, value_usd_cents: `${-BigInt(cents)}` }, cut, from), changeOf(fact, cut, to)];
  });
}

/**
 * What carried the goods over the frontier of the reporter (IMTS 2010, chapter VII): an export by what it left the country with last, an import by what brought it in
 * from another one.
 */
function modeAtFrontier({ flow, reporter }: TradeFact, legs: Legs): string {
  const isHome = ({ from }: Leg) => from.startsWith(reporter);
  return legs.findLast((leg) => isHome(leg) === (flow === 'export'))?.mode ?? '';
}

/** The first port in which the goods were loaded on a ship or, where that is told of none, taken off one. */
function portOf(legs: Legs): string {
  const ports = legs.flatMap(({ mode, from }, index) =>
    mode === 'sea' ? [from, legs[index + 1]?.from] : [],
  );
  return ports.find((place) => PLACES.get(place ?? '')?.functions.has('port')) ?? '';
}

function grouped(
  facts: readonly TradeFact[],
  keyOf: (fact: TradeFact) => string,
): Map<string, readonly TradeFact[]> {
  const groups = new Map<string, readonly TradeFact[]>();
  for (const fact of facts) groups.set(keyOf(fact), [...(groups.get(keyOf(fact)) ?? []), fact]);
  return groups;
}
