import {
  convert,
  type Exchange,
  findRate,
  type InDollars,
  type PostedRate,
  type RateAsked,
  type RateBook,
  withRates,
} from '@corridor/domain';
import { type MoneyJson, Rejection } from '@corridor/kernel';
import { type LedgerParts, ProblemError } from '@corridor/nest-kit';
import { RATE_SOURCES } from '@corridor/reference-data';
import { SharedLook } from '../list/shared-look.js';
import { RateList } from './rate-list.js';
import type { RateSettings } from './rate-settings.js';

/** The central banks, those to be preferred first. */
export const OFFICIAL_SOURCES: readonly string[] = [...RATE_SOURCES].map(({ code }) => code);

/** Whose rates count for what a bank books: its own before those of the central banks, and of no other bank. */
export function sourcesOf(bank: string): readonly string[] {
  return [...new Set([bank, ...OFFICIAL_SOURCES])];
}

const DOLLAR = 'USD';

interface Kept {
  readonly book: RateBook;
  /** The newest change that is in it. */
  readonly position: number;
}

/**
 * The rates, for whoever has to convert money: kept in memory, and looked up without a question to the database but for one each moment.
 */
export class Rates {
  private readonly kept: SharedLook<Kept>;

  constructor(
    { store, pool }: Pick<LedgerParts, 'store' | 'pool'>,
    private readonly settings: RateSettings,
    private readonly list = new RateList(store, pool),
  ) {
    this.kept = new SharedLook<Kept>(async (before = { book: new Map(), position: 0 }) => {
      await this.list.atHead();
      const { rows } = await pool.query<PostedRate & { changed: string }>({
        name: 'payments-rates-behind',
        text: `SELECT source, base, quote, rate, on_day::text AS "on", changed FROM payments.rates
          WHERE changed > $1 ORDER BY changed`,
        values: [before.position],
      });
      const last = rows.at(-1);
      return last ? { book: withRates(before.book, rows), position: Number(last.changed) } : before;
    });
  }

  /**
   * The rate from one currency to another for a day (`YYYY-MM-DD`), with all that an event has to keep of it.
   * @param asked `sources`: whose rates count, those to be preferred first; the central banks' where it is left out. Another bank's rate is
   *   never used unless it is named.
   * @throws Rejection `rate-stale`, `rate-unknown`, `currencies-same` or `date-malformed`; ProblemError 503 `index-behind`.
   */
  async find(
    asked: Pick<RateAsked, 'from' | 'to' | 'on'> & Partial<Pick<RateAsked, 'sources'>>,
  ): Promise<Exchange> {
    const { book } = await this.kept.current();
    return findRate(book, { sources: OFFICIAL_SOURCES, ...this.settings, ...asked });
  }

  /** Days by which a rate may be older than the day that it is used for. */
  get maxAgeDays(): number {
    return this.settings.maxAgeDays;
  }

  /**
   * What amounts are worth in US dollars, each at the rate of its day; nothing for dollars, nor where there is no rate that is not stale,
   * or none can be looked up: no money waits for that.
   */
  async inDollars(
    asked: readonly { readonly amount: MoneyJson; readonly valueDate: string }[],
  ): Promise<readonly (InDollars | undefined)[]> {
    if (asked.every(({ amount }) => amount.currency === DOLLAR)) return asked.map(() => undefined);
    const kept = await this.kept.current().catch((error: unknown) => {
      if (error instanceof ProblemError) return undefined;
      throw error;
    });
    const ofDay = new Map<string, Exchange | undefined>();
    return asked.map(({ amount, valueDate: on }) => {
      const { currency: from } = amount;
      if (!kept || from === DOLLAR) return undefined;
      const key = `${from} ${on}`;
      if (!ofDay.has(key)) {
        const wanted = { sources: OFFICIAL_SOURCES, ...this.settings, from, to: DOLLAR, on };
        ofDay.set(
          key,
          orNothing(() => findRate(kept.book, wanted)),
        );
      }
      const exchange = ofDay.get(key);
      return exchange && orNothing(() => ({ amount: convert(amount, exchange), exchange }));
    });
  }

  /** Whoever asks from now on finds what is in the log by now. */
  outdate(): void {
    this.kept.outdate();
  }
}

/** What is found; nothing where it is refused: there is no rate, or the amount is too large to be told in dollars. */
function orNothing<Value>(find: () => Value): Value | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}
