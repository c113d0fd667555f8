import type { NeedTerms } from '@corridor/domain';

/** What a firm posts, by shares of the demo's time; firms by their ids behind `demo-`. */
export interface NeedPlan {
  readonly key: string;
  readonly side: 'offer' | 'seek';
  readonly firm: string;
  readonly hs: string;
  readonly description: string;
  readonly quantity: string;
  readonly unit: string;
  readonly per: NeedTerms['per'];
  readonly usd?: number;
  readonly posted: number;
  readonly until: number;
  readonly withdrawn?: { readonly at: number; readonly reason: 'no-longer-needed' | 'found-elsewhere' };
  readonly amended?: { readonly at: number; readonly quantity: string };
}

/** How two firms answer what was proposed to them, some days behind it. */
export interface AnswerPlan {
  readonly offer: string;
  readonly seek: string;
  readonly answer: 'both' | 'declined' | 'one';
  readonly reason?: 'price' | 'quality' | 'timing';
  /** Whether both say that they have what they wanted, and when. */
  readonly fulfilled?: number;
}

const need = (
  side: NeedPlan['side'],
  firm: string,
  hs: string,
  description: string,
  [quantity, unit, per]: readonly [string, string, NeedTerms['per']],
  [posted, until]: readonly [number, number],
  more: Partial<NeedPlan> = {},
): NeedPlan => ({
  key: `${firm} ${hs}`,
  side,
  firm,
  hs,
  description,
  quantity,
  unit,
  per,
  posted,
  until,
  ...more,
});

export const NEEDS: readonly NeedPlan[] = [
  need(
    'offer',
    'linen-karachi',
    '630260',
    'Terry towels, cotton, by the container',
    ['40000', 'NAR', 'yearly'],
    [0.16, 0.36],
    { usd: 3.4 },
  ),
  need(
    'seek',
    'home-karaganda',
    '6302',
    'Towels and bed linen for twelve stores',
    ['32000', 'NAR', 'yearly'],
    [0.175, 0.34],
    { usd: 3.5 },
  ),
  need(
    'offer',
    'pulses-petropavl',
    '071340',
    'Red lentils of the new harvest',
    ['3000', 'TNE', 'once'],
    [0.34, 0.5],
    { usd: 780 },
  ),
  need('seek', 'foods-karachi', '0713', 'Lentils and peas', ['2500', 'TNE', 'once'], [0.35, 0.48], {
    usd: 760,
  }),
  need(
    'seek',
    'pulses-lahore',
    '071340',
    'Lentils, cleaned and graded',
    ['1800', 'TNE', 'once'],
    [0.36, 0.45],
    { usd: 700 },
  ),
  need(
    'offer',
    'engineering-gujrat',
    '841451',
    'Electric fans for ceilings',
    ['9000', 'NAR', 'yearly'],
    [0.5, 0.72],
    { usd: 24 },
  ),
  need(
    'seek',
    'wholesale-shymkent',
    '841451',
    'Fans for the summer',
    ['6000', 'NAR', 'yearly'],
    [0.52, 0.6],
    { usd: 22 },
  ),
  need(
    'offer',
    'sports-sialkot',
    '950662',
    'Footballs, hand-stitched',
    ['50000', 'NAR', 'yearly'],
    [0.55, 0.9],
    { usd: 5.4 },
  ),
  need('seek', 'sports-astana', '9506', 'Balls for schools', ['15000', 'NAR', 'yearly'], [0.57, 0.66], {
    usd: 6,
    withdrawn: { at: 0.6, reason: 'found-elsewhere' },
  }),
  need(
    'seek',
    'ghee-multan',
    '151211',
    'Crude sunflower oil, monthly',
    ['600', 'TNE', 'monthly'],
    [0.74, 0.95],
    { usd: 1_080 },
  ),
  need(
    'offer',
    'oil-oskemen',
    '1512',
    'Sunflower oil, crude or refined',
    ['500', 'TNE', 'monthly'],
    [0.755, 1.2],
    { usd: 1_060 },
  ),
  need('offer', 'oil-almaty', '151211', 'Sunflower oil, crude', ['450', 'TNE', 'monthly'], [0.77, 1.1], {
    usd: 1_090,
  }),
  need(
    'offer',
    'kinnow-bhalwal',
    '080521',
    'Kinnow, waxed, in cartons',
    ['2400', 'TNE', 'yearly'],
    [0.86, 1.2],
    { usd: 480 },
  ),
  need('seek', 'foods-astana', '0805', 'Mandarins for the winter', ['1500', 'TNE', 'yearly'], [0.88, 1.15], {
    usd: 500,
  }),
  need('seek', 'fruit-shymkent', '080521', 'Mandarins, small', ['900', 'TNE', 'yearly'], [0.9, 1.1], {
    usd: 470,
    amended: { at: 0.92, quantity: '1200' },
  }),
  need(
    'offer',
    'polymers-atyrau',
    '390210',
    'Polypropylene granules',
    ['5000', 'TNE', 'yearly'],
    [0.9, 1.4],
    { usd: 1_080 },
  ),
  need('seek', 'plastics-lahore', '3902', 'Polypropylene for sacks', ['2400', 'TNE', 'yearly'], [0.93, 1.3], {
    usd: 1_100,
  }),
  need(
    'seek',
    'pharmacy-almaty',
    '300420',
    'Antibiotics in retail packs',
    ['12', 'TNE', 'yearly'],
    [0.94, 1.3],
  ),
];

export const ANSWERS: readonly AnswerPlan[] = [
  { offer: 'linen-karachi 630260', seek: 'home-karaganda 6302', answer: 'both', fulfilled: 0.29 },
  { offer: 'pulses-petropavl 071340', seek: 'foods-karachi 0713', answer: 'both', fulfilled: 0.44 },
  { offer: 'pulses-petropavl 071340', seek: 'pulses-lahore 071340', answer: 'declined', reason: 'price' },
  { offer: 'engineering-gujrat 841451', seek: 'wholesale-shymkent 841451', answer: 'one' },
  { offer: 'oil-oskemen 1512', seek: 'ghee-multan 151211', answer: 'both' },
  { offer: 'oil-almaty 151211', seek: 'ghee-multan 151211', answer: 'declined', reason: 'timing' },
  { offer: 'kinnow-bhalwal 080521', seek: 'foods-astana 0805', answer: 'both' },
  { offer: 'polymers-atyrau 390210', seek: 'plastics-lahore 3902', answer: 'one' },
];
