/** How goods travel: refrigerated lorries, small and dear boxes, containers, or wagon-loads. */
export type Cargo = 'fresh' | 'fine' | 'boxed' | 'bulk';

export interface GoodsVariant {
  readonly hs6: string;
  readonly description: string;
  readonly usdPerTonne: number;
  /** UN/ECE Recommendation 20 unit of the quantity. */
  readonly unit: 'KGM' | 'NAR' | 'NPR';
  /** Kilograms of one unit. */
  readonly kgPerUnit: number;
}

export interface Goods {
  readonly cargo: Cargo;
  /** Value of an ordinary consignment. */
  readonly usd: number;
  /** Twelve weights, January first. */
  readonly season: readonly number[];
  readonly variants: readonly GoodsVariant[];
}

const ALL_YEAR = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
const BEFORE_WINTER = [0.8, 0.7, 0.8, 0.8, 0.8, 0.9, 1, 1.2, 1.4, 1.4, 1.2, 1];
const BEHIND_HARVEST = [1.2, 1, 0.8, 0.6, 0.5, 0.4, 0.5, 0.8, 1.4, 1.8, 1.7, 1.3];
const SUMMER = [0, 0, 0, 0, 0.4, 2.4, 3.2, 3, 2.2, 0.8, 0, 0];

const kilograms = (hs6: string, description: string, usdPerTonne: number): GoodsVariant => ({
  hs6,
  description,
  usdPerTonne,
  unit: 'KGM',
  kgPerUnit: 1,
});
const pieces = (
  hs6: string,
  description: string,
  usdPerTonne: number,
  kgPerUnit: number,
  unit: 'NAR' | 'NPR' = 'NAR',
): GoodsVariant => ({ hs6, description, usdPerTonne, unit, kgPerUnit });

