import { toMoney } from '@corridor/kernel';
import { checkPositiveDecimal, refuse } from '../checks.js';
import { type GoodsLine, INCOTERMS, type IncotermRule } from './consignment.events.js';

/** Behind the point of a mass or a quantity: with 12 digits before it, a billion tonnes to the milligram. */
const DIGITS_BEHIND_POINT_MAX = 6;

/**
 * Checks goods lines in themselves; whether a code stands in its nomenclature is the caller's to know.
 * @throws Rejection naming the field of the first line at fault.
 */
export function checkGoodsLines(lines: readonly GoodsLine[]): void {
  if (lines.length === 0) refuse('lines-missing', 'A consignment has at least one goods line.', '/lines');
  const numbers = new Set<number>();
  for (const [index, line] of lines.entries()) {
    const at = `/lines/${index}`;
    if (!Number.isSafeInteger(line.lineNumber) || line.lineNumber < 1 || numbers.has(line.lineNumber)) {
      refuse('line-number-invalid', 'Line numbers are whole, from 1 and unique.', `${at}/lineNumber`);
    }
    numbers.add(line.lineNumber);
    if (!/^\d{6}$/.test(line.hs6)) {
      refuse('hs-code-malformed', `"${line.hs6}" is no six-digit HS code.`, `${at}/hs6`);
    }
    checkPositiveDecimal(line.netMassKg, DIGITS_BEHIND_POINT_MAX, `${at}/netMassKg`);
    checkPositiveDecimal(line.quantity, DIGITS_BEHIND_POINT_MAX, `${at}/quantity`);
    if (toMoney(line.value, `${at}/value`).minor <= 0n) {
      refuse('value-not-positive', 'The value of goods is above 0.', `${at}/value/amount`);
    }
    if (line.value.currency !== lines[0]?.value.currency) {
      refuse('currency-differs', 'All lines of a consignment have one currency.', `${at}/value/currency`);
    }
  }
}

/** @throws Rejection `incoterm-unknown` for a rule that is not of Incoterms 2020. */
export function checkIncoterm(rule: IncotermRule): void {
  if (!INCOTERMS.includes(rule)) {
    refuse('incoterm-unknown', `"${rule}" is no rule of Incoterms 2020.`, '/incoterm/rule');
  }
}
