import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addEnd, addLeg, addWay, type Stop } from '../spec-kit/way-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** Of February to April, by a clock that Karachi and Almaty have. */
const at = (time: string) => `2026-${time}:00+05:00`;
const scanned = (location: string, mode: string, position: number): Stop => [
  location,
  at('03-01T10:00'),
  at('03-01T11:00'),
  { mode, positions: [position] },
];

interface Goods {
  readonly of: number;
  readonly began: string;
  readonly at: string;
  /** Where they were, one behind the other, and by what they went on from there. */
  readonly by: readonly (readonly [place: string, mode: string])[];
  readonly to?: string;
  readonly cents?: bigint | null;
  readonly kg?: string;
}
/** Goods that are known from the position of their number on, and delivered at it; ten positions before, they were on their way. */
async function arrive({
  of,
  began,
  at: ended,
  by,
  to = 'KZALA',
  cents = 0n,
  kg = '0',
}: Goods): Promise<void> {
  const [first, ...others] = by;
  await addWay(ledger, {
    of,
    known: [of],
    stops: [
      [first?.[0] ?? '', null, began, { mode: first?.[1] ?? 'road', positions: [of - 10] }],
      ...others.map(([place, mode]) => scanned(place, mode, of - 10)),
      [to, null, null, { standing: 'ended', positions: [of] }],
    ],
  });
  await addEnd(ledger, { of, position: of, location: to, at: ended });
  await ledger.insert('reporting.goods_values', {
    generation: 1,
    consignment_id: consignmentId(of),
    position: of,
    usd_cents: cents,
    parts: null,
    cancelled: false,
    net_mass_kg: kg,
    occurred_at: '-infinity',
  });
}