/** What goes along the corridor, at prices in the right magnitude. Codes of HS 2022. */
export const GOODS = {
  rice: {
    cargo: 'bulk',
    usd: 240_000,
    season: BEHIND_HARVEST,
    variants: [
      kilograms('100630', 'Basmati rice, milled', 960),
      kilograms('100630', 'Long-grain rice IRRI-6, milled', 520),
    ],
  },
  kinnow: {
    cargo: 'fresh',
    usd: 155_000,
    season: [3.2, 3, 2.2, 1, 0.1, 0, 0, 0, 0, 0, 0.4, 2.1],
    variants: [kilograms('080521', 'Kinnow mandarins, fresh', 470)],
  },
  potatoes: {
    cargo: 'fresh',
    usd: 120_000,
    season: [1.6, 2.4, 2.6, 2.1, 1.3, 0.5, 0, 0, 0, 0, 0.3, 1.2],
    variants: [kilograms('070190', 'Potatoes, fresh', 265)],
  },
  mangoes: {
    cargo: 'fresh',
    usd: 130_000,
    season: SUMMER,
    variants: [kilograms('080450', 'Mangoes, fresh', 980)],
  },
  medicaments: {
    cargo: 'fine',
    usd: 335_000,
    season: ALL_YEAR,
    variants: [
      kilograms('300490', 'Medicaments in doses, retail packs', 37_000),
      kilograms('300420', 'Antibiotics in doses, retail packs', 29_000),
    ],
  },
  knitwear: {
    cargo: 'boxed',
    usd: 290_000,
    season: BEFORE_WINTER,
    variants: [
      pieces('610910', 'T-shirts, cotton, knitted', 11_500, 0.16),
      pieces('611020', 'Pullovers, cotton, knitted', 12_800, 0.42),
      pieces('610510', "Men's shirts, cotton, knitted", 12_100, 0.24),
    ],
  },
  linen: {
    cargo: 'boxed',
    usd: 275_000,
    season: ALL_YEAR,
    variants: [
      pieces('630231', 'Bed linen, cotton', 6_900, 1.4),
      pieces('630221', 'Bed linen, cotton, printed', 7_300, 1.4),
      pieces('630260', 'Terry towels, cotton', 6_100, 0.45),
    ],
  },
  trousers: {
    cargo: 'boxed',
    usd: 230_000,
    season: ALL_YEAR,
    variants: [pieces('620342', "Men's trousers, denim, cotton", 9_800, 0.62)],
  },
  leather: {
    cargo: 'fine',
    usd: 205_000,
    season: BEFORE_WINTER,
    variants: [
      pieces('420310', 'Leather jackets', 54_000, 1.6),
      pieces('420329', 'Leather gloves', 31_000, 0.14, 'NPR'),
    ],
  },
  footwear: {
    cargo: 'boxed',
    usd: 180_000,
    season: BEFORE_WINTER,
    variants: [pieces('640399', 'Leather shoes', 19_000, 0.9, 'NPR')],
  },
  surgical: {
    cargo: 'fine',
    usd: 215_000,
    season: ALL_YEAR,
    variants: [pieces('901890', 'Surgical instruments, stainless steel', 46_000, 0.06)],
  },
  sports: {
    cargo: 'boxed',
    usd: 145_000,
    season: [0.8, 1, 1.3, 1.4, 1.3, 1.1, 0.9, 0.9, 1, 0.9, 0.7, 0.7],
    variants: [
      pieces('950662', 'Footballs, hand-stitched', 12_800, 0.43),
      pieces('950699', 'Cricket and hockey equipment', 10_400, 1.1),
    ],
  },
  fans: {
    cargo: 'boxed',
    usd: 110_000,
    season: [0.6, 0.9, 1.5, 2, 2, 1.6, 1, 0.7, 0.5, 0.4, 0.4, 0.4],
    variants: [pieces('841451', 'Electric fans', 4_700, 5.2)],
  },
  motorcycles: {
    cargo: 'boxed',
    usd: 170_000,
    season: ALL_YEAR,
    variants: [pieces('871120', 'Motorcycles, 70 to 125 cm3', 6_600, 92)],
  },
  phones: {
    cargo: 'fine',
    usd: 190_000,
    season: ALL_YEAR,
    variants: [pieces('851713', 'Smartphones', 420_000, 0.21)],
  },
  wheat: {
    cargo: 'bulk',
    usd: 310_000,
    season: BEHIND_HARVEST,
    variants: [kilograms('100199', 'Milling wheat', 268)],
  },
  pulses: {
    cargo: 'bulk',
    usd: 290_000,
    season: BEHIND_HARVEST,
    variants: [kilograms('071340', 'Lentils, dried', 790), kilograms('071310', 'Yellow peas, dried', 365)],
  },
  zinc: {
    cargo: 'bulk',
    usd: 505_000,
    season: ALL_YEAR,
    variants: [kilograms('790111', 'Zinc ingots, 99.995 %', 2_900)],
  },
  copper: {
    cargo: 'bulk',
    usd: 625_000,
    season: ALL_YEAR,
    variants: [kilograms('740311', 'Copper cathodes', 9_000)],
  },
  ferroalloys: {
    cargo: 'bulk',
    usd: 395_000,
    season: ALL_YEAR,
    variants: [
      kilograms('720241', 'High-carbon ferro-chromium', 1_450),
      kilograms('720230', 'Ferro-silico-manganese', 1_120),
    ],
  },
  sunflowerOil: {
    cargo: 'bulk',
    usd: 335_000,
    season: BEHIND_HARVEST,
    variants: [kilograms('151211', 'Sunflower oil, crude', 1_050)],
  },
  cotton: {
    cargo: 'bulk',
    usd: 310_000,
    season: BEHIND_HARVEST,
    variants: [kilograms('520100', 'Cotton lint, uncombed', 1_920)],
  },
  scrap: {
    cargo: 'bulk',
    usd: 205_000,
    season: ALL_YEAR,
    variants: [kilograms('720449', 'Steel scrap, shredded', 372)],
  },
  polymers: {
    cargo: 'bulk',
    usd: 275_000,
    season: ALL_YEAR,
    variants: [kilograms('390210', 'Polypropylene granules', 1_090)],
  },
  yarn: {
    cargo: 'boxed',
    usd: 265_000,
    season: ALL_YEAR,
    variants: [kilograms('520512', 'Cotton yarn, carded', 2_850)],
  },
  beans: {
    cargo: 'bulk',
    usd: 180_000,
    season: BEHIND_HARVEST,
    variants: [
      kilograms('071331', 'Mung beans, dried', 960),
      kilograms('071333', 'Kidney beans, dried', 1_080),
    ],
  },
  driedFruit: {
    cargo: 'boxed',
    usd: 145_000,
    season: BEHIND_HARVEST,
    variants: [kilograms('081310', 'Apricots, dried', 2_300), kilograms('081320', 'Prunes, dried', 2_050)],
  },
} as const satisfies Readonly<Record<string, Goods>>;

export type GoodsName = keyof typeof GOODS;
