import { millionths } from '../decimal.js';
import { shared } from './mirror-pairs.js';
import type { Goods, MirrorDeclarationRow } from './mirror-rows.js';
import type { DeclaredLine } from './mirror-split.js';

/** What is declared of one line of a consignment. */
export interface ToldOfLine {
  readonly exports: readonly DeclaredLine[];
  readonly imports: readonly DeclaredLine[];
}
const NOTHING_TOLD: ToldOfLine = { exports: [], imports: [] };

/**
 * What is declared of a line of each consignment that was not split further: of itself, and its share of what was declared of the wholes that it is of, in proportion to
 * the net mass that it has of the line.
 */
export function toldOfParts(
  goods: Goods,
  id: string,
  lineNumber: number,
  ofWhole: ToldOfLine = NOTHING_TOLD,
): readonly { readonly consignment_id: string; readonly told: ToldOfLine }[] {
  const own = declaredOf(goods, id, lineNumber);
  const told = {
    exports: [...ofWhole.exports, ...own.exports],
    imports: [...ofWhole.imports, ...own.imports],
  };
  const parts = goods.consignments
    .filter(({ whole_id, masses }) => whole_id === id && masses[lineNumber] !== undefined)
    .sort((a, b) => (a.consignment_id < b.consignment_id ? -1 : 1));
  if (parts.length === 0) return [{ consignment_id: id, told }];
  const weights = parts.map(({ masses }) => millionths(masses[lineNumber] ?? '0'));
  const exports = told.exports.map((line) => shared(line, weights));
  const imports = told.imports.map((line) => shared(line, weights));
  return parts.flatMap(({ consignment_id }, part) =>
    toldOfParts(goods, consignment_id, lineNumber, {
      exports: exports.flatMap((shares) => shares[part] ?? []),
      imports: imports.flatMap((shares) => shares[part] ?? []),
    }),
  );
}

/** The lines of declarations of this consignment itself that are of trade with another country, by the ids of the declarations. */
function declaredOf({ declarations }: Goods, id: string, lineNumber: number): ToldOfLine {
  const ofIt = declarations
    .filter(({ consignment_id }) => consignment_id === id)
    .sort((a, b) => (a.declaration_id < b.declaration_id ? -1 : 1));
  const of = (flow: MirrorDeclarationRow['flow']) =>
    ofIt.filter((row) => row.flow === flow).flatMap((row) => declaredLines(row, lineNumber));
  return { exports: of('export'), imports: of('import') };
}

function declaredLines(
  { declaration_id: declarationId, told }: MirrorDeclarationRow,
  lineNumber: number,
): readonly DeclaredLine[] {
  if (!told) return [];
  const { position, reporter, month, currency, usdPerUnit } = told;
  return told.lines
    .filter((line) => line.lineNumber === lineNumber && line.partner !== reporter)
    .map(({ partner, chapter, netMassKg, usd, value, charges }) => ({
      ...{ declarationId, position, reporter, month, currency, usdPerUnit, partner, chapter },
      mass: millionths(netMassKg),
      usd: BigInt(usd),
      value: BigInt(value),
      charges: charges === null ? null : BigInt(charges),
    }));
}
