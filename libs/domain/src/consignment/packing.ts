import { Rejection } from '@corridor/kernel';
import { isSame, refuse } from '../checks.js';
import { decimalOf, millionths } from '../decimal.js';
import type { KnownConsignment } from './consignment-state.js';
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
  const packed = packedIn(units);
  for (const { lineNumber, netMassKg, quantity, unit } of lines) {
    const total = packed.get(lineNumber) ?? NOTHING;
    if (total.netMassKg > millionths(netMassKg)) {
      const message = `Of line ${lineNumber} ${decimalOf(total.netMassKg)} kg are packed, and ${netMassKg} kg are declared; amend the consignment first where it was weighed again.`;
      refuse('more-than-consigned', message, '/units');
    }
    if (total.quantity > millionths(quantity)) {
      const message = `Of line ${lineNumber} ${decimalOf(total.quantity)} ${unit} are packed, and ${quantity} are declared; amend the consignment first where it was counted again.`;
      refuse('more-than-consigned', message, '/units');
    }
  }
}

/** The consignment packed in units; what is in them is counted as its lines are now, whatever these are counted in later. */
export function withUnits(before: KnownConsignment, units: readonly TransportUnit[]): KnownConsignment {
  return { ...before, units, packedAs: unitsOfMeasure(units, before) };
}

/** Whether units are packed so already: with the same goods, counted in the same units of measure. */
export function isPackedSo(units: readonly TransportUnit[], state: KnownConsignment): boolean {
  return isSame(units, state.units) && isSame(unitsOfMeasure(units, state), state.packedAs);
}

/**
 * Checks that amended lines still hold what is packed of them, in mass and in quantity. Held while the goods are on their way: once they are
 * unpacked, nobody can pack them anew. A line that is counted in another unit than it was packed in is held by its mass.
 * @throws Rejection `goods-packed-already` naming the first line and field that would not.
 */
export function checkPackingHolds(
  lines: readonly GoodsLine[],
  { status, units, packedAs = [] }: Pick<KnownConsignment, 'status' | 'units' | 'packedAs'>,
): void {
  if (status !== 'declared' && status !== 'dispatched') return;
  for (const [lineNumber, packed] of packedIn(units)) {
    const index = lines.findIndex((line) => line.lineNumber === lineNumber);
    const line = lines[index];
    const isShort = packed.netMassKg > millionths(line?.netMassKg ?? '0');
    if (isShort) {
      throw packedAlready(lineNumber, `${decimalOf(packed.netMassKg)} kg`, line && `${index}/netMassKg`);
    }
    const unit = packedAs.find((one) => one.lineNumber === lineNumber)?.unit;
    if (!line || line.unit !== unit || packed.quantity <= millionths(line.quantity)) continue;
    throw packedAlready(lineNumber, `${decimalOf(packed.quantity)} ${unit}`, `${index}/quantity`);
  }
}

function unitsOfMeasure(
  units: readonly TransportUnit[],
  { lines }: Pick<KnownConsignment, 'lines'>,
): NonNullable<KnownConsignment['packedAs']> {
  const packed = packedIn(units);
  return lines
    .filter(({ lineNumber }) => packed.has(lineNumber))
    .map(({ lineNumber, unit }) => ({ lineNumber, unit }));
}

function packedAlready(lineNumber: number, much: string, field?: string): Rejection {
  const message = `${much} of line ${lineNumber} are packed in units; tell how they are packed now first.`;
  return new Rejection('goods-packed-already', message, {
    pointer: field === undefined ? '/lines' : `/lines/${field}`,
  });
}

const NOTHING = { netMassKg: 0n, quantity: 0n };

function packedIn(units: readonly TransportUnit[]): ReturnType<typeof totalsOf> {
  return totalsOf(units.flatMap(({ contents }) => contents));
}

function checkSeals({ seals }: TransportUnit, at: string): void {
  for (const [index, seal] of seals.entries()) {
    if (seals.indexOf(seal) === index) continue;
    refuse('seal-told-twice', `The seal ${seal} is told twice.`, `${at}/seals/${index}`);
  }
}
