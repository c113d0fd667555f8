import { Rejection } from '@corridor/kernel';

/**
 * Countries between which goods pass under the transit agreements of Pakistan with Central Asia: Kazakhstan's with Pakistan, the
 * Quadrilateral Traffic in Transit Agreement of 1995 (China, Kazakhstan, Kyrgyzstan, Pakistan), and Pakistan's with Uzbekistan
 * (rules of 2021) and Tajikistan (rules of 2023). Afghanistan, China and Iran are passed: a transit neither begins nor ends there.
 */
const ENDS: ReadonlySet<string> = new Set(['KG', 'KZ', 'PK', 'TJ', 'UZ']);

/** @throws Rejection `outside-agreement` with `pointer` for an office (UN/LOCODE) where no transit begins or ends. */
export function checkTransitOffice(office: string, pointer: string): void {
  if (ENDS.has(office.slice(0, 2))) return;
  const message = `A transit of the corridor begins and ends in ${[...ENDS].join(', ')}; ${office} is passed, if at all.`;
  throw new Rejection('outside-agreement', message, { pointer });
}
