import type { CarriageCut } from '@corridor/domain';
import type { Cell, CellChange, CellKind } from '../cells/cells.fold.js';
import type { TradeFact } from './trade-facts.fold.js';

/** The ways to tell trade apart that a declaration tells; of each, the key that a fact belongs to. */
const KEYS = {
  total: () => '',
  sector: ({ sector }: TradeFact) => sector,
  chapter: ({ hs6 }: TradeFact) => hs6.slice(0, 2),
  /** Those of a heading are added up. */
  subheading: ({ hs6 }: TradeFact) => hs6,
  office: ({ customs_office }: TradeFact) => customs_office,
} as const;
type DeclaredCut = keyof typeof KEYS;
const DECLARED_CUTS = Object.keys(KEYS) as readonly DeclaredCut[];
/** Beside them those by which goods are carried. */
export type TradeCut = DeclaredCut | CarriageCut;

/** Whose trade with whom, in which month, of what. */
export interface TradeCellName {
  readonly reporter: string;
  readonly partner: string;
  readonly cut: TradeCut;
  readonly key: string;
  readonly month: string;
}

/** USD cents; what left the country again is a part of the exports. */
type TradeSum = 'exports' | 're_exports' | 'imports';
export type TradeChange = CellChange<TradeCellName, TradeSum>;
export type TradeCell = Cell<TradeCellName, TradeSum>;

export const TRADE_CELLS: CellKind<TradeCellName, TradeSum> = {
  name: ['reporter', 'partner', 'cut', 'month', 'key'],
  sums: ['exports', 're_exports', 'imports'],
};

/** What was traded, in whichever goods. */
type Traded = Pick<
  TradeFact,
  'position' | 'reporter' | 'partner' | 'month' | 'flow' | 'country_of_origin' | 'value_usd_cents'
>;

/** What a fact adds to the cell of a cut that it belongs to by a key. */
export function changeOf(fact: Traded, cut: TradeCut, key: string): TradeChange {
  return { name: nameOf(fact, cut, key), position: fact.position, adds: addsOf(fact) };
}

/** What a fact adds to the cells that it belongs to by what was declared, one of each cut. */
export function declaredChangesOf(fact: TradeFact): readonly TradeChange[] {
  const [position, adds] = [fact.position, addsOf(fact)];
  return DECLARED_CUTS.map((cut) => ({ name: nameOf(fact, cut, KEYS[cut](fact)), position, adds }));
}

function nameOf({ reporter, partner, month }: Traded, cut: TradeCut, key: string): TradeCellName {
  return { reporter, partner, cut, key, month };
}

function addsOf({ flow, country_of_origin, reporter, value_usd_cents }: Traded): TradeChange['adds'] {
  const cents = BigInt(value_usd_cents);
  if (flow === 'import') return { imports: cents };
  return country_of_origin === reporter ? { exports: cents } : { exports: cents, re_exports: cents };
}
