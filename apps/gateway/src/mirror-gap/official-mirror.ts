import { divideHalfEven } from '@corridor/kernel';
import { usd } from '../graphql/money.type.js';
import { figureOf, type OfficialFigureRow } from '../official-trade/official-trade.sql.js';
import { ratio } from '../targets/ratio.js';
import type { MonthOfOfficialMirror } from './official-mirror.types.js';

/**
 * What the importer tells of its imports against what the exporter tells of its exports, by month and source.
 * @param imports rows of any flow and period that the importer tells of the exporter
 * @param exports the same that the exporter tells of the importer
 */
export function officialMonths(
  imports: readonly OfficialFigureRow[],
  exports: readonly OfficialFigureRow[],
): MonthOfOfficialMirror[] {
  const sides = new Map<string, { imports?: OfficialFigureRow; exports?: OfficialFigureRow }>();
  // Years are told by four digits, months by more.
  const add = (side: 'imports' | 'exports', flow: string, rows: readonly OfficialFigureRow[]) => {
    for (const row of rows) {
      if (row.flow !== flow || row.period.length === 4) continue;
      const key = `${row.period} ${row.source}`;
      sides.set(key, { ...sides.get(key), [side]: row });
    }
  };
  add('imports', 'import', imports);
  add('exports', 'export', exports);
  return [...sides]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { imports, exports }]) => ({
      month: key.slice(0, 7),
      imports: imports ? figureOf(imports) : null,
      exports: exports ? figureOf(exports) : null,
      ...gapBetween(imports, exports),
    }));
}

function gapBetween(
  imports: OfficialFigureRow | undefined,
  exports: OfficialFigureRow | undefined,
): Pick<MonthOfOfficialMirror, 'gap' | 'ofExports' | 'gapLessFreight'> {
  const [into, out] = [imports?.cents ?? null, exports?.cents ?? null].map((cents) =>
    cents === null ? undefined : BigInt(cents),
  );
  if (into === undefined || out === undefined) return { gap: null, ofExports: null, gapLessFreight: null };
  const isApart = imports?.tells_freight ?? false;
  return {
    gap: usd(into - out),
    ofExports: out === 0n ? null : ratio(into - out, out),
    gapLessFreight: isApart ? null : usd(divideHalfEven(into * 100n, 106n) - out),
  };
}
