import type { CreditTerms } from '@corridor/domain';
import type { GoodsName } from './goods.js';
import { ROUTES, type Route } from './routes.js';

/** A sale that is paid under a letter of credit, and what becomes of that. None of them was ever issued. */
export interface LetterDeal {
  /** Ids of firms, behind `demo-`. The bank of the importer issues, that of the exporter advises. */
  readonly exporter: string;
  readonly importer: string;
  readonly goods: GoodsName;
  readonly usd: number;
  readonly route: Route;
  /** When it was agreed, by its share of the demo's time. */
  readonly at: number;
  readonly availableBy: CreditTerms['availableBy'];
  readonly tenor?: NonNullable<CreditTerms['tenor']>;
  /** Of the amount, put up by the applicant. */
  readonly marginPercent?: number;
  /** The exporter's bank confirms, or declines to. */
  readonly confirmation?: 'given' | 'declined';
  /** Who has the documents first and pays: the issuing bank, or that of the exporter. */
  readonly documentsAt: 'issuing-bank' | 'exporters-bank';
  /** `raised`: first for nine tenths of the goods; `extended`: the day of shipment was too early at first. */
  readonly amendment?: 'raised' | 'extended';
  readonly story: LetterStory;
}

/**
 * What becomes of the documents: they comply; they lack one, are refused, and presented again with it; the goods left too late, and the applicant takes the documents none the less; they are
 * for half of what the credit is for. Or nothing is shipped: the credit is left to expire, or cancelled.
 */
export type LetterStory = 'complying' | 'presented-again' | 'waived' | 'half-drawn' | 'expired' | 'cancelled';

const way = (name: string): Route => {
  const found = ROUTES.KZ?.find((route) => route.name === name);
  if (!found) throw new RangeError(`There is no way "${name}".`);
  return found;
};
const BY_SEA = way('Karachi, Bandar Abbas and Sarakhs by sea and rail');
const BY_RAIL = way('Taftan, Zahedan and Sarakhs by rail');

