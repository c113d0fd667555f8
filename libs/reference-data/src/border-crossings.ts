import { ROWS } from './tables/border-crossings.js';

/** Where goods go over a border: a crossing point of each country. */
export interface BorderCrossing {
  /** Such as `torkham`. */
  readonly code: string;
  readonly name: string;
  /** UN/LOCODE of the crossing point of either country; which of them is the first means nothing. */
  readonly sides: readonly [one: string, other: string];
  /** Who tells that the two are of one crossing. */
  readonly source: string;
}

/** One more is one more row of its table, and a migration that retires the read models `visits` and `trade-facts`: their cells are of the crossings that there were. */
export const BORDER_CROSSINGS: readonly BorderCrossing[] = ROWS.map(([code, name, one, other, source]) => ({
  code,
  name,
  sides: [one, other],
  source,
}));

/** Each crossing as it is gone: one way and the other. */
export const CROSSING_WAYS = BORDER_CROSSINGS.flatMap(({ code, sides: [one, other] }) => [
  { code, leaves: one, enters: other },
  { code, leaves: other, enters: one },
]);

const GATES = new Map(BORDER_CROSSINGS.flatMap(({ code, sides }) => sides.map((place) => [place, code])));

/** The crossing that a place is a side of; any other place is a gate by itself. */
export function gateOf(place: string): string {
  return GATES.get(place) ?? place;
}
