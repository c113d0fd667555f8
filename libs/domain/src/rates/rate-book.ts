import type { PostedRate } from './rate.events.js';

/** Rates that stand, by source and pair, each list in the order of its days. */
export type RateBook = ReadonlyMap<string, readonly PostedRate[]>;

/** The book with rates that are new, or stand for their day from now on in place of others; the one before stays as it was. */
export function withRates(book: RateBook, rates: Iterable<PostedRate>): RateBook {
  const told = new Map<string, Map<string, PostedRate>>();
  for (const rate of rates) {
    const key = keyOf(rate.source, rate.base, rate.quote);
    const days = told.get(key) ?? new Map(book.get(key)?.map((each) => [each.on, each]));
    told.set(key, days.set(rate.on, rate));
  }
  const lists = [...told].map(([key, days]) => [key, [...days.values()].sort(byDay)] as const);
  return new Map([...book, ...lists]);
}

/** The newest rate of a source that is for `on` or a day before; `undefined` where there is none. */
export function newestOf(
  book: RateBook,
  source: string,
  base: string,
  quote: string,
  on: string,
): PostedRate | undefined {
  const rates = book.get(keyOf(source, base, quote)) ?? [];
  let [low, high] = [0, rates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rates[middle]?.on ?? '') <= on) low = middle + 1;
    else high = middle;
  }
  return rates[low - 1];
}

function keyOf(source: string, base: string, quote: string): string {
  return `${source} ${base} ${quote}`;
}

function byDay({ on: one }: PostedRate, { on: other }: PostedRate): number {
  return one < other ? -1 : 1;
}
