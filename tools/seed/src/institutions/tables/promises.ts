import type { CommitmentTerms } from '@corridor/domain';

type Ownership = CommitmentTerms['parties'][number]['ownership'];

/** A side of a promise: a firm of the demo by its id behind `demo-`, or one that is known by its name alone. */
export interface Side {
  readonly firm?: string;
  readonly name?: string;
  readonly country?: string;
  readonly ownership: Ownership;
}

/** A contract of sale, by shares of the demo's time. */
export interface ContractPlan {
  readonly exporter: string;
  readonly importer: string;
  readonly signed: number;
  readonly deliverBy: number;
  /** When the ledger is told of it, where that is later than on the day behind the signing. */
  readonly told?: number;
  /** Of its goods, how many are declared under its number. */
  readonly share: number;
  readonly usd: number;
}

export interface ReportPlan {
  readonly at: number;
  readonly usd?: number;
  readonly jobs?: number;
  readonly note: string;
  /** Who looked at it, and whether it was so; nobody has where it is left out. */
  readonly by?: 'commission' | 'bank' | 'customs';
  readonly isSo?: boolean;
}

export interface Promised {
  readonly key: string;
  readonly title: string;
  readonly kind: CommitmentTerms['kind'];
  readonly sector: string;
  readonly hs: readonly string[];
  readonly usd: number;
  readonly jobs?: number;
  readonly sides: Readonly<Partial<Record<'seller' | 'buyer' | 'investor' | 'recipient', Side>>>;
  /** A second firm on a side. */
  readonly also?: Readonly<Partial<Record<'seller' | 'buyer', Side>>>;
  readonly announced: number;
  readonly due?: number;
  /** A forum or the like, or a meeting of the Commission, by its key; else a state visit. */
  readonly engagement?: string;
  readonly meeting?: string;
  /** Whether a lead of the engagement came before it. */
  readonly ofLead?: boolean;
  readonly contracts?: readonly ContractPlan[];
  readonly reports?: readonly ReportPlan[];
  readonly revised?: {
    readonly at: number;
    readonly usd: number;
    readonly due: number;
    readonly reason: string;
  };
  readonly withdrawn?: { readonly at: number; readonly reason: string };
  /** Goods that somebody says serve it, though no contract names them. */
  readonly linked?: {
    readonly at: number;
    readonly exporter: string;
    readonly importer: string;
    readonly most: number;
  };
}

const privately = (firm: string): Side => ({ firm, ownership: 'private' });
const ofState = (firm: string): Side => ({ firm, ownership: 'state' });

