import { checkCurrency, checkPositive, checkPositiveDecimal, refuse } from '../checks.js';
import type { TransitGoods } from './transit.events.js';

/** As in goods lines. */
const DIGITS_BEHIND_POINT_MAX = 6;

/**
 * Checks goods in transit in themselves; whether a code stands in its nomenclature is the caller's to know.
 * @throws Rejection naming the field of the first goods at fault.
 */
export function checkTransitGoods(goods: readonly TransitGoods[]): void {
  const [first] = goods;
  if (!first) refuse('goods-missing', 'Something has to be in transit.', '/goods');
  for (const [index, each] of goods.entries()) {
    const at = `/goods/${index}`;
    if (!/^\d{6}$/.test(each.hs6)) {
      refuse('hs-code-malformed', `"${each.hs6}" is no six-digit HS code.`, `${at}/hs6`);
    }
    checkPositiveDecimal(each.netMassKg, DIGITS_BEHIND_POINT_MAX, `${at}/netMassKg`);
    if (each.grossMassKg !== undefined) {
      checkPositiveDecimal(each.grossMassKg, DIGITS_BEHIND_POINT_MAX, `${at}/grossMassKg`);
      if (milligrams(each.grossMassKg) < milligrams(each.netMassKg)) {
        const message = `${each.grossMassKg} kg with packing are less than ${each.netMassKg} kg without.`;
        refuse('gross-mass-below-net', message, `${at}/grossMassKg`);
      }
    }
    if (each.packages !== undefined && (!Number.isSafeInteger(each.packages) || each.packages < 1)) {
      refuse('packages-invalid', 'Packages are counted from 1.', `${at}/packages`);
    }
    checkPositive(each.value, `${at}/value`);
    checkCurrency(each.value, first.value.currency, `${at}/value`);
  }
}

/** Of a decimal number of kilograms that has been checked. */
function milligrams(kg: string): bigint {
  const [whole = '', fraction = ''] = kg.split('.');
  return BigInt(whole + fraction.padEnd(DIGITS_BEHIND_POINT_MAX, '0'));
}
