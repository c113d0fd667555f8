import { Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import fc from 'fast-check';
import { convert, type ExchangeLeg, findRate, type PostedRate, withRates } from '../index.js';

const SEED = 20_260_330;
const CURRENCIES = ['USD', 'PKR', 'KZT', 'JPY', 'KWD'] as const;
const SOURCES = ['sbp', 'nbk', 'demo-bank'] as const;
const MAX_AGE_DAYS = 7;

const day = fc.integer({ min: 0, max: 40 }).map(dayOf);
const currency = fc.constantFrom(...CURRENCIES);
/** Most rates are against the dollar, so that some pairs meet through it alone. */
const pair = fc
  .tuple(fc.oneof({ arbitrary: fc.constant('USD'), weight: 4 }, currency), currency, fc.boolean())
  .map(([one, other, turned]) => (turned ? { base: other, quote: one } : { base: one, quote: other }));
const posted: fc.Arbitrary<PostedRate> = fc
  .record({
    pair,
    // From a ten-thousandth to a thousand.
    rate: fc.integer({ min: 1, max: 10_000_000 }).map((units) => (units / 10_000).toFixed(4)),
    on: day,
    source: fc.constantFrom(...SOURCES),
  })
  .map(({ pair: of, ...told }) => ({ ...of, ...told }))
  .filter(({ base, quote }) => base !== quote);

/** Day 0 is 1 March 2026. */
function dayOf(number: number): string {
  return new Date(Date.UTC(2026, 2, 1 + number)).toISOString().slice(0, 10);
}
const agedBy = (days: number, on: string) =>
  new Date(Date.parse(`${on}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** The rules once more, by sorting all rates there are: each way that is not too old, best first. */
function expected(
  rates: ReadonlyMap<string, PostedRate>,
  from: string,
  to: string,
  on: string,
): readonly PostedRate[] | undefined {
  const best = (base: string, quote: string) =>
    [...rates.values()]
      .filter((each) => each.base === base && each.quote === quote && each.on <= on)
      .filter((each) => each.on >= agedBy(MAX_AGE_DAYS, on) && each.source !== 'demo-bank')
      .sort(
        (a, b) =>
          b.on.localeCompare(a.on) || SOURCES.indexOf(a.source as 'sbp') - SOURCES.indexOf(b.source as 'sbp'),
      )[0];
  const one = best(from, to) ?? best(to, from);
  if (one) return [one];
  if (from === 'USD' || to === 'USD') return undefined;
  const [first, second] = [best(from, 'USD') ?? best('USD', from), best('USD', to) ?? best(to, 'USD')];
  return first && second ? [first, second] : undefined;
}

it('finds what sorting all rates finds, in whatever batches they came', () => {
  const seen = { found: 0, refused: 0, triangulated: 0 };
  fc.assert(
    fc.property(
      fc.array(posted, { maxLength: 60, size: 'max' }),
      fc.nat({ max: 60 }),
      currency,
      currency,
      day,
      (rates, cut, from, to, on) => {
        fc.pre(from !== to);
        const book = withRates(withRates(new Map(), rates.slice(0, cut)), rates.slice(cut));
        const standing = new Map(
          rates.map((each) => [`${each.source} ${each.base} ${each.quote} ${each.on}`, each]),
        );
        const legs = expected(standing, from, to, on);
        const asked = { from, to, on, maxAgeDays: MAX_AGE_DAYS, sources: ['sbp', 'nbk'] };
        if (!legs) {
          expect(() => findRate(book, asked)).toThrow(Rejection);
          seen.refused += 1;
          return;
        }
        const found = findRate(book, asked);
        expect(found.legs.map(({ inverse, ...leg }) => leg)).toEqual(legs);
        // Each leg begins where the one before ends.
        let at: string = from;
        for (const leg of found.legs) {
          expect(leg.inverse ? leg.quote : leg.base).toBe(at);
          at = leg.inverse ? leg.base : leg.quote;
        }
        expect(at).toBe(to);
        seen.found += 1;
        if (legs.length === 2) seen.triangulated += 1;
      },
    ),
    { seed: SEED, numRuns: 2_000 },
  );
  // Else the property would say little.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
});

const leg = fc
  .record({ rate: fc.integer({ min: 1, max: 10_000_000 }), inverse: fc.boolean() })
  .map(({ rate, inverse }) => ({ tenThousandths: BigInt(rate), inverse }));
const minorDigits: Readonly<Record<string, number>> = { USD: 2, PKR: 2, KZT: 2, JPY: 0, KWD: 3 };

it('converts to within half a minor unit of the exact amount, and the sign does not matter', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 9n }),
      currency,
      currency,
      fc.array(leg, { minLength: 1, maxLength: 2 }),
      (minor, from, to, drawn) => {
        fc.pre(from !== to);
        const through = drawn.length === 2 ? [from, 'AED', to] : [from, to];
        const legs = drawn.map(({ tenThousandths, inverse }, index): ExchangeLeg => {
          const pair = [through[index] ?? '', through[index + 1] ?? ''];
          const [base = '', quote = ''] = inverse ? pair.reverse() : pair;
          const rate = (Number(tenThousandths) / 10_000).toFixed(4);
          return { base, quote, rate, on: '2026-03-30', source: 'sbp', inverse };
        });
        const into = (amount: bigint) =>
          toMoney(convert(toMoneyJson({ minor: amount, currency: from }), { from, to, legs })).minor;
        // The exact amount in minor units of `to` is numerator / denominator.
        let numerator = minor * 10n ** BigInt(minorDigits[to] ?? 0);
        let denominator = 10n ** BigInt(minorDigits[from] ?? 0);
        for (const { tenThousandths, inverse } of drawn) {
          numerator *= inverse ? 10_000n : tenThousandths;
          denominator *= inverse ? tenThousandths : 10_000n;
        }
        const off = 2n * (into(minor) * denominator - numerator);
        expect(off <= denominator && off >= -denominator).toBe(true);
        expect(into(-minor)).toBe(-into(minor));
      },
    ),
    { seed: SEED, numRuns: 2_000 },
  );
});
