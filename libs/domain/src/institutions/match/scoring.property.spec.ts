import fc from 'fast-check';
import { type KnownNeed, MATCH_FIT_MIN, matchOf, type NeedSide } from '../../index.js';

const SEED = 20_261_126;
const day = (min: number, max: number) =>
  fc.integer({ min, max }).map((n) => `2026-04-${String(n).padStart(2, '0')}`);
const needOf = (side: NeedSide): fc.Arbitrary<KnownNeed> =>
  fc
    .record({
      participantId: fc.constantFrom('a', 'b', 'c'),
      country: fc.constantFrom('PK', 'KZ'),
      hs: fc.constantFrom('63', '6302', '630260', '630221'),
      quantity: fc.integer({ min: 1, max: 100 }).map(String),
      unit: fc.constantFrom('KGM', 'TNE'),
      per: fc.constantFrom('once' as const, 'monthly' as const, 'yearly' as const),
      cents: fc.option(fc.integer({ min: 1, max: 500 })),
      postedOn: day(1, 10),
      validUntil: day(5, 28),
    })
    .map(({ participantId, country, hs, cents, postedOn, ...terms }) => ({
      status: 'open' as const,
      postedOn,
      subject: { side, firm: { participantId, name: 'x', country }, hs, country },
      terms: {
        description: 'x',
        ...terms,
        ...(cents !== null && { unitPrice: { amount: (cents / 100).toFixed(2), currency: 'USD' } }),
      },
    }));
const pair = fc.tuple(needOf('offer'), needOf('seek'));

it('a score is the sum of its parts, each within its bounds, and never below what is proposed', () => {
  let found = 0;
  fc.assert(
    fc.property(pair, ([offer, seek]) => {
      const fit = matchOf(offer, seek);
      if (!fit) return;
      found += 1;
      const { total, goods, quantity, validity, price } = fit.score;
      expect(total).toBe(goods + quantity + validity + price);
      expect(total - price).toBeGreaterThanOrEqual(MATCH_FIT_MIN);
      expect([goods <= 50, quantity <= 20, validity <= 15, price <= 15]).toEqual([true, true, true, true]);
      expect(Math.min(goods, quantity, validity, price)).toBeGreaterThanOrEqual(0);
      expect(fit.strength === 'strong').toBe(goods >= 40);
      expect(offer.subject.country).not.toBe(seek.subject.country);
      expect(offer.subject.hs.slice(0, 2)).toBe(seek.subject.hs.slice(0, 2));
    }),
    { seed: SEED, numRuns: 5_000 },
  );
  expect(found).toBeGreaterThan(100);
});

it('an offer that asks less never fits worse, and one that stands longer neither', () => {
  fc.assert(
    fc.property(pair, ([offer, seek]) => {
      const fit = matchOf(offer, seek);
      if (!fit) return;
      const longer = { ...offer, terms: { ...offer.terms, validUntil: '2026-12-31' } };
      expect(matchOf(longer, seek)?.score.total).toBeGreaterThanOrEqual(fit.score.total);
      if (!offer.terms.unitPrice || !seek.terms.unitPrice) return;
      const cheaper = { ...offer, terms: { ...offer.terms, unitPrice: { amount: '0.01', currency: 'USD' } } };
      // It fits whatever it asks: by whether there is a match, nobody learns a price.
      const other = matchOf(cheaper, seek)?.score;
      expect(other).toMatchObject({ ...fit.score, total: expect.any(Number), price: expect.any(Number) });
      expect(other?.price).toBeGreaterThanOrEqual(fit.score.price);
    }),
    { seed: SEED, numRuns: 5_000 },
  );
});
