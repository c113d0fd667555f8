import type { TransportMode } from '@corridor/domain';
import type { Cargo } from './goods.js';

/** A place on the way, northwards. */
export interface Waypoint {
  /** UN/LOCODE. */
  readonly place: string;
  /** Hours it takes, waiting included: least and most of an ordinary passage. */
  readonly dwellHours: readonly [number, number];
  /** What lies next northwards, where some are scanned as well: the other side of a border, or a town. */
  readonly across?: Across;
  /** Northwards, what carries the goods before and behind, where that changes there. */
  readonly transloads?: readonly [before: TransportMode, behind: TransportMode];
  /** Whether it is scanned on arrival and departure (borders, ports), or on arrival only. */
  readonly scans: 'both' | 'arrival';
}

/** A place just behind another. */
export interface Across {
  /** UN/LOCODE. */
  readonly place: string;
  /** Hours between the two, and there: least and most. */
  readonly passingHours: readonly [number, number];
  readonly standingHours: readonly [number, number];
  /** How many are scanned there, of one. */
  readonly share: number;
}

/** A way from Pakistan to the north; southwards it is gone backwards. */
export interface Route {
  readonly name: string;
  /** As it leaves Pakistan, and as it leaves the country in the north. */
  readonly mode: readonly [northwards: TransportMode, southwards: TransportMode];
  readonly waypoints: readonly Waypoint[];
  /** Between origin, waypoints and destination: one more than there are waypoints. */
  readonly travelHours: readonly (readonly [number, number])[];
  /** Customs offices of Pakistan, and of the country in the north, where it is declared. */
  readonly offices: { readonly south: readonly string[]; readonly north: readonly string[] };
  /** USD a tonne within Pakistan, between the two frontiers, and within the country in the north. */
  readonly freight: { readonly south: number; readonly main: number; readonly north: number };
  /** How often each cargo goes this way. */
  readonly weights: Readonly<Record<Cargo, number>>;
  /** Months (0 to 11) in which the pass is closed, before it stays open all year. */
  readonly closed?: { readonly months: readonly number[]; readonly until: number };
}

/** Khunjerab is open all year since 1 December 2024 (National Logistics Corporation). */
const KHUNJERAB_CLOSED = { months: [0, 1, 2, 11], until: Date.UTC(2024, 11, 1) };

const border = (place: string, least: number, most: number): Waypoint => ({
  place,
  dwellHours: [least, most],
  scans: 'both',
});
const passing = (place: string): Waypoint => ({ place, dwellHours: [2, 12], scans: 'arrival' });

const TORKHAM: Waypoint = {
  ...border('PKTOR', 8, 60),
  across: { place: 'AFRKH', passingHours: [0.3, 1], standingHours: [1, 5], share: 0.5 },
};
/** Lorries for Almaty stop at Bishkek, six hours and more behind Naryn. */
const NARYN_AND_BISHKEK: Waypoint = {
  ...passing('KGNAR'),
  across: { place: 'KGFRU', passingHours: [6, 8], standingHours: [0.3, 1.5], share: 0.9 },
};
const TERMEZ = border('UZTER', 6, 40);
const SARYAGASH = border('KZSRY', 3, 22);
const KASHGAR = border('CNKHG', 10, 48);
const BANDAR_ABBAS: Waypoint = { ...border('IRBND', 30, 110), transloads: ['sea', 'rail'] };
const SARAKHS = border('IRCKT', 10, 48);

