import { Rejection } from '@corridor/kernel';
import { ROWS } from './tables/places.js';

/** What a place is for, as UN/LOCODE tells: `fixed` is a pipeline or the like, `border` a border crossing. */
export type PlaceFunction =
  | 'port'
  | 'rail'
  | 'road'
  | 'airport'
  | 'postal'
  | 'multimodal'
  | 'fixed'
  | 'inland-port'
  | 'border';

/** A place of the corridor. */
export interface Place {
  /** UN/LOCODE. */
  readonly code: string;
  /** In ASCII, as UN/LOCODE has it; some are older than today's. */
  readonly name: string;
  /** Empty where UN/LOCODE tells none. */
  readonly functions: ReadonlySet<PlaceFunction>;
  /** IANA time zone, e.g. `Asia/Almaty`. */
  readonly zone: string;
}

/** By UN/LOCODE. */
export const PLACES: ReadonlyMap<string, Place> = new Map(
  ROWS.map(([code, name, functions, zone]) => [
    code,
    // The table holds no other words: a test compares it with the code list.
    { code, name, functions: new Set(functions.split(' ').filter(Boolean) as PlaceFunction[]), zone },
  ]),
);

/** The name of a place by its UN/LOCODE, in ASCII (`KZALA`: `Almaty`); `undefined` for one we do not know. */
export function placeName(code: string): string | undefined {
  return PLACES.get(code)?.name;
}

/** Whether ships are loaded there, as UN/LOCODE tells. */
export function isPort(code: string): boolean {
  return PLACES.get(code)?.functions.has('port') ?? false;
}

/** @throws Rejection `place-unknown` with `pointer` for a code that is none of the corridor's places. */
export function checkLocode(code: string, pointer: string): void {
  if (PLACES.has(code)) return;
  const message = `"${code}" is no UN/LOCODE of the corridor: two letters of the country and three of the place, e.g. "PKKHI".`;
  throw new Rejection('place-unknown', message, { pointer });
}
