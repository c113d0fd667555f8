import { toMoney } from '@corridor/kernel';
import { checkPositiveDecimal, refuse } from '../checks.js';
import { millionths } from '../decimal.js';
import { type DeclaredLine, type GoodsLine, INCOTERMS, type IncotermRule, type LinePart } from './goods.js';

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
    checkGoodsLine(line, at);
    if (line.value.currency !== lines[0]?.value.currency) {
      refuse('currency-differs', 'All lines of a consignment have one currency.', `${at}/value/currency`);
    }
  }
}

function checkGoodsLine(line: GoodsLine, at: string): void {
  const { hs6, nationalCode, netMassKg, grossMassKg, supplementary } = line;
  if (!/^\d{6}$/.test(hs6)) refuse('hs-code-malformed', `"${hs6}" is no six-digit HS code.`, `${at}/hs6`);
  if (nationalCode !== undefined && !(/^\d{8,12}$/.test(nationalCode) && nationalCode.startsWith(hs6))) {
    const message = `"${nationalCode}" has not 8 to 12 digits that begin with ${hs6}.`;
    refuse('national-code-malformed', message, `${at}/nationalCode`);
  }
  checkPositiveDecimal(netMassKg, DIGITS_BEHIND_POINT_MAX, `${at}/netMassKg`);
  if (grossMassKg !== undefined) {
    checkPositiveDecimal(grossMassKg, DIGITS_BEHIND_POINT_MAX, `${at}/grossMassKg`);
    if (millionths(grossMassKg) < millionths(netMassKg)) {
      const message = `With packing the goods weigh no less than the ${netMassKg} kg without.`;
      refuse('gross-below-net', message, `${at}/grossMassKg`);
    }
  }
  checkPositiveDecimal(line.quantity, DIGITS_BEHIND_POINT_MAX, `${at}/quantity`);
  if (supplementary) {
    checkPositiveDecimal(supplementary.quantity, DIGITS_BEHIND_POINT_MAX, `${at}/supplementary/quantity`);
  }
  if (toMoney(line.value, `${at}/value`).minor <= 0n) {
    refuse('value-not-positive', 'The value of goods is above 0.', `${at}/value/amount`);
  }
}

/**
 * Checks parts of lines: each of a line that there is, and told once.
 * @throws Rejection naming the field of the first one at fault.
 */
export function checkLineParts(
  parts: readonly LinePart[],
  lines: readonly GoodsLine[],
  pointer: string,
): void {
  if (parts.length === 0) refuse('lines-missing', 'At least one line has to be named.', pointer);
  const seen = new Set<number>();
  for (const [index, { lineNumber, quantity, netMassKg }] of parts.entries()) {
    const at = `${pointer}/${index}`;
    if (!lines.some((line) => line.lineNumber === lineNumber)) {
      refuse('line-unknown', `The consignment has no line ${lineNumber}.`, `${at}/lineNumber`);
    }
    if (seen.has(lineNumber)) {
      refuse('line-told-twice', `Line ${lineNumber} is told twice; add its parts up.`, `${at}/lineNumber`);
    }
    seen.add(lineNumber);
    checkPositiveDecimal(quantity, DIGITS_BEHIND_POINT_MAX, `${at}/quantity`);
    checkPositiveDecimal(netMassKg, DIGITS_BEHIND_POINT_MAX, `${at}/netMassKg`);
  }
}

/** All of the goods of some lines, as a declaration tells of them. */
export function declaredLinesOf(lines: readonly GoodsLine[]): readonly DeclaredLine[] {
  return lines.map(({ lineNumber, quantity, unit, netMassKg, supplementary, value }) => ({
    lineNumber,
    quantity,
    netMassKg,
    unit,
    ...(supplementary && { supplementary }),
    value,
  }));
}

/** What parts of one line add up to, in millionths. */
export interface LineTotal {
  readonly quantity: bigint;
  readonly netMassKg: bigint;
}

const NOTHING: LineTotal = { quantity: 0n, netMassKg: 0n };

/** What parts add up to, line by line. */
export function totalsOf(parts: readonly LinePart[]): ReadonlyMap<number, LineTotal> {
  const totals = new Map<number, LineTotal>();
  for (const { lineNumber, quantity, netMassKg } of parts) {
    const before = totals.get(lineNumber) ?? NOTHING;
    totals.set(lineNumber, {
      quantity: before.quantity + millionths(quantity),
      netMassKg: before.netMassKg + millionths(netMassKg),
    });
  }
  return totals;
}

/** @throws Rejection `incoterm-unknown` for a rule that is not of Incoterms 2020. */
export function checkIncoterm(rule: IncotermRule): void {
  if (!INCOTERMS.includes(rule)) {
    refuse('incoterm-unknown', `"${rule}" is no rule of Incoterms 2020.`, '/incoterm/rule');
  }
}
