import { money, usd } from '../graphql/money.type.js';
import { ratioOf } from '../targets/ratio-of.js';
import type { TransitStanding, TransitSumRow } from './transits.sql.js';
import type { TransitFacts, TransitSums } from './transits.types.js';

/** Digits behind the point of kilograms. */
const KG_DIGITS = 6;
const TONNE_DIGITS = 3;
/** Letters of a UN/LOCODE. */
const PLACE = 5;

export interface KeyedFacts extends TransitFacts {
  readonly key: readonly string[];
}

/** What a figure can be cut by, and the parts of its key. */
export const TRANSIT_CUTS = {
  countries: ({ way }) => [way.slice(0, 2), way.slice(-PLACE).slice(0, 2)],
  port: ({ port }) => [port],
  way: ({ way }) => way.split('-'),
  mode: ({ mode }) => [mode],
  guarantee: ({ kind }) => [kind],
} as const satisfies Readonly<Record<string, (row: TransitSumRow) => readonly string[]>>;
export type TransitCut = keyof typeof TRANSIT_CUTS;

/** What the transits under each key come to, the most discharged first, and the most under way among equals. */
export function factsBy(cut: TransitCut, rows: readonly TransitSumRow[]): readonly KeyedFacts[] {
  const byKey = new Map<string, TransitSumRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(TRANSIT_CUTS[cut](row));
    const of = byKey.get(key) ?? [];
    byKey.set(key, of);
    of.push(row);
  }
  return [...byKey]
    .map(([key, of]) => ({ key: JSON.parse(key) as readonly string[], ...factsOf(of) }))
    .sort((a, b) => b.discharged.n - a.discharged.n || b.underWay.n - a.underWay.n || compare(a.key, b.key));
}

export function factsOf(rows: readonly TransitSumRow[]): TransitFacts {
  const of = (...standings: TransitStanding[]) =>
    sumsOf(rows.filter(({ standing }) => standings.includes(standing)));
  return {
    discharged: of('discharged'),
    underWay: of('presented', 'overdue', 'on-the-way'),
    overdue: of('overdue'),
    presented: of('presented'),
  };
}

export function sumsOf(rows: readonly TransitSumRow[]): TransitSums {
  const count = (field: 'n' | 'late' | 'irregular', of = rows) =>
    of.reduce((sum, row) => sum + row[field], 0);
  const milligrams = rows.reduce((sum, { kg }) => sum + BigInt(kg.replace('.', '')), 0n);
  const values = new Map<string, bigint>();
  for (const { currency, minor } of rows) values.set(currency, (values.get(currency) ?? 0n) + BigInt(minor));
  const others = [...values].filter(([currency]) => currency !== 'USD').sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    n: count('n'),
    late: count('late'),
    irregular: count('irregular'),
    massKg: decimalOf(milligrams, 10n ** BigInt(KG_DIGITS), KG_DIGITS),
    massTonnes: decimalOf(milligrams, 1_000n * 10n ** BigInt(KG_DIGITS), TONNE_DIGITS),
    valueUsd: usd(values.get('USD') ?? 0n),
    otherValues: others.map(([currency, minor]) => money(minor.toString(), currency)),
    notInUsd: count(
      'n',
      rows.filter(({ currency }) => currency !== 'USD'),
    ),
  };
}

function decimalOf(above: bigint, below: bigint, digits: number): string {
  return ratioOf(above.toString(), below.toString(), digits) ?? '0';
}

function compare(a: readonly string[], b: readonly string[]): number {
  return a.join(' ') < b.join(' ') ? -1 : 1;
}