/** Where a bank lends on goods that it does not see, they go by ship and by rail: those are carried under documents that banks know. */
export const LETTER_DEALS: readonly LetterDeal[] = [
  {
    ...{ exporter: 'rice-karachi', importer: 'foods-almaty', goods: 'rice', usd: 145_000, route: BY_SEA },
    ...{ at: 0.04, availableBy: 'sight-payment', documentsAt: 'exporters-bank', confirmation: 'given' },
    story: 'complying',
  },
  {
    ...{
      exporter: 'zinc-oskemen',
      importer: 'galvanizing-lahore',
      goods: 'zinc',
      usd: 250_000,
      route: BY_RAIL,
    },
    ...{ at: 0.1, availableBy: 'acceptance', tenor: { days: 90, from: 'acceptance' } },
    ...{ documentsAt: 'issuing-bank', marginPercent: 20, story: 'complying' },
  },
  {
    ...{ exporter: 'linen-karachi', importer: 'trading-almaty', goods: 'linen', usd: 115_000, route: BY_SEA },
    ...{ at: 0.17, availableBy: 'sight-payment', documentsAt: 'issuing-bank', story: 'presented-again' },
  },
  {
    ...{
      exporter: 'pulses-petropavl',
      importer: 'pulses-lahore',
      goods: 'pulses',
      usd: 155_000,
      route: BY_RAIL,
    },
    ...{ at: 0.24, availableBy: 'deferred-payment', tenor: { days: 60, from: 'shipment' } },
    ...{ documentsAt: 'issuing-bank', marginPercent: 10, amendment: 'extended', story: 'complying' },
  },
  {
    ...{ exporter: 'pharma-karachi', importer: 'pharmacy-astana', goods: 'medicaments', usd: 185_000 },
    ...{
      route: BY_SEA,
      at: 0.3,
      availableBy: 'negotiation',
      documentsAt: 'exporters-bank',
      story: 'complying',
    },
  },
  {
    ...{
      exporter: 'copper-zhezkazgan',
      importer: 'cables-karachi',
      goods: 'copper',
      usd: 310_000,
      route: BY_SEA,
    },
    ...{ at: 0.37, availableBy: 'sight-payment', documentsAt: 'exporters-bank', confirmation: 'given' },
    ...{ marginPercent: 25, amendment: 'raised', story: 'complying' },
  },
  {
    ...{
      exporter: 'denim-karachi',
      importer: 'fashion-almaty',
      goods: 'trousers',
      usd: 90_000,
      route: BY_SEA,
    },
    ...{ at: 0.43, availableBy: 'sight-payment', documentsAt: 'issuing-bank', story: 'waived' },
  },
  {
    ...{
      exporter: 'cotton-shymkent',
      importer: 'spinning-faisalabad',
      goods: 'cotton',
      usd: 170_000,
      route: BY_RAIL,
    },
    ...{
      at: 0.5,
      availableBy: 'sight-payment',
      documentsAt: 'issuing-bank',
      marginPercent: 15,
      story: 'expired',
    },
  },
  {
    ...{ exporter: 'rice-karachi', importer: 'foods-astana', goods: 'rice', usd: 120_000, route: BY_SEA },
    ...{ at: 0.56, availableBy: 'acceptance', tenor: { days: 60, from: 'sight' } },
    ...{ documentsAt: 'issuing-bank', confirmation: 'declined', story: 'presented-again' },
  },
  {
    ...{ exporter: 'ferroalloys-aktobe', importer: 'steel-karachi', goods: 'ferroalloys', usd: 230_000 },
    ...{ route: BY_SEA, at: 0.62, availableBy: 'sight-payment', documentsAt: 'issuing-bank' },
    ...{ marginPercent: 20, story: 'half-drawn' },
  },
  {
    ...{ exporter: 'linen-karachi', importer: 'home-karaganda', goods: 'linen', usd: 100_000, route: BY_SEA },
    ...{ at: 0.68, availableBy: 'sight-payment', documentsAt: 'issuing-bank', story: 'cancelled' },
  },
  {
    ...{
      exporter: 'polymers-atyrau',
      importer: 'plastics-lahore',
      goods: 'polymers',
      usd: 140_000,
      route: BY_RAIL,
    },
    ...{ at: 0.75, availableBy: 'acceptance', tenor: { days: 120, from: 'shipment' } },
    ...{ documentsAt: 'exporters-bank', confirmation: 'given', story: 'complying' },
  },
  {
    ...{ exporter: 'pharma-karachi', importer: 'pharmacy-almaty', goods: 'medicaments', usd: 175_000 },
    ...{ route: BY_SEA, at: 0.82, availableBy: 'sight-payment', documentsAt: 'exporters-bank' },
    ...{ confirmation: 'given', amendment: 'extended', story: 'presented-again' },
  },
  {
    ...{ exporter: 'zinc-oskemen', importer: 'cables-karachi', goods: 'zinc', usd: 270_000, route: BY_SEA },
    ...{ at: 0.89, availableBy: 'acceptance', tenor: { days: 90, from: 'sight' } },
    ...{ documentsAt: 'issuing-bank', marginPercent: 20, story: 'complying' },
  },
  {
    ...{ exporter: 'rice-karachi', importer: 'trading-almaty', goods: 'rice', usd: 130_000, route: BY_SEA },
    ...{
      at: 0.955,
      availableBy: 'sight-payment',
      documentsAt: 'exporters-bank',
      amendment: 'raised',
      story: 'complying',
    },
  },
  {
    ...{ exporter: 'grain-kostanay', importer: 'foods-karachi', goods: 'wheat', usd: 155_000, route: BY_SEA },
    ...{ at: 0.985, availableBy: 'deferred-payment', tenor: { days: 60, from: 'shipment' } },
    ...{ documentsAt: 'issuing-bank', marginPercent: 10, story: 'complying' },
  },
];
