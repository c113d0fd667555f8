import { ROWS } from './tables/regions.js';

/** Countries that are asked of together. */
export interface Region {
  readonly code: string;
  /** In English. */
  readonly name: string;
  /** ISO 3166-1 alpha-2, in the order of the alphabet. */
  readonly countries: readonly string[];
}

/** By code, such as `central-asia`. */
export const REGIONS: ReadonlyMap<string, Region> = new Map(
  ROWS.map(([code, name]) => [
    code,
    { code, name, countries: ROWS.flatMap(([region, , country]) => (region === code ? country : [])).sort() },
  ]),
);
