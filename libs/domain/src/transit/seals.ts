import { Rejection } from '@corridor/kernel';
import type { TransitSealAffixed, TransitSealBroken, TransitSealReplaced } from './transit.events.js';

/** A seal that is, or was, on the load. A number names one seal only, for good. */
export interface TransitSeal {
  readonly sealNumber: string;
  readonly status: 'intact' | 'broken' | 'replaced';
}

/** @throws Rejection `seal-number-used` where there was a seal of this number before. */
export function checkNewSeal(seals: readonly TransitSeal[], sealNumber: string, pointer: string): void {
  if (!seals.some((seal) => seal.sealNumber === sealNumber)) return;
  const message = `There was a seal ${sealNumber} before; each has a number of its own.`;
  throw new Rejection('seal-number-used', message, { pointer });
}

/** The seal of a number that is on the load, intact or broken. @throws Rejection `seal-not-affixed`. */
export function sealOn(seals: readonly TransitSeal[], sealNumber: string): TransitSeal {
  const seal = seals.find((each) => each.sealNumber === sealNumber && each.status !== 'replaced');
  if (seal) return seal;
  throw new Rejection('seal-not-affixed', `There is no seal ${sealNumber} on the load.`, {
    pointer: '/sealNumber',
  });
}

/** The seals behind what was done to one of them. */
export function sealsAfter(
  seals: readonly TransitSeal[],
  event: TransitSealAffixed | TransitSealBroken | TransitSealReplaced,
): readonly TransitSeal[] {
  const { sealNumber } = event.data;
  const now = (status: TransitSeal['status']) =>
    seals.map((seal) => (seal.sealNumber === sealNumber ? { sealNumber, status } : seal));
  if (event.type === 'TransitSealAffixed') return [...seals, { sealNumber, status: 'intact' }];
  if (event.type === 'TransitSealBroken') return now('broken');
  return [...now('replaced'), { sealNumber: event.data.newSealNumber, status: 'intact' }];
}
