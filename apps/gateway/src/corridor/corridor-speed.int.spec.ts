import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addLeg, addWay, type Stop } from '../spec-kit/way-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** Of March, by a clock that Karachi and Almaty have. */
const at = (time: string) => `2026-03-${time}:00+05:00`;
const KARACHI: Stop = ['PKKHI', null, at('01T00:00')];
const TORKHAM: Stop = ['PKTOR', at('03T00:00'), at('04T00:00')];
const way = (of: number, known: readonly [number, number?], ...stops: readonly Stop[]) =>
  addWay(ledger, { of, known, stops });
const road = (route: string, borders: readonly string[], more: object = {}) =>
  addLeg(ledger, { route, known: [1], from: 'PKKHI', to: 'KZALA', borders, ...more });

/**
 * Karachi to Almaty by Torkham (3,800 km in 8 days), told as 3,700 km up to position 3, and by Chaman (no kilometres); round by Saint Petersburg. The two lorries of the
 * definition, and what is no complete trip.
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 40; each += 1) await ledger.event();
  const torkham = ['PKTOR', 'AFRKH'];
  await road('karachi-almaty-torkham', torkham, { known: [1, 3], km: '3700' });
  await road('karachi-almaty-torkham', torkham, { known: [3], km: '3800', days: '8' });
  await road('karachi-almaty-chaman', ['PKCMN', 'AFSBK']);
  await addLeg(ledger, {
    route: 'northern-baseline',
    known: [1],
    from: 'KZALA',
    to: 'RULED',
    mode: 'rail',
    km: '4000.5',
  });
  await addLeg(ledger, {
    route: 'northern-baseline',
    known: [1],
    number: 1,
    from: 'RULED',
    to: 'PKKHI',
    mode: 'sea',
  });

  // 200 h, 40 of them at the border; 152 h, of which what it stood at Torkham was not scanned.
  await way(
    1,
    [4],
    KARACHI,
    TORKHAM,
    ['AFRKH', at('04T01:00'), at('04T17:00')],
    ['KZALA', at('09T08:00'), null, { standing: 'ended' }],
  );
  await way(2, [5], KARACHI, ['PKTOR', at('03T00:00'), null], ['KZALA', at('07T08:00'), at('07T09:00')]);
  // Not seen to leave Karachi; came to Almaty before the scan of another day says that it left; and no time between.
  await way(3, [6], ['PKKHI', null, null, { standing: 'begun' }], TORKHAM, [
    'KZALA',
    at('09T00:00'),
    null,
    { standing: 'open' },
  ]);
  await way(4, [7], ['PKKHI', at('02T00:00'), at('01T00:00'), { standing: 'anomaly' }], TORKHAM, [
    'KZALA',
    at('09T00:00'),
    at('09T01:00'),
  ]);
  // By Chaman, of which nobody told the kilometres; by a way that is not known; and by both borders: no trip of the section.
  await way(
    5,
    [8],
    KARACHI,
    ['PKCMN', at('03T00:00'), at('04T00:00')],
    ['KZALA', at('09T00:00'), at('09T01:00')],
  );
  await way(6, [9], KARACHI, ['KZALA', at('09T00:00'), at('09T01:00')]);
  await way(
    7,
    [10],
    KARACHI,
    TORKHAM,
    ['AFSBK', at('05T00:00'), at('05T01:00')],
    ['KZALA', at('09T00:00'), at('09T01:00')],
  );
  // By rail from Torkham on.
  await way(8, [11], KARACHI, [...TORKHAM.slice(0, 3), { mode: 'rail' }] as unknown as Stop, [
    'KZALA',
    at('09T00:00'),
    at('09T01:00'),
  ]);
  // In April by the clock of Almaty.
  await way(9, [12], KARACHI, TORKHAM, ['KZALA', '2026-04-01T00:00:00+05:00', null, { standing: 'ended' }]);
  // Back from Almaty the same way, having been there twice: from the last time on, 100 h.
  await way(
    10,
    [13],
    ['KZALA', null, at('01T00:00')],
    ['KZSRY', at('02T00:00'), at('02T01:00')],
    ['KZALA', at('03T00:00'), at('10T00:00')],
    ['AFRKH', at('12T00:00'), at('12T10:00')],
    ['PKKHI', at('14T04:00'), null, { standing: 'ended' }],
  );
  // Split behind the border: each part was with the whole up to there, 190 h of which 24 at Torkham.
  await way(11, [14], KARACHI, TORKHAM, [
    'UZTER',
    at('06T00:00'),
    null,
    { standing: 'ended', positions: [15] },
  ]);
  for (const part of [12, 13]) {
    await ledger.insert('reporting.visit_parts', {
      generation: 1,
      consignment_id: consignmentId(part),
      whole_id: consignmentId(11),
      root_id: consignmentId(11),
      position: 15,
    });
  }
  await addWay(ledger, {
    of: 12,
    known: [16],
    first: 2,
    stops: [
      ['UZTER', at('06T00:00'), at('06T00:00')],
      ['KZALA', at('08T22:00'), at('08T23:00')],
    ],
  });
  // To Saint Petersburg by rail: 200 h.
  await addWay(ledger, {
    of: 14,
    known: [17],
    mode: 'rail',
    stops: [
      ['KZALA', null, at('01T00:00')],
      ['RULED', at('09T08:00'), null, { standing: 'open' }],
    ],
  });
  await ledger.reach(40);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const SPEEDS = 'withDelay { mean p50 p90 } withoutDelay { mean p50 p90 }';
const FACTS = `n incomplete anomalies unmeasuredStops km seconds movingSeconds ${SPEEDS}`;
const MARCH = 'from: "2026-03", to: "2026-03"';
async function speed(fields: string, args = MARCH): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ corridorSpeed(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { corridorSpeed: Row }).corridorSpeed;
}
const NONE = { mean: null, p50: null, p90: null };

it('is the example of its definition', async () => {
  // As of before the others were told.
  expect(await speed(FACTS, `${MARCH}, asOf: 5`)).toEqual({
    n: 2,
    incomplete: 0,
    anomalies: 0,
    unmeasuredStops: 1,
    km: '7600.0',
    seconds: '1267200.000',
    movingSeconds: '1123200.000',
    withDelay: { mean: '21.6', p50: '19.0', p90: '25.0' },
    withoutDelay: { mean: '24.4', p50: '23.8', p90: '25.0' },
  });
});

it('is told by section and direction, with its plan beside it, and the northern route', async () => {
  const section = `leaves enters mode borderPoints routes plan { km days kmPerHour } ${FACTS}`;
  const answer = await speed(
    `from to asOf n incomplete anomalies ambiguous bySection { ${section} } northern { route plan { km days kmPerHour } ${FACTS} }`,
  );
  expect(answer).toMatchObject({
    from: '2026-03',
    to: '2026-03',
    asOf: 40,
    n: 5,
    incomplete: 1,
    anomalies: 1,
  });
  // Of the one by no border that is known: neither section has one at which it was seen.
  expect(answer.ambiguous).toBe(0);
  const [there, back, north, ...others] = answer.bySection as readonly Row[];
  expect(there).toEqual({
    leaves: 'PKKHI',
    enters: 'KZALA',
    mode: 'ROAD',
    borderPoints: ['PKTOR', 'AFRKH'],
    routes: ['karachi-almaty-torkham'],
    plan: { km: '3800', days: '8', kmPerHour: '19.8' },
    // 200, 152 and 190 h; moving 160, 152 and 166.
    n: 3,
    incomplete: 1,
    anomalies: 1,
    unmeasuredStops: 1,
    km: '11400.0',
    seconds: '1951200.000',
    movingSeconds: '1720800.000',
    // 11,400 ÷ 542 = 21.03 and ÷ 478 = 23.85; 3,800 ÷ 190 = 20 and ÷ 166 = 22.89.
    withDelay: { mean: '21.0', p50: '20.0', p90: '25.0' },
    withoutDelay: { mean: '23.8', p50: '23.8', p90: '25.0' },
  });
  expect(back).toMatchObject({
    leaves: 'KZALA',
    enters: 'PKKHI',
    borderPoints: ['AFRKH', 'PKTOR'],
    plan: { km: '3800' },
    n: 1,
    // 3,800 ÷ 100 and ÷ 90 = 42.22.
    withDelay: { mean: '38.0', p50: '38.0', p90: '38.0' },
    withoutDelay: { mean: '42.2', p50: '42.2', p90: '42.2' },
  });
  const russia = { n: 1, km: '4000.5', withDelay: { mean: '20.0', p50: '20.0', p90: '20.0' } };
  expect(north).toMatchObject({ leaves: 'KZALA', enters: 'RULED', mode: 'RAIL', ...russia });
  expect(others).toMatchObject([
    { leaves: 'RULED', enters: 'KZALA', n: 0, withDelay: NONE, withoutDelay: NONE },
  ]);
  expect(answer.northern).toMatchObject([
    // The kilometres by sea are not told.
    { route: 'northern-baseline', plan: { km: null, days: null, kmPerHour: null }, ...russia },
  ]);
});

it('is of one route, with the northern one beside it all the same', async () => {
  const args = `${MARCH}, route: "karachi-almaty-torkham"`;
  expect(await speed('n bySection { leaves } northern { n }', args)).toEqual({
    n: 4,
    bySection: [{ leaves: 'PKKHI' }, { leaves: 'KZALA' }],
    northern: [{ n: 1 }],
  });
  expect(await speed('n bySection { leaves }', `${MARCH}, route: "karachi-almaty-chaman"`)).toEqual({
    n: 0,
    bySection: [],
  });
});

it('is of the month of the arrival by the clock of its country', async () => {
  expect(await speed('n seconds', 'from: "2026-04", to: "2026-04"')).toEqual({
    n: 1,
    seconds: '2678400.000',
  });
});

it('is, as of a position, by the plan that held then', async () => {
  expect(
    await speed('n bySection { plan { km days } }', `${MARCH}, route: "karachi-almaty-torkham", asOf: 2`),
  ).toEqual({
    n: 0,
    bySection: [{ plan: { km: '3700', days: null } }, { plan: { km: '3700', days: null } }],
  });
  expect(await speed('n bySection { leaves } northern { route }', `${MARCH}, asOf: 0`)).toEqual({
    n: 0,
    bySection: [],
    northern: [],
  });
});

it('is ambiguous where two ways between the same ends may have been gone', async () => {
  await road('karachi-almaty-old-road', ['PKTOR', 'AFHRT'], { known: [30], km: '4000' });
  // Seen at PKTOR alone it may be either; at AFRKH, too, it is the one.
  expect(await speed('n incomplete ambiguous', `${MARCH}, route: "karachi-almaty-torkham"`)).toEqual({
    n: 2,
    incomplete: 0,
    ambiguous: 4,
  });
  expect(await speed('n ambiguous', `${MARCH}, route: "karachi-almaty-torkham", asOf: 29`)).toEqual({
    n: 4,
    ambiguous: 0,
  });
});

it('is explained, page by page, by trips whose kilometres and seconds sum to it', async () => {
  type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const fields =
    'consignmentId leaves enters mode standing departedAt arrivedAt km seconds movingSeconds withDelay withoutDelay unmeasuredStops positions';
  const page = async (after = '') =>
    (
      await speed(
        `trips(first: 3${after}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`,
        `${MARCH}, asOf: 29`,
      )
    ).trips as Page;
  const first = await page();
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  const third = await page(`, after: "${second.pageInfo.endCursor}"`);
  expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
  const all = [...first.edges, ...second.edges, ...third.edges].map(({ node }) => node);
  expect(all.map(({ consignmentId: id, standing, km, seconds }) => [id, standing, km, seconds])).toEqual([
    [consignmentId(1), 'COMPLETE', '3800.0', '720000.000'],
    [consignmentId(2), 'COMPLETE', '3800.0', '547200.000'],
    [consignmentId(3), 'INCOMPLETE', '0.0', '0.000'],
    [consignmentId(4), 'ANOMALY', '0.0', '0.000'],
    [consignmentId(10), 'COMPLETE', '3800.0', '360000.000'],
    [consignmentId(12), 'COMPLETE', '3800.0', '684000.000'],
    [consignmentId(14), 'COMPLETE', '4000.5', '720000.000'],
  ]);
  const { km, seconds, movingSeconds } = await speed('km seconds movingSeconds', `${MARCH}, asOf: 29`);
  const sum = (field: string) => all.reduce((total, node) => total + Number(node[field]), 0);
  expect([sum('km'), sum('seconds'), sum('movingSeconds')]).toEqual([km, seconds, movingSeconds].map(Number));
  expect(all[5]).toEqual({
    consignmentId: consignmentId(12),
    leaves: 'PKKHI',
    enters: 'KZALA',
    mode: 'ROAD',
    standing: 'COMPLETE',
    departedAt: at('01T00:00'),
    arrivedAt: at('08T22:00'),
    km: '3800.0',
    seconds: '684000.000',
    movingSeconds: '597600.000',
    withDelay: '20.0',
    withoutDelay: '22.9',
    unmeasuredStops: 0,
    positions: [14, 16],
  });
});

it('is open to traders and banks, what explains it is not', async () => {
  for (const role of ['trader', 'bank'] as const) {
    const { data, errors } = await gateway.ask(
      `{ corridorSpeed(${MARCH}, asOf: 29) { n trips { edges { cursor } } } }`,
      { role },
    );
    expect(data).toEqual({ corridorSpeed: { n: 5, trips: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['corridorSpeed', 'trips'] }]);
  }
});

it.each([
  ['from: "2026-03", to: "2026-02"', 'BAD_USER_INPUT'],
  [`${MARCH}, asOf: 999999`, 'POSITION_AHEAD'],
  [`${MARCH}, route: "khyber"`, 'BAD_USER_INPUT'],
])('of %s is a clear error', async (args, code) => {
  const { errors } = await gateway.ask(`{ corridorSpeed(${args}) { n } }`);
  expect(errors).toMatchObject([{ code }]);
});
