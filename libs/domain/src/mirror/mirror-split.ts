import { toUsd } from '../usd.js';
import { MIRROR_SUMS, type MirrorAmounts, type MirrorPlace, type MirrorSum } from './mirror-rows.js';

/** A line of a declaration that counts in trade, or a share of it. */
export interface DeclaredLine {
  readonly declarationId: string;
  /** The event that has the last word on it. */
  readonly position: number;
  readonly reporter: string;
  /** Of an export the last known destination, of an import the origin. */
  readonly partner: string;
  readonly month: string;
  readonly chapter: string;
  /** In millionths of a kilogram. */
  readonly mass: bigint;
  /** Cents. */
  readonly usd: bigint;
  readonly currency: string;
  readonly usdPerUnit: string;
  /** Minor units of its currency. */
  readonly value: bigint;
  /** Minor units that it has beyond its invoice value; null where that is not told. */
  readonly charges: bigint | null;
}

export type PlacedAmounts = MirrorPlace & MirrorAmounts;

/**
 * What a pair adds to the gap of each place. From what was exported to what was imported, one thing changes at a time, in the order of the causes; what a step adds stays
 * where the goods are told of by then, and what it moves leaves one place for another. So the causes of each place sum to its imports less its exports.
 */
export function splitPair(exported: DeclaredLine, imported: DeclaredLine): readonly PlacedAmounts[] {
  const sums = new Sums();
  const [out, into] = [placeOfExport(exported), placeOfImport(imported)];
  const from = sums.at(out);
  const later = sums.at({ ...out, month: imported.month });
  const elsewhere = sums.at({ ...into, chapter: exported.chapter });
  const to = sums.at(into);
  const freight = freightBetween(exported, imported);
  const rate = rateBetween(exported, imported);
  const moved = exported.usd + freight + rate;
  from.exports += exported.usd;
  from.freight_and_insurance += freight;
  from.exchange_rate += rate;
  from.timing -= moved;
  later.timing += moved;
  later.partner -= moved;
  elsewhere.partner += moved;
  elsewhere.classification -= moved;
  to.classification += moved;
  to.imports += imported.usd;
  to.residual += imported.usd - moved;
  return sums.rows();
}

/** The same of what one side alone declares. */
export function splitLone(flow: 'export' | 'import', line: DeclaredLine): readonly PlacedAmounts[] {
  const sums = new Sums();
  const isExport = flow === 'export';
  const there = sums.at(isExport ? placeOfExport(line) : placeOfImport(line));
  if (isExport) there.exports += line.usd;
  else there.imports += line.usd;
  there.one_side_only += isExport ? -line.usd : line.usd;
  return sums.rows();
}

/** What the import's charges make of the goods beyond what the export's do. In one currency both go by the rate of the export, so that no rate takes part; in two, each by its own. */
function freightBetween(exported: DeclaredLine, imported: DeclaredLine): bigint {
  if (exported.charges === null || imported.charges === null) return 0n;
  if (exported.currency !== imported.currency)
    return inUsd(imported, imported.charges) - inUsd(exported, exported.charges);
  const charged = exported.value + imported.charges - exported.charges;
  return inUsd(exported, charged) - inUsd(exported, exported.value);
}

/** The same amount by the rate of the import, less by that of the export. Of two currencies, nobody tells at which rate one amount was made of the other. */
function rateBetween(exported: DeclaredLine, imported: DeclaredLine): bigint {
  if (exported.currency !== imported.currency) return 0n;
  const charges =
    exported.charges === null || imported.charges === null ? 0n : imported.charges - exported.charges;
  const charged = exported.value + charges;
  return inUsd(imported, charged) - inUsd(exported, charged);
}

function inUsd({ currency, usdPerUnit }: DeclaredLine, minor: bigint): bigint {
  return toUsd({ minor, currency }, usdPerUnit).minor;
}

const placeOfExport = ({ reporter, partner, month, chapter }: DeclaredLine): MirrorPlace => ({
  exporter: reporter,
  importer: partner,
  month,
  chapter,
});
const placeOfImport = ({ reporter, partner, month, chapter }: DeclaredLine): MirrorPlace => ({
  exporter: partner,
  importer: reporter,
  month,
  chapter,
});

type Sum = MirrorPlace & Record<MirrorSum, bigint>;

/** Amounts by the place that they count in. */
class Sums {
  private readonly sums: Sum[] = [];

  /** Those of a place, to add to. */
  at(place: MirrorPlace): Sum {
    const found = this.sums.find(
      (sum) =>
        sum.month === place.month &&
        sum.chapter === place.chapter &&
        sum.exporter === place.exporter &&
        sum.importer === place.importer,
    );
    if (found) return found;
    const fresh = { ...place, ...NOTHING };
    this.sums.push(fresh);
    return fresh;
  }

  /** Those with anything. */
  rows(): readonly PlacedAmounts[] {
    return this.sums.filter((row) => MIRROR_SUMS.some((sum) => row[sum] !== 0n));
  }
}

const NOTHING: MirrorAmounts = {
  exports: 0n,
  imports: 0n,
  freight_and_insurance: 0n,
  exchange_rate: 0n,
  timing: 0n,
  partner: 0n,
  classification: 0n,
  one_side_only: 0n,
  residual: 0n,
};
