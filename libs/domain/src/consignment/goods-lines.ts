import { Rejection, toMoney } from '@corridor/kernel';
import type { GoodsLine } from './consignment.events.js';

/** At most 12 digits before the point and 6 behind it: a billion tonnes to the milligram. */
const DECIMAL = /^\d{1,12}(?:\.\d{1,6})?$/;

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
    checkPositiveDecimal(line.netMassKg, `${at}/netMassKg`);
    checkPositiveDecimal(line.quantity, `${at}/quantity`);
    if (toMoney(line.value, `${at}/value`).minor <= 0n) {
      refuse('value-not-positive', 'The value of goods is above 0.', `${at}/value/amount`);
    }
    if (line.value.currency !== lines[0]?.value.currency) {
      refuse('currency-differs', 'All lines of a consignment have one currency.', `${at}/value/currency`);
    }
  }
}

function checkPositiveDecimal(text: string, pointer: string): void {
  if (!DECIMAL.test(text) || !/[1-9]/.test(text)) {
    refuse('not-a-positive-decimal', `"${text}" is no positive decimal such as "12.5".`, pointer);
  }
}

function refuse(code: string, message: string, pointer: string): never {
  throw new Rejection(code, message, { pointer });
}