/** The routes and the three consignments of the definition, in March; others in April. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 60; each += 1) await ledger.event();
  const leg = (
    route: string,
    from: string,
    to: string,
    mode: string,
    borders: readonly string[],
    more: object = {},
  ) => addLeg(ledger, { route, known: [1], from, to, mode, borders, ...more });
  await leg('karachi-almaty-torkham', 'PKKHI', 'KZALA', 'road', ['PKTOR', 'AFRKH'], {
    km: '3800',
    days: '10',
    cost: [150_00n, 'USD'],
  });
  await leg('karachi-astana-torkham', 'PKKHI', 'KZAST', 'road', ['PKTOR', 'AFRKH']);
  await leg('karachi-almaty-bandar-abbas', 'PKKHI', 'IRBND', 'sea', [], { days: '3' });
  await leg('karachi-almaty-bandar-abbas', 'IRBND', 'KZALA', 'rail', ['IRCKT', 'TMSRK', 'KZSRY'], {
    number: 1,
  });
  await leg('northern-baseline', 'KZALA', 'RULED', 'rail', []);
  await leg('northern-baseline', 'RULED', 'PKKHI', 'sea', [], { number: 1 });

  await arrive({
    of: 11,
    began: at('03-01T08:00'),
    at: at('03-13T08:00'),
    by: [
      ['PKKHI', 'road'],
      ['PKTOR', 'road'],
      ['UZTER', 'road'],
      ['KZSRY', 'road'],
    ],
    cents: 60_000_00n,
    kg: '20000',
  });
  await arrive({
    of: 12,
    began: at('02-10T08:00'),
    at: at('03-12T08:00'),
    by: [
      ['PKBQM', 'sea'],
      ['IRBND', 'rail'],
      ['TMSRK', 'rail'],
      ['KZSRY', 'rail'],
    ],
    cents: 30_000_00n,
    kg: '60000',
  });
  await arrive({
    of: 13,
    began: at('02-01T08:00'),
    at: at('03-21T08:00'),
    by: [
      ['PKKHI', 'sea'],
      ['RULED', 'rail'],
    ],
    cents: 10_000_00n,
    kg: '20000',
  });

  // April. By Torkham to Shymkent: one of two routes. Back by Saint Petersburg, in KZT. By Taftan: no route. By Bandar Abbas and Saragash, where nobody scanned Sarakhs.
  await arrive({
    of: 21,
    began: at('04-01T00:00'),
    at: at('04-11T00:00'),
    by: [
      ['PKLYP', 'road'],
      ['AFRKH', 'road'],
    ],
    to: 'KZCIT',
    cents: 1_00n,
    kg: '1.5',
  });
  await arrive({
    of: 22,
    began: at('04-01T00:00'),
    at: at('04-21T00:00'),
    by: [
      ['KZALA', 'rail'],
      ['RULED', 'sea'],
    ],
    to: 'PKKHI',
    cents: null,
    kg: '2.5',
  });
  await arrive({
    of: 23,
    began: at('04-01T00:00'),
    at: at('04-11T00:00'),
    by: [
      ['PKLYP', 'rail'],
      ['PKTFT', 'rail'],
    ],
    cents: 2_00n,
    kg: '4',
  });
  await arrive({
    of: 24,
    began: at('04-01T00:00'),
    at: at('04-11T00:00'),
    by: [
      ['PKKHI', 'sea'],
      ['IRBND', 'rail'],
      ['KZSRY', 'rail'],
    ],
    cents: 4_00n,
    kg: '8',
  });
  // The gates of the way by Bandar Abbas, neither onward nor backward; from Almaty on to Astana; back to Pakistan by Torkham, where they came from; and what is told behind the rest.
  await arrive({
    of: 25,
    began: at('04-01T00:00'),
    at: at('04-11T00:00'),
    by: [
      ['PKKHI', 'sea'],
      ['IRBND', 'rail'],
      ['KZSRY', 'rail'],
      ['IRCKT', 'rail'],
    ],
    cents: 8_00n,
    kg: '16',
  });
  await arrive({
    of: 26,
    began: at('04-01T00:00'),
    at: at('04-02T00:00'),
    by: [['KZALA', 'road']],
    to: 'KZAST',
    cents: 99_00n,
    kg: '99',
  });
  await arrive({
    of: 27,
    began: at('04-01T00:00'),
    at: at('04-12T00:00'),
    by: [
      ['PKLYP', 'road'],
      ['PKTOR', 'road'],
      ['AFRKH', 'road'],
    ],
    to: 'PKLYP',
    cents: 99_00n,
    kg: '99',
  });
  await ledger.reach(60);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const FACTS = 'n unvalued value { amount } netMassKg seconds meanDays p50Days p90Days';
const SHARES = `${FACTS} valueShare massShare`;
const NORTHERN =
  'northern { n valueShare massShare valueShareOff massShareOff valueShareKnown massShareKnown }';
const MARCH = 'from: "2026-03", to: "2026-03"';
const APRIL = 'from: "2026-04", to: "2026-04"';
async function routes(fields: string, args = MARCH): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ corridorRoutes(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { corridorRoutes: Row }).corridorRoutes;
}
const DAY = 86_400;
const facts = (value: string, netMassKg: string, ...days: readonly [number, ...number[]]) => ({
  n: days.length,
  unvalued: 0,
  value: { amount: value },
  netMassKg,
  seconds: `${days.reduce((sum, each) => sum + each, 0) * DAY}.000`,
});
const days = (meanDays: string | null, p50Days = meanDays, p90Days = meanDays) => ({
  meanDays,
  p50Days,
  p90Days,
});
const nothing = {
  n: 0,
  unvalued: 0,
  value: { amount: '0.00' },
  netMassKg: '0',
  seconds: '0.000',
  ...days(null),
};

it('is the example of its definition', async () => {
  const answer = await routes(
    `from to asOf ${FACTS} ${NORTHERN} ambiguous { n } none { n }
     byRoute { route isNorthern plan { km days kmPerHour } plannedCostPerTonne { amount currency } daysAgainstNorthern ${SHARES} }
     byPort { port name n valueShare massShare } byModes { modes ${SHARES} } byMonth { month ${FACTS} ${NORTHERN} }`,
  );
  const all = { ...facts('100000.00', '100000', 12, 30, 48), ...days('30.0', '30.0', '48.0') };
  const northern = {
    n: 1,
    valueShare: '0.1000',
    massShare: '0.2000',
    valueShareOff: '0.9000',
    massShareOff: '0.8000',
    valueShareKnown: '1.0000',
    massShareKnown: '1.0000',
  };
  const torkham = {
    ...facts('60000.00', '20000', 12),
    ...days('12.0'),
    valueShare: '0.6000',
    massShare: '0.2000',
  };
  const iran = {
    ...facts('30000.00', '60000', 30),
    ...days('30.0'),
    valueShare: '0.3000',
    massShare: '0.6000',
  };
  const russia = {
    ...facts('10000.00', '20000', 48),
    ...days('48.0'),
    valueShare: '0.1000',
    massShare: '0.2000',
  };
  const plan = { km: null, days: null, kmPerHour: null };
  expect(answer).toEqual({
    from: '2026-03',
    to: '2026-03',
    asOf: 60,
    ...all,
    northern,
    ambiguous: { n: 0 },
    none: { n: 0 },
    byRoute: [
      {
        route: 'karachi-almaty-bandar-abbas',
        isNorthern: false,
        // The days of a leg are told, those of the other are not.
        plan,
        plannedCostPerTonne: null,
        daysAgainstNorthern: '-18.0',
        ...iran,
      },
      {
        route: 'karachi-almaty-torkham',
        isNorthern: false,
        // 3,800 ÷ 240 = 15.83.
        plan: { km: '3800', days: '10', kmPerHour: '15.8' },
        plannedCostPerTonne: { amount: '150.00', currency: 'USD' },
        daysAgainstNorthern: '-36.0',
        ...torkham,
      },
      {
        route: 'northern-baseline',
        isNorthern: true,
        plan,
        plannedCostPerTonne: null,
        daysAgainstNorthern: '0.0',
        ...russia,
      },
      {
        route: 'karachi-astana-torkham',
        isNorthern: false,
        plan,
        plannedCostPerTonne: null,
        daysAgainstNorthern: null,
        ...nothing,
        valueShare: '0.0000',
        massShare: '0.0000',
      },
    ],
    byPort: [
      { port: 'PKKHI', name: 'Karachi', n: 2, valueShare: '0.7000', massShare: '0.4000' },
      { port: 'PKBQM', name: 'Port Qasim', n: 1, valueShare: '0.3000', massShare: '0.6000' },
      { port: 'PKGWD', name: 'Gwadar', n: 0, valueShare: '0.0000', massShare: '0.0000' },
    ],
    byModes: [
      {
        modes: ['SEA', 'RAIL'],
        ...facts('40000.00', '80000', 30, 48),
        ...days('39.0', '30.0', '48.0'),
        valueShare: '0.4000',
        massShare: '0.8000',
      },
      { modes: ['ROAD'], ...torkham },
    ],
    byMonth: [{ month: '2026-03', ...all, northern }],
  });
});

it('says openly of which goods nobody knows the route', async () => {
  const answer = await routes(
    `${FACTS} ambiguous { ${FACTS} } none { ${FACTS} } ${NORTHERN} byRoute { route n daysAgainstNorthern }`,
    APRIL,
  );
  expect(answer).toEqual({
    // 10, 20, 10, 10 and 10 days; 15 dollars of four, and 32 kg.
    ...facts('15.00', '32', 10, 20, 10, 10, 10),
    unvalued: 1,
    ...days('12.0', '10.0', '20.0'),
    ambiguous: { ...facts('1.00', '1.5', 10), ...days('10.0') },
    none: { ...facts('14.00', '28', 10, 10, 10), ...days('10.0') },
    northern: {
      n: 1,
      valueShare: '0.0000',
      // 2.5 ÷ 32 = 0.078125.
      massShare: '0.0781',
      // What took one of several routes, none of them northern, went by others: 1.00 ÷ 1.00, and 1.5 ÷ (2.5 + 1.5). Known of 1 in 15 dollars, and of 4 in 32 kg.
      valueShareOff: '1.0000',
      massShareOff: '0.3750',
      valueShareKnown: '0.0667',
      massShareKnown: '0.1250',
    },
    byRoute: [
      { route: 'northern-baseline', n: 1, daysAgainstNorthern: '0.0' },
      { route: 'karachi-almaty-bandar-abbas', n: 0, daysAgainstNorthern: null },
      { route: 'karachi-almaty-torkham', n: 0, daysAgainstNorthern: null },
      { route: 'karachi-astana-torkham', n: 0, daysAgainstNorthern: null },
    ],
  });
});

it('is, as of a position, what was known at it, and absent where nothing was', async () => {
  expect(await routes('n byMonth { month n }', 'from: "2026-03", to: "2026-04"')).toEqual({
    n: 8,
    byMonth: [
      { month: '2026-03', n: 3 },
      { month: '2026-04', n: 5 },
    ],
  });
  expect(await routes('n value { amount }', `${MARCH}, asOf: 12`)).toEqual({
    n: 2,
    value: { amount: '90000.00' },
  });
  expect(
    await routes(
      `${FACTS} ${NORTHERN} byRoute { route } byMonth { month } byModes { n } byPort { valueShare }`,
      `${MARCH}, asOf: 0`,
    ),
  ).toEqual({
    ...nothing,
    northern: {
      n: 0,
      valueShare: null,
      massShare: null,
      valueShareOff: null,
      massShareOff: null,
      valueShareKnown: null,
      massShareKnown: null,
    },
    byRoute: [],
    byMonth: [],
    byModes: [],
    byPort: [{ valueShare: null }, { valueShare: null }, { valueShare: null }],
  });
});

it('is explained, page by page, by consignments that sum to it', async () => {
  type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const fields =
    'position consignmentId origin destination startedAt arrivedAt seconds modes ports routes value { amount } netMassKg positions';
  const both = 'from: "2026-03", to: "2026-04"';
  const page = async (after = '') =>
    (
      await routes(
        `goods(first: 5${after}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`,
        both,
      )
    ).goods as Page;
  const first = await page();
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  const all = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(all.map(({ position, routes: of, ports }) => [position, of, ports])).toEqual([
    [11, ['karachi-almaty-torkham'], ['PKKHI']],
    [12, ['karachi-almaty-bandar-abbas'], ['PKBQM']],
    [13, ['northern-baseline'], ['PKKHI']],
    [21, ['karachi-almaty-torkham', 'karachi-astana-torkham'], []],
    [22, ['northern-baseline'], ['PKKHI']],
    [23, [], []],
    [24, [], ['PKKHI']],
    [25, [], ['PKKHI']],
  ]);
  const { value, netMassKg, seconds } = (await routes('value { amount } netMassKg seconds', both)) as {
    value: { amount: string };
    netMassKg: string;
    seconds: string;
  };
  const sum = (of: (node: Row) => unknown) => all.reduce((total, node) => total + Number(of(node) ?? 0), 0);
  expect([
    sum((node) => (node.value as { amount: string } | null)?.amount),
    sum((node) => node.netMassKg),
    sum((node) => node.seconds),
  ]).toEqual([value.amount, netMassKg, seconds].map(Number));
  expect(all[4]).toEqual({
    position: 22,
    consignmentId: consignmentId(22),
    origin: 'KZALA',
    destination: 'PKKHI',
    startedAt: at('04-01T00:00'),
    arrivedAt: at('04-21T00:00'),
    seconds: `${20 * DAY}.000`,
    modes: ['RAIL', 'SEA'],
    ports: ['PKKHI'],
    routes: ['northern-baseline'],
    value: null,
    netMassKg: '2.5',
    positions: [12, 22],
  });
});

it('is open to traders and banks, what explains it is not', async () => {
  for (const role of ['trader', 'bank'] as const) {
    const { data, errors } = await gateway.ask(
      `{ corridorRoutes(${MARCH}) { n goods { edges { cursor } } } }`,
      {
        role,
      },
    );
    expect(data).toEqual({ corridorRoutes: { n: 3, goods: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['corridorRoutes', 'goods'] }]);
  }
});

it.each([
  ['from: "2026-03", to: "2026-02"', 'BAD_USER_INPUT'],
  [`${MARCH}, asOf: 999999`, 'POSITION_AHEAD'],
])('of %s is a clear error', async (args, code) => {
  const { errors } = await gateway.ask(`{ corridorRoutes(${args}) { n } }`);
  expect(errors).toMatchObject([{ code }]);
});
