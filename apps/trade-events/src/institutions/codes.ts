import { Rejection } from '@corridor/kernel';
import { chapterName, checkHs6, headingDescription, SECTORS } from '@corridor/reference-data';

/** @throws Rejection `hs-code-unknown` for two, four or six digits that the Harmonized System has not. */
export function checkHsPrefix(code: string, pointer: string): void {
  if (code.length === 6) checkHs6(code, pointer);
  else if (code.length === 4 ? headingDescription(code) === undefined : chapterName(code) === undefined) {
    throw new Rejection('hs-code-unknown', `"${code}" stands in no list of HS 2022.`, { pointer });
  }
}

/** @throws Rejection `sector-unknown`. */
export function checkSector(sector: string, pointer: string): void {
  if ((SECTORS as readonly string[]).includes(sector)) return;
  const message = `"${sector}" is no sector; ${SECTORS.join(', ')} are.`;
  throw new Rejection('sector-unknown', message, { pointer });
}
