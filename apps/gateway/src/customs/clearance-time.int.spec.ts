import { consignmentId } from '../spec-kit/consignment-rows.js';
import { addDeclaration, addInspection, declarationId } from '../spec-kit/customs-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** Of March 2099, by the clock of the office. */
const at = (time: string) => `2099-03-${time}+05:00`;

/**
 * Almaty, March: imports cleared behind 2 h, 3 h, 5 h and 9 h 15 min; one that waits since ten hours before the last position, one that was refused at 9. Karachi: an
 * export, cleared at once and taken back at 12, and another one on 1 April behind 24 h. The ledger comes to position n at n hours of the 10th of March.
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let n = 1; n <= 12; n += 1) {
    await ledger.event({ recordedAt: new Date(Date.UTC(2099, 2, 10, n)).toISOString() });
  }
  const lodged = at('02T10:00:00');
  await addDeclaration(ledger, { of: 1, lodged: [lodged, 1], cleared: [at('02T12:00:00'), 3] });
  await addDeclaration(ledger, {
    of: 2,
    lodged: [lodged, 1],
    cleared: [at('02T13:00:00'), 4],
    documentary: 2,
  });
  await addDeclaration(ledger, {
    of: 3,
    lodged: [lodged, 1],
    cleared: [at('02T15:00:00'), 5],
    documentary: 2,
    scan: 3,
    procedure: '70',
  });
  await addDeclaration(ledger, {
    of: 4,
    lodged: [at('31T14:00:00'), 2],
    cleared: [at('31T23:15:00'), 6],
    scan: 3,
    physical: 5,
  });
  // 10 h before 12:00 in UTC.
  await addDeclaration(ledger, { of: 5, lodged: [at('10T07:00:00'), 7] });
  await addDeclaration(ledger, {
    of: 6,
    lodged: [at('03T10:00:00'), 8],
    calledOff: 9,
    calledOffAt: at('04T10:00:00'),
  });
  await addInspection(ledger, 2, 'documentary', 2, at('02T12:00:00'));
  await addInspection(ledger, 3, 'documentary', 2, at('02T14:00:00'));
  await addInspection(ledger, 3, 'scan', 3, at('02T13:00:00'));
  await addInspection(ledger, 4, 'scan', 3, at('31T15:00:00'));
  await addInspection(ledger, 4, 'physical', 5, at('31T16:00:00'));
  const karachi = { office: 'PKKHI', flow: 'export' } as const;
  const first = at('05T10:00:00.001');
  await addDeclaration(ledger, {
    of: 7,
    ...karachi,
    lodged: [at('05T10:00:00'), 8],
    cleared: [first, 10],
    calledOff: 12,
    calledOffAt: at('06T10:00:00'),
  });
  await addDeclaration(ledger, {
    of: 8,
    ...karachi,
    lodged: [at('31T00:00:00'), 10],
    cleared: ['2099-04-01T00:00:00+05:00', 11],
  });
  await ledger.reach(12);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const MARCH = 'from: "2099-03", to: "2099-03"';
async function figure(fields: string, args = MARCH): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ clearanceTime(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { clearanceTime: Row }).clearanceTime;
}
const FACTS = 'n p50Hours p90Hours meanHours seconds open openSeconds';
const ALMATY = {
  n: 4,
  p50Hours: '3.0',
  // 9.25, half to even.
  p90Hours: '9.2',
  // 19.25 ÷ 4 = 4.8125.
  meanHours: '4.8',
  seconds: '69300.000',
  open: 1,
  openSeconds: '36000.000',
};
const KARACHI = {
  n: 1,
  p50Hours: '0.0',
  p90Hours: '0.0',
  meanHours: '0.0',
  seconds: '0.001',
  open: 0,
  openSeconds: '0.000',
};

it('is the time from the lodgement to the clearance, those that wait beside it', async () => {
  expect(await figure(`from to asOf until ${FACTS} byOffice { office ${FACTS} }`)).toEqual({
    from: '2099-03',
    to: '2099-03',
    asOf: 12,
    until: '2099-03-10T12:00:00Z',
    ...ALMATY,
    n: 5,
    // 0, 2, 3, 5, 9.25: 19.25 ÷ 5 = 3.85, and a millisecond.
    meanHours: '3.9',
    seconds: '69300.001',
    byOffice: [
      { office: 'KZALA', ...ALMATY },
      { office: 'PKKHI', ...KARACHI },
    ],
  });
  expect(await figure(FACTS, `${MARCH}, office: "KZALA"`)).toEqual(ALMATY);
});

it('is cut by procedure, direction, inspection and month', async () => {
  const facts = 'n seconds open';
  expect(
    await figure(
      `byProcedure { procedure name ${facts} } byFlow { flow ${facts} } byInspection { inspection ${facts} }`,
    ),
  ).toEqual({
    byProcedure: [
      { procedure: '40', name: expect.any(String), n: 3, seconds: '51300.000', open: 1 },
      { procedure: '10', name: expect.any(String), n: 1, seconds: '0.001', open: 0 },
      { procedure: '70', name: expect.any(String), n: 1, seconds: '18000.000', open: 0 },
    ],
    byFlow: [
      { flow: 'IMPORT', n: 4, seconds: '69300.000', open: 1 },
      { flow: 'EXPORT', n: 1, seconds: '0.001', open: 0 },
    ],
    byInspection: [
      { inspection: 'NONE', n: 2, seconds: '7200.001', open: 1 },
      { inspection: 'DOCUMENTARY', n: 1, seconds: '10800.000', open: 0 },
      { inspection: 'PHYSICAL', n: 1, seconds: '33300.000', open: 0 },
      { inspection: 'SCAN', n: 1, seconds: '18000.000', open: 0 },
    ],
  });
  expect(await figure('byMonth { month n seconds }', 'from: "2099-02", to: "2099-04"')).toEqual({
    byMonth: [
      { month: '2099-03', n: 5, seconds: '69300.001' },
      { month: '2099-04', n: 1, seconds: '86400.000' },
    ],
  });
});

it('is absent, not 0, without a cleared one', async () => {
  expect(await figure(FACTS, 'from: "2099-01", to: "2099-02"')).toEqual({
    n: 0,
    p50Hours: null,
    p90Hours: null,
    meanHours: null,
    seconds: '0.000',
    open: 0,
    openSeconds: '0.000',
  });
});

it('is, of a reporter, that of its offices, with its shares and its restatement', async () => {
  const of = (reporter: string) => `${MARCH}, reporter: "${reporter}"`;
  const more = 'byOffice { office n open } byMonth { month n } shares { edges { node { office } } }';
  expect(await figure(FACTS, of('KZ'))).toEqual(ALMATY);
  expect(await figure(FACTS, `${of('KZ')}, office: "KZALA"`)).toEqual(ALMATY);
  expect(await figure(`${FACTS} ${more}`, of('PK'))).toEqual({
    ...{ ...KARACHI, byOffice: [{ office: 'PKKHI', n: 1, open: 0 }], byMonth: [{ month: '2099-03', n: 1 }] },
    shares: { edges: [{ node: { office: 'PKKHI' } }] },
  });
  expect(await figure('n open shares { edges { cursor } }', of('DE'))).toEqual({
    ...{ n: 0, open: 0, shares: { edges: [] } },
  });
  const until = `occurredUntil: "${at('02T13:00:00')}"`;
  expect(await figure('n open', `${of('PK')}, ${until}`)).toEqual({ n: 0, open: 0 });
  expect(await figure('n', `${of('KZ')}, ${until}`)).toEqual({ n: 2 });
  const restatement = 'restatement(since: 9) { measures { measure before after } }';
  expect(await figure(restatement, of('PK'))).toEqual({
    restatement: {
      measures: [
        { measure: 'n', before: '0', after: '1' },
        { measure: 'open', before: '1', after: '0' },
        { measure: 'openSeconds', before: '446400.000', after: '0.000' },
        { measure: 'seconds', before: '0.000', after: '0.001' },
      ],
    },
  });
});

it.each([
  ['office: "KZALA", reporter: "PK"', 'BAD_USER_INPUT', 'office: "KZALA" is no office of PK.'],
  [
    'reporter: "pk"',
    'GRAPHQL_VALIDATION_FAILED',
    'reporter: CountryCode has to be an ISO 3166-1 alpha-2 code',
  ],
])('of %s, is an error that names what is wrong', async (args, code, message) => {
  for (const name of ['clearanceTime', 'customsDuties']) {
    const { errors } = await gateway.ask(`{ ${name}(${MARCH}, ${args}) { asOf } }`);
    expect(errors).toMatchObject([{ message: expect.stringContaining(message), code }]);
  }
});

it('is, as of a position, what was known at it, what waited then running to its instant', async () => {
  const known = async (position: number) => {
    const { n, open } = await figure('n open', `${MARCH}, office: "KZALA", asOf: ${position}`);
    return [n, open];
  };
  // Three are lodged at 1, another one at 2, at 7 the fifth, at 8 the one that is refused at 9.
  expect(await Promise.all([0, 1, 2, 3, 6, 7, 8, 9].map(known))).toEqual([
    [0, 0],
    [0, 3],
    [0, 4],
    [1, 3],
    [4, 0],
    [4, 1],
    [4, 2],
    [4, 1],
  ]);
  // Lodged at 02:00 in UTC; the ledger comes to position 7 at 07:00.
  expect(await figure('openSeconds', `${MARCH}, asOf: 7`)).toEqual({ openSeconds: '18000.000' });
  expect(await figure('asOf n', `${MARCH}, knownAt: "2099-03-10T03:59:59Z"`)).toEqual({ asOf: 3, n: 1 });
  // Looked at by a scan at 3, and only at 5 in the flesh.
  const inspections = await figure('byInspection { inspection open }', `${MARCH}, asOf: 4`);
  expect(inspections.byInspection).toContainEqual({ inspection: 'SCAN', open: 2 });
});

it('is explained, page by page, by declarations whose seconds sum to it', async () => {
  type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const fields =
    'declarationId consignmentId office flow procedure previousProcedure inspection inspections { kind result inspectedAt position } lodgedAt clearedAt isOpen hours seconds positions';
  const page = async (args: string) =>
    (await figure(`shares(${args}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`))
      .shares as Page;
  const first = await page('first: 4');
  const second = await page(`first: 4, after: "${first.pageInfo.endCursor}"`);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  const all = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(
    all.map(({ declarationId: id, isOpen, seconds, positions }) => [id, isOpen, seconds, positions]),
  ).toEqual([
    [declarationId(1), false, '7200.000', [1, 3]],
    [declarationId(2), false, '10800.000', [1, 2, 4]],
    [declarationId(3), false, '18000.000', [1, 2, 3, 5]],
    [declarationId(4), false, '33300.000', [2, 3, 5, 6]],
    [declarationId(5), true, '36000.000', [7]],
    [declarationId(7), false, '0.001', [8, 10]],
  ]);
  expect((await page('open: true')).edges).toHaveLength(1);
  expect(all[3]).toEqual({
    declarationId: declarationId(4),
    consignmentId: consignmentId(4),
    office: 'KZALA',
    flow: 'IMPORT',
    procedure: '40',
    previousProcedure: '00',
    inspection: 'PHYSICAL',
    inspections: [
      { kind: 'SCAN', result: 'CONFORMING', inspectedAt: at('31T15:00:00'), position: 3 },
      { kind: 'PHYSICAL', result: 'CONFORMING', inspectedAt: at('31T16:00:00'), position: 5 },
    ],
    lodgedAt: at('31T14:00:00'),
    clearedAt: at('31T23:15:00'),
    isOpen: false,
    hours: '9.2',
    seconds: '33300.000',
    positions: [2, 3, 5, 6],
  });
});

it('by an instant, is what had happened by then, what waited running to it', async () => {
  const by = (time: string) => `${MARCH}, office: "KZALA", occurredUntil: "${at(time)}"`;
  // An hour behind the clearance of the first; two of those lodged with it wait for 3 h, and one of them was looked at by a scan just then, not by its papers yet.
  expect(
    await figure(
      'occurredUntil until n seconds open openSeconds byInspection { inspection n open }',
      by('02T13:00:00'),
    ),
  ).toEqual({
    occurredUntil: at('02T13:00:00'),
    until: '2099-03-02T08:00:00Z',
    n: 2,
    seconds: '18000.000',
    open: 1,
    openSeconds: '10800.000',
    byInspection: [
      { inspection: 'DOCUMENTARY', n: 1, open: 0 },
      { inspection: 'NONE', n: 1, open: 0 },
      { inspection: 'SCAN', n: 0, open: 1 },
    ],
  });
  // Lodged on the 3rd, refused on the 4th; nothing of the 10th or the 31st.
  expect(await figure('n open openSeconds', by('03T11:00:00'))).toEqual({
    n: 3,
    open: 1,
    openSeconds: '3600.000',
  });
  expect(await figure('n open', by('04T10:00:00'))).toEqual({ n: 3, open: 0 });
});

it('is restated, a clearance being new whatever had waited for it', async () => {
  const fields = `measures { measure before after added corrected }
    entries(first: 50) { edges { node { key kind positions } } }`;
  const { restatement } = (await figure(
    `restatement(since: 2) { ${fields} }`,
    `${MARCH}, office: "KZALA", asOf: 4`,
  )) as { restatement: { measures: Row[]; entries: { edges: { node: Row }[] } } };
  // Four wait at 2; the first is cleared at 3 behind 2 h, the second at 4 behind 3 h. The one of the 31st is ahead of the ledger's clock.
  expect(restatement.measures).toContainEqual({
    measure: 'n',
    before: '0',
    after: '2',
    added: '2',
    corrected: '0',
  });
  expect(restatement.measures).toContainEqual({
    measure: 'open',
    before: '4',
    after: '2',
    added: '0',
    corrected: '-2',
  });
  expect(restatement.entries.edges.map(({ node }) => node)).toEqual([
    { key: `open/${declarationId(3)}`, kind: 'ADDED', positions: [] },
    { key: `cleared/${declarationId(1)}`, kind: 'ADDED', positions: [3] },
    { key: `open/${declarationId(1)}`, kind: 'REMOVED', positions: [3] },
    { key: `cleared/${declarationId(2)}`, kind: 'ADDED', positions: [4] },
    { key: `open/${declarationId(2)}`, kind: 'REMOVED', positions: [4] },
  ]);
});

it.each([
  ['clearanceTime', 'n'],
  ['customsDuties', 'asOf'],
])(
  'of an office that nobody knows, %s is a clear error; of one that has nothing to tell, 0',
  async (name, field) => {
    const ask = (office: string) =>
      gateway.ask(`{ asked: ${name}(${MARCH}, office: "${office}") { ${field} } }`);
    expect((await ask('DEHAM')).errors).toMatchObject([
      {
        code: 'BAD_USER_INPUT',
        message: 'office: "DEHAM" is no customs office that the ledger knows by its UN/LOCODE.',
      },
    ]);
    expect((await ask('KZAST')).errors).toEqual([]);
  },
);

it('is open to traders and banks, what explains it is not', async () => {
  for (const role of ['trader', 'bank'] as const) {
    const { data, errors } = await gateway.ask(
      `{ clearanceTime(${MARCH}) { n shares { edges { cursor } } } }`,
      { role },
    );
    expect(data).toEqual({ clearanceTime: { n: 5, shares: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['clearanceTime', 'shares'] }]);
  }
});

it.each([
  ['from: "2026-03", to: "2026-02"', 'BAD_USER_INPUT'],
  ['from: "2026-03", to: "2026-03", asOf: 999999', 'POSITION_AHEAD'],
])('of %s is a clear error', async (args, code) => {
  const { errors } = await gateway.ask(`{ clearanceTime(${args}) { n } }`);
  expect(errors).toMatchObject([{ code }]);
});
