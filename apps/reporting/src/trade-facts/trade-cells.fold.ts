import type { TradeFact } from './trade-facts.fold.js';

/** The ways to tell trade apart that a declaration tells; of each, the key that a fact belongs to. */
const KEYS = {
  total: () => '',
  sector: ({ sector }: TradeFact) => sector,
  chapter: ({ hs6 }: TradeFact) => hs6.slice(0, 2),
  heading: ({ hs6 }: TradeFact) => hs6.slice(0, 4),
  office: ({ customs_office }: TradeFact) => customs_office,
} as const;
type DeclaredCut = keyof typeof KEYS;
const DECLARED_CUTS = Object.keys(KEYS) as readonly DeclaredCut[];
/** Beside them those by which goods are carried. */
export type TradeCut = DeclaredCut | 'mode' | 'port';

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

/** What an event adds to a cell. */
export interface CellChange {
  readonly name: CellName;
  readonly position: number;
  readonly isExport: boolean;
  readonly isReExport: boolean;
  /** A whole number, negative where it is taken out. */
  readonly cents: string;
}

/** What a fact adds to the cell of a cut that it belongs to by a key. */
export function changeOf(fact: TradeFact, cut: TradeCut, key: string): CellChange {
  const { position, reporter, partner, month, flow, country_of_origin, value_usd_cents } = fact;
  const isExport = flow === 'export';
  return {
    name: { reporter, partner, cut, key, month },
    position,
    isExport,
    isReExport: isExport && country_of_origin !== reporter,
    cents: value_usd_cents,
  };
}

/** What a fact adds to the cells that it belongs to by what was declared, one of each cut. */
export function declaredChangesOf(fact: TradeFact): readonly CellChange[] {
  return DECLARED_CUTS.map((cut) => changeOf(fact, cut, KEYS[cut](fact)));
}

/**
 * What events make of cells: one row for each event and each cell that it tells of, also where what it takes out and puts in is the same.
 * @param changes of each cell in order of position
 * @param before the last rows of these cells
 */
export function foldCells(changes: readonly CellChange[], before: CellMemory): readonly TradeCell[] {
  const last = new Map(before);
  const rows = new Map<string, TradeCell>();
  for (const change of changes) {
    const id = idOf(change.name);
    const cell = cellAfter(last.get(id), change);
    last.set(id, cell);
    rows.set(`${id} ${change.position}`, cell);
  }
  return [...rows.values()];
}

function cellAfter(
  before: TradeCell | undefined,
  { name, position, isExport, isReExport, cents }: CellChange,
): TradeCell {
  const plus = (sum: string | undefined, counts: boolean): string =>
    counts ? (BigInt(sum ?? 0) + BigInt(cents)).toString() : (sum ?? '0');
  const changes = before?.changes ?? 0;
  return {
    ...name,
    position,
    changes: before?.position === position ? changes : changes + 1,
    exports: plus(before?.exports, isExport),
    re_exports: plus(before?.re_exports, isReExport),
    imports: plus(before?.imports, !isExport),
  };
}
