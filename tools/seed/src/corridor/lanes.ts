import type { GoodsName } from './goods.js';

/** The trade of one country with another, as the demo plans it. */
export interface Lane {
  readonly from: string;
  readonly to: string;
  /** Million USD a year at the beginning and at the end of the demo, valued at Pakistan's frontier. */
  readonly fromMillionUsd: number;
  readonly toMillionUsd: number;
  /** Goods and their parts of the lane's value. */
  readonly goods: Readonly<Partial<Record<GoodsName, number>>>;
}

/** Magnitudes: Pakistan and Kazakhstan together from about 70 to about 95 million USD a year; the neighbours far below. */
export const LANES: readonly Lane[] = [
  {
    from: 'PK',
    to: 'KZ',
    fromMillionUsd: 47,
    toMillionUsd: 67,
    goods: {
      rice: 24,
      kinnow: 12,
      potatoes: 7,
      mangoes: 3,
      medicaments: 15,
      knitwear: 10,
      linen: 9,
      trousers: 3,
      leather: 5,
      footwear: 2,
      surgical: 4,
      sports: 3,
      fans: 1,
      motorcycles: 1,
      phones: 1,
    },
  },
  {
    from: 'KZ',
    to: 'PK',
    fromMillionUsd: 22,
    toMillionUsd: 34,
    goods: {
      wheat: 13,
      pulses: 17,
      zinc: 19,
      copper: 11,
      ferroalloys: 11,
      sunflowerOil: 12,
      cotton: 8,
      scrap: 4,
      polymers: 5,
    },
  },
  {
    from: 'PK',
    to: 'UZ',
    fromMillionUsd: 6,
    toMillionUsd: 9,
    goods: { medicaments: 30, potatoes: 18, mangoes: 10, rice: 16, linen: 16, leather: 10 },
  },
  {
    from: 'UZ',
    to: 'PK',
    fromMillionUsd: 2.4,
    toMillionUsd: 4,
    goods: { yarn: 50, beans: 30, driedFruit: 20 },
  },
  {
    from: 'PK',
    to: 'KG',
    fromMillionUsd: 1.6,
    toMillionUsd: 2.6,
    goods: { rice: 30, medicaments: 30, knitwear: 30, sports: 10 },
  },
  { from: 'KG', to: 'PK', fromMillionUsd: 0.5, toMillionUsd: 0.9, goods: { beans: 70, driedFruit: 30 } },
  {
    from: 'PK',
    to: 'TJ',
    fromMillionUsd: 1.8,
    toMillionUsd: 2.6,
    goods: { potatoes: 30, rice: 30, medicaments: 25, footwear: 15 },
  },
  { from: 'TJ', to: 'PK', fromMillionUsd: 0.6, toMillionUsd: 1, goods: { cotton: 60, driedFruit: 40 } },
];
