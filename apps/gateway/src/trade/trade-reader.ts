import type { SelectQueryBuilder } from 'typeorm';
import { firstDay, listMonths, type Month } from '../calendar/month.js';
import { checkPresent } from '../ledger/present.js';
import { TradeFact } from '../read/entities/trade-fact.entity.js';
import type { ReadSession } from '../read/read-session.js';
import { TRADE_EVENTS_SQL, type TradeEventRow } from './trade-events.sql.js';

/** Whose trade, with whom, in which months, as of which position. */
export interface TradeQuestion {
  readonly reporter: string;
  readonly partner: string;
  readonly from: Month;
  readonly to: Month;
  readonly asOf: number;
}

/** USD cents; what left the country again is a part of the exports. */
export interface TradeSum {
  readonly exports: bigint;
  readonly reExports: bigint;
  readonly imports: bigint;
}

export interface KeyedSum extends TradeSum {
  readonly key: string;
}

/** The keys by which trade can be cut, in SQL over a trade fact `f`. */
const KEYS = {
  month: `to_char(f.month, 'YYYY-MM')`,
  sector: 'f.sector',
  chapter: 'left(f.hs6, 2)',
} as const;

/** Answers one question about bilateral trade; what several fields need is read once. */
export class TradeReader {
  private monthsAsked: Promise<readonly KeyedSum[]> | undefined;

  constructor(
    private readonly session: ReadSession,
    readonly question: TradeQuestion,
  ) {}

  /** One sum for each month asked for, oldest first, those without trade as well. */
  months(): Promise<readonly KeyedSum[]> {
    this.monthsAsked ??= this.sumsBy('month').then((sums) => {
      const known = new Map(sums.map((sum) => [sum.key, sum]));
      const { from, to } = this.question;
      return listMonths(from, to).map(
        (key) => known.get(key) ?? { key, exports: 0n, reExports: 0n, imports: 0n },
      );
    });
    return this.monthsAsked;
  }

  async sum(): Promise<TradeSum> {
    const months = await this.months();
    const add = (part: (sum: TradeSum) => bigint) => months.reduce((total, sum) => total + part(sum), 0n);
    return {
      exports: add(({ exports }) => exports),
      reExports: add(({ reExports }) => reExports),
      imports: add(({ imports }) => imports),
    };
  }

  /** The sectors with trade, the largest first. */
  async sectors(): Promise<readonly KeyedSum[]> {
    return (await this.sumsBy('sector')).sort(byTotal);
  }

  /** The chapters with trade, in the order of the Harmonized System. */
  async chapters(): Promise<readonly KeyedSum[]> {
    return (await this.sumsBy('chapter')).sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** The events behind the sum in the order of the ledger, at most `limit` of them behind position `after`. */
  async events(after: number, limit: number): Promise<readonly TradeEventRow[]> {
    const { reporter, partner, from, to, asOf } = this.question;
    const rows = await this.session.read((manager) =>
      manager.query<TradeEventRow[]>(TRADE_EVENTS_SQL, [
        reporter,
        partner,
        firstDay(from),
        firstDay(to),
        asOf,
        after,
        limit,
      ]),
    );
    checkPresent(rows);
    return rows;
  }

  private async sumsBy(key: keyof typeof KEYS): Promise<KeyedSum[]> {
    const rows = await this.session.read((manager) =>
      factsOf(manager.createQueryBuilder(TradeFact, 'f'), this.question)
        .select(KEYS[key], 'key')
        .addSelect(sumWhere(`f.flow = 'export'`), 'exports')
        .addSelect(sumWhere(`f.flow = 'export' AND f.countryOfOrigin <> f.reporter`), 'reExports')
        .addSelect(sumWhere(`f.flow = 'import'`), 'imports')
        .groupBy(KEYS[key])
        .getRawMany<Record<'key' | 'exports' | 'reExports' | 'imports', string>>(),
    );
    return rows.map((row) => ({
      key: row.key,
      exports: BigInt(row.exports),
      reExports: BigInt(row.reExports),
      imports: BigInt(row.imports),
    }));
  }
}

function sumWhere(condition: string): string {
  return `coalesce(sum(f.valueUsdCents) FILTER (WHERE ${condition}), 0)`;
}

function factsOf(
  query: SelectQueryBuilder<TradeFact>,
  { reporter, partner, from, to, asOf }: TradeQuestion,
): SelectQueryBuilder<TradeFact> {
  return query
    .where('f.reporter = :reporter AND f.partner = :partner', { reporter, partner })
    .andWhere('f.month BETWEEN :from AND :to', { from: firstDay(from), to: firstDay(to) })
    .andWhere('f.position <= :asOf', { asOf });
}

function byTotal(a: KeyedSum, b: KeyedSum): number {
  const difference = b.exports + b.imports - (a.exports + a.imports);
  if (difference !== 0n) return difference > 0n ? 1 : -1;
  return a.key < b.key ? -1 : 1;
}
