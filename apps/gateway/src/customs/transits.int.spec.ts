import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addGuarantee, transitId } from '../spec-kit/guarantee-rows.js';
import { addTransit } from '../spec-kit/transit-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** When the ledger came to each position, in 2099 since its clock does not go back: the 19th, but for the last two, which are of the 20th and 21st. */
const RECORDED = [
  ...Array.from({ length: 8 }, () => '2099-03-19T00:00:00Z'),
  '2099-03-20T13:00:00Z',
  '2099-03-21T00:00:00Z',
];
const LIMIT = '2099-03-20T18:00:00+05:00';

/**
 * | transit | way                  | kg           | value      | up to position 10                                                        |
 * | ------- | -------------------- | ------------ | ---------- | ------------------------------------------------------------------------ |
 * | 1       | PKKHI PKTOR KZALA    | 1,000.000001 | $5,000.00  | opened at 1, discharged at 5, on 31 March                                 |
 * | 2       | PKKHI PKTOR KZALA    | 250.5        | $1,000.50  | opened at 2, presented late at 6, discharged at 7 on 1 April, an accident |
 * | 3       | PKKHI PKTOR KZALA    | 400          | $400.00    | opened at 3, its limit is 20 March                                       |
 * | 4       | PKGWD CNKHG KGFRU    | 7.25         | 20,000 PKR | opened at 4, presented at 8: a seal and the papers                       |
 * | 5       | KZALA UZTAS          | 9            | $9.00      | opened at 4, by rail; cancelled at 6                                     |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (const recordedAt of RECORDED) await ledger.event({ recordedAt });
  const one = { of: 1, opened: 1, kg: '1000.000001', minor: '500000' };
  await addTransit(ledger, { ...one, known: [1, 5] });
  await addTransit(ledger, { ...one, known: [5], dischargedAt: '2026-03-31T23:59:00+05:00' });
  const two = { of: 2, opened: 2, kg: '250.5', minor: '100050', irregularities: ['accident'] };
  const late = { presentedAt: '2026-03-22T10:00:00+05:00', late: true };
  const presented = { change: 'terminated', toldAt: late.presentedAt };
  await addTransit(ledger, { ...two, known: [2, 6] });
  await addTransit(ledger, { ...two, ...late, ...presented, known: [6, 7], status: 'terminated' });
  await addTransit(ledger, { ...two, ...late, known: [7], dischargedAt: '2026-04-01T00:00:00+05:00' });
  await addTransit(ledger, { of: 3, known: [3], kg: '400', minor: '40000', dueBy: LIMIT });
  const four = {
    of: 4,
    opened: 4,
    way: ['PKGWD', 'CNKHG', 'KGFRU'],
    port: 'PKGWD',
    guarantee: 1,
    kg: '7.25',
    currency: 'PKR',
    minor: '2000000',
    dueBy: LIMIT,
  };
  await addTransit(ledger, { ...four, known: [4, 8] });
  await addTransit(ledger, {
    ...four,
    known: [8],
    status: 'terminated',
    change: 'terminated',
    toldAt: '2099-03-19T00:00:00+05:00',
    presentedAt: '2099-03-19T00:00:00+05:00',
    irregularities: ['seal-broken', 'documents', 'seal-broken'],
  });
  const five = { of: 5, opened: 4, way: ['KZALA', 'UZTAS'], port: '', mode: 'rail', kg: '9', minor: '900' };
  await addTransit(ledger, { ...five, known: [4, 6] });
  const over = { status: 'cancelled', change: 'cancelled', toldAt: '2026-03-05T10:00:00+05:00' };
  await addTransit(ledger, { ...five, ...over, known: [6] });
  await addGuarantee(ledger, { of: 1, issued: 1, kind: 'tir-carnet' });
  await ledger.reach(10);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const MARCH = 'from: "2026-03", to: "2026-03"';
const BOTH = 'from: "2026-03", to: "2026-04"';
async function figure(fields: string, args = BOTH): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ transits(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { transits: Row }).transits;
}

const SUMS =
  '{ n late irregular massKg massTonnes valueUsd { amount } otherValues { amount currency } notInUsd }';
const NONE = {
  n: 0,
  late: 0,
  irregular: 0,
  massKg: '0.000000',
  massTonnes: '0.000',
  valueUsd: { amount: '0.00' },
  otherValues: [],
  notInUsd: 0,
};
const THIRD = { ...NONE, n: 1, massKg: '400.000000', massTonnes: '0.400', valueUsd: { amount: '400.00' } };
const FOURTH = {
  ...NONE,
  n: 1,
  irregular: 1,
  massKg: '7.250000',
  // 0.00725 t.
  massTonnes: '0.007',
  otherValues: [{ amount: '20000.00', currency: 'PKR' }],
  notInUsd: 1,
};
const DISCHARGED = {
  ...NONE,
  n: 2,
  late: 1,
  irregular: 1,
  massKg: '1250.500001',
  massTonnes: '1.251',
  valueUsd: { amount: '6000.50' },
};

it('is what was discharged in the months, what is under way, and what is overdue', async () => {
  expect(
    await figure(`from to asOf until discharged ${SUMS} underWay ${SUMS} overdue ${SUMS} presented ${SUMS}`),
  ).toEqual({
    from: '2026-03',
    to: '2026-04',
    asOf: 10,
    until: '2099-03-21T00:00:00Z',
    discharged: DISCHARGED,
    underWay: {
      ...FOURTH,
      n: 2,
      massKg: '407.250000',
      massTonnes: '0.407',
      valueUsd: { amount: '400.00' },
    },
    overdue: THIRD,
    presented: FOURTH,
  });
});

it.each([
  ['2026-03-01T09:59:59+05:00', 0, 0, 0],
  // The fifth is not cancelled yet.
  ['2026-03-04T00:00:00+05:00', 0, 5, 0],
  ['2026-03-21T00:00:00+05:00', 0, 4, 0],
  ['2026-03-22T10:00:00+05:00', 0, 4, 1],
  ['2026-03-31T23:59:00+05:00', 1, 3, 1],
  ['2026-04-01T00:00:00+05:00', 2, 2, 0],
])('by %s, is what it had come to by then', async (instant, discharged, underWay, presented) => {
  const asked = `${BOTH}, occurredUntil: "${instant}"`;
  expect(
    await figure('occurredUntil discharged { n } underWay { n } presented { n } overdue { n }', asked),
  ).toEqual({
    occurredUntil: instant,
    discharged: { n: discharged },
    underWay: { n: underWay },
    presented: { n: presented },
    overdue: { n: 0 },
  });
});

it('is restated, a discharge being new whatever had been under way', async () => {
  const { restatement } = (await figure(
    'restatement(since: 4) { measures { measure before after added corrected } entries(first: 9) { edges { node { key kind positions } } } }',
    `${BOTH}, asOf: 7`,
  )) as { restatement: { measures: Row[]; entries: { edges: { node: Row }[] } } };
  const of = (name: string) => restatement.measures.find(({ measure }) => measure === name);
  expect(of('discharged.n')).toMatchObject({ before: '0', after: '2', added: '2', corrected: '0' });
  expect(of('underWay.n')).toMatchObject({ before: '5', after: '2', added: '0', corrected: '-3' });
  // 1,250.500001 kg.
  expect(of('discharged.massKg')).toMatchObject({ before: '0.000000', after: '1250.500001' });
  expect(restatement.entries.edges.map(({ node }) => node)).toEqual([
    { key: `discharged/${transitId(1)}`, kind: 'ADDED', positions: [5] },
    { key: `underWay/${transitId(1)}`, kind: 'REMOVED', positions: [5] },
    { key: `discharged/${transitId(2)}`, kind: 'ADDED', positions: [6, 7] },
    { key: `underWay/${transitId(2)}`, kind: 'REMOVED', positions: [6, 7] },
    { key: `underWay/${transitId(5)}`, kind: 'REMOVED', positions: [6] },
  ]);
});

it('is of the month of the discharge at the office of departure', async () => {
  const sums = '{ n massKg }';
  expect(await figure(`discharged ${sums}`, MARCH)).toEqual({ discharged: { n: 1, massKg: '1000.000001' } });
  expect(await figure('byMonth { month n massKg late }')).toEqual({
    byMonth: [
      { month: '2026-03', n: 1, massKg: '1000.000001', late: 0 },
      { month: '2026-04', n: 1, massKg: '250.500000', late: 1 },
    ],
  });
});

it('is cut by countries, port, way and what carries the goods', async () => {
  const counts = 'discharged { n massKg } underWay { n } overdue { n }';
  const karachi = { discharged: { n: 2, massKg: '1250.500001' }, underWay: { n: 1 }, overdue: { n: 1 } };
  const gwadar = { discharged: { n: 0, massKg: '0.000000' }, underWay: { n: 1 }, overdue: { n: 0 } };
  expect(
    await figure(
      `byCountries { departure destination ${counts} } byPort { port ${counts} } byWay { way ${counts} } byMode { mode ${counts} } byGuarantee { kind ${counts} }`,
    ),
  ).toEqual({
    byCountries: [
      { departure: 'PK', destination: 'KZ', ...karachi },
      { departure: 'PK', destination: 'KG', ...gwadar },
    ],
    byPort: [
      { port: 'PKKHI', ...karachi },
      { port: 'PKGWD', ...gwadar },
    ],
    byWay: [
      { way: ['PKKHI', 'PKTOR', 'KZALA'], ...karachi },
      { way: ['PKGWD', 'CNKHG', 'KGFRU'], ...gwadar },
    ],
    byMode: [
      { mode: 'ROAD', discharged: { n: 2, massKg: '1250.500001' }, underWay: { n: 2 }, overdue: { n: 1 } },
    ],
    byGuarantee: [
      { kind: null, ...karachi },
      { kind: 'TIR_CARNET', ...gwadar },
    ],
  });
  expect(
    await figure(
      'byPort { port underWay { n } } byMode { mode }',
      `${BOTH}, asOf: 4, departureCountry: "KZ"`,
    ),
  ).toEqual({
    byPort: [{ port: null, underWay: { n: 1 } }],
    byMode: [{ mode: 'RAIL' }],
  });
  expect(await figure('discharged { n } underWay { n }', `${BOTH}, destinationCountry: "KG"`)).toEqual({
    discharged: { n: 0 },
    underWay: { n: 1 },
  });
});

it('tells what was found amiss, and in how many', async () => {
  expect(await figure('irregularities { code n transits }')).toEqual({
    irregularities: [
      { code: 'SEAL_BROKEN', n: 2, transits: 1 },
      { code: 'ACCIDENT', n: 1, transits: 1 },
      { code: 'DOCUMENTS', n: 1, transits: 1 },
    ],
  });
});

it('is, as of a position, what was known at it, and limits are held against the instant of that', async () => {
  const known = async (position: number) => {
    const { discharged, underWay, overdue } = (await figure(
      'discharged { n } underWay { n } overdue { n }',
      `${BOTH}, asOf: ${position}`,
    )) as Record<string, { n: number }>;
    return [discharged?.n, underWay?.n, overdue?.n];
  };
  expect(await Promise.all([0, 1, 4, 5, 6, 7, 8].map(known))).toEqual([
    [0, 0, 0],
    [0, 1, 0],
    // The fifth, too.
    [0, 5, 0],
    [1, 4, 0],
    [1, 3, 0],
    [2, 2, 0],
    [2, 2, 0],
  ]);
  // At the very limit it has not passed.
  expect(await known(9)).toEqual([2, 2, 0]);
  expect(await known(10)).toEqual([2, 2, 1]);
  const knownAt = `${BOTH}, knownAt: "2099-03-20T23:59:59Z"`;
  expect(await figure('asOf overdue { n }', knownAt)).toEqual({ asOf: 9, overdue: { n: 0 } });
});

it('is explained, page by page, by transits whose mass and value sum to it', async () => {
  type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const fields =
    'transitId standing way port mode openedAt dueBy presentedAt dischargedAt late irregularities massKg value { amount currency } positions';
  const page = async (args: string) =>
    (await figure(`shares(${args}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`))
      .shares as Page;
  const first = await page('first: 2');
  const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  const all = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(
    all.map(({ transitId: id, standing, massKg, positions }) => [id, standing, massKg, positions]),
  ).toEqual([
    [transitId(3), 'OVERDUE', '400.000000', [3]],
    [transitId(1), 'DISCHARGED', '1000.000001', [1, 5]],
    [transitId(2), 'DISCHARGED', '250.500000', [2, 7]],
    [transitId(4), 'PRESENTED', '7.250000', [4, 8]],
  ]);
  const { edges } = await page('standings: [DISCHARGED]');
  expect(edges).toHaveLength(2);
  expect(edges[1]?.node).toEqual({
    transitId: transitId(2),
    standing: 'DISCHARGED',
    way: ['PKKHI', 'PKTOR', 'KZALA'],
    port: 'PKKHI',
    mode: 'ROAD',
    openedAt: '2026-03-01T10:00:00+05:00',
    dueBy: '2099-04-30T18:00:00+05:00',
    presentedAt: '2026-03-22T10:00:00+05:00',
    dischargedAt: '2026-04-01T00:00:00+05:00',
    late: true,
    irregularities: ['ACCIDENT'],
    massKg: '250.500000',
    value: { amount: '1000.50', currency: 'USD' },
    positions: [2, 7],
  });
});

it('is open to traders and banks, what explains it is not', async () => {
  for (const role of ['trader', 'bank'] as const) {
    const { data, errors } = await gateway.ask(
      `{ transits(${BOTH}) { discharged { n } shares { edges { cursor } } } }`,
      { role },
    );
    expect(data).toEqual({ transits: { discharged: { n: 2 }, shares: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['transits', 'shares'] }]);
  }
});

it.each([
  ['from: "2026-03", to: "2026-02"', 'BAD_USER_INPUT'],
  ['from: "2026-03", to: "2026-03", asOf: 999999', 'POSITION_AHEAD'],
])('of %s is a clear error', async (args, code) => {
  const { errors } = await gateway.ask(`{ transits(${args}) { discharged { n } } }`);
  expect(errors).toMatchObject([{ code }]);
});
