import { Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { refuse } from '../checks.js';
import { decimalOf, millionths } from '../decimal.js';
import type { DeclarationAttached } from './consignment.events.js';
import type { KnownConsignment } from './consignment-state.js';
import type { DeclaredLine, GoodsLine } from './goods.js';
import { checkLineParts } from './goods-lines.js';

/** What one declaration covers of a consignment. */
export type Coverage = Omit<DeclarationAttached['data'], 'consignmentId'>;

/**
 * Checks what a declaration covers: of no line more than was consigned, together with the other declarations of the same flow. Held are
 * the net mass, the quantity and the supplementary quantity each in the unit that was consigned in, and the invoice value in its currency. What is
 * declared in another unit or currency, or by an older release that did not tell it, is not compared: no rate between them is known here.
 * @throws Rejection naming the line and the field; `goods-declared-already` where others cover them.
 */
export function checkCoverage(coverage: Coverage, { lines, declarations }: KnownConsignment): void {
  checkLineParts(coverage.lines, lines, '/lines');
  const others = declarations.filter(({ declarationId }) => declarationId !== coverage.declarationId);
  const covered = coveredBy(coverage.flow, others);
  for (const [index, part] of coverage.lines.entries()) {
    const line = lines.find(({ lineNumber }) => lineNumber === part.lineNumber);
    if (!line) throw new RangeError('checked lines are lines of the consignment');
    for (const { consigned, toldBy, textOf } of measuresOf(line)) {
      const asked = toldBy(part);
      if (!asked) continue;
      const pointer = `/lines/${index}/${asked.field}`;
      if (asked.amount > consigned) {
        const message = `Of line ${part.lineNumber} ${textOf(consigned)} were consigned, not ${textOf(asked.amount)}; amend the consignment first where that was wrong.`;
        refuse('more-than-consigned', message, pointer);
      }
      const before = totalOf(covered.get(part.lineNumber), toldBy);
      if (asked.amount + before > consigned) {
        const message = `Of line ${part.lineNumber} ${textOf(before)} of ${textOf(consigned)} are declared for ${coverage.flow} already.`;
        throw new Rejection('goods-declared-already', message, { pointer });
      }
    }
  }
}

/**
 * Checks that amended lines still hold what customs was told of, in the same measures as {@link checkCoverage}.
 * @throws Rejection `goods-declared-already` naming the first line and field that would not.
 */
export function checkCoverageHolds(lines: readonly GoodsLine[], { declarations }: KnownConsignment): void {
  for (const flow of ['export', 'import'] as const) {
    for (const [lineNumber, covered] of coveredBy(flow, declarations)) {
      const index = lines.findIndex((line) => line.lineNumber === lineNumber);
      const line = lines[index];
      if (!line) {
        const mass = covered.reduce((sum, { netMassKg }) => sum + millionths(netMassKg), 0n);
        const message = `${decimalOf(mass)} kg of line ${lineNumber} are declared for ${flow}; have that declaration amended first.`;
        throw new Rejection('goods-declared-already', message, { pointer: '/lines' });
      }
      for (const { consigned, field, toldBy, textOf } of measuresOf(line)) {
        const told = totalOf(covered, toldBy);
        if (told <= consigned) continue;
        const message = `${textOf(told)} of line ${lineNumber} are declared for ${flow}; have that declaration amended first.`;
        throw new Rejection('goods-declared-already', message, { pointer: `/lines/${index}/${field}` });
      }
    }
  }
}

/** What declarations of a flow tell of each line. */
export function coveredBy(
  flow: Coverage['flow'],
  declarations: readonly Coverage[],
): ReadonlyMap<number, readonly DeclaredLine[]> {
  const covered = new Map<number, DeclaredLine[]>();
  for (const { lines } of declarations.filter((one) => one.flow === flow)) {
    for (const line of lines) covered.set(line.lineNumber, [...(covered.get(line.lineNumber) ?? []), line]);
  }
  return covered;
}

/** What lines of declarations tell together in one measure. */
export function totalOf(told: readonly DeclaredLine[] = [], toldBy: Measure['toldBy']): bigint {
  return told.reduce((total, line) => total + (toldBy(line)?.amount ?? 0n), 0n);
}

/** Something of a line that is held together: how much of it was consigned, and how much a declaration tells of it. */
export interface Measure {
  /** Where a goods line tells it, as the end of a JSON pointer. */
  readonly field: Field;
  /** In whole millionths, or in minor units of a currency. */
  readonly consigned: bigint;
  /** `undefined` where it is not told, or not in the same unit or currency. */
  toldBy(line: DeclaredLine): { readonly amount: bigint; readonly field: Field } | undefined;
  textOf(amount: bigint): string;
}

type Field = 'netMassKg' | 'quantity' | 'supplementary/quantity' | 'value/amount';

/** What is held together of a line. */
export function measuresOf({
  netMassKg,
  quantity,
  unit,
  supplementary,
  value,
}: GoodsLine): readonly Measure[] {
  const { currency } = value;
  return [
    {
      field: 'netMassKg',
      consigned: millionths(netMassKg),
      toldBy: (line) => ({ amount: millionths(line.netMassKg), field: 'netMassKg' }),
      textOf: (amount) => `${decimalOf(amount)} kg`,
    },
    quantityMeasure('quantity', { quantity, unit }),
    ...(supplementary ? [quantityMeasure('supplementary/quantity', supplementary)] : []),
    {
      field: 'value/amount',
      consigned: toMoney(value).minor,
      toldBy: (line) =>
        line.value?.currency === currency
          ? { amount: toMoney(line.value).minor, field: 'value/amount' }
          : undefined,
      textOf: (minor) => `${toMoneyJson({ minor, currency }).amount} ${currency}`,
    },
  ];
}

interface Quantity {
  readonly quantity: string;
  readonly unit: string;
}

/** A quantity is told in the place that it was consigned in, or in the other one, where that alone has its unit. */
function quantityMeasure(
  field: 'quantity' | 'supplementary/quantity',
  { quantity, unit }: Quantity,
): Measure {
  return {
    field,
    consigned: millionths(quantity),
    toldBy: (line) => {
      const main = { ...line, field: 'quantity' as const };
      const beside = line.supplementary && {
        ...line.supplementary,
        field: 'supplementary/quantity' as const,
      };
      const inOrder = field === 'quantity' ? [main, beside] : [beside, main];
      const told = inOrder.find((one) => one?.unit === unit);
      return told && { amount: millionths(told.quantity), field: told.field };
    },
    textOf: (amount) => `${decimalOf(amount)} ${unit}`,
  };
}
