import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

interface Known {
  readonly of: number;
  readonly known: readonly [from: number, until?: number];
  readonly location?: string;
  readonly within?: number;
  readonly standing?: string;
  readonly arrived?: string;
  readonly departed?: string;
  readonly seen?: string;
}
const addVisit = ({ of, known: [from, until], ...row }: Known) =>
  ledger.insert('reporting.visits', {
    generation: 1,
    consignment_id: consignmentId(of),
    number: 1,
    from_position: from,
    within: row.within ?? 0,
    until_position: until ?? null,
    location: row.location ?? 'PKTOR',
    standing: row.standing ?? 'complete',
    arrived_at: row.arrived ?? null,
    departed_at: row.departed ?? null,
    seen_at: row.departed ?? row.seen ?? row.arrived,
    positions: [from],
  });
/** Of March, by the clock of Torkham. */
const at = (time: string) => `2026-03-${time}+05:00`;

/**
 * Torkham, March: 2 h, 3 h, 5 h and 9 h 15 min; one without a departure, one that left before it came. The visit of 5 h was one of 50 h as it was
 * told at position 3, up to 6.
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 12; each += 1) await ledger.event();
  await addVisit({ of: 1, known: [1], arrived: at('02T10:00:00'), departed: at('02T12:00:00') });
  await addVisit({ of: 2, known: [2], arrived: at('03T10:00:00'), departed: at('03T13:00:00') });
  await addVisit({ of: 3, known: [3, 6], arrived: at('04T10:00:00'), departed: at('06T12:00:00') });
  await addVisit({ of: 3, known: [6], arrived: at('04T10:00:00'), departed: at('04T15:00:00') });
  await addVisit({ of: 4, known: [7], arrived: at('05T10:00:00'), departed: at('05T19:15:00') });
  await addVisit({ of: 5, known: [7], within: 1, standing: 'incomplete', arrived: at('06T10:00:00') });
  await addVisit({
    of: 6,
    known: [8],
    standing: 'anomaly',
    arrived: at('08T10:00:00'),
    departed: at('07T10:00:00'),
  });
  // What is no visit of the figure.
  for (const [index, standing] of ['begun', 'open', 'ended'].entries())
    await addVisit({ of: 20 + index, known: [9], standing, seen: at('09T10:00:00') });
  // April by the clock of Pakistan, where UTC has March.
  await addVisit({ of: 7, known: [10], arrived: at('31T20:00:00'), departed: '2026-03-31T19:00:00Z' });
  await addVisit({
    of: 8,
    known: [11],
    location: 'KZALA',
    arrived: '2026-03-20T00:00:00+05:00',
    departed: '2026-03-20T00:00:01.001+05:00',
  });
  await ledger.reach(12);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const FACTS = 'n incomplete anomalies p50Hours p90Hours meanHours seconds';
async function dwell(fields: string, args = 'from: "2026-03", to: "2026-03"'): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ checkpointDwell(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { checkpointDwell: Row }).checkpointDwell;
}

it('is the time that goods stayed, by place', async () => {
  const torkham = {
    n: 4,
    incomplete: 1,
    anomalies: 1,
    p50Hours: '3.0',
    p90Hours: '9.2',
    // 19.25 ÷ 4 = 4.8125.
    meanHours: '4.8',
    seconds: '69300.000',
  };
  const almaty = {
    n: 1,
    incomplete: 0,
    anomalies: 0,
    p50Hours: '0.0',
    p90Hours: '0.0',
    meanHours: '0.0',
    seconds: '1.001',
  };
  expect(await dwell(`from to asOf ${FACTS} byCheckpoint { location ${FACTS} }`)).toEqual({
    from: '2026-03',
    to: '2026-03',
    asOf: 12,
    // 0, 2, 3, 5 and 9.25 h: the 3rd and the 5th; 19.2503 ÷ 5 = 3.85.
    ...torkham,
    n: 5,
    meanHours: '3.9',
    seconds: '69301.001',
    byCheckpoint: [
      { location: 'PKTOR', ...torkham },
      { location: 'KZALA', ...almaty },
    ],
  });
  expect(await dwell(FACTS, 'from: "2026-03", to: "2026-03", location: "KZALA"')).toEqual(almaty);
});

it('is of the month of the departure by the clock of the place', async () => {
  expect(await dwell('n seconds', 'from: "2026-04", to: "2026-04"')).toEqual({ n: 1, seconds: '14400.000' });
  expect(await dwell('n', 'from: "2026-03", to: "2026-04"')).toEqual({ n: 6 });
});

it('is absent, not 0, without a complete visit', async () => {
  expect(await dwell(FACTS, 'from: "2025-03", to: "2025-03"')).toEqual({
    n: 0,
    incomplete: 0,
    anomalies: 0,
    p50Hours: null,
    p90Hours: null,
    meanHours: null,
    seconds: '0.000',
  });
});

it('is, as of a position, what was known at it', async () => {
  const known = (position: number) =>
    dwell('n p90Hours', `from: "2026-03", to: "2026-03", location: "PKTOR", asOf: ${position}`);
  expect(await Promise.all([0, 2, 3, 5, 6, 7].map(known))).toEqual([
    { n: 0, p90Hours: null },
    { n: 2, p90Hours: '3.0' },
    { n: 3, p90Hours: '50.0' },
    { n: 3, p90Hours: '50.0' },
    { n: 3, p90Hours: '5.0' },
    { n: 4, p90Hours: '9.2' },
  ]);
});

it('is explained, page by page, by visits whose seconds sum to it', async () => {
  type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const fields = 'consignmentId location standing arrivedAt departedAt hours seconds positions';
  const page = async (after = '') =>
    (
      await dwell(
        `visits(first: 4${after}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`,
      )
    ).visits as Page;
  const first = await page();
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  const all = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(
    all.map(({ consignmentId: id, standing, hours, seconds }) => [id, standing, hours, seconds]),
  ).toEqual([
    [consignmentId(1), 'COMPLETE', '2.0', '7200.000'],
    [consignmentId(2), 'COMPLETE', '3.0', '10800.000'],
    [consignmentId(3), 'COMPLETE', '5.0', '18000.000'],
    [consignmentId(4), 'COMPLETE', '9.2', '33300.000'],
    [consignmentId(5), 'INCOMPLETE', null, '0.000'],
    [consignmentId(6), 'ANOMALY', '-24.0', '0.000'],
    [consignmentId(8), 'COMPLETE', '0.0', '1.001'],
  ]);
  expect(all[0]).toEqual({
    consignmentId: consignmentId(1),
    location: 'PKTOR',
    standing: 'COMPLETE',
    arrivedAt: '2026-03-02T10:00:00+05:00',
    departedAt: '2026-03-02T12:00:00+05:00',
    hours: '2.0',
    seconds: '7200.000',
    positions: [1],
  });
});

it('is open to traders and banks, what explains it is not', async () => {
  for (const role of ['trader', 'bank'] as const) {
    const { data, errors } = await gateway.ask(
      '{ checkpointDwell(from: "2026-03", to: "2026-03") { n visits { edges { cursor } } } }',
      { role },
    );
    expect(data).toEqual({ checkpointDwell: { n: 5, visits: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['checkpointDwell', 'visits'] }]);
  }
});

it.each([
  ['from: "2026-03", to: "2026-02"', 'BAD_USER_INPUT'],
  ['from: "2026-03", to: "2026-03", asOf: 999999', 'POSITION_AHEAD'],
])('of %s is a clear error', async (args, code) => {
  const { errors } = await gateway.ask(`{ checkpointDwell(${args}) { n } }`);
  expect(errors).toMatchObject([{ code }]);
});
