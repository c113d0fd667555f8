import { apportionUnits } from '@corridor/kernel';
import type { DeclaredLine } from './mirror-split.js';

/** What two countries declare of the same goods; without a second one, what one of them declares alone. */
export interface Pair {
  readonly exported: DeclaredLine | undefined;
  readonly imported: DeclaredLine | undefined;
}

/** By what an export and an import are of the same goods, the surest first. */
const ROUNDS: readonly (readonly [
  ofExport: (line: DeclaredLine) => string,
  ofImport: (line: DeclaredLine) => string,
])[] = [
  [({ reporter, partner }) => `${reporter} ${partner}`, ({ reporter, partner }) => `${partner} ${reporter}`],
  [({ partner }) => partner, ({ reporter }) => reporter],
  [({ reporter }) => reporter, ({ partner }) => partner],
];

/**
 * Which declarations of one line of a consignment are held against each other. First those of one country to another that both sides name; of what is left, exports with
 * the imports of the country that they name as destination; then imports with the exports of the country that they name as origin; then all with all, unless one
 * country is on both sides. Whatever has no other side stands alone. No value is looked at.
 */
export function pairsOf(exports: readonly DeclaredLine[], imports: readonly DeclaredLine[]): readonly Pair[] {
  let left = { exports, imports };
  const pairs: Pair[] = [];
  for (const [ofExport, ofImport] of ROUNDS) {
    for (const key of new Set(left.exports.map(ofExport))) {
      const out = left.exports.filter((line) => ofExport(line) === key);
      const into = left.imports.filter((line) => ofImport(line) === key);
      if (into.length === 0) continue;
      pairs.push(...allWithAll(out, into));
      left = {
        exports: left.exports.filter((line) => !out.includes(line)),
        imports: left.imports.filter((line) => !into.includes(line)),
      };
    }
  }
  const exporters = new Set(left.exports.map(({ reporter }) => reporter));
  const isClear = !left.imports.some(({ reporter }) => exporters.has(reporter));
  if (isClear && left.exports.length > 0 && left.imports.length > 0)
    return [...pairs, ...allWithAll(left.exports, left.imports)];
  return [
    ...pairs,
    ...left.exports.map((exported) => ({ exported, imported: undefined })),
    ...left.imports.map((imported) => ({ exported: undefined, imported })),
  ];
}

/** Nobody tells which goods of one side are which of the other: each is shared among the other side by net mass. */
function allWithAll(exports: readonly DeclaredLine[], imports: readonly DeclaredLine[]): readonly Pair[] {
  const ofExports = exports.map((line) =>
    shared(
      line,
      imports.map(({ mass }) => mass),
    ),
  );
  const ofImports = imports.map((line) =>
    shared(
      line,
      exports.map(({ mass }) => mass),
    ),
  );
  return exports.flatMap((_, e) =>
    imports.map((_, i) => ({ exported: ofExports[e]?.[i], imported: ofImports[i]?.[e] })),
  );
}

/** A line in shares that sum to it exactly, in proportion to weights; in equal ones, where no weight is told. */
export function shared(line: DeclaredLine, weights: readonly bigint[]): readonly DeclaredLine[] {
  if (weights.length === 1) return [line];
  const told = weights.some((weight) => weight > 0n) ? weights : weights.map(() => 1n);
  const [mass, usd, value] = [line.mass, line.usd, line.value].map((units) => apportionUnits(units, told));
  const charges = line.charges === null ? undefined : apportionUnits(line.charges, told);
  return told.map((_, at) => ({
    ...line,
    mass: mass?.[at] ?? 0n,
    usd: usd?.[at] ?? 0n,
    value: value?.[at] ?? 0n,
    charges: charges?.[at] ?? null,
  }));
}
