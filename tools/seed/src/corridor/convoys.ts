import type { GoodsName } from './goods.js';
import { ROUTES, type Route } from './routes.js';

/** Lorries that go again and again between the ends of a section of which the kilometres are told. */
export interface Convoy {
  /** Ids of firms, behind `demo-`. */
  readonly exporter: string;
  readonly importer: string;
  readonly goods: GoodsName;
  readonly route: Route;
  /** Days from one to the next, and what one is worth in dollars: least and most. A lorry, seldom full, or two. */
  readonly everyDays: readonly [number, number];
  readonly usd: readonly [number, number];
}

/** The first convoys of the National Logistics Corporation went to Almaty, Astana and Tashkent in June 2023 (The News, 2023-06-13). */
export const CONVOYS_FROM = Date.UTC(2023, 5, 13);

const [BY_TORKHAM] = ROUTES.KZ ?? [];
const [TO_TASHKENT] = ROUTES.UZ ?? [];
if (!BY_TORKHAM || !TO_TASHKENT) throw new RangeError('There is no road by Torkham.');

/** Northwards and back; the pilot of 2024 from Pavlodar (Kazinform) is gone on with. */
export const CONVOYS: readonly Convoy[] = [
  {
    ...{ exporter: 'linen-karachi', importer: 'trading-almaty', goods: 'linen' },
    ...{ route: BY_TORKHAM, everyDays: [55, 95], usd: [15_000, 32_000] },
  },
  {
    ...{ exporter: 'rice-karachi', importer: 'foods-astana', goods: 'rice' },
    ...{ route: BY_TORKHAM, everyDays: [45, 85], usd: [9_000, 22_000] },
  },
  {
    ...{ exporter: 'pharma-karachi', importer: 'trading-tashkent', goods: 'medicaments' },
    ...{ route: TO_TASHKENT, everyDays: [45, 85], usd: [15_000, 36_000] },
  },
  {
    ...{ exporter: 'oil-almaty', importer: 'foods-karachi', goods: 'sunflowerOil' },
    ...{ route: BY_TORKHAM, everyDays: [55, 95], usd: [11_000, 26_000] },
  },
  {
    ...{ exporter: 'grain-astana', importer: 'foods-karachi', goods: 'pulses' },
    ...{ route: BY_TORKHAM, everyDays: [60, 100], usd: [9_000, 22_000] },
  },
  {
    ...{ exporter: 'ferroalloys-pavlodar', importer: 'steel-karachi', goods: 'ferroalloys' },
    ...{ route: BY_TORKHAM, everyDays: [55, 95], usd: [13_000, 30_000] },
  },
  {
    ...{ exporter: 'yarn-tashkent', importer: 'linen-karachi', goods: 'yarn' },
    ...{ route: TO_TASHKENT, everyDays: [55, 95], usd: [15_000, 32_000] },
  },
];
