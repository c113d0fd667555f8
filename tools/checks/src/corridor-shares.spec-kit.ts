import { divideHalfEven } from '@corridor/kernel';

export type Json = Readonly<Record<string, unknown>>;
interface Amount {
  readonly amount: string;
}
/** A decimal in units of so many digits: nothing is lost. */
export const units = (decimal: unknown, digits: number): bigint => {
  const [whole = '0', fraction = ''] = String(decimal).split('.');
  expect(fraction.length).toBeLessThanOrEqual(digits);
  return BigInt(whole + fraction.padEnd(digits, '0'));
};
export const cents = (money: unknown): bigint => (money === null ? 0n : units((money as Amount).amount, 2));
const milliseconds = (row: Json, field = 'seconds'): bigint => units(row[field], 3);
export const total = <Of>(all: readonly Of[], of: (one: Of) => bigint): bigint =>
  all.reduce((sum, one) => sum + of(one), 0n);
const decimal = (value: bigint, digits: number): string => {
  const text = String(value).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
};
const standings = (all: readonly Json[]) => {
  const of = (word: string) => all.filter(({ standing }) => standing === word).length;
  return { n: of('COMPLETE'), incomplete: of('INCOMPLETE'), anomalies: of('ANOMALY') };
};

/** A ratio of what each of some trips has; the mean is that of the sums, and the percentiles are those of a trip, by nearest rank. */
type Ratio = readonly [above: bigint, below: bigint];
function spread(all: readonly Ratio[], shown: (ratio: Ratio) => unknown): Json {
  if (all.length === 0) return { mean: null, p50: null, p90: null };
  const inOrder = [...all].sort(([a, b], [c, d]) => (a * d < c * b ? -1 : a * d > c * b ? 1 : 0));
  const at = (tenths: number) => {
    const rank = Math.ceil((all.length * tenths) / 10);
    return shown(inOrder[rank - 1] as Ratio);
  };
  const mean: Ratio = [total(all, ([above]) => above), total(all, ([, below]) => below)];
  return { mean: shown(mean), p50: at(5), p90: at(9) };
}
/** Tenths of kilometres by milliseconds, in tenths of kilometres an hour. */
const speed = ([km, ms]: Ratio) => decimal(divideHalfEven(km * 3_600_000n, ms), 1);
/** Cents by tenths of kilometres × millionths of kilograms, for 500 km and 20 t. */
const forTheUnit = ([paid, weight]: Ratio) => ({
  amount: decimal(divideHalfEven(paid * 5_000n * 20_000_000_000n, weight), 2),
});
const SPREAD = '{ mean p50 p90 }';
const MONEY = '{ amount }';
const TIME = 'n incomplete anomalies seconds';

export interface Figure {
  readonly name: string;
  /** What is worked out anew of the list that explains it. */
  readonly facts: string;
  readonly list: readonly [name: string, fields: string];
  readonly ofList: (shares: readonly Json[]) => Json;
  /** What makes two shares one: none is told twice. */
  readonly key: (share: Json) => unknown;
  /** Parts of it, each share in one of them, and what they sum to. */
  readonly parts: readonly (readonly [fields: string, parts: (figure: Json) => readonly Json[]])[];
  readonly sums: readonly ((part: Json) => bigint)[];
  readonly isOfRoute?: true;
}
const whole = (field: string) => (row: Json) => BigInt(row[field] as number);
const listed = (field: string) => (figure: Json) => figure[field] as readonly Json[];
const paid = (field: string) => (row: Json) => cents(row[field]);

const timed = (list: string, more: string, by: string): Omit<Figure, 'name' | 'key'> => ({
  facts: TIME,
  list: [list, `consignmentId standing seconds ${more}`],
  ofList: (shares) => ({
    ...standings(shares),
    seconds: decimal(total(shares, milliseconds), 3),
  }),
  parts: [[`${by} { ${TIME} }`, listed(by)]],
  sums: [whole('n'), whole('incomplete'), whole('anomalies'), milliseconds],
});

/** What each trip paid, by its tenths of kilometres × millionths of kilograms. */
function paidByTrip(costs: readonly Json[]): readonly Ratio[] {
  const trips = new Map<string, Ratio>();
  for (const { consignmentId, leaves, enters, km, netMassKg, amountUsd } of costs) {
    const key = [consignmentId, leaves, enters].join(' ');
    const [before] = trips.get(key) ?? [0n];
    trips.set(key, [before + cents(amountUsd), units(km, 1) * units(netMassKg, 6)]);
  }
  return [...trips.values()];
}

