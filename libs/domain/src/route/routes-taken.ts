import type { WayTaken } from './movements.js';
import type { RouteLeg } from './route.events.js';

/** What goods are held against: where the plan of a route begins and ends, and the gates that it passes between, in order. */
export interface PlannedWay {
  readonly routeId: string;
  /** Of the event that told the plan; it holds until another one tells of the route. */
  readonly position: number;
  readonly begins: string;
  readonly ends: string;
  readonly gates: readonly string[];
}

/** The gate that a place belongs to: either side of a border crossing is one. */
export type GateOf = (place: string) => string;

/** The gates of a plan are its border crossings and the places where its legs meet. */
export function gatesOf(
  legs: readonly Pick<RouteLeg, 'from' | 'to' | 'borderPoints'>[],
  gateOf: GateOf,
): Pick<PlannedWay, 'begins' | 'ends' | 'gates'> {
  const [begins, ends] = [legs[0]?.from ?? '', legs.at(-1)?.to ?? ''];
  const between = legs
    .flatMap(({ borderPoints, to }) => [...borderPoints, to])
    .filter((place) => place !== begins && place !== ends);
  return { begins, ends, gates: [...new Set(between.map(gateOf))] };
}

/**
 * The routes that goods may have taken from one country to another: those of which they passed every gate, in their order or backwards; of these those with the most
 * gates, and then those at more of whose ends they were seen. Goods are held against the plans that stood when they were told of last.
 *
 * @param plans in order of position
 * @returns their ids, sorted: none, the one that was taken, or several, so that nobody knows
 */
export function routesTaken(
  { places, toldBy }: Pick<WayTaken, 'places' | 'toldBy'>,
  plans: readonly PlannedWay[],
  { from, to }: { readonly from: string; readonly to: string },
  gateOf: GateOf,
): readonly string[] {
  const standing = new Map(
    plans.filter(({ position }) => position <= toldBy).map((plan) => [plan.routeId, plan]),
  );
  const passed = places.map(gateOf);
  const taken = [...standing.values()].filter(({ begins, ends, gates }) => {
    const at = gates.map((gate) => passed.indexOf(gate));
    if (gates.length === 0 || at.includes(-1)) return false;
    const [first, last] = [begins.slice(0, 2), ends.slice(0, 2)];
    return (
      (first === from && last === to && isRising(at)) ||
      (last === from && first === to && isRising(at.toReversed()))
    );
  });
  const most = best(taken, ({ gates }) => gates.length);
  const seenAt = ({ begins, ends }: PlannedWay) =>
    [begins, ends].filter((place) => places.includes(place)).length;
  return best(most, seenAt)
    .map(({ routeId }) => routeId)
    .sort();
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((each, index) => index === 0 || each > (numbers[index - 1] ?? 0));
}

function best<Item>(items: readonly Item[], worth: (item: Item) => number): readonly Item[] {
  const most = Math.max(...items.map(worth));
  return items.filter((item) => worth(item) === most);
}