/** Ways by country in the north. Places are those of the routes that the National Logistics Corporation and others drive. */
export const ROUTES: Readonly<Record<string, readonly Route[]>> = {
  KZ: [
    {
      name: 'Torkham, Kabul and Termez by road',
      mode: ['road', 'road'],
      waypoints: [TORKHAM, TERMEZ, SARYAGASH],
      travelHours: [
        [18, 48],
        [60, 110],
        [26, 50],
        [16, 40],
      ],
      offices: { south: ['PKTOR', 'PKPEW'], north: ['KZSRY', 'KZALA', 'KZSHY'] },
      freight: { south: 34, main: 150, north: 36 },
      weights: { fresh: 60, fine: 25, boxed: 40, bulk: 30 },
    },
    {
      name: 'Khunjerab, Kashgar and Bishkek by road',
      mode: ['road', 'road'],
      waypoints: [KASHGAR, NARYN_AND_BISHKEK, border('KZKOR', 3, 26)],
      travelHours: [
        [60, 110],
        [14, 30],
        [10, 20],
        [5, 30],
      ],
      offices: { south: ['PKISB'], north: ['KZKOR', 'KZALA'] },
      freight: { south: 62, main: 140, north: 18 },
      weights: { fresh: 20, fine: 20, boxed: 25, bulk: 5 },
      closed: KHUNJERAB_CLOSED,
    },
    {
      name: 'Kashgar, Urumqi and Khorgos by road',
      mode: ['road', 'road'],
      waypoints: [KASHGAR, border('CNHRS', 12, 72), border('KZHOR', 8, 50)],
      travelHours: [
        [60, 110],
        [40, 70],
        [1, 4],
        [8, 40],
      ],
      offices: { south: ['PKISB'], north: ['KZHOR', 'KZALA'] },
      freight: { south: 62, main: 165, north: 26 },
      weights: { fresh: 0, fine: 5, boxed: 12, bulk: 5 },
      closed: KHUNJERAB_CLOSED,
    },
    {
      name: 'Karachi, Bandar Abbas and Sarakhs by sea and rail',
      mode: ['sea', 'rail'],
      waypoints: [BANDAR_ABBAS, SARAKHS, SARYAGASH],
      travelHours: [
        [60, 130],
        [70, 130],
        [86, 170],
        [20, 60],
      ],
      offices: { south: ['PKKHI', 'PKBQM'], north: ['KZSRY', 'KZALA'] },
      freight: { south: 22, main: 128, north: 32 },
      weights: { fresh: 12, fine: 3, boxed: 20, bulk: 45 },
    },
    {
      name: 'Taftan, Zahedan and Sarakhs by rail',
      mode: ['rail', 'rail'],
      waypoints: [border('PKTFT', 20, 90), SARAKHS, SARYAGASH],
      travelHours: [
        [60, 120],
        [64, 122],
        [90, 160],
        [20, 60],
      ],
      offices: { south: ['PKTFT', 'PKUET'], north: ['KZSRY', 'KZAST'] },
      freight: { south: 30, main: 116, north: 34 },
      weights: { fresh: 0, fine: 0, boxed: 5, bulk: 18 },
    },
    {
      name: 'by air',
      mode: ['air', 'air'],
      waypoints: [border('PKISB', 8, 40)],
      travelHours: [
        [4, 24],
        [3, 26],
      ],
      offices: { south: ['PKISB', 'PKLHE'], north: ['KZALA', 'KZAST'] },
      freight: { south: 60, main: 2_200, north: 50 },
      weights: { fresh: 1, fine: 45, boxed: 2, bulk: 0 },
    },
  ],
  UZ: [
    {
      name: 'Torkham, Kabul and Termez by road',
      mode: ['road', 'road'],
      waypoints: [TORKHAM, border('AFHRT', 5, 36), TERMEZ],
      travelHours: [
        [18, 48],
        [50, 96],
        [1, 5],
        [18, 40],
      ],
      offices: { south: ['PKTOR', 'PKPEW'], north: ['UZTER', 'UZTAS'] },
      freight: { south: 34, main: 95, north: 30 },
      weights: { fresh: 80, fine: 70, boxed: 70, bulk: 60 },
    },
    {
      name: 'Karachi, Bandar Abbas and Sarakhs by sea and rail',
      mode: ['sea', 'rail'],
      waypoints: [BANDAR_ABBAS, SARAKHS, passing('UZBHK')],
      travelHours: [
        [60, 130],
        [70, 130],
        [50, 90],
        [16, 50],
      ],
      offices: { south: ['PKKHI'], north: ['UZBHK', 'UZTAS'] },
      freight: { south: 22, main: 105, north: 24 },
      weights: { fresh: 5, fine: 10, boxed: 30, bulk: 40 },
    },
  ],
  KG: [
    {
      name: 'Khunjerab, Kashgar and Naryn by road',
      mode: ['road', 'road'],
      waypoints: [KASHGAR, passing('KGNAR')],
      travelHours: [
        [60, 110],
        [14, 30],
        [8, 24],
      ],
      offices: { south: ['PKISB'], north: ['KGNAR', 'KGFRU'] },
      freight: { south: 62, main: 120, north: 30 },
      weights: { fresh: 50, fine: 50, boxed: 50, bulk: 50 },
      closed: KHUNJERAB_CLOSED,
    },
    {
      name: 'Torkham, Termez and Tashkent by road',
      mode: ['road', 'road'],
      waypoints: [TORKHAM, TERMEZ, passing('UZTAS')],
      travelHours: [
        [18, 48],
        [60, 110],
        [20, 40],
        [24, 60],
      ],
      offices: { south: ['PKTOR'], north: ['KGOSS', 'KGFRU'] },
      freight: { south: 34, main: 165, north: 30 },
      weights: { fresh: 20, fine: 20, boxed: 20, bulk: 20 },
    },
  ],
  TJ: [
    {
      name: 'Torkham, Kabul and Termez by road',
      mode: ['road', 'road'],
      waypoints: [TORKHAM, passing('AFKBL'), TERMEZ],
      travelHours: [
        [18, 48],
        [8, 20],
        [30, 60],
        [8, 30],
      ],
      offices: { south: ['PKTOR'], north: ['TJDYU'] },
      freight: { south: 34, main: 88, north: 22 },
      weights: { fresh: 50, fine: 50, boxed: 50, bulk: 50 },
    },
  ],
};

/**
 * Ends of sections of known routes by Torkham of which a source told the kilometres (libs/reference-data/data/route-legs.csv): who goes from one to the other is scanned at
 * both, so that the trip is measured.
 */
export const MEASURED: readonly (readonly [one: string, other: string])[] = [
  ['PKKHI', 'KZALA'],
  ['PKKHI', 'KZAST'],
  ['PKKHI', 'UZTAS'],
  ['KZPWQ', 'PKKHI'],
];

/** Where goods from inland places of Pakistan are loaded onto ships. */
export const SEAPORT = 'PKKHI';

/** Whether goods go by road through Torkham between two ends of a section of which the kilometres are told. */
export function isMeasured({ waypoints }: Route, origin: string, destination: string): boolean {
  return (
    waypoints.includes(TORKHAM) &&
    MEASURED.some((ends) => ends.includes(origin) && ends.includes(destination) && origin !== destination)
  );
}

/** Whether a consignment that is declared at an instant can go this way. */
export function isOpen({ closed }: Route, ms: number): boolean {
  return !closed || ms >= closed.until || !closed.months.includes(new Date(ms).getUTCMonth());
}
