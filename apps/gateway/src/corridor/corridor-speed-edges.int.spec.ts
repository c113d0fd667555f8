import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addLeg, addWay, type Stop } from '../spec-kit/way-rows.js';

/** The edge cases of the definition, each of other goods in a month of its own. */
let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 20; each += 1) await ledger.event();
  const legs = [
    ['PKLYP', 'PKKHI', 'road', '1200'],
    ['PKKHI', 'IRBND', 'sea', '1500'],
    ['IRBND', 'KZALA', 'rail', '4000'],
  ] as const;
  for (const [number, [from, to, mode, km]] of legs.entries())
    await addLeg(ledger, { route: 'lahore-almaty-sea', known: [1], number, from, to, mode, km });
  await addLeg(ledger, { route: 'lahore-almaty', known: [1], from: 'PKLYP', to: 'KZALA', km: '3000' });
  await ledger.reach(20);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const FACTS =
  'n incomplete anomalies unmeasuredStops km seconds movingSeconds withDelay { mean p50 p90 } withoutDelay { mean p50 p90 }';
async function speedOf(month: string, fields = FACTS): Promise<Row> {
  const { data, errors } = await gateway.ask(
    `{ corridorSpeed(from: "${month}", to: "${month}") { ${fields} } }`,
  );
  expect(errors).toEqual([]);
  return (data as { corridorSpeed: Row }).corridorSpeed;
}
const by = (month: string) => (day: string) => `${month}-${day}:00+05:00`;
const HOUR = 3_600;
const seconds = (hours: number) => `${hours * HOUR}.000`;
const always = (speed: string) => ({ mean: speed, p50: speed, p90: speed });
const NONE = { mean: null, p50: null, p90: null };

it('goods that are trans-shipped are measured on each section by its own mode, and the time between in none', async () => {
  const at = by('2026-01');
  await addWay(ledger, {
    of: 1,
    known: [2],
    stops: [
      ['PKLYP', null, at('01T00:00')],
      // 24 h by road; two days until the ship leaves; 50 h by sea; a day until the train does; 100 h by rail.
      ['PKKHI', at('02T00:00'), at('04T00:00'), { mode: 'sea' }],
      ['IRBND', at('06T02:00'), at('07T02:00'), { mode: 'rail' }],
      ['KZALA', at('11T06:00'), null, { standing: 'ended' }],
    ],
  });
  const { bySection, ...all } = await speedOf(
    '2026-01',
    `${FACTS} bySection { leaves enters mode ${FACTS} }`,
  );
  expect((bySection as Row[]).filter(({ n }) => n === 1)).toMatchObject([
    { leaves: 'IRBND', enters: 'KZALA', mode: 'RAIL', seconds: seconds(100), withDelay: always('40.0') },
    { leaves: 'PKKHI', enters: 'IRBND', mode: 'SEA', seconds: seconds(50), withDelay: always('30.0') },
    { leaves: 'PKLYP', enters: 'PKKHI', mode: 'ROAD', seconds: seconds(24), withDelay: always('50.0') },
  ]);
  // 6,700 km in 174 h; nothing is lost on the way.
  expect(all).toMatchObject({ n: 3, km: '6700.0', seconds: seconds(174), movingSeconds: seconds(174) });
  expect(all.withDelay).toEqual({ mean: '38.5', p50: '40.0', p90: '50.0' });
  expect(all.withoutDelay).toEqual(all.withDelay);
});

it('goods that are trans-shipped within a section are on none: neither mode carried them over it', async () => {
  const at = by('2026-02');
  await addWay(ledger, {
    of: 2,
    known: [3],
    stops: [
      ['PKLYP', null, at('01T00:00')],
      ['PKTOR', at('02T00:00'), at('03T00:00'), { mode: 'rail' }],
      ['KZALA', at('09T00:00'), null, { standing: 'ended' }],
    ],
  });
  expect(await speedOf('2026-02', 'n incomplete anomalies ambiguous')).toEqual({
    ...{ n: 0, incomplete: 0, anomalies: 0, ambiguous: 0 },
  });
});

const trip = async (of: number, month: string, departed: string | null, ...stops: readonly Stop[]) => {
  const known = [of + 1] as const;
  await addWay(ledger, { of, known, stops: [['PKLYP', null, departed, { standing: 'begun' }], ...stops] });
  return speedOf(month, `${FACTS} trips { edges { node { consignmentId standing km withoutDelay } } }`);
};
const listed = (of: number, standing: string, km: string, withoutDelay: string | null) => ({
  edges: [{ node: { consignmentId: consignmentId(of), standing, km, withoutDelay } }],
});
const nothing = { km: '0.0', seconds: '0.000', movingSeconds: '0.000', withDelay: NONE, withoutDelay: NONE };

it.each([
  ['the whole time', '04T00:00', '2026-03', 3],
  ['longer than there was, as two clocks differ', '05T00:00', '2026-04', 4],
] as const)(
  'a trip that stood at stops for %s had no time to move: it is an anomaly, and nothing is divided by it',
  async (_, until, month, of) => {
    const at = by(month);
    const told = await trip(
      ...([of, month, at('01T00:00')] as const),
      ['PKTOR', at('01T00:00'), at(until)],
      ['KZALA', at('04T00:00'), null, { standing: 'ended' }],
    );
    expect(told).toEqual({
      ...{ n: 0, incomplete: 0, anomalies: 1, unmeasuredStops: 0 },
      ...nothing,
      trips: listed(of, 'ANOMALY', '0.0', null),
    });
  },
);

it('a trip that arrived as it left, or before, is an anomaly too', async () => {
  const at = by('2026-05');
  const told = await trip(5, '2026-05', at('04T00:00'), [
    'KZALA',
    at('04T00:00'),
    null,
    { standing: 'ended' },
  ]);
  expect(told).toMatchObject({ n: 0, anomalies: 1, ...nothing });
});

it('a trip of which no departure is known has no time, moving or not: it is incomplete', async () => {
  const at = by('2026-06');
  const ended = ['KZALA', at('04T00:00'), null, { standing: 'ended' }] as const;
  const told = await trip(6, '2026-06', null, ['PKTOR', at('02T00:00'), at('03T00:00')], ended);
  expect(told).toEqual({
    ...{ n: 0, incomplete: 1, anomalies: 0, unmeasuredStops: 0 },
    ...nothing,
    trips: listed(6, 'INCOMPLETE', '0.0', null),
  });
});

it('a stop that misses a scan, or left before it came, is no delay: without it, it is as slow as with it, and never slower', async () => {
  const at = by('2026-07');
  const told = await trip(
    ...([7, '2026-07', at('01T00:00')] as const),
    ['PKTOR', at('02T00:00'), null],
    ['AFRKH', at('03T12:00'), at('03T00:00'), { standing: 'anomaly' }],
    ['KZALA', at('05T04:00'), null, { standing: 'ended' }],
  );
  // 3,000 km in 100 h.
  expect(told).toEqual({
    ...{ n: 1, incomplete: 0, anomalies: 0, unmeasuredStops: 2, km: '3000.0' },
    ...{ seconds: seconds(100), movingSeconds: seconds(100) },
    ...{ withDelay: always('30.0'), withoutDelay: always('30.0') },
    trips: listed(7, 'COMPLETE', '3000.0', '30.0'),
  });
});
