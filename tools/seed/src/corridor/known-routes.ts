import type { RouteCommand, RouteLeg } from '@corridor/domain';

/** What was said of a route on a day; the ledger's operator wrote it down. */
export interface RouteStep {
  /** `YYYY-MM-DD`, of the source; its last day, where a source tells the month or the year only. */
  readonly saidOn: string;
  readonly command: { readonly [Type in RouteCommand['type']]: StepOf<Type> }[RouteCommand['type']];
}

type StepOf<Type extends RouteCommand['type']> = Pick<Extract<RouteCommand, { type: Type }>, 'type' | 'data'>;

const CONVOY =
  'The News, 2023-06-13: driven by convoys of the National Logistics Corporation through Afghanistan; the crossing is not told';
const PILOT =
  'Kazinform, 2024: pilot of two trucks in April and May 2024 by Zhetygen, Uzbekistan and Afghanistan';
const FEEDER = 'Kazinform, 2024: pilot of 1 to 3 June 2024 by feeder vessel';
const QTTA = 'The Diplomatic Insight, November 2023: first run under TIR by Sost, Khunjerab and Torugart';
const KASHGAR =
  'Khyber News, 2025: the National Logistics Corporation on its trucks between Kashgar and Karachi';

/** Both sides of the crossing at Torkham. */
const TORKHAM = ['PKTOR', 'AFRKH'];

const driven = (to: string, km: string, borderPoints: readonly string[]): RouteLeg => ({
  from: 'PKKHI',
  to,
  mode: 'road',
  borderPoints,
  distance: { km, source: CONVOY },
});

/** Without a source there is no distance, no time and no price, and without one the route is not open. */
const plain = (
  from: string,
  to: string,
  mode: RouteLeg['mode'],
  borderPoints: readonly string[] = [],
): RouteLeg => ({ from, to, mode, borderPoints });

const defined = (saidOn: string, routeId: string, name: string, legs: readonly RouteLeg[]): RouteStep => ({
  saidOn,
  command: { type: 'DefineRoute', data: { routeId, name, legs } },
});

const opened = (saidOn: string, routeId: string, source: string): RouteStep => ({
  saidOn,
  command: { type: 'OpenRoute', data: { routeId, source } },
});

const OVER_KHUNJERAB = [plain('PKKHI', 'CNKHG', 'road'), plain('CNKHG', 'CNHRS', 'road')];
const FROM_KHORGOS = plain('CNHRS', 'KZALA', 'road', ['CNHRS', 'KZHOR']);

/**
 * The routes that are driven or talked of, with what press and operators told of each, in the order of the days on which they did.
 * Sost, the Khunjerab pass and Torugart have no UN/LOCODE, so that no border is told there.
 */
export const ROUTE_STEPS: readonly RouteStep[] = [
  // The two ways that others are measured by, before anyone drove a new one; no source tells what they take.
  defined('2023-01-01', 'northern-baseline', 'Almaty to Karachi by Saint Petersburg', [
    plain('KZALA', 'RULED', 'rail'),
    plain('RULED', 'PKKHI', 'sea'),
  ]),
  defined('2023-01-01', 'karachi-almaty-bandar-abbas', 'Karachi to Almaty by Bandar Abbas and Sarakhs', [
    plain('PKKHI', 'IRBND', 'sea'),
    plain('IRBND', 'KZALA', 'rail', ['IRCKT', 'TMSRK', 'KZSRY']),
  ]),
  defined('2023-06-13', 'karachi-almaty-torkham', 'Karachi to Almaty by Torkham', [
    driven('KZALA', '3800', TORKHAM),
  ]),
  opened('2023-06-13', 'karachi-almaty-torkham', CONVOY),
  defined('2023-06-13', 'karachi-tashkent-torkham', 'Karachi to Tashkent by Torkham', [
    driven('UZTAS', '3000', TORKHAM),
  ]),
  opened('2023-06-13', 'karachi-tashkent-torkham', CONVOY),
  defined('2023-06-13', 'karachi-astana-torkham', 'Karachi to Astana by Torkham', [
    driven('KZAST', '4600', TORKHAM),
  ]),
  opened('2023-06-13', 'karachi-astana-torkham', CONVOY),
  defined('2023-06-13', 'karachi-almaty-chaman', 'Karachi to Almaty by Chaman', [
    plain('PKKHI', 'PKCMN', 'road', ['PKCMN']),
    plain('PKCMN', 'KZALA', 'road', ['PKCMN', 'AFSBK']),
  ]),
  defined('2023-11-30', 'lahore-almaty-torugart', 'Lahore to Almaty by Khunjerab and Bishkek', [
    { ...plain('PKLHE', 'CNKHG', 'road'), source: QTTA },
    { ...plain('CNKHG', 'KGFRU', 'road'), source: QTTA },
    plain('KGFRU', 'KZALA', 'road', ['KZKOR']),
  ]),
  opened('2023-11-30', 'lahore-almaty-torugart', QTTA),
  defined('2023-11-30', 'karachi-almaty-khorgos', 'Karachi to Almaty by Khunjerab and Khorgos', [
    ...OVER_KHUNJERAB,
    FROM_KHORGOS,
  ]),
  defined('2024-06-30', 'pavlodar-jebel-ali', 'Pavlodar to Jebel Ali by Afghanistan and Karachi', [
    {
      ...plain('KZPWQ', 'PKKHI', 'road'),
      source: PILOT,
      distance: { km: '4900', source: PILOT },
      duration: { days: '20', source: PILOT },
    },
    { ...plain('PKKHI', 'AEJEA', 'sea'), source: FEEDER, duration: { days: '2', source: FEEDER } },
  ]),
  opened('2024-06-30', 'pavlodar-jebel-ali', PILOT),
  {
    saidOn: '2025-12-31',
    command: {
      type: 'RevisePlan',
      data: {
        routeId: 'karachi-almaty-khorgos',
        wrong: 'The time between Karachi and Kashgar was not told',
        reason: 'The operator of the trucks told it',
        legs: [
          { ...plain('PKKHI', 'CNKHG', 'road'), duration: { days: '8', source: KASHGAR } },
          ...OVER_KHUNJERAB.slice(1),
          FROM_KHORGOS,
        ],
      },
    },
  },
];
