import { type KnownNeed, matchOf, type NeedTerms } from '../../index.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });
interface Change extends Partial<NeedTerms> {
  readonly hs?: string;
  readonly country?: string;
  readonly participantId?: string;
  readonly postedOn?: string;
  readonly status?: KnownNeed['status'];
}
const needOf = (side: 'offer' | 'seek', change: Change): KnownNeed => {
  const { hs = '630260', country = side === 'offer' ? 'PK' : 'KZ', participantId = side, ...more } = change;
  const { postedOn = '2026-04-01', status = 'open', ...terms } = more;
  return {
    status,
    postedOn,
    subject: { side, firm: { participantId, name: 'A firm', country }, hs, country },
    terms: {
      description: 'Towels',
      quantity: '10',
      unit: 'TNE',
      per: 'yearly',
      validUntil: '2026-12-31',
      ...terms,
    },
  };
};
const scoreOf = (offer: Change, seek: Change) => {
  const fit = matchOf(needOf('offer', offer), needOf('seek', seek));
  return fit && [fit.strength, fit.score.goods, fit.score.quantity, fit.score.validity, fit.score.price];
};

it.each<[string, Change, Change, unknown]>([
  ['the same in all', { unitPrice: usd('5') }, { unitPrice: usd('5') }, ['strong', 50, 20, 15, 15]],
  ['a heading and its subheading', { hs: '6302' }, {}, ['strong', 40, 20, 15, 7]],
  ['two of one heading', { hs: '630260' }, { hs: '630221' }, ['weak', 25, 20, 15, 7]],
  ['a chapter and a heading', { hs: '63' }, { hs: '6302' }, ['weak', 15, 20, 15, 7]],
  // 240 t a year against 100 t: 20 × 100 ÷ 240 = 8.33.
  ['months against years', { quantity: '20', per: 'monthly' }, { quantity: '100' }, ['strong', 50, 8, 15, 7]],
  ['kilograms against tonnes', { quantity: '5000', unit: 'KGM' }, {}, ['strong', 50, 10, 15, 7]],
  ['once against each year', { per: 'once' }, {}, ['strong', 50, 0, 15, 7]],
  ['once against once', { per: 'once' }, { per: 'once' }, ['strong', 50, 20, 15, 7]],
  // From 20 to 30 April are 11 days: 15 × 11 ÷ 30 = 5.5.
  ['eleven days', { postedOn: '2026-04-20' }, { validUntil: '2026-04-30' }, ['strong', 50, 20, 5, 7]],
  ['one day', { postedOn: '2026-04-30' }, { validUntil: '2026-04-30' }, ['strong', 50, 20, 0, 7]],
  // 1 % above is 1 less, and 1.2 % is 2 less; 15 % above is nothing.
  ['1 % above', { unitPrice: usd('101') }, { unitPrice: usd('100') }, ['strong', 50, 20, 15, 14]],
  ['1.2 % above', { unitPrice: usd('101.20') }, { unitPrice: usd('100') }, ['strong', 50, 20, 15, 13]],
  ['15 % above', { unitPrice: usd('115') }, { unitPrice: usd('100') }, ['strong', 50, 20, 15, 0]],
  ['far above', { unitPrice: usd('900') }, { unitPrice: usd('100') }, ['strong', 50, 20, 15, 0]],
  [
    'a price of a kilogram against one of a tonne',
    { unit: 'KGM', quantity: '10000', unitPrice: usd('0.10') },
    { unitPrice: usd('100') },
    ['strong', 50, 20, 15, 15],
  ],
  [
    'another currency',
    { unitPrice: { amount: '1', currency: 'PKR' } },
    { unitPrice: usd('1') },
    ['strong', 50, 20, 15, 7],
  ],
])('%s', (_, offer, seek, expected) => {
  expect(scoreOf(offer, seek)).toEqual(expected);
});

it.each<[string, Change, Change]>([
  ['another chapter', { hs: '520811' }, {}],
  ['one country', { country: 'KZ' }, {}],
  ['one firm', { participantId: 'both' }, { participantId: 'both' }],
  ['pieces against tonnes', { unit: 'NAR' }, {}],
  ['no common day', { postedOn: '2026-05-01' }, { validUntil: '2026-04-30' }],
  ['one that is withdrawn', { status: 'withdrawn' }, {}],
  // 15 for the chapter, 2 for a tenth of the quantity, and 15: 32 of the 33 that it takes.
  ['too little beside the price', { hs: '63', quantity: '1' }, {}],
  [
    'too little beside the best price',
    { hs: '63', quantity: '1', unitPrice: usd('1') },
    { unitPrice: usd('9') },
  ],
])('%s does not fit', (_, offer, seek) => {
  expect(scoreOf(offer, seek)).toBeUndefined();
});

it.each(['1', '100', '900'])('whether two fit does not tell whether %s is too much', (asked) => {
  // 15 for the chapter, 3 and 15: the 33 that it takes.
  const weak = { hs: '63', quantity: '1.5', unitPrice: usd(asked) };
  expect(scoreOf(weak, { unitPrice: usd('100') })?.slice(0, 4)).toEqual(['weak', 15, 3, 15]);
});

it('two offers, or two sides the wrong way round, do not fit', () => {
  expect(
    matchOf(needOf('offer', {}), needOf('offer', { country: 'KZ', participantId: 'x' })),
  ).toBeUndefined();
  expect(matchOf(needOf('seek', {}), needOf('offer', {}))).toBeUndefined();
});
