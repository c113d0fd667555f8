import { Rejection } from '@corridor/kernel';
import { BEYOND } from './places-beyond.js';
import { CENTRAL_ASIA } from './places-central-asia.js';
import { IRAN } from './places-iran.js';
import { PAKISTAN } from './places-pakistan.js';

const NAMES: ReadonlyMap<string, string> = new Map(
  [PAKISTAN, IRAN, CENTRAL_ASIA, BEYOND].flatMap((table) =>
    table
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, 5), line.slice(6)] as const),
  ),
);

/** The name of a place by its UN/LOCODE, in ASCII (`KZALA`: `Almaty`); `undefined` for one we do not know. */
export function placeName(code: string): string | undefined {
  return NAMES.get(code);
}

/** @throws Rejection `place-unknown` with `pointer` for a code that is none of the corridor's places. */
export function checkLocode(code: string, pointer: string): void {
  if (NAMES.has(code)) return;
  const message = `"${code}" is no UN/LOCODE of the corridor: two letters of the country and three of the place, e.g. "PKKHI".`;
  throw new Rejection('place-unknown', message, { pointer });
}
