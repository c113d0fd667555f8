/** Something that somebody is to do behind a meeting, by shares of the demo's time. */
export interface ActionPlan {
  /** Participant id behind `demo-`. */
  readonly owner: string;
  readonly task: string;
  readonly due: number;
  readonly extended?: { readonly at: number; readonly due: number; readonly reason: string };
  readonly done?: number;
  readonly dropped?: { readonly at: number; readonly reason: string };
  /** The figure that should move, and when the Commission looks at it. */
  readonly figure?:
    | { readonly name: 'open-cases'; readonly direction: 'down' }
    | {
        readonly name: 'bilateral-trade';
        readonly reporter: string;
        readonly partner: string;
        readonly direction: 'up';
      }
    | { readonly name: 'commitment-delivered'; readonly promise: string; readonly direction: 'up' };
  readonly reviewed?: number;
}

export interface MeetingPlan {
  readonly key: string;
  readonly session: number;
  readonly place: string;
  readonly scheduled: number;
  readonly starts: number;
  readonly moved?: { readonly at: number; readonly days: number; readonly reason: string };
  /** What people put on its agenda, what was said and what was decided. */
  readonly items: readonly {
    readonly title: string;
    readonly because: string;
    readonly minutes: string;
    readonly decision: string;
  }[];
  readonly actions: readonly ActionPlan[];
}

const tradeOf = (reporter: string, partner: string) =>
  ({ name: 'bilateral-trade', reporter, partner, direction: 'up' }) as const;
const delivered = (promise: string) => ({ name: 'commitment-delivered', promise, direction: 'up' }) as const;

