import { refuse } from '../checks.js';
import { decimalOf, millionths } from '../decimal.js';
import type { GoodsLine, TransportUnit } from './goods.js';
import { checkLineParts, totalsOf } from './goods-lines.js';
import { checkUnitNumber } from './transport-unit.js';

/**
 * Checks how goods are packed: each unit once, with goods in it, and no more of a line than there is.
 * @throws Rejection naming the field of the first unit at fault.
 */
export function checkUnits(units: readonly TransportUnit[], lines: readonly GoodsLine[]): void {
  if (units.length === 0) refuse('units-missing', 'Goods are packed in at least one unit.', '/units');
  const numbers = new Set<string>();
  for (const [index, unit] of units.entries()) {
    const at = `/units/${index}`;
    checkUnitNumber(unit, `${at}/number`);
    const number = unit.number.toUpperCase();
    if (numbers.has(number))
      refuse('unit-told-twice', `The unit ${unit.number} is told twice.`, `${at}/number`);
    numbers.add(number);
    checkSeals(unit, at);
    checkLineParts(unit.contents, lines, `${at}/contents`);
  }
  const packed = totalsOf(units.flatMap(({ contents }) => contents));
  for (const { lineNumber, netMassKg } of lines) {
    const total = packed.get(lineNumber)?.netMassKg ?? 0n;
    if (total <= millionths(netMassKg)) continue;
    const message = `Of line ${lineNumber} ${decimalOf(total)} kg are packed, and ${netMassKg} kg are declared; amend the consignment first where it was weighed again.`;
    refuse('more-than-consigned', message, '/units');
  }
}

function checkSeals({ seals }: TransportUnit, at: string): void {
  for (const [index, seal] of seals.entries()) {
    if (seals.indexOf(seal) === index) continue;
    refuse('seal-told-twice', `The seal ${seal} is told twice.`, `${at}/seals/${index}`);
  }
}
