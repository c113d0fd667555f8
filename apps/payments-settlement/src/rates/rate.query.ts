import { convert, type Exchange, type PostedRate, wayOf } from '@corridor/domain';
import { type MoneyJson, Rejection } from '@corridor/kernel';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { RateList } from './rate-list.js';
import { Rates } from './rates.js';

/** What of the list is asked for. */
export interface RateFilter {
  readonly base?: string;
  readonly quote?: string;
  readonly on?: string;
  readonly source?: string;
  /** Behind this position, 0 for the beginning. */
  readonly after: number;
  readonly limit: number;
}

export interface ListedRate extends PostedRate {
  /** Of the event that posted it. */
  readonly position: number;
  /** RFC 3339 in UTC. */
  readonly postedAt: string;
  /** Oldest first. */
  readonly corrections: readonly {
    readonly wrong: string;
    readonly rate: string;
    readonly reason: string;
    readonly position: number;
    readonly correctedAt: string;
  }[];
  readonly demo: boolean;
}

export interface RatePage {
  readonly items: readonly ListedRate[];
  /** Gives the next page as `after`; absent on the last. */
  readonly next?: string;
}

/** Asks for a page of rates, in the order in which they were posted. */
export class RateListQuery extends Query<RatePage> {
  constructor(
    readonly filter: RateFilter,
    /** Whose rates are seen; `undefined` for all. */
    readonly sources: readonly string[] | undefined,
  ) {
    super();
  }
}

@QueryHandler(RateListQuery)
export class RateListQueryHandler implements IQueryHandler<RateListQuery> {
  constructor(
    @Inject(RateList) private readonly list: RateList,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {}

  /** @throws ProblemError 503 `index-behind` where the list does not get to the head of the log in time. */
  async execute({ filter, sources }: RateListQuery): Promise<RatePage> {
    await this.list.atHead();
    const { base, quote, on, source, after, limit } = filter;
    const values: unknown[] = [after, limit + 1];
    const conditions = ['position > $1'];
    for (const [condition, value] of [
      ['base =', base],
      ['quote =', quote],
      ['on_day =', on],
      ['source =', source],
      ['source = ANY', sources],
    ] as const) {
      if (value !== undefined) conditions.push(`${condition} ($${values.push(value)})`);
    }
    const { rows } = await this.parts.pool.query<Omit<ListedRate, 'position'> & { position: string }>(
      `SELECT base, quote, rate, on_day::text AS "on", source, position,
         to_char(posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "postedAt", corrections, demo
       FROM payments.rates WHERE ${conditions.join(' AND ')} ORDER BY payments.rates.position LIMIT $2`,
      values,
    );
    const items = rows.slice(0, limit).map((row) => ({ ...row, position: Number(row.position) }));
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: String(last.position) }) };
  }
}

export interface Conversion {
  readonly amount: MoneyJson;
  readonly converted: MoneyJson;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly way: 'direct' | 'inverse' | 'triangulated';
  readonly exchange: Exchange;
}

/** Asks what an amount is in another currency. */
export class ConversionQuery extends Query<Conversion> {
  constructor(
    readonly asked: {
      readonly amount: MoneyJson;
      readonly to: string;
      /** `YYYY-MM-DD`. */
      readonly on: string;
      /** Whose rates count; the central banks' where it is left out. */
      readonly sources?: readonly string[];
    },
  ) {
    super();
  }
}

@QueryHandler(ConversionQuery)
export class ConversionQueryHandler implements IQueryHandler<ConversionQuery> {
  constructor(@Inject(Rates) private readonly rates: Rates) {}

  /** @throws Rejection `rate-stale`, `rate-unknown` or `currencies-same`, or for an amount that is none in its currency. */
  async execute({ asked: { amount, to, ...asked } }: ConversionQuery): Promise<Conversion> {
    // Whoever was told that a rate was posted, by whichever process, converts by it.
    this.rates.outdate();
    const exchange = await this.rates.find({ from: amount.currency, to, ...asked });
    return {
      amount,
      converted: converted(amount, exchange),
      on: asked.on,
      way: wayOf(exchange),
      exchange,
    };
  }
}

/** The amount and its currency are two parameters. */
function converted(amount: MoneyJson, exchange: Exchange): MoneyJson {
  try {
    return convert(amount, exchange);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    throw new Rejection(error.code, error.message, { ...error.details, pointer: '/amount' });
  }
}
