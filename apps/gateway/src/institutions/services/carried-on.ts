import { millionthsOf } from './offered.js';
import type { CarriedMonthRow } from './service.sql.js';

/** From a stop to the next one. */
interface Sector {
  readonly from: string;
  readonly to: string;
  readonly load: bigint;
}

/** What a service carried, in millionths of a kilogram. */
export interface Carried {
  /** Goods count once. */
  readonly load: bigint;
  /** Where it carried most: a departure is as full as there. Undefined where it carried nothing. */
  readonly busiest: Sector | undefined;
}

/** @param stops in the order in which they are called at */
export function carriedOn(
  stops: readonly string[],
  legs: readonly Pick<CarriedMonthRow, 'from_place' | 'to_place' | 'leg_kg' | 'load_kg'>[],
): Carried {
  const sectors = stops.slice(1).map((to, index): Sector => {
    const isOn = ({ from_place, to_place }: (typeof legs)[number]) =>
      stops.indexOf(from_place) <= index && stops.indexOf(to_place) > index;
    const load = legs.filter(isOn).reduce((sum, { leg_kg }) => sum + millionthsOf(leg_kg), 0n);
    return { from: stops[index] ?? '', to, load };
  });
  const load = legs.reduce((sum, { load_kg }) => sum + millionthsOf(load_kg), 0n);
  // The first one of several that are as full.
  const busiest = sectors.reduce<Sector | undefined>(
    (most, sector) => (sector.load > (most?.load ?? 0n) ? sector : most),
    undefined,
  );
  return { load, busiest };
}
