import { TradeWorld } from '../../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-11-27T08:00:00Z'));
});
afterAll(() => world.stop());

/** As the site names its columns today, among them some that are not read. */
const HEADER =
  'typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,partnerCode,partnerISO,partnerDesc,partner2Code,classificationCode,cmdCode,cmdDesc,customsCode,motCode,netWgt,isNetWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag';
interface Row {
  readonly partner?: string;
  readonly partner2?: string;
  readonly period?: string;
  readonly code?: string;
  readonly customs?: string;
  readonly transport?: string;
  readonly value?: string;
  readonly netKg?: string;
  readonly estimated?: string;
}
const row = ({
  partner = 'KAZ',
  partner2 = '0',
  period = '2025',
  code = 'TOTAL',
  customs = 'C00',
  transport = '0',
  value = '100000.1',
  netKg = '',
  estimated = 'False',
}: Row = {}) =>
  `C,A,20250101,2025,52,${period},586,PAK,Pakistan,X,398,${partner},"Kazakhstan, all of it",${partner2},H6,${code},"Goods, ""as told""",${customs},${transport},${netKg},${estimated},,${value},${value},0`;
const csv = (...rows: readonly Row[]) => [HEADER, ...rows.map(row)].join('\r\n');
const TERMS = 'status=provisional&downloadedOn=2026-11-20';
const sent = (body: string, terms = TERMS, holder: 'commission' | 'exporter' = 'commission') =>
  world.send(
    `official-statistics?${terms}`,
    { method: 'POST', headers: { 'content-type': 'text/csv' }, body },
    holder,
  );

it('takes what a file tells, leaves out what would count twice, and knows it again', async () => {
  const file = csv(
    {},
    { code: '52', value: '60000.125', netKg: '2500.5', estimated: 'True' },
    { code: '08', value: '40000.135' },
    { code: '52', customs: 'C01' },
    { code: '52', transport: '2100' },
    { code: '52', transport: '1000' },
    { code: '52', partner2: '398' },
    { partner: 'W00' },
    { period: '202503', value: '7' },
  );
  const first = await sent(`\uFEFF${file}\r\n`);
  const { position } = await world.asked();
  const [year, month] = first.body.statistics as readonly { readonly statisticId: string }[];
  const of = { reporter: 'PK', partner: 'KZ', flow: 'export' };
  const told = [
    { statisticId: year?.statisticId, ...of, period: '2025', lines: 3 },
    { statisticId: month?.statisticId, ...of, period: '2025-03', lines: 1 },
  ];
  expect(first).toMatchObject({
    status: 200,
    body: {
      rows: 9,
      statistics: [
        { ...told[0], outcome: 'published', position: position - 1 },
        { ...told[1], outcome: 'published', position },
      ],
      leftOut: [
        { reason: 'other-customs-procedure', rows: 1 },
        { reason: 'one-mode-of-transport', rows: 2 },
        { reason: 'second-partner', rows: 1 },
        { reason: 'not-a-country', rows: 1 },
      ],
    },
  });
  const [event] = await world.log.readStream(`statistic-${year?.statisticId}`);
  expect(event?.data).toEqual({
    ...{ statisticId: year?.statisticId, source: 'un-comtrade', ...of, period: '2025' },
    ...{ classification: 'H6', status: 'provisional', downloadedOn: '2026-11-20', currency: 'USD' },
    // Half a cent goes to the even one: 12.5 down to 12, 13.5 up to 14.
    lines: [
      { code: '08', value: '40000.14', fob: '40000.14', netKgEstimated: false },
      { code: '52', value: '60000.12', fob: '60000.12', netKg: '2500.5', netKgEstimated: true },
      { code: 'TOTAL', value: '100000.10', fob: '100000.10', netKgEstimated: false },
    ],
  });
  const again = await sent(file);
  expect(again.body.statistics).toEqual([
    { ...told[0], outcome: 'known', position: position - 1 },
    { ...told[1], outcome: 'known', position },
  ]);
  expect(await world.asked()).toMatchObject({ position });
  const later = await sent(file, 'status=provisional&downloadedOn=2026-11-25');
  expect(later.body.statistics).toEqual([
    { ...told[0], outcome: 'confirmed', position: position + 1 },
    { ...told[1], outcome: 'confirmed', position: position + 2 },
  ]);
  expect(
    await world.refused(() => sent(csv({ value: '3' }), 'status=revised&downloadedOn=2026-11-24')),
  ).toMatchObject({ status: 422, body: { code: 'download-older', pointer: '/downloadedOn' } });
  const cotton = csv({ code: '52', value: '60000.2' });
  const partial = await world.refused(() => sent(cotton, 'status=final&downloadedOn=2026-11-26'));
  expect(partial).toMatchObject({ status: 422, body: { code: 'total-missing', pointer: '/lines' } });
  expect(partial.body.detail).toContain('PK KZ export 2025: ');
  const revised = await sent(csv({ value: '100000.2' }), 'status=final&downloadedOn=2026-11-26');
  expect(revised.body.statistics).toEqual([
    { ...told[0], lines: 1, outcome: 'revised', position: position + 3 },
  ]);
  expect(await world.refused(() => sent(file))).toMatchObject({
    status: 422,
    body: { code: 'download-older', pointer: '/downloadedOn' },
  });
});

