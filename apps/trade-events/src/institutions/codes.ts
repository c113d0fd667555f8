import { Rejection } from '@corridor/kernel';
import { SECTORS } from '@corridor/reference-data';

/** @throws Rejection `sector-unknown`. */
export function checkSector(sector: string, pointer: string): void {
  if ((SECTORS as readonly string[]).includes(sector)) return;
  const message = `"${sector}" is no sector; ${SECTORS.join(', ')} are.`;
  throw new Rejection('sector-unknown', message, { pointer });
}
