import { Rejection } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { refuse } from '../checks.js';
import { type Exchange, type ExchangeLeg, exchangeOf } from './exchange.js';
import type { PostedRate } from './rate.events.js';
import { newestOf, type RateBook } from './rate-book.js';

/** Through which two currencies meet that have no rate between them. */
const THROUGH = 'USD';

const DAY_MS = 86_400_000;

export interface RateAsked {
  /** ISO 4217. */
  readonly from: string;
  /** ISO 4217; another one. */
  readonly to: string;
  /** `YYYY-MM-DD`: no rate of a later day counts. */
  readonly on: string;
  /** Days by which a rate may be older than `on`; 0 for rates of that day alone. */
  readonly maxAgeDays: number;
  /** Whose rates count. The newest counts most; of two of one day, the one whose source stands first. */
  readonly sources: readonly string[];
}

/**
 * The rate for a day: the newest that is not too old, as it was posted, else one the other way round, else through the dollar, each leg
 * by the same rules.
 * @throws Rejection `rate-stale`, telling the day of the newest, where all that there is is too old; `rate-unknown` where there is
 *   nothing; `currencies-same`, `date-malformed`.
 */
export function findRate(book: RateBook, asked: RateAsked): Exchange {
  const { from, to, on, maxAgeDays } = asked;
  checkLocalDate(on, '/on');
  if (from === to) refuse('currencies-same', `${from} needs no rate to itself.`, '/to');
  const oldest = new Date(Date.parse(`${on}T00:00:00Z`) - maxAgeDays * DAY_MS).toISOString().slice(0, 10);
  const ways = waysOf(book, asked);
  const fresh = ways.find((legs) => legs.every((leg) => leg.on >= oldest));
  if (fresh) return exchangeOf(from, to, fresh);
  if (ways.length === 0) {
    const message = `Up to ${on} no rate from ${from} to ${to} was posted, neither between the two nor through ${THROUGH}.`;
    throw new Rejection('rate-unknown', message);
  }
  // A way is as old as the older of its legs.
  const newest = ways
    .map((legs) => legs.map((leg) => leg.on).sort()[0] ?? '')
    .sort()
    .at(-1);
  const message = `The newest rate from ${from} to ${to} up to ${on} is of ${newest}; it may be ${maxAgeDays} days old at most.`;
  throw new Rejection('rate-stale', message);
}

/** The currencies of which any two may be those of a rate that leads from one to others; none where there are no others. */
export function currenciesBetween(from: string, to: readonly string[]): readonly string[] {
  return to.length === 0 ? [] : [...new Set([from, ...to, THROUGH])];
}

/** Every way that there is a rate for, however old, those to be preferred first. */
function waysOf(book: RateBook, asked: RateAsked): readonly (readonly ExchangeLeg[])[] {
  const { from, to } = asked;
  const between = legsOf(book, asked, from, to).map((leg) => [leg]);
  if (from === THROUGH || to === THROUGH) return between;
  const there = legsOf(book, asked, from, THROUGH);
  const onwards = legsOf(book, asked, THROUGH, to);
  return [...between, ...there.flatMap((first) => onwards.map((second) => [first, second]))];
}

/** The rate from one currency to another, and the one the other way round. */
function legsOf(book: RateBook, asked: RateAsked, from: string, to: string): readonly ExchangeLeg[] {
  const direct = newest(book, asked, from, to);
  const inverse = newest(book, asked, to, from);
  return [...(direct ? [legOf(direct, false)] : []), ...(inverse ? [legOf(inverse, true)] : [])];
}

function newest(book: RateBook, { on, sources }: RateAsked, base: string, quote: string) {
  let found: PostedRate | undefined;
  for (const source of sources) {
    const rate = newestOf(book, source, base, quote, on);
    if (rate && (!found || rate.on > found.on)) found = rate;
  }
  return found;
}

function legOf({ base, quote, rate, on, source }: PostedRate, inverse: boolean): ExchangeLeg {
  return { base, quote, rate, on, source, inverse };
}
