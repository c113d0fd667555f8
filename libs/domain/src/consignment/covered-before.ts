import { apportionUnits, toMoney, toMoneyJson } from '@corridor/kernel';
import { decimalOf, millionths } from '../decimal.js';
import { type Coverage, coveredBy } from './declared-goods.js';
import type { DeclaredLine } from './goods.js';

/**
 * What a declaration covers beyond what earlier ones of the same flow cover, line by line and by net mass: goods that go from one procedure to the
 * next are no second lot of them. The rest of a line has its quantities and its value in proportion.
 */
export function beyondEarlier(coverage: Coverage, earlier: readonly Coverage[]): Coverage {
  const covered = coveredBy(coverage.flow, earlier);
  const lines = coverage.lines.flatMap((line) => {
    const before = (covered.get(line.lineNumber) ?? []).reduce(
      (sum, { netMassKg }) => sum + millionths(netMassKg),
      0n,
    );
    const rest = millionths(line.netMassKg) - before;
    if (rest <= 0n) return [];
    return before === 0n ? [line] : [shareOf(line, rest, before)];
  });
  return { ...coverage, lines };
}

/** @param rest the part of the line's net mass that stays, `taken` the other one; in millionths */
function shareOf(line: DeclaredLine, rest: bigint, taken: bigint): DeclaredLine {
  const share = (amount: bigint) => apportionUnits(amount, [rest, taken])[0] ?? 0n;
  const quantity = (text: string) => decimalOf(share(millionths(text)));
  const { supplementary, value } = line;
  return {
    ...line,
    netMassKg: decimalOf(rest),
    quantity: quantity(line.quantity),
    ...(supplementary && {
      supplementary: { ...supplementary, quantity: quantity(supplementary.quantity) },
    }),
    ...(value && {
      value: toMoneyJson({ minor: share(toMoney(value).minor), currency: value.currency }),
    }),
  };
}
