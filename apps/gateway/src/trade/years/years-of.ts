import type { Month } from '../../calendar/month.js';
import { type KeyedSum, sumOf, type TradeSum } from '../trade-sum.js';
import type { YearBegins } from './years.types.js';

export interface YearSum extends TradeSum {
  readonly year: string;
  readonly from: Month;
  readonly to: Month;
  readonly months: number;
}

/** Months, the oldest first, by the year that each is in. */
export function yearsOf(months: readonly KeyedSum[], begins: YearBegins): readonly YearSum[] {
  const byYear = new Map<string, [KeyedSum, ...KeyedSum[]]>();
  for (const month of months) {
    const year = yearOf(month.key, begins);
    const known = byYear.get(year);
    if (known) known.push(month);
    else byYear.set(year, [month]);
  }
  return [...byYear].map(([year, own]) => ({
    year,
    from: own[0].key,
    to: own.at(-1)?.key ?? own[0].key,
    months: own.length,
    ...sumOf(own),
  }));
}

/** "2026", or "2025-26" of a year that ends in the next one. */
function yearOf(month: Month, begins: YearBegins): string {
  const [year = 0, of = 0] = month.split('-').map(Number);
  if (begins === 1) return String(year);
  const first = of < begins ? year - 1 : year;
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
}
