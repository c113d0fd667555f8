import { CodeList } from './code-list.js';
import { ROWS } from './tables/units.js';

/** A unit of UN/ECE Recommendation 20. */
export interface Unit {
  /** Its common code, e.g. `KGM`. */
  readonly code: string;
  readonly name: string;
  /** Absent where the recommendation gives none. */
  readonly symbol?: string;
  /** The World Customs Organization's standard unit of quantity that it counts in, e.g. `2u` for pairs; absent where it is none. */
  readonly hsUnit?: string;
}

/** Units of quantity in trade and in customs tariffs: a choice from the recommendation. */
export const UNITS = new CodeList<Unit>(
  ROWS.map(([code, name, symbol, hsUnit]) => ({
    code,
    name,
    ...(symbol !== '' && { symbol }),
    ...(hsUnit !== '' && { hsUnit }),
  })),
  { code: 'unit-unknown', holds: 'unit of UN/ECE Recommendation 20 that is used here, such as "KGM"' },
);

/** @throws Rejection `unit-unknown` with `pointer`. */
export function checkUnit(code: string, pointer: string): Unit {
  return UNITS.check(code, pointer);
}
