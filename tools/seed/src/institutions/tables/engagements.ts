import type { EngagementTerms } from '@corridor/domain';

/** A forum or the like, by shares of the demo's time; firms by their ids behind `demo-`. */
export interface EngagementPlan {
  readonly key: string;
  readonly kind: EngagementTerms['kind'];
  readonly name: string;
  readonly city: string;
  readonly planned: number;
  readonly starts: number;
  readonly days: number;
  readonly sectors: readonly string[];
  readonly firms: readonly string[];
  /** Pairs that met, seller first. */
  readonly met: readonly (readonly [seller: string, buyer: string])[];
  readonly leads: readonly LeadPlan[];
  /** It did not take place. */
  readonly cancelled?: {
    readonly at: number;
    readonly reason: 'visas' | 'few-firms' | 'security';
    readonly note: string;
  };
  /** It was given other days. */
  readonly moved?: { readonly at: number; readonly days: number; readonly reason: string };
}

export interface LeadPlan {
  readonly seller: string;
  readonly buyer: string;
  readonly sector: string;
  readonly hs: readonly string[];
  readonly usd: number;
  /** The promise that came of it. */
  readonly promise?: string;
  readonly lapsed?: 'price' | 'transport' | 'payment-terms' | 'no-answer';
}

export const ENGAGEMENTS: readonly EngagementPlan[] = [
  {
    key: 'almaty-forum',
    kind: 'forum',
    name: 'Demo business forum at Almaty',
    city: 'KZALA',
    planned: 0.05,
    starts: 0.09,
    days: 2,
    sectors: ['agriculture', 'textiles'],
    firms: [
      'rice-larkana',
      'rice-gujranwala',
      'linen-karachi',
      'citrus-sargodha',
      'trading-almaty',
      'foods-almaty',
      'fashion-almaty',
    ],
    met: [
      ['rice-larkana', 'trading-almaty'],
      ['rice-gujranwala', 'foods-almaty'],
      ['linen-karachi', 'fashion-almaty'],
      ['citrus-sargodha', 'foods-almaty'],
    ],
    leads: [
      {
        seller: 'rice-larkana',
        buyer: 'trading-almaty',
        sector: 'agriculture',
        hs: ['1006'],
        usd: 2_500_000,
        promise: 'rice',
      },
      {
        seller: 'linen-karachi',
        buyer: 'fashion-almaty',
        sector: 'textiles',
        hs: ['6302'],
        usd: 400_000,
        lapsed: 'price',
      },
    ],
  },
  {
    key: 'islamabad-forum',
    kind: 'forum',
    name: 'Demo investment and trade forum at Islamabad',
    city: 'PKISB',
    planned: 0.22,
    starts: 0.27,
    days: 2,
    sectors: ['textiles', 'logistics', 'agriculture'],
    firms: [
      'textiles-faisalabad',
      'knitwear-lahore',
      'cold-chain-almaty',
      'logistics-islamabad',
      'citrus-sargodha',
      'trading-almaty',
      'home-karaganda',
      'foods-almaty',
      'zinc-oskemen',
      'cables-karachi',
    ],
    met: [
      ['textiles-faisalabad', 'trading-almaty'],
      ['textiles-faisalabad', 'home-karaganda'],
      ['knitwear-lahore', 'home-karaganda'],
      ['citrus-sargodha', 'foods-almaty'],
      ['zinc-oskemen', 'cables-karachi'],
    ],
    leads: [
      {
        seller: 'textiles-faisalabad',
        buyer: 'trading-almaty',
        sector: 'textiles',
        hs: ['61', '63'],
        usd: 15_000_000,
        promise: 'textiles',
      },
      {
        seller: 'knitwear-lahore',
        buyer: 'home-karaganda',
        sector: 'textiles',
        hs: ['6109'],
        usd: 350_000,
        lapsed: 'transport',
      },
    ],
  },
  {
    key: 'shymkent-delegation',
    kind: 'delegation',
    name: 'Demo delegation of growers to Shymkent',
    city: 'KZSHY',
    planned: 0.36,
    starts: 0.395,
    days: 4,
    sectors: ['agriculture'],
    firms: ['potatoes-okara', 'produce-sahiwal', 'mangoes-multan', 'fruit-shymkent', 'wholesale-shymkent'],
    met: [
      ['potatoes-okara', 'fruit-shymkent'],
      ['produce-sahiwal', 'fruit-shymkent'],
      ['mangoes-multan', 'fruit-shymkent'],
    ],
    leads: [
      {
        seller: 'mangoes-multan',
        buyer: 'fruit-shymkent',
        sector: 'agriculture',
        hs: ['0804'],
        usd: 500_000,
        lapsed: 'no-answer',
      },
    ],
  },
  {
    key: 'karachi-meeting',
    kind: 'business-meeting',
    name: 'Demo meeting of medicine makers and buyers at Karachi',
    city: 'PKKHI',
    planned: 0.42,
    starts: 0.444,
    days: 1,
    sectors: ['pharmaceuticals'],
    firms: ['pharma-karachi', 'pharma-lahore', 'trading-almaty', 'clinics-astana', 'pharmacy-astana'],
    met: [
      ['pharma-karachi', 'trading-almaty'],
      ['pharma-karachi', 'clinics-astana'],
      ['pharma-lahore', 'pharmacy-astana'],
    ],
    leads: [
      {
        seller: 'pharma-karachi',
        buyer: 'trading-almaty',
        sector: 'pharmaceuticals',
        hs: ['3004'],
        usd: 3_000_000,
        promise: 'pharma',
      },
      {
        seller: 'pharma-lahore',
        buyer: 'pharmacy-astana',
        sector: 'pharmaceuticals',
        hs: ['3004'],
        usd: 700_000,
        lapsed: 'payment-terms',
      },
    ],
  },
  {
    key: 'lahore-exhibition',
    kind: 'exhibition',
    name: 'Demo exhibition of leather and sports goods at Lahore',
    city: 'PKLHE',
    planned: 0.48,
    starts: 0.525,
    days: 3,
    sectors: ['leather', 'consumer-goods'],
    firms: [
      'leather-sialkot',
      'leather-kasur',
      'shoes-lahore',
      'sports-sialkot',
      'trading-almaty',
      'fashion-almaty',
      'sports-astana',
    ],
    met: [
      ['leather-sialkot', 'trading-almaty'],
      ['leather-sialkot', 'fashion-almaty'],
      ['shoes-lahore', 'fashion-almaty'],
      ['sports-sialkot', 'sports-astana'],
    ],
    leads: [
      {
        seller: 'sports-sialkot',
        buyer: 'sports-astana',
        sector: 'consumer-goods',
        hs: ['9506'],
        usd: 900_000,
      },
    ],
    moved: { at: 0.505, days: 9, reason: 'Several guests had no visa yet' },
  },
  {
    key: 'astana-delegation',
    kind: 'delegation',
    name: 'Demo delegation of importers to Astana',
    city: 'KZAST',
    planned: 0.62,
    starts: 0.655,
    days: 4,
    sectors: ['agriculture', 'other'],
    firms: [
      'pulses-lahore',
      'foods-karachi',
      'flour-multan',
      'steel-karachi',
      'grain-astana',
      'pulses-petropavl',
      'ferroalloys-pavlodar',
    ],
    met: [
      ['grain-astana', 'pulses-lahore'],
      ['pulses-petropavl', 'pulses-lahore'],
      ['grain-astana', 'flour-multan'],
      ['ferroalloys-pavlodar', 'steel-karachi'],
    ],
    leads: [
      {
        seller: 'grain-astana',
        buyer: 'pulses-lahore',
        sector: 'agriculture',
        hs: ['0713'],
        usd: 2_000_000,
        promise: 'lentils',
      },
      {
        seller: 'ferroalloys-pavlodar',
        buyer: 'steel-karachi',
        sector: 'other',
        hs: ['7202'],
        usd: 1_500_000,
      },
    ],
  },
  {
    key: 'sialkot-exhibition',
    kind: 'exhibition',
    name: 'Demo exhibition of sports goods at Sialkot',
    city: 'PKSKT',
    planned: 0.7,
    starts: 0.76,
    days: 3,
    sectors: ['consumer-goods'],
    firms: ['sports-sialkot', 'surgical-sialkot', 'sports-astana'],
    met: [],
    leads: [],
    cancelled: { at: 0.745, reason: 'visas', note: 'Half of the guests had no visa a week before' },
  },
  {
    key: 'second-almaty-forum',
    kind: 'forum',
    name: 'Second demo business forum at Almaty',
    city: 'KZALA',
    planned: 0.78,
    starts: 0.835,
    days: 2,
    sectors: ['textiles', 'agriculture', 'pharmaceuticals'],
    firms: [
      'surgical-sialkot',
      'cotton-shymkent',
      'spinning-faisalabad',
      'clinics-astana',
      'textiles-faisalabad',
      'trading-almaty',
      'kinnow-bhalwal',
      'foods-astana',
      'oil-almaty',
      'ghee-multan',
    ],
    met: [
      ['surgical-sialkot', 'clinics-astana'],
      ['cotton-shymkent', 'spinning-faisalabad'],
      ['kinnow-bhalwal', 'foods-astana'],
      ['oil-almaty', 'ghee-multan'],
      ['textiles-faisalabad', 'trading-almaty'],
    ],
    leads: [
      {
        seller: 'surgical-sialkot',
        buyer: 'clinics-astana',
        sector: 'other',
        hs: ['9018'],
        usd: 1_800_000,
        promise: 'surgical',
      },
      { seller: 'kinnow-bhalwal', buyer: 'foods-astana', sector: 'agriculture', hs: ['0805'], usd: 800_000 },
      { seller: 'oil-almaty', buyer: 'ghee-multan', sector: 'agriculture', hs: ['1512'], usd: 2_200_000 },
    ],
  },
  {
    key: 'next-forum',
    kind: 'forum',
    name: 'Third demo business forum, at Lahore',
    city: 'PKLHE',
    planned: 0.95,
    starts: 1.03,
    days: 2,
    sectors: ['textiles', 'it', 'logistics'],
    firms: ['textiles-faisalabad', 'linen-karachi', 'home-karaganda', 'logistics-islamabad'],
    met: [],
    leads: [],
  },
  {
    key: 'lahore-delegation',
    kind: 'delegation',
    name: 'Demo delegation of buyers of textiles and leather to Lahore',
    city: 'PKLHE',
    planned: 0.53,
    starts: 0.565,
    days: 4,
    sectors: ['textiles', 'leather'],
    firms: [
      'trading-almaty',
      'fashion-almaty',
      'home-karaganda',
      'sports-astana',
      'knitwear-lahore',
      'shoes-lahore',
    ],
    met: [
      ['knitwear-lahore', 'home-karaganda'],
      ['shoes-lahore', 'fashion-almaty'],
    ],
    leads: [],
  },
  {
    key: 'karachi-delegation',
    kind: 'delegation',
    name: 'Demo delegation of growers and traders to Karachi',
    city: 'PKKHI',
    planned: 0.86,
    starts: 0.895,
    days: 3,
    sectors: ['agriculture', 'other'],
    firms: [
      'grain-astana',
      'pulses-petropavl',
      'oil-almaty',
      'cotton-shymkent',
      'foods-karachi',
      'linen-karachi',
    ],
    met: [
      ['pulses-petropavl', 'foods-karachi'],
      ['cotton-shymkent', 'linen-karachi'],
    ],
    leads: [],
  },
];