export const MEETINGS: readonly MeetingPlan[] = [
  {
    key: 'first',
    session: 9,
    place: 'KZAST',
    scheduled: 0.045,
    starts: 0.08,
    items: [
      {
        title: 'Trade by road through Termez',
        because: 'Lorries wait longer at the border than they drive',
        minutes:
          'Both sides told how long their lorries wait. A joint list of the papers that are asked for is missing.',
        decision: 'One list of papers is agreed and shown at the border in three languages.',
      },
    ],
    actions: [
      {
        owner: 'customs',
        task: 'Show one list of papers at Torkham and Saryagash',
        due: 0.14,
        done: 0.13,
        figure: tradeOf('PK', 'KZ'),
        reviewed: 0.2,
      },
      {
        owner: 'council',
        task: 'Bring the parties of the fertiliser letter together',
        due: 0.2,
        done: 0.19,
        figure: delivered('fertiliser'),
        reviewed: 0.27,
      },
    ],
  },
  {
    key: 'second',
    session: 10,
    place: 'PKISB',
    scheduled: 0.245,
    starts: 0.285,
    items: [
      {
        title: 'A direct flight between Islamabad and Almaty',
        because: 'Medicines and samples go by way of third countries',
        minutes: 'The airline needs a right to land twice a week. Both authorities see no obstacle.',
        decision: 'The right to land is granted for two flights a week, with goods in the hold.',
      },
      {
        title: 'Visas for business people',
        because: 'Guests of the last forum had none in time',
        minutes:
          'Ten working days are usual, and twenty happen. The Council offers to check the papers before they are lodged.',
        decision: 'An invitation of the Council counts as proof of the purpose.',
      },
    ],
    actions: [
      {
        owner: 'consulate-islamabad',
        task: 'Decide on visas with an invitation within ten days',
        due: 0.36,
        done: 0.35,
      },
      {
        owner: 'bank-karachi',
        task: 'Tell firms by which way payments in tenge come through',
        due: 0.38,
        done: 0.42,
        figure: { name: 'open-cases', direction: 'down' },
        reviewed: 0.43,
      },
      {
        owner: 'council',
        task: 'Follow the contract for textiles to its first deliveries',
        due: 0.44,
        done: 0.43,
        figure: delivered('textiles'),
        reviewed: 0.45,
      },
    ],
  },
  {
    key: 'third',
    session: 11,
    place: 'KZALA',
    scheduled: 0.42,
    starts: 0.455,
    moved: { at: 0.44, days: 14, reason: 'The hall is taken by another conference' },
    items: [
      {
        title: 'Grain between two state traders',
        because: 'The harvest is large, and the mills of Punjab buy elsewhere',
        minutes:
          'Prices were compared at the frontier. Freight decides: by rail it would pay, by road it does not.',
        decision: 'Wheat goes by rail through Taftan; the railways quote one price from door to door.',
      },
    ],
    actions: [
      {
        owner: 'railway',
        task: 'Quote one price for wheat from Kostanay to Multan',
        due: 0.53,
        done: 0.525,
        figure: delivered('wheat'),
        reviewed: 0.66,
      },
      {
        owner: 'customs',
        task: 'Recognise the phytosanitary papers of the other side',
        due: 0.55,
        extended: { at: 0.545, due: 0.62, reason: 'The laboratory is still being looked at' },
        done: 0.61,
        figure: tradeOf('KZ', 'PK'),
        reviewed: 0.66,
      },
      {
        owner: 'council',
        task: 'Find another importer for seed potatoes',
        due: 0.6,
        dropped: { at: 0.58, reason: 'The memorandum was withdrawn' },
      },
    ],
  },
  {
    key: 'fourth',
    session: 12,
    place: 'PKISB',
    scheduled: 0.63,
    starts: 0.668,
    items: [
      {
        title: 'A day by which a billion dollars are reached',
        because: 'The target names no day and no year that it is compared with',
        minutes:
          'Reporting teams of both sides asked for a year to compare with, and for one definition of what counts.',
        decision: 'The target is to be reached in five years; what counts is told with it.',
      },
      {
        title: 'Container train',
        because: 'Its wagons stood for nine days at the border in winter',
        minutes: 'Locomotives are short on the stretch from Taftan.',
        decision: 'The railways keep two locomotives ready.',
      },
    ],
    actions: [
      {
        owner: 'council',
        task: 'Look at the open cases once a week with customs and banks',
        due: 0.74,
        done: 0.72,
        figure: { name: 'open-cases', direction: 'down' },
        reviewed: 0.76,
      },
      {
        owner: 'railway',
        task: 'Keep two locomotives at Taftan',
        due: 0.72,
        done: 0.75,
        figure: tradeOf('PK', 'KZ'),
        reviewed: 0.85,
      },
      {
        owner: 'council',
        task: 'Bring the sale of copper to a contract',
        due: 0.8,
        done: 0.795,
        figure: delivered('copper'),
        reviewed: 0.855,
      },
    ],
  },
  {
    key: 'fifth',
    session: 13,
    place: 'KZAST',
    scheduled: 0.825,
    starts: 0.862,
    items: [
      {
        title: 'Single windows of both customs',
        because: 'The same data is typed in twice',
        minutes: 'A first exchange of declarations was shown with ten consignments of citrus.',
        decision: 'Declarations for fresh goods are exchanged before the lorry comes.',
      },
    ],
    actions: [
      {
        owner: 'customs',
        task: 'Exchange the declarations of fresh goods before they arrive',
        due: 0.95,
        figure: tradeOf('PK', 'KZ'),
        reviewed: 0.97,
      },
      {
        owner: 'logistics-islamabad',
        task: 'Offer cold lorries on the road by Khunjerab',
        due: 0.96,
        done: 0.94,
      },
      {
        owner: 'council',
        task: 'Bring the cotton of Turkistan under way',
        due: 1.08,
        figure: delivered('cotton'),
      },
      { owner: 'bank-karachi', task: 'Open an account for payments in tenge', due: 1.15 },
    ],
  },
];

/** Days behind the demo's end on which the next session begins: it is scheduled, and nobody is reminded of it yet. */
export const NEXT_MEETING = {
  key: 'next',
  session: 14,
  place: 'PKISB',
  scheduled: 0.985,
  daysBehindEnd: 75,
} as const;
