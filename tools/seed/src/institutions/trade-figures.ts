import type { EventDataOf } from '@corridor/contracts';
import { toMoney } from '@corridor/kernel';
import type { Part, Seen } from './world.js';

type ClearedLine = EventDataOf<'DeclarationCleared'>['lines'][number];

/** What one country tells of goods of a chapter in a month. */
interface Cell {
  readonly reporter: string;
  readonly partner: string;
  readonly flow: 'export' | 'import';
  readonly chapter: string;
  /** `YYYY-MM`. */
  readonly month: string;
  cents: bigint;
}

/** Goods of a chapter that the importer tells otherwise of than the exporter. */
export interface MirrorGap {
  readonly exporter: string;
  readonly importer: string;
  readonly chapter: string;
  readonly exports: bigint;
  readonly imports: bigint;
}

const GAP_CENTS_MIN = 10_000_000n;

/** The trade of the countries as customs tell it, so that what the institutions say of a figure is what the ledger shows. */
export class TradeFigures implements Part {
  private readonly cells = new Map<string, Cell>();

  see(event: Seen): void {
    if (event.type !== 'DeclarationCleared' && event.type !== 'DeclarationAmended') return;
    const { reporter, flow, acceptedOn, lines } = event.data;
    const add = (line: ClearedLine, sign: bigint): void => {
      const { partner, hs6, statisticalValueUsd } = line;
      const of = { reporter, partner, flow, chapter: hs6.slice(0, 2), month: acceptedOn.slice(0, 7) };
      const key = Object.values(of).join(' ');
      const cell = this.cells.get(key) ?? { ...of, cents: 0n };
      cell.cents += sign * toMoney(statisticalValueUsd).minor;
      this.cells.set(key, cell);
    };
    for (const line of 'replaced' in event.data ? event.data.replaced : []) add(line, -1n);
    for (const line of lines) add(line, 1n);
  }

  /** Exports and imports of the twelve full months before a day, in USD cents. */
  bilateral(reporter: string, partner: string, day: string): bigint {
    const [from, before] = [monthBefore(day, 12), monthBefore(day, 0)];
    return [...this.cells.values()]
      .filter((cell) => cell.reporter === reporter && cell.partner === partner)
      .filter(({ month }) => month >= from && month < before)
      .reduce((sum, { cents }) => sum + cents, 0n);
  }

  /** What an agenda calls a gap: of twelve months, the two newest left out, by 10 % of the exports and 100,000 USD at least. */
  gaps(countries: readonly string[], day: string): readonly MirrorGap[] {
    const [from, before] = [monthBefore(day, 14), monthBefore(day, 2)];
    const pairs = new Map<
      string,
      { exporter: string; importer: string; chapter: string; exports: bigint; imports: bigint }
    >();
    for (const { reporter, partner, flow, chapter, month, cents } of this.cells.values()) {
      const isOfBoth = countries.includes(reporter) && countries.includes(partner) && reporter !== partner;
      if (!isOfBoth || month < from || month >= before) continue;
      const [exporter, importer] = flow === 'export' ? [reporter, partner] : [partner, reporter];
      const key = `${exporter}-${importer}-${chapter}`;
      const pair = pairs.get(key) ?? { exporter, importer, chapter, exports: 0n, imports: 0n };
      if (flow === 'export') pair.exports += cents;
      else pair.imports += cents;
      pairs.set(key, pair);
    }
    return [...pairs.values()].filter((gap) => {
      const width = widthOf(gap);
      return width >= GAP_CENTS_MIN && width * 10n > gap.exports;
    });
  }
}

export function widthOf({ exports, imports }: Pick<MirrorGap, 'exports' | 'imports'>): bigint {
  return exports > imports ? exports - imports : imports - exports;
}

/** The month of a day, less so many: `YYYY-MM`. */
function monthBefore(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months)).toISOString().slice(0, 7);
}
