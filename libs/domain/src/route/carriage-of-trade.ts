import type { LegTaken, WayTaken } from './movements.js';
import { type GateOf, type PlannedWay, routesTaken } from './routes-taken.js';

/** Whose trade goods are, and where they come from. */
export interface TradedGoods {
  readonly reporter: string;
  readonly partner: string;
  readonly flow: 'export' | 'import';
  /** Of an import, the country that it was sent from. */
  readonly countryOfConsignment: string | null;
}

/** What has to be known of places and routes. */
export interface KnownWays {
  readonly isPort: (place: string) => boolean;
  readonly gateOf: GateOf;
  /** In order of position. */
  readonly plans: readonly PlannedWay[];
}

/** What the carriage of traded goods is told apart by; of each, the key of goods that went a way. Empty where nothing was told that it could be. */
const KEYS = {
  mode: (goods: TradedGoods, { legs }: WayTaken) => modeAtFrontier(goods, legs),
  port: (_: TradedGoods, { legs }: WayTaken, { isPort }: KnownWays) => portOf(legs, isPort),
  route: (goods: TradedGoods, way: WayTaken, { plans, gateOf }: KnownWays) =>
    routesTaken(way, plans, countriesOf(goods), gateOf).join(' '),
} as const;
export type CarriageCut = keyof typeof KEYS;
export const CARRIAGE_CUTS = Object.keys(KEYS) as readonly CarriageCut[];

/** The key of goods in a cut by carriage; by route, the ids of all that they may have taken, apart by spaces. */
export function carriageKey(cut: CarriageCut, goods: TradedGoods, way: WayTaken, known: KnownWays): string {
  return KEYS[cut](goods, way, known);
}

/**
 * What carried the goods over the frontier of the reporter (IMTS 2010, chapter VII): an export by what it left the country with last, an import by what brought it in
 * from another one.
 */
function modeAtFrontier({ flow, reporter }: TradedGoods, legs: readonly LegTaken[]): string {
  const isHome = ({ from }: LegTaken) => from.startsWith(reporter);
  return legs.findLast((leg) => isHome(leg) === (flow === 'export'))?.mode ?? '';
}

/** The first port in which the goods were loaded on a ship or, where that is told of none, taken off one. */
function portOf(legs: readonly LegTaken[], isPort: KnownWays['isPort']): string {
  const places = legs.flatMap(({ mode, from }, index) =>
    mode === 'sea' ? [from, legs[index + 1]?.from ?? ''] : [],
  );
  return places.find(isPort) ?? '';
}

/** From where to where its declaration says that it goes. */
function countriesOf({ flow, reporter, partner, countryOfConsignment }: TradedGoods) {
  return flow === 'export'
    ? { from: reporter, to: partner }
    : { from: countryOfConsignment ?? partner, to: reporter };
}
