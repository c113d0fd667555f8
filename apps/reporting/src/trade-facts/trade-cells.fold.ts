import type { TradeFact } from './trade-facts.fold.js';

/** The ways to tell trade apart; of each, the key that a fact belongs to. */
const KEYS = {
  total: () => '',
  sector: ({ sector }: TradeFact) => sector,
  chapter: ({ hs6 }: TradeFact) => hs6.slice(0, 2),
  heading: ({ hs6 }: TradeFact) => hs6.slice(0, 4),
  office: ({ customs_office }: TradeFact) => customs_office,
} as const;
export type TradeCut = keyof typeof KEYS;
export const TRADE_CUTS = Object.keys(KEYS) as readonly TradeCut[];

/** Whose trade with whom, in which month, of what. */
export interface CellName {
  readonly reporter: string;
  readonly partner: string;
  readonly cut: TradeCut;
  readonly key: string;
  readonly month: string;
}

/** What a cell comes to behind an event that changed it: a row of `reporting.trade_cells`, without its generation. Sums are text, since they have no bound. */
export interface TradeCell extends CellName {
  readonly position: number;
  /** Events that have changed it so far. */
  readonly changes: number;
  readonly exports: string;
  readonly re_exports: string;
  readonly imports: string;
}

/** The last row of cells, by {@link idOf}. */
export type CellMemory = ReadonlyMap<string, TradeCell>;

export function idOf({ reporter, partner, cut, key, month }: CellName): string {
  return `${reporter} ${partner} ${cut} ${key} ${month}`;
}

/** The cells that a fact belongs to, one of each cut. */
export function cellsOf(fact: TradeFact): readonly CellName[] {
  const { reporter, partner, month } = fact;
  return TRADE_CUTS.map((cut) => ({ reporter, partner, cut, key: KEYS[cut](fact), month }));
}

/**
 * What facts make of the cells that they belong to: one row for each event and each cell that it tells of, also where what it takes out and puts in is the same.
 * @param facts in order of position
 * @param before the last rows of these cells
 */
export function foldCells(facts: readonly TradeFact[], before: CellMemory): readonly TradeCell[] {
  const last = new Map(before);
  const rows = new Map<string, TradeCell>();
  for (const fact of facts) {
    for (const name of cellsOf(fact)) {
      const id = idOf(name);
      const cell = cellAfter(last.get(id), name, fact);
      last.set(id, cell);
      rows.set(`${id} ${fact.position}`, cell);
    }
  }
  return [...rows.values()];
}

function cellAfter(before: TradeCell | undefined, name: CellName, fact: TradeFact): TradeCell {
  const { position, flow, reporter, country_of_origin, value_usd_cents } = fact;
  const isExport = flow === 'export';
  const plus = (sum: string | undefined, counts: boolean): string =>
    counts ? (BigInt(sum ?? 0) + BigInt(value_usd_cents)).toString() : (sum ?? '0');
  const changes = before?.changes ?? 0;
  return {
    ...name,
    position,
    changes: before?.position === position ? changes : changes + 1,
    exports: plus(before?.exports, isExport),
    re_exports: plus(before?.re_exports, isExport && country_of_origin !== reporter),
    imports: plus(before?.imports, !isExport),
  };
}