/** What was promised in the demo's time: all of it invented. */
export const PROMISES: readonly Promised[] = [
  {
    key: 'rice',
    title: 'Basmati and long-grain rice for the stores of Almaty',
    kind: 'memorandum',
    sector: 'agriculture',
    hs: ['1006'],
    usd: 3_000_000,
    sides: { seller: privately('rice-larkana'), buyer: privately('trading-almaty') },
    announced: 0.095,
    due: 0.5,
    engagement: 'almaty-forum',
    ofLead: true,
    contracts: [
      {
        exporter: 'rice-larkana',
        importer: 'trading-almaty',
        signed: 0.12,
        deliverBy: 0.5,
        share: 0.9,
        usd: 3_200_000,
      },
    ],
  },
  {
    key: 'fertiliser',
    title: 'Phosphate fertiliser for the spring sowing',
    kind: 'letter-of-intent',
    sector: 'other',
    hs: ['3103', '3105'],
    usd: 30_000_000,
    sides: {
      seller: { name: 'Demo Fertilisers Taraz', country: 'KZ', ownership: 'state' },
      buyer: { name: 'Demo Farm Supplies Islamabad', country: 'PK', ownership: 'state' },
    },
    announced: 0.085,
    due: 0.38,
    meeting: 'first',
  },
  {
    key: 'terminal',
    title: 'Warehouse and lorry terminal at Almaty, with 350 jobs',
    kind: 'investment-pledge',
    sector: 'logistics',
    hs: [],
    usd: 12_000_000,
    jobs: 350,
    sides: {
      investor: ofState('logistics-islamabad'),
      recipient: { name: 'Demo Terminals Almaty', country: 'KZ', ownership: 'mixed' },
    },
    announced: 0.18,
    due: 0.9,
    reports: [
      { at: 0.3, usd: 4_000_000, note: 'Land bought and cleared', by: 'commission', isSo: true },
      { at: 0.46, usd: 3_000_000, note: 'Halls built', by: 'bank', isSo: true },
      { at: 0.63, usd: 5_000_000, note: 'Cold stores and cranes delivered', by: 'customs', isSo: true },
      { at: 0.7, jobs: 350, note: 'Payroll of the first month of operation', by: 'commission', isSo: true },
    ],
  },
  {
    key: 'zinc',
    title: 'Zinc and its alloys for cables and galvanizing',
    kind: 'memorandum',
    sector: 'other',
    hs: ['7901'],
    usd: 25_000_000,
    sides: { seller: ofState('zinc-oskemen'), buyer: privately('cables-karachi') },
    also: { buyer: privately('galvanizing-lahore') },
    announced: 0.22,
    due: 0.95,
    contracts: [
      {
        exporter: 'zinc-oskemen',
        importer: 'cables-karachi',
        signed: 0.25,
        deliverBy: 0.97,
        share: 0.95,
        usd: 6_000_000,
      },
      {
        exporter: 'zinc-oskemen',
        importer: 'galvanizing-lahore',
        signed: 0.36,
        deliverBy: 0.97,
        share: 0.9,
        usd: 4_000_000,
      },
    ],
    revised: {
      at: 0.676,
      usd: 8_000_000,
      due: 0.98,
      reason: 'The smelter sells less abroad than it meant to',
    },
  },
  {
    key: 'cold-chain',
    title: 'Cold stores at Peshawar and Termez',
    kind: 'investment-pledge',
    sector: 'logistics',
    hs: [],
    usd: 6_000_000,
    jobs: 90,
    sides: {
      investor: privately('cold-chain-almaty'),
      recipient: { name: 'Demo Markets Peshawar', country: 'PK', ownership: 'state' },
    },
    announced: 0.2755,
    due: 0.62,
    engagement: 'islamabad-forum',
    reports: [{ at: 0.41, usd: 1_500_000, note: 'First hall at Peshawar', by: 'commission', isSo: true }],
  },
  {
    key: 'textiles',
    title: 'Knitwear, trousers and home textiles',
    kind: 'memorandum',
    sector: 'textiles',
    hs: ['61', '62', '63'],
    usd: 20_000_000,
    sides: { seller: privately('textiles-faisalabad'), buyer: privately('trading-almaty') },
    announced: 0.278,
    due: 1.15,
    engagement: 'islamabad-forum',
    ofLead: true,
    contracts: [
      {
        exporter: 'textiles-faisalabad',
        importer: 'trading-almaty',
        signed: 0.31,
        deliverBy: 1.1,
        share: 0.85,
        usd: 16_000_000,
      },
    ],
  },
  {
    key: 'citrus',
    title: 'Kinnow from Sargodha for three winters',
    kind: 'letter-of-intent',
    sector: 'agriculture',
    hs: ['0805'],
    usd: 6_000_000,
    sides: { seller: privately('citrus-sargodha'), buyer: privately('foods-almaty') },
    also: { buyer: privately('trading-almaty') },
    announced: 0.29,
    due: 0.68,
    meeting: 'second',
    contracts: [
      {
        exporter: 'citrus-sargodha',
        importer: 'foods-almaty',
        signed: 0.33,
        deliverBy: 0.68,
        share: 0.9,
        usd: 2_500_000,
      },
      {
        exporter: 'citrus-sargodha',
        importer: 'trading-almaty',
        signed: 0.37,
        deliverBy: 0.68,
        share: 0.6,
        usd: 2_000_000,
      },
    ],
  },
  {
    key: 'potatoes',
    title: 'Seed and table potatoes from Okara',
    kind: 'memorandum',
    sector: 'agriculture',
    hs: ['0701'],
    usd: 3_500_000,
    sides: { seller: privately('potatoes-okara'), buyer: privately('fruit-shymkent') },
    announced: 0.4,
    due: 0.8,
    engagement: 'shymkent-delegation',
    withdrawn: { at: 0.56, reason: 'The import quota of the season was used up' },
  },
  {
    key: 'pharma',
    title: 'Medicines and antibiotics for two years',
    kind: 'contract',
    sector: 'pharmaceuticals',
    hs: ['3004'],
    usd: 3_500_000,
    sides: { seller: privately('pharma-karachi'), buyer: privately('trading-almaty') },
    also: { buyer: { firm: 'clinics-astana', ownership: 'mixed' } },
    announced: 0.45,
    due: 0.92,
    ofLead: true,
    engagement: 'karachi-meeting',
    contracts: [
      {
        exporter: 'pharma-karachi',
        importer: 'trading-almaty',
        signed: 0.46,
        deliverBy: 0.92,
        share: 0.95,
        usd: 3_500_000,
      },
      {
        exporter: 'pharma-karachi',
        importer: 'clinics-astana',
        signed: 0.52,
        deliverBy: 0.92,
        share: 0.95,
        usd: 1_000_000,
      },
    ],
  },
  {
    key: 'plant',
    title: 'Plant for medicines near Astana, with 400 jobs',
    kind: 'investment-pledge',
    sector: 'pharmaceuticals',
    hs: [],
    usd: 20_000_000,
    jobs: 400,
    sides: {
      investor: privately('pharma-karachi'),
      recipient: { name: 'Demo Pharma Park Astana', country: 'KZ', ownership: 'state' },
    },
    announced: 0.47,
    due: 1.3,
    meeting: 'third',
    reports: [
      { at: 0.6, usd: 5_000_000, note: 'Building of the first line', by: 'bank', isSo: true },
      { at: 0.69, usd: 9_000_000, note: 'Machines of the second line, ordered', by: 'customs', isSo: false },
      { at: 0.78, jobs: 120, note: 'Staff of the first line', by: 'commission', isSo: true },
      { at: 0.96, usd: 4_000_000, note: 'Machines of the second line' },
    ],
  },
  {
    key: 'wheat',
    title: 'Milling wheat for the mills of Punjab, between two state traders',
    kind: 'memorandum',
    sector: 'agriculture',
    hs: ['1001'],
    usd: 15_000_000,
    sides: { seller: ofState('grain-kostanay'), buyer: ofState('flour-multan') },
    announced: 0.48,
    due: 1.08,
    meeting: 'third',
    contracts: [
      {
        exporter: 'grain-kostanay',
        importer: 'flour-multan',
        signed: 0.54,
        deliverBy: 1.05,
        share: 0.95,
        usd: 5_000_000,
      },
    ],
  },
  {
    key: 'leather',
    title: 'Leather jackets and gloves of Sialkot',
    kind: 'letter-of-intent',
    sector: 'leather',
    hs: ['4203'],
    usd: 4_000_000,
    sides: { seller: privately('leather-sialkot'), buyer: privately('trading-almaty') },
    announced: 0.537,
    due: 1.05,
    engagement: 'lahore-exhibition',
    linked: { at: 0.965, exporter: 'leather-sialkot', importer: 'trading-almaty', most: 4 },
  },
  {
    key: 'mangoes',
    title: 'Mangoes by air and road for one summer',
    kind: 'contract',
    sector: 'agriculture',
    hs: ['0804'],
    usd: 1_200_000,
    sides: { seller: privately('mangoes-multan'), buyer: privately('foods-almaty') },
    announced: 0.57,
    due: 0.82,
    contracts: [
      {
        exporter: 'mangoes-multan',
        importer: 'foods-almaty',
        signed: 0.575,
        deliverBy: 0.82,
        share: 0.95,
        usd: 1_200_000,
      },
    ],
  },
  {
    key: 'lentils',
    title: 'Lentils and peas for Lahore',
    kind: 'contract',
    sector: 'agriculture',
    hs: ['0713'],
    usd: 4_500_000,
    sides: { seller: privately('grain-astana'), buyer: privately('pulses-lahore') },
    also: { seller: privately('pulses-petropavl') },
    announced: 0.66,
    due: 1.1,
    engagement: 'astana-delegation',
    ofLead: true,
    contracts: [
      {
        exporter: 'grain-astana',
        importer: 'pulses-lahore',
        signed: 0.665,
        deliverBy: 1.08,
        share: 0.95,
        usd: 2_500_000,
      },
      {
        exporter: 'pulses-petropavl',
        importer: 'pulses-lahore',
        signed: 0.72,
        deliverBy: 1.08,
        share: 0.9,
        usd: 2_000_000,
      },
    ],
  },
  {
    key: 'copper',
    title: 'Copper cathodes for the cable works',
    kind: 'letter-of-intent',
    sector: 'other',
    hs: ['7403'],
    usd: 6_000_000,
    sides: { seller: privately('copper-zhezkazgan'), buyer: privately('cables-karachi') },
    announced: 0.68,
    due: 1.2,
    meeting: 'fourth',
    contracts: [
      {
        exporter: 'copper-zhezkazgan',
        importer: 'cables-karachi',
        signed: 0.69,
        deliverBy: 1.15,
        told: 0.79,
        share: 0.9,
        usd: 5_000_000,
      },
    ],
  },
  {
    key: 'tannery',
    title: 'Finishing of hides at Kasur, with 220 jobs',
    kind: 'investment-pledge',
    sector: 'leather',
    hs: [],
    usd: 8_000_000,
    jobs: 220,
    sides: {
      investor: { name: 'Demo Steppe Holding', country: 'KZ', ownership: 'mixed' },
      recipient: privately('leather-kasur'),
    },
    announced: 0.7,
    due: 1.4,
  },
  {
    key: 'surgical',
    title: 'Surgical instruments for the clinics of Astana',
    kind: 'letter-of-intent',
    sector: 'other',
    hs: ['9018'],
    usd: 2_000_000,
    sides: { seller: privately('surgical-sialkot'), buyer: ofState('clinics-astana') },
    announced: 0.8395,
    due: 1.3,
    engagement: 'second-almaty-forum',
    ofLead: true,
  },
  {
    key: 'cotton',
    title: 'Cotton lint of Turkistan for spinning at Faisalabad',
    kind: 'memorandum',
    sector: 'textiles',
    hs: ['5201'],
    usd: 8_000_000,
    sides: { seller: privately('cotton-shymkent'), buyer: privately('spinning-faisalabad') },
    announced: 0.842,
    due: 1.35,
    engagement: 'second-almaty-forum',
    contracts: [
      {
        exporter: 'cotton-shymkent',
        importer: 'spinning-faisalabad',
        signed: 0.86,
        deliverBy: 1.3,
        share: 0.95,
        usd: 6_000_000,
      },
    ],
  },
  {
    key: 'software',
    title: 'Software for single windows and warehouses',
    kind: 'memorandum',
    sector: 'it',
    hs: [],
    usd: 1_500_000,
    sides: {
      seller: { name: 'Demo Software Lahore', country: 'PK', ownership: 'private' },
      buyer: { name: 'Demo Digital Astana', country: 'KZ', ownership: 'state' },
    },
    announced: 0.868,
    due: 1.25,
    meeting: 'fifth',
  },
  {
    key: 'framework',
    title: 'Framework of two state traders for grain, oilseeds and rice',
    kind: 'memorandum',
    sector: 'agriculture',
    hs: ['1001', '1006', '1206'],
    usd: 50_000_000,
    sides: {
      seller: { name: 'Demo Food Corporation Astana', country: 'KZ', ownership: 'state' },
      buyer: { name: 'Demo Food Reserve Islamabad', country: 'PK', ownership: 'state' },
    },
    announced: 0.9,
    due: 1.9,
  },
];
