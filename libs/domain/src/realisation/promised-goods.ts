import { usdOf } from '../institutions/index.js';
import type { Measure } from './measure.js';
import type { ValuedLine } from './valued-line.js';

/** Lines of the chapters, headings and subheadings that were promised: none of services. */
export function promisedOf(
  lines: readonly ValuedLine[],
  { hsCodes, ofServices }: Pick<Measure, 'hsCodes' | 'ofServices'>,
): readonly ValuedLine[] {
  if (ofServices) return [];
  return hsCodes.length === 0
    ? lines
    : lines.filter(({ hs6 }) => hsCodes.some((code) => hs6.startsWith(code)));
}

/** How much of an invoice is for what was promised: by what the lines of its goods were consigned for. */
export function promisedShare(
  lines: readonly ValuedLine[],
  measure: Pick<Measure, 'hsCodes' | 'ofServices' | 'rates'>,
): { readonly promised: bigint; readonly all: bigint } {
  if (measure.ofServices) return { promised: 0n, all: 1n };
  const promised = promisedOf(lines, measure);
  if (promised.length === lines.length) return { promised: 1n, all: 1n };
  const isOneCurrency = lines.every(({ currency }) => currency === lines[0]?.currency);
  // In several currencies they are compared in USD; a line whose rate was not told weighs nothing.
  const weight = ({ minor, currency }: ValuedLine) =>
    isOneCurrency ? BigInt(minor) : (usdOf({ minor: BigInt(minor), currency }, measure.rates)?.minor ?? 0n);
  const sum = (some: readonly ValuedLine[]) => some.reduce((total, line) => total + weight(line), 0n);
  const all = sum(lines);
  return all === 0n ? { promised: 0n, all: 1n } : { promised: sum(promised), all };
}
