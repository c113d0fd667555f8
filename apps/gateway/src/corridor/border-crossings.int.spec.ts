import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addPassage } from '../spec-kit/passage-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** Of March, by the clock of Pakistan and by that of Afghanistan, which is half an hour behind. */
const pk = (time: string) => `2026-03-${time}:00+05:00`;
const af = (time: string) => `2026-03-${time}:00+04:30`;

/**
 * From Pakistan by Torkham: 26 h (20 h, 1 h between, 5 h), 6 h (4 h, none, 2 h), told as 30 h before; one seen at Torkham and next at Kabul; one that left the
 * second side before it came; one that was not seen to leave the first side, 10 h.
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let each = 1; each <= 14; each += 1) await ledger.event();
  const torkham = (
    of: number,
    known: readonly [number, number?],
    out: readonly [string | null, string | null, string?],
    into: readonly [string | null, string | null, string?],
  ) => addPassage(ledger, { of, known, out: ['PKTOR', ...out], into: ['AFRKH', ...into] });
  await torkham(1, [1], [pk('02T00:00'), pk('02T20:00')], [pk('02T21:00'), pk('03T02:00')]);
  await torkham(2, [2, 4], [pk('05T00:00'), pk('05T04:00')], [pk('05T04:00'), pk('06T06:00')]);
  await torkham(2, [4], [pk('05T00:00'), pk('05T04:00')], [pk('05T04:00'), pk('05T06:00')]);
  await addPassage(ledger, {
    of: 3,
    known: [5],
    out: ['PKTOR', pk('07T00:00'), pk('07T03:00')],
    into: ['AFKBL', pk('08T00:00'), null, 'open'],
  });
  await torkham(4, [6], [pk('08T00:00'), pk('08T02:00')], [pk('08T09:00'), pk('08T04:00'), 'anomaly']);
  await torkham(5, [7], [pk('09T00:00'), null, 'incomplete'], [pk('09T04:00'), pk('09T10:00')]);
  // The other way, by what was not told: 3 h, of which 1 h is in Afghanistan and 2 h in Pakistan.
  await addPassage(ledger, {
    of: 6,
    known: [8],
    mode: null,
    out: ['AFRKH', pk('10T00:00'), pk('10T01:00')],
    into: ['PKTOR', pk('10T01:00'), pk('10T03:00')],
  });
  // A train to Termez, seen there alone.
  await addPassage(ledger, {
    of: 7,
    known: [9],
    mode: 'rail',
    out: ['AFKBL', pk('11T00:00'), pk('11T01:00')],
    into: ['UZTER', pk('12T00:00'), pk('12T06:00')],
  });
  // What is no crossing of the figure: begun at the first side, still at the second, flown from the first, and by no crossing of the table.
  await torkham(8, [10], [null, pk('13T00:00'), 'begun'], [pk('13T01:00'), pk('13T02:00')]);
  await torkham(9, [10], [pk('13T00:00'), pk('13T01:00')], [pk('13T01:00'), null, 'open']);
  await addPassage(ledger, {
    of: 10,
    known: [10],
    mode: 'air',
    out: ['PKTOR', pk('13T00:00'), pk('13T03:00')],
    into: ['AFKBL', pk('13T05:00'), null, 'open'],
  });
  await addPassage(ledger, {
    of: 11,
    known: [11],
    out: ['PKPEW', pk('13T00:00'), pk('13T03:00')],
    into: ['AFKBL', pk('14T05:00'), pk('15T05:00')],
  });
  // Still March in Afghanistan, where Pakistan has April; and April in both.
  await torkham(12, [12], [pk('31T20:00'), pk('31T22:00')], [pk('31T22:00'), af('31T23:45')]);
  await torkham(13, [13], [pk('31T20:00'), pk('31T22:00')], [pk('31T22:00'), '2026-04-01T00:00:00+04:30']);
  await ledger.reach(14);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const FACTS = 'n incomplete anomalies p50Hours p90Hours meanHours seconds';
const MARCH = 'from: "2026-03", to: "2026-03"';
async function crossings(fields: string, args = MARCH): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ borderCrossings(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { borderCrossings: Row }).borderCrossings;
}

it('is the time from the first arrival before a border to the last departure behind it, by crossing, direction and mode', async () => {
  const side = `location ${FACTS}`;
  expect(
    await crossings(
      `from to asOf ${FACTS} byCrossing { crossing name mode ${FACTS} leaves { ${side} } enters { ${side} } }`,
    ),
  ).toEqual({
    from: '2026-03',
    to: '2026-03',
    asOf: 14,
    // 3, 4.25, 6, 10 and 26 h: the 3rd and the 5th; 49.25 ÷ 5 = 9.85, of which 8 is even.
    n: 5,
    incomplete: 2,
    anomalies: 1,
    p50Hours: '6.0',
    p90Hours: '26.0',
    meanHours: '9.8',
    seconds: '177300.000',
    byCrossing: [
      {
        crossing: 'torkham',
        name: 'Torkham',
        mode: 'ROAD',
        // 4.25, 6, 10 and 26 h; 46.25 ÷ 4 = 11.5625.
        n: 4,
        incomplete: 1,
        anomalies: 1,
        p50Hours: '6.0',
        p90Hours: '26.0',
        meanHours: '11.6',
        seconds: '166500.000',
        // 20, 4, 3, 2 and 2 h: 31 ÷ 5; the one that was not seen to leave is incomplete here.
        leaves: {
          location: 'PKTOR',
          n: 5,
          incomplete: 1,
          anomalies: 0,
          p50Hours: '3.0',
          p90Hours: '20.0',
          meanHours: '6.2',
          seconds: '111600.000',
        },
        // 5, 2, 6 and 2.25 h: 15.25 ÷ 4 = 3.8125; what went on to Kabul was not seen here.
        enters: {
          location: 'AFRKH',
          n: 4,
          incomplete: 0,
          anomalies: 1,
          p50Hours: '2.2',
          p90Hours: '6.0',
          meanHours: '3.8',
          seconds: '54900.000',
        },
      },
      {
        crossing: 'torkham',
        name: 'Torkham',
        mode: null,
        n: 1,
        incomplete: 0,
        anomalies: 0,
        p50Hours: '3.0',
        p90Hours: '3.0',
        meanHours: '3.0',
        seconds: '10800.000',
        leaves: {
          location: 'AFRKH',
          n: 1,
          incomplete: 0,
          anomalies: 0,
          p50Hours: '1.0',
          p90Hours: '1.0',
          meanHours: '1.0',
          seconds: '3600.000',
        },
        enters: {
          location: 'PKTOR',
          n: 1,
          incomplete: 0,
          anomalies: 0,
          p50Hours: '2.0',
          p90Hours: '2.0',
          meanHours: '2.0',
          seconds: '7200.000',
        },
      },
      {
        crossing: 'hairatan',
        name: 'Hairatan and Termez',
        mode: 'RAIL',
        n: 0,
        incomplete: 1,
        anomalies: 0,
        p50Hours: null,
        p90Hours: null,
        meanHours: null,
        seconds: '0.000',
        leaves: {
          location: 'AFHRT',
          n: 0,
          incomplete: 0,
          anomalies: 0,
          p50Hours: null,
          p90Hours: null,
          meanHours: null,
          seconds: '0.000',
        },
        enters: {
          location: 'UZTER',
          n: 1,
          incomplete: 0,
          anomalies: 0,
          p50Hours: '6.0',
          p90Hours: '6.0',
          meanHours: '6.0',
          seconds: '21600.000',
        },
      },
    ],
  });
  expect(await crossings('n incomplete seconds', `${MARCH}, crossing: "hairatan"`)).toEqual({
    n: 0,
    incomplete: 1,
    seconds: '0.000',
  });
});

it('is of the month of the departure by the clock of the country that is entered', async () => {
  expect(await crossings('n seconds', 'from: "2026-04", to: "2026-04"')).toEqual({
    n: 1,
    // From 20:00 in Pakistan to midnight in Afghanistan.
    seconds: '16200.000',
  });
});

it('is, as of a position, what was known at it', async () => {
  const known = (position: number) =>
    crossings('n incomplete p90Hours', `${MARCH}, crossing: "torkham", asOf: ${position}`);
  expect(await Promise.all([0, 1, 2, 4, 5].map(known))).toEqual([
    { n: 0, incomplete: 0, p90Hours: null },
    { n: 1, incomplete: 0, p90Hours: '26.0' },
    { n: 2, incomplete: 0, p90Hours: '30.0' },
    { n: 2, incomplete: 0, p90Hours: '26.0' },
    { n: 2, incomplete: 1, p90Hours: '26.0' },
  ]);
});

it('is explained, page by page, by crossings whose seconds sum to it', async () => {
  type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const visit = '{ location arrivedAt departedAt hours }';
  const fields = `consignmentId crossing mode standing leaves ${visit} enters ${visit} hours seconds positions`;
  const page = async (after = '') =>
    (
      await crossings(
        `crossings(first: 5${after}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`,
      )
    ).crossings as Page;
  const first = await page();
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  const all = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(
    all.map(({ consignmentId: id, standing, hours, seconds }) => [id, standing, hours, seconds]),
  ).toEqual([
    [consignmentId(1), 'COMPLETE', '26.0', '93600.000'],
    [consignmentId(2), 'COMPLETE', '6.0', '21600.000'],
    [consignmentId(3), 'INCOMPLETE', null, '0.000'],
    [consignmentId(4), 'ANOMALY', '4.0', '0.000'],
    [consignmentId(5), 'COMPLETE', '10.0', '36000.000'],
    [consignmentId(6), 'COMPLETE', '3.0', '10800.000'],
    [consignmentId(7), 'INCOMPLETE', null, '0.000'],
    [consignmentId(12), 'COMPLETE', '4.2', '15300.000'],
  ]);
  expect(all[0]).toEqual({
    consignmentId: consignmentId(1),
    crossing: 'torkham',
    mode: 'ROAD',
    standing: 'COMPLETE',
    leaves: {
      location: 'PKTOR',
      arrivedAt: '2026-03-02T00:00:00+05:00',
      departedAt: '2026-03-02T20:00:00+05:00',
      hours: '20.0',
    },
    enters: {
      location: 'AFRKH',
      arrivedAt: '2026-03-02T20:30:00+04:30',
      departedAt: '2026-03-03T01:30:00+04:30',
      hours: '5.0',
    },
    hours: '26.0',
    seconds: '93600.000',
    positions: [1],
  });
  expect(all[2]).toMatchObject({ enters: { location: 'AFRKH', arrivedAt: null, hours: null } });
});

it('is open to traders and banks, what explains it is not', async () => {
  for (const role of ['trader', 'bank'] as const) {
    const { data, errors } = await gateway.ask(
      `{ borderCrossings(${MARCH}) { n crossings { edges { cursor } } } }`,
      { role },
    );
    expect(data).toEqual({ borderCrossings: { n: 5, crossings: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['borderCrossings', 'crossings'] }]);
  }
});

it.each([
  ['from: "2026-03", to: "2026-02"', 'BAD_USER_INPUT'],
  [`${MARCH}, asOf: 999999`, 'POSITION_AHEAD'],
  [`${MARCH}, crossing: "khyber"`, 'BAD_USER_INPUT'],
  [`${MARCH}, crossing: ""`, 'BAD_USER_INPUT'],
])('of %s is a clear error', async (args, code) => {
  const { errors } = await gateway.ask(`{ borderCrossings(${args}) { n } }`);
  expect(errors).toMatchObject([{ code }]);
});
