import { Rejection } from '@corridor/kernel';
import { refuse } from '../checks.js';
import { decimalOf, millionths } from '../decimal.js';
import type { DeclarationAttached } from './consignment.events.js';
import type { KnownConsignment } from './consignment-state.js';
import type { GoodsLine } from './goods.js';
import { checkLineParts, type LineTotal, totalsOf } from './goods-lines.js';

type Coverage = Omit<DeclarationAttached['data'], 'consignmentId'>;

/**
 * Checks what a declaration covers: of no line more than was consigned, together with the other declarations of the same flow.
 * @throws Rejection naming the line; `goods-declared-already` where others cover them.
 */
export function checkCoverage(coverage: Coverage, { lines, declarations }: KnownConsignment): void {
  checkLineParts(coverage.lines, lines, '/lines');
  const others = coveredBy(
    coverage.flow,
    declarations.filter(({ declarationId }) => declarationId !== coverage.declarationId),
  );
  for (const [index, part] of coverage.lines.entries()) {
    const line = lines.find(({ lineNumber }) => lineNumber === part.lineNumber);
    const consigned = millionths(line?.netMassKg ?? '0');
    const asked = millionths(part.netMassKg);
    const pointer = `/lines/${index}/netMassKg`;
    if (asked > consigned) {
      const message = `Of line ${part.lineNumber} ${decimalOf(consigned)} kg were consigned, not ${part.netMassKg} kg; amend the consignment first where it was weighed again.`;
      refuse('more-than-consigned', message, pointer);
    }
    const covered = others.get(part.lineNumber)?.netMassKg ?? 0n;
    if (asked + covered > consigned) {
      const message = `Of line ${part.lineNumber} ${decimalOf(covered)} of ${decimalOf(consigned)} kg are declared for ${coverage.flow} already.`;
      throw new Rejection('goods-declared-already', message, { pointer });
    }
  }
}

/**
 * Checks that amended lines still hold what customs was told of.
 * @throws Rejection `goods-declared-already` naming the first line that would not.
 */
export function checkCoverageHolds(lines: readonly GoodsLine[], { declarations }: KnownConsignment): void {
  for (const flow of ['export', 'import'] as const) {
    for (const [lineNumber, covered] of coveredBy(flow, declarations)) {
      const index = lines.findIndex((line) => line.lineNumber === lineNumber);
      const consigned = millionths(lines[index]?.netMassKg ?? '0');
      if (covered.netMassKg <= consigned) continue;
      const message = `${decimalOf(covered.netMassKg)} kg of line ${lineNumber} are declared for ${flow}; have that declaration amended first.`;
      const pointer = index < 0 ? '/lines' : `/lines/${index}/netMassKg`;
      throw new Rejection('goods-declared-already', message, { pointer });
    }
  }
}

/** What declarations of a flow cover, line by line. */
export function coveredBy(
  flow: Coverage['flow'],
  declarations: readonly Coverage[],
): ReadonlyMap<number, LineTotal> {
  return totalsOf(declarations.filter((one) => one.flow === flow).flatMap(({ lines }) => lines));
}
