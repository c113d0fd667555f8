import { firstDay, listMonths, type Month } from '../calendar/month.js';
import { badInput } from '../graphql/errors.js';
import { checkPresent } from '../ledger/present.js';
import type { ReadSession } from '../read/read-session.js';
import type { LastChangeRow } from '../release-calendar/release-calendar.sql.js';
import {
  TRADE_BY_KEY_SQL,
  TRADE_BY_MONTH_SQL,
  TRADE_LAST_CHANGES_SQL,
  type TradeCut,
  type TradeSumRow,
} from './trade-cells.sql.js';
import { TRADE_EVENTS_SQL, type TradeEventRow } from './trade-events.sql.js';
import { TRADE_BY_KEY_UNTIL_SQL, TRADE_BY_MONTH_UNTIL_SQL, untilOf } from './trade-until.sql.js';

/** Whose trade, with whom, in which months, as of which position; of that, where it is told, what had happened by an instant. */
export interface TradeQuestion {
  readonly reporter: string;
  readonly partner: string;
  readonly from: Month;
  readonly to: Month;
  readonly asOf: number;
  readonly occurredUntil?: string | null;
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

/** Answers one question about bilateral trade; what several fields need is read once. */
export class TradeReader {
  private monthsAsked: Promise<readonly KeyedSum[]> | undefined;

  constructor(
    private readonly session: ReadSession,
    readonly question: TradeQuestion,
  ) {}

  /** One sum for each month asked for, oldest first, those without trade as well. */
  months(): Promise<readonly KeyedSum[]> {
    this.monthsAsked ??= this.sums('total').then((sums) => {
      const known = new Map(sums.map((sum) => [sum.key, sum]));
      const { from, to } = this.question;
      return listMonths(from, to).map(
        (key) => known.get(key) ?? { key, exports: 0n, reExports: 0n, imports: 0n },
      );
    });
    return this.monthsAsked;
  }

  async sum(): Promise<TradeSum> {
    return sumOf(await this.months());
  }

  /** The first month that comes to anything: what was traded and taken out again is no history. */
  async firstMonth(): Promise<Month | undefined> {
    const months = (await this.sums('total')).sort(byKey);
    return months.find(({ exports, imports }) => exports !== 0n || imports !== 0n)?.key;
  }

  /** The sectors with trade, the largest first. */
  async sectors(): Promise<readonly KeyedSum[]> {
    return (await this.sumsBy('sector')).sort(byTotal);
  }

  /** The chapters with trade, in the order of the Harmonized System. */
  async chapters(): Promise<readonly KeyedSum[]> {
    return (await this.sumsBy('chapter')).sort(byKey);
  }

  /** The headings with trade, in the order of the Harmonized System. */
  async headings(): Promise<readonly KeyedSum[]> {
    return (await this.sumsBy('heading')).sort(byKey);
  }

  /** The customs offices with trade, the largest first. */
  async offices(): Promise<readonly KeyedSum[]> {
    return (await this.sumsBy('office')).sort(byTotal);
  }

  /** By what carried the goods over the reporter's frontier, the largest first; what is not told has an empty key. */
  async modes(): Promise<readonly KeyedSum[]> {
    return this.carried('mode', 'byMode');
  }

  /** The ports in which they were loaded on a ship, or taken off it, the largest first; where that is not told, the key is empty. */
  async ports(): Promise<readonly KeyedSum[]> {
    return this.carried('port', 'byPort');
  }

  /** @throws GraphQLError as of what had happened by an instant: which events told the carriage by then is not kept. */
  private async carried(cut: 'mode' | 'port', field: string): Promise<readonly KeyedSum[]> {
    if (this.question.occurredUntil)
      throw badInput(
        `occurredUntil: ${field} is asked as of a position or of what was known. Leave one of them out.`,
      );
    const sums = await this.sumsBy(cut);
    return sums
      .filter(({ exports, reExports, imports }) => exports !== 0n || reExports !== 0n || imports !== 0n)
      .sort(byTotal);
  }

  /** The events behind the sum in the order of the ledger, at most `limit` of them behind position `after`. */
  async events(after: number, limit: number): Promise<readonly TradeEventRow[]> {
    const { reporter, partner, from, to, asOf, occurredUntil } = this.question;
    const rows = await this.session.read((manager) =>
      manager.query<TradeEventRow[]>(TRADE_EVENTS_SQL, [
        reporter,
        [partner],
        firstDay(from),
        firstDay(to),
        asOf,
        after,
        limit,
        occurredUntil ? Date.parse(occurredUntil) : null,
      ]),
    );
    checkPresent(rows);
    return rows;
  }

  /** Of each month that an event told of, the last one that did. */
  lastChanges(): Promise<readonly LastChangeRow[]> {
    const { reporter, partner, from, to, asOf } = this.question;
    const values = [reporter, [partner], firstDay(from), firstDay(to), asOf];
    return this.session.read((manager) => manager.query<LastChangeRow[]>(TRADE_LAST_CHANGES_SQL, values));
  }

  private sumsBy(cut: Exclude<TradeCut, 'total'>): Promise<KeyedSum[]> {
    return this.sums(cut);
  }

  private async sums(cut: TradeCut): Promise<KeyedSum[]> {
    const { reporter, partner, from, to, asOf, occurredUntil } = this.question;
    const known = [reporter, partner, firstDay(from), firstDay(to), asOf, cut];
    const [byMonth, byKey, until] = occurredUntil
      ? [TRADE_BY_MONTH_UNTIL_SQL, TRADE_BY_KEY_UNTIL_SQL, untilOf(occurredUntil)]
      : [TRADE_BY_MONTH_SQL, TRADE_BY_KEY_SQL, []];
    const rows = await this.session.read((manager) =>
      manager.query<TradeSumRow[]>(cut === 'total' ? byMonth : byKey, [...known, ...until]),
    );
    return rows.map(keyedSum);
  }
}

/** What sums come to together. */
export function sumOf(sums: readonly TradeSum[]): TradeSum {
  const add = (part: (sum: TradeSum) => bigint) => sums.reduce((total, sum) => total + part(sum), 0n);
  return {
    exports: add(({ exports }) => exports),
    reExports: add(({ reExports }) => reExports),
    imports: add(({ imports }) => imports),
  };
}

export function keyedSum(row: TradeSumRow): KeyedSum {
  return {
    key: row.key,
    exports: BigInt(row.exports),
    reExports: BigInt(row.re_exports),
    imports: BigInt(row.imports),
  };
}

/** The largest first. */
export function byTotal(a: KeyedSum, b: KeyedSum): number {
  const difference = b.exports + b.imports - (a.exports + a.imports);
  if (difference !== 0n) return difference > 0n ? 1 : -1;
  return byKey(a, b);
}

function byKey(a: KeyedSum, b: KeyedSum): number {
  return a.key < b.key ? -1 : 1;
}