it('reads the columns of the site before 2023 by their names, in whatever order', async () => {
  const file = [
    'Trade Value (US$),Classification,Period,Trade Flow Code,Reporter ISO,Partner ISO,2nd Partner Code,Customs Proc. Code,Mode of Transport Code,Commodity Code,Netweight (kg),Flag',
    '4453144,H5,2019,1,UZB,TJK,,,,01,12,4',
  ].join('\n');
  const { body } = await sent(file);
  expect(body.statistics).toMatchObject([
    { reporter: 'UZ', partner: 'TJ', flow: 'import', period: '2019', lines: 1, outcome: 'published' },
  ]);
  const [{ statisticId } = { statisticId: '' }] = body.statistics as readonly { statisticId: string }[];
  const [event] = await world.log.readStream(`statistic-${statisticId}`);
  expect(event?.data).toMatchObject({
    classification: 'H5',
    lines: [{ code: '01', value: '4453144.00', netKg: '12', netKgEstimated: true }],
  });
});

it.each([
  ['qty,qtyUnitCode,qtyUnitAbbr', '12.5,5,u', { amount: '12.5', unit: '5' }],
  ['qty,qtyUnitAbbr', '12.5,u', { amount: '12.5', unit: 'u' }],
  ['qty,qtyUnitCode,qtyUnitAbbr', '0,-1,N/A', undefined],
  // 0 beside a value: nothing was told.
  ['qty,qtyUnitCode,qtyUnitAbbr', '0,5,u', undefined],
])('keeps the quantity that %s tell as %s', async (names, cells, quantity) => {
  const file = [
    `classification,period,reporterISO,partnerISO,flowCode,cmdCode,primaryValue,${names}`,
    `H6,2023,PAK,KAZ,X,TOTAL,7,${cells}`,
  ].join('\n');
  const { body } = await sent(file, 'status=provisional&downloadedOn=2026-11-21');
  const [{ statisticId } = { statisticId: '' }] = body.statistics as readonly { statisticId: string }[];
  const [event] = (await world.log.readStream(`statistic-${statisticId}`)).toReversed();
  const line = { code: 'TOTAL', value: '7.00', netKgEstimated: false };
  expect(event?.data).toHaveProperty('lines', [{ ...line, ...(quantity && { quantity }) }]);
});

it.each([
  [csv({ period: '2024' }, { period: '2024', code: '52', value: '1.2E+06' }), 'line 3, column primaryValue'],
  [csv({ period: '2024', code: '801' }), 'line 2, column cmdCode'],
  [
    csv({ period: '2024' }, { period: '2024' }),
    'line 3, column cmdCode: PK KZ export 2024 tells TOTAL twice',
  ],
  [csv({ period: '2024-1' }), 'line 2, column period'],
  [`${csv({ period: '2024' })}\r\n1,2`, 'line 3, column cmdCode: the row has 2 cells'],
  [`${csv({ period: '2024' })},x`, 'line 2, column cmdCode: the row has 26 cells'],
])('loads nothing of a file with a row that cannot be read', async (file, part) => {
  const answer = await world.refused(() => sent(file));
  expect(answer).toMatchObject({ status: 422, body: { code: 'rows-unreadable' } });
  expect(answer.body.detail).toContain(part);
});