export const SPEED = `n incomplete anomalies unmeasuredStops km seconds movingSeconds withDelay ${SPREAD} withoutDelay ${SPREAD}`;
const PAID = `n total ${MONEY} unreceipted ${MONEY}`;
const GOODS = `n unvalued value ${MONEY} netMassKg seconds`;
export const FIGURES: readonly Figure[] = [
  {
    name: 'corridorSpeed',
    facts: SPEED,
    list: [
      'trips',
      'consignmentId leaves enters mode standing departedAt arrivedAt km seconds movingSeconds withDelay withoutDelay unmeasuredStops positions',
    ],
    ofList: (trips) => {
      const complete = trips.filter(({ standing }) => standing === 'COMPLETE');
      const by = (field: string) =>
        spread(
          complete.map((trip) => [units(trip.km, 1), milliseconds(trip, field)]),
          speed,
        );
      return {
        ...standings(trips),
        unmeasuredStops: complete.reduce((sum, trip) => sum + Number(trip.unmeasuredStops), 0),
        km: decimal(
          total(trips, ({ km }) => units(km, 1)),
          1,
        ),
        seconds: decimal(total(trips, milliseconds), 3),
        movingSeconds: decimal(
          total(trips, (trip) => milliseconds(trip, 'movingSeconds')),
          3,
        ),
        withDelay: by('seconds'),
        withoutDelay: by('movingSeconds'),
      };
    },
    key: ({ consignmentId, leaves, enters, positions }) => [consignmentId, leaves, enters, positions],
    parts: [[`bySection { routes ${SPEED} }`, listed('bySection')]],
    sums: [
      ...(['n', 'incomplete', 'anomalies', 'unmeasuredStops'] as const).map(whole),
      ({ km }) => units(km, 1),
      milliseconds,
      (part) => milliseconds(part, 'movingSeconds'),
    ],
    isOfRoute: true,
  },
  {
    name: 'corridorCosts',
    facts: `${PAID} mean ${MONEY} p50 ${MONEY} p90 ${MONEY}`,
    list: [
      'costs',
      `position consignmentId leaves enters mode km netMassKg kind amountUsd ${MONEY} receipted`,
    ],
    ofList: (costs) => {
      const trips = paidByTrip(costs);
      const without = costs.filter(({ receipted }) => receipted === false);
      return {
        n: trips.length,
        total: { amount: decimal(total(costs, paid('amountUsd')), 2) },
        unreceipted: { amount: decimal(total(without, paid('amountUsd')), 2) },
        ...spread(trips, forTheUnit),
      };
    },
    key: ({ position }) => position,
    parts: [
      [`bySection { routes ${PAID} }`, listed('bySection')],
      [`byMode { ${PAID} }`, listed('byMode')],
    ],
    sums: [whole('n'), paid('total'), paid('unreceipted')],
    isOfRoute: true,
  },
  {
    name: 'corridorRoutes',
    facts: GOODS,
    list: ['goods', `position consignmentId seconds modes ports routes value ${MONEY} netMassKg`],
    ofList: (all) => ({
      n: all.length,
      unvalued: all.filter(({ value }) => value === null).length,
      value: {
        amount: decimal(
          total(all, ({ value }) => cents(value)),
          2,
        ),
      },
      netMassKg: total(all, ({ netMassKg }) => (netMassKg === null ? 0n : units(netMassKg, 6))),
      seconds: decimal(total(all, milliseconds), 3),
    }),
    key: ({ position }) => position,
    parts: [
      [
        `byRoute { route ${GOODS} } ambiguous { ${GOODS} } none { ${GOODS} }`,
        ({ byRoute, ambiguous, none }) => [...(byRoute as Json[]), ambiguous as Json, none as Json],
      ],
      [`byModes { modes ${GOODS} }`, listed('byModes')],
      [`byMonth { ${GOODS} }`, listed('byMonth')],
    ],
    sums: [
      whole('n'),
      whole('unvalued'),
      paid('value'),
      ({ netMassKg }) => units(netMassKg, 6),
      milliseconds,
    ],
  },
  {
    name: 'borderCrossings',
    ...timed('crossings', 'crossing positions', 'byCrossing'),
    key: ({ consignmentId, crossing, positions }) => [consignmentId, crossing, positions],
  },
  {
    name: 'checkpointDwell',
    ...timed('visits', 'location positions', 'byCheckpoint'),
    key: ({ consignmentId, location, positions }) => [consignmentId, location, positions],
  },
  {
    name: 'borderCosts',
    facts: `total ${MONEY} unreceipted ${MONEY}`,
    list: ['costs', `position consignmentId crossing location kind amountUsd ${MONEY} receipted`],
    ofList: (costs) => ({
      total: { amount: decimal(total(costs, paid('amountUsd')), 2) },
      unreceipted: {
        amount: decimal(
          total(
            costs.filter(({ receipted }) => receipted === false),
            paid('amountUsd'),
          ),
          2,
        ),
      },
    }),
    key: ({ position }) => position,
    parts: [
      [`byCrossing { total ${MONEY} }`, listed('byCrossing')],
      [`byKind { total ${MONEY} }`, listed('byKind')],
    ],
    sums: [paid('total')],
  },
];

/** Masses are told without zeros behind the point. */
export const comparable = (figure: Json): Json =>
  'netMassKg' in figure ? { ...figure, netMassKg: units(figure.netMassKg, 6) } : figure;