it('says what is missing, what is too large, and whom it is for', async () => {
  const missing = await world.refused(() => sent('a,b\n1,2'));
  expect(missing).toMatchObject({ status: 422, body: { code: 'columns-missing' } });
  expect(missing.body.detail).toContain('primaryvalue');
  expect(await world.refused(() => sent(`${HEADER}\n${'x'.repeat(5 * 1024 * 1024)}`))).toMatchObject({
    status: 413,
    body: { code: 'body-too-large' },
  });
  expect(await world.refused(() => sent(csv(), TERMS, 'exporter'))).toMatchObject({ status: 403 });
  expect(await world.refused(() => sent(csv(), 'status=provisional&downloadedOn=2026-12-01'))).toMatchObject({
    status: 422,
    body: { code: 'downloaded-in-future' },
  });
  expect(
    await world.refused(() => world.post('commission', `official-statistics?${TERMS}`, {})),
  ).toMatchObject({
    status: 415,
    body: { code: 'media-type-unsupported', detail: expect.stringContaining('"Content-Type: text/csv"') },
  });
});

it('takes back what should not be there, so that what was told before counts again', async () => {
  const of = (value: string, status: string, day: string) =>
    sent(csv({ period: '2022', value }), `status=${status}&downloadedOn=2026-11-${day}`);
  const told = async (...file: Parameters<typeof of>) => {
    const { body } = await of(...file);
    const [each] = body.statistics as readonly { statisticId: string; position: number; outcome: string }[];
    if (!each) throw new Error('Nothing was told.');
    return each;
  };
  const first = await told('1', 'provisional', '10');
  const wrong = await told('2', 'final', '12');
  const path = `official-statistics/${first.statisticId}/withdrawal`;
  const at = { occurredAt: '2026-11-27T12:00:00+05:00', reason: 'Another year.' };
  const back = await world.post('commission', path, { ...at, position: wrong.position });
  expect(back).toMatchObject({
    status: 200,
    body: { statisticId: first.statisticId, position: wrong.position + 1 },
  });
  const [event] = (await world.log.readStream(`statistic-${first.statisticId}`)).toReversed();
  expect(event).toMatchObject({
    type: 'OfficialStatisticsWithdrawn',
    data: { statisticId: first.statisticId, telling: 2, reason: 'Another year.' },
  });
  // Again, and as it stood before, nothing is told.
  expect((await world.post('operator', path, { ...at, position: wrong.position })).body.position).toBe(
    back.body.position,
  );
  expect(await told('1', 'provisional', '10')).toMatchObject({ outcome: 'known' });
  expect(await told('3', 'provisional', '11')).toMatchObject({
    outcome: 'revised',
    position: wrong.position + 2,
  });
  const refused = (body: object, to = path, holder: 'commission' | 'exporter' = 'commission') =>
    world.refused(() => world.post(holder, to, { ...at, ...body }));
  expect(await refused({ position: Number(back.body.position) })).toMatchObject({
    status: 422,
    body: { code: 'telling-unknown', pointer: '/position' },
  });
  expect(await refused({ position: wrong.position, reason: 'A typing error.' })).toMatchObject({
    status: 409,
    body: {
      ...{ code: 'telling-withdrawn', pointer: '/reason' },
      detail: 'It was taken back already, for another reason: "Another year.". That stands.',
    },
  });
  const unknown = 'official-statistics/0191d8a0-0000-7000-8000-000000000999/withdrawal';
  expect(await refused({ position: 1 }, unknown)).toMatchObject({
    status: 404,
    body: { code: 'statistic-unknown' },
  });
  expect(await refused({ position: 1 }, 'official-statistics/x/withdrawal')).toMatchObject({ status: 404 });
  expect(await refused({ position: wrong.position }, path, 'exporter')).toMatchObject({ status: 403 });
});
