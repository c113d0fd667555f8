import { declarationId } from '../spec-kit/customs-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

interface Assessed {
  readonly of: number;
  readonly position: number;
  readonly ended?: number;
  readonly on: string;
  readonly duties: readonly (readonly [kind: string, minor: string])[];
  readonly where?: object;
}
const ALMATY = { office: 'KZALA', flow: 'import', currency: 'KZT' };
const KARACHI = { office: 'PKKHI', flow: 'export', currency: 'PKR' };

async function assess({ of, position, ended, on, duties, where = ALMATY }: Assessed): Promise<void> {
  for (const [index, [kind, amount_minor]] of duties.entries())
    await ledger.insert('reporting.duty_assessments', {
      generation: 1,
      position,
      line: index + 1,
      declaration_id: declarationId(of),
      kind,
      ...where,
      assessed_at: `${on}T12:00:00+05:00`,
      assessed_on: on,
      amount_minor,
      ended_position: ended ?? null,
    });
}
const pay = (of: number, position: number, on: string, amount_minor: string, where: object = ALMATY) =>
  ledger.insert('reporting.duty_payments', {
    generation: 1,
    position,
    declaration_id: declarationId(of),
    reference: `PAY-${position}`,
    ...where,
    occurred_at: `${on}T12:00:00+05:00`,
    paid_on: on,
    amount_minor,
  });
const refund = (
  of: number,
  position: number,
  on: string,
  amount_minor: string,
  reason: string,
  told: object = {},
) =>
  ledger.insert('reporting.duty_refunds', {
    generation: 1,
    position,
    declaration_id: declarationId(of),
    reference: `BACK-${position}`,
    reason,
    ...ALMATY,
    occurred_at: `${on}T12:00:00+05:00`,
    refunded_on: on,
    amount_minor,
    ...told,
  });

/**
 * | position | declaration | what                                                                      |
 * | -------- | ----------- | ------------------------------------------------------------------------- |
 * | 1        | 1, Almaty   | on 8 March, 500.00 KZT of customs duty: replaced at 2                     |
 * | 2        | 1           | on 9 March, 100.15 KZT of customs duty and 12.01 of value added tax       |
 * | 3        | 1           | 100.00 KZT paid on 10 March                                               |
 * | 4        | 1           | 12.16 KZT paid on 1 April                                                 |
 * | 5, 6     | 2, Almaty   | on 31 March a fee of 5.00 KZT, paid that day; it is refused at 8          |
 * | 7        | 3, Karachi  | on 31 March a fee of 0.00 PKR and an excise of 70.00                      |
 * | 9        | 1           | 2.00 KZT given back on 20 March, charged too much                         |
 * | 10       | 2           | 5.00 KZT given back on 2 April, since it was refused                      |
 * | 11       | 1           | 3.00 KZT given back on 21 March: withdrawn at 12, on 22 March             |
 * | 13       | 1           | 3.50 KZT given back on 2 May under the reference of 11                    |
 * | 14       | 4, Almaty   | on 8 June, a fee of 500.00 KZT: replaced at 15                            |
 * | 15       | 4           | on 20 June, a fee of 10.00 EUR                                            |
 * | 16       | 4           | 4.00 EUR paid on 10 June, as it is told                                   |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let n = 1; n <= 16; n += 1) await ledger.event();
  await assess({ of: 1, position: 1, ended: 2, on: '2026-03-08', duties: [['customs-duty', '50000']] });
  await assess({
    of: 1,
    position: 2,
    on: '2026-03-09',
    duties: [
      ['customs-duty', '10015'],
      ['value-added-tax', '1201'],
    ],
  });
  await pay(1, 3, '2026-03-10', '10000');
  await pay(1, 4, '2026-04-01', '1216');
  await assess({ of: 2, position: 5, ended: 8, on: '2026-03-31', duties: [['fee', '500']] });
  await pay(2, 6, '2026-03-31', '500');
  await assess({
    of: 3,
    position: 7,
    on: '2026-03-31',
    where: KARACHI,
    duties: [
      ['fee', '0'],
      ['excise', '7000'],
    ],
  });
  await refund(1, 9, '2026-03-20', '200', 'overcharged');
  await refund(2, 10, '2026-04-02', '500', 'called-off');
  const withdrawn = { withdrawn_position: 12, withdrawn_at: '2026-03-22T12:00:00+05:00' };
  await refund(1, 11, '2026-03-21', '300', 'overcharged', withdrawn);
  await refund(1, 13, '2026-05-02', '350', 'overcharged', { reference: 'BACK-11' });
  await assess({ of: 4, position: 14, ended: 15, on: '2026-06-08', duties: [['fee', '50000']] });
  const inEuro = { ...ALMATY, currency: 'EUR' };
  await assess({ of: 4, position: 15, on: '2026-06-20', duties: [['fee', '1000']], where: inEuro });
  await pay(4, 16, '2026-06-10', '400', inEuro);
  await ledger.reach(16);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const MARCH = 'from: "2026-03", to: "2026-03"';
async function figure(fields: string, args = MARCH): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ customsDuties(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { customsDuties: Row }).customsDuties;
}
const inKzt = (amount: string) => ({ amount, currency: 'KZT' });
const inPkr = (amount: string) => ({ amount, currency: 'PKR' });
const SUMS = 'assessed { amount currency } paid { amount currency } refunded { amount currency }';
const NOTHING = { refunded: inKzt('0.00') };
const CURRENCIES = `byCurrency { currency ${SUMS} outstanding { amount currency } }`;

it('is what was assessed and paid in the months, and what is yet to be paid, each currency for itself', async () => {
  expect(await figure(`from to asOf ${CURRENCIES}`)).toEqual({
    from: '2026-03',
    to: '2026-03',
    asOf: 16,
    byCurrency: [
      // The fee counts no more, what was paid of it does.
      {
        ...{ currency: 'KZT', assessed: inKzt('112.16'), paid: inKzt('105.00') },
        ...{ refunded: inKzt('2.00'), outstanding: inKzt('0.00') },
      },
      {
        ...{ currency: 'PKR', assessed: inPkr('70.00'), paid: inPkr('0.00') },
        ...{ refunded: inPkr('0.00'), outstanding: inPkr('70.00') },
      },
    ],
  });
});

it('is cut by kind, office, direction and month', async () => {
  const both = 'from: "2026-03", to: "2026-04"';
  expect(
    await figure(
      `byKind { kind assessed { amount currency } } refundsByReason { reason refunded { amount currency } } byOffice { office ${SUMS} } byFlow { flow ${SUMS} } byMonth { month ${SUMS} }`,
      both,
    ),
  ).toEqual({
    byKind: [
      { kind: 'CUSTOMS_DUTY', assessed: inKzt('100.15') },
      { kind: 'EXCISE', assessed: inPkr('70.00') },
      { kind: 'FEE', assessed: inPkr('0.00') },
      { kind: 'VALUE_ADDED_TAX', assessed: inKzt('12.01') },
    ],
    refundsByReason: [
      { reason: 'CALLED_OFF', refunded: inKzt('5.00') },
      { reason: 'OVERCHARGED', refunded: inKzt('2.00') },
    ],
    byOffice: [
      { office: 'KZALA', assessed: inKzt('112.16'), paid: inKzt('117.16'), refunded: inKzt('7.00') },
      { office: 'PKKHI', assessed: inPkr('70.00'), paid: inPkr('0.00'), refunded: inPkr('0.00') },
    ],
    byFlow: [
      { flow: 'EXPORT', assessed: inPkr('70.00'), paid: inPkr('0.00'), refunded: inPkr('0.00') },
      { flow: 'IMPORT', assessed: inKzt('112.16'), paid: inKzt('117.16'), refunded: inKzt('7.00') },
    ],
    byMonth: [
      { month: '2026-03', assessed: inKzt('112.16'), paid: inKzt('105.00'), refunded: inKzt('2.00') },
      { month: '2026-03', assessed: inPkr('70.00'), paid: inPkr('0.00'), refunded: inPkr('0.00') },
      { month: '2026-04', assessed: inKzt('0.00'), paid: inKzt('12.16'), refunded: inKzt('5.00') },
    ],
  });
  expect(await figure('byCurrency { currency }', `${MARCH}, office: "PKKHI"`)).toEqual({
    byCurrency: [{ currency: 'PKR' }],
  });
});

it('is, of a reporter, that of its offices, with its entries, what is yet to be paid, and its restatement', async () => {
  const of = (reporter: string, more = '') => `${MARCH}, reporter: "${reporter}"${more}`;
  const fields = 'byCurrency { currency } byOffice { office } entries { edges { node { position } } }';
  expect(await figure(fields, of('PK'))).toEqual({
    ...{ byCurrency: [{ currency: 'PKR' }], byOffice: [{ office: 'PKKHI' }] },
    entries: { edges: [{ node: { position: 7 } }, { node: { position: 7 } }] },
  });
  expect(await figure('byCurrency { currency } outstandingShares { edges { cursor } }', of('KZ'))).toEqual({
    ...{ byCurrency: [{ currency: 'KZT' }], outstandingShares: { edges: [] } },
  });
  expect(await figure(fields, of('DE'))).toEqual({ byCurrency: [], byOffice: [], entries: { edges: [] } });
  const until = ', occurredUntil: "2026-03-10T12:00:00+05:00"';
  expect(await figure('byCurrency { currency paid { amount } }', of('KZ', until))).toEqual({
    byCurrency: [{ currency: 'KZT', paid: { amount: '100.00' } }],
  });
  expect(await figure('byCurrency { currency }', of('PK', until))).toEqual({ byCurrency: [] });
  expect(await figure('restatement(since: 6) { measures { measure before after } }', of('PK'))).toEqual({
    restatement: {
      measures: [
        { measure: 'assessed', before: '0.00', after: '70.00' },
        { measure: 'outstanding', before: '0.00', after: '70.00' },
      ],
    },
  });
});

it('is, as of a position, what was known at it', async () => {
  const known = async (position: number) =>
    (await figure(CURRENCIES, `${MARCH}, asOf: ${position}`)).byCurrency;
  expect(await known(0)).toEqual([]);
  expect(await known(1)).toEqual([
    {
      ...NOTHING,
      currency: 'KZT',
      assessed: inKzt('500.00'),
      paid: inKzt('0.00'),
      outstanding: inKzt('500.00'),
    },
  ]);
  expect(await known(3)).toEqual([
    {
      ...NOTHING,
      currency: 'KZT',
      assessed: inKzt('112.16'),
      paid: inKzt('100.00'),
      outstanding: inKzt('12.16'),
    },
  ]);
  // Paid in April: not of March, and not outstanding either.
  expect(await known(4)).toEqual([
    {
      ...NOTHING,
      currency: 'KZT',
      assessed: inKzt('112.16'),
      paid: inKzt('100.00'),
      outstanding: inKzt('0.00'),
    },
  ]);
  expect(await known(5)).toEqual([
    {
      ...NOTHING,
      currency: 'KZT',
      assessed: inKzt('117.16'),
      paid: inKzt('100.00'),
      outstanding: inKzt('5.00'),
    },
  ]);
});

it('by an instant, is what had happened by then: an assessment stands until another one had been made', async () => {
  const by = async (instant: string) =>
    (await figure(CURRENCIES, `${MARCH}, occurredUntil: "${instant}"`)).byCurrency;
  expect(await by('2026-03-08T12:00:00+05:00')).toEqual([
    {
      ...NOTHING,
      currency: 'KZT',
      assessed: inKzt('500.00'),
      paid: inKzt('0.00'),
      outstanding: inKzt('500.00'),
    },
  ]);
  expect(await by('2026-03-10T11:59:59+05:00')).toEqual([
    {
      ...NOTHING,
      currency: 'KZT',
      assessed: inKzt('112.16'),
      paid: inKzt('0.00'),
      outstanding: inKzt('112.16'),
    },
  ]);
  expect(await by('2026-03-10T12:00:00+05:00')).toEqual([
    {
      ...NOTHING,
      currency: 'KZT',
      assessed: inKzt('112.16'),
      paid: inKzt('100.00'),
      outstanding: inKzt('12.16'),
    },
  ]);
});

it('is restated by declarations and payments', async () => {
  const { restatement } = (await figure(
    'restatement(since: 1) { measures { measure before after added corrected } entries(first: 9) { edges { node { key kind positions } } } }',
    `${MARCH}, asOf: 4`,
  )) as { restatement: { measures: Row[]; entries: { edges: { node: Row }[] } } };
  expect(restatement.measures).toEqual([
    { measure: 'assessed', before: '500.00', after: '112.16', added: '0.00', corrected: '-387.84' },
    { measure: 'outstanding', before: '500.00', after: '0.00', added: '0.00', corrected: '-500.00' },
    { measure: 'paid', before: '0.00', after: '100.00', added: '100.00', corrected: '0.00' },
  ]);
  expect(restatement.entries.edges.map(({ node }) => node)).toEqual([
    { key: `assessed/${declarationId(1)}`, kind: 'CHANGED', positions: [2] },
    { key: `outstanding/${declarationId(1)}`, kind: 'REMOVED', positions: [2, 3, 4] },
    { key: 'paid/3', kind: 'ADDED', positions: [3] },
  ]);
});

it('is restated by what was given back since, which is new', async () => {
  const { restatement } = (await figure(
    'restatement(since: 8) { measures { measure before after added corrected } entries(first: 9) { edges { node { key kind positions } } } }',
  )) as { restatement: { measures: Row[]; entries: { edges: { node: Row }[] } } };
  const refunded = { measure: 'refunded', before: '0.00', after: '2.00', added: '2.00', corrected: '0.00' };
  expect(restatement.measures).toContainEqual(refunded);
  expect(restatement.entries.edges.map(({ node }) => node)).toEqual([
    { key: 'refunded/9', kind: 'ADDED', positions: [9] },
  ]);
});

it('counts a refund that was told wrong up to its withdrawal, by the position and by the instant', async () => {
  const refunded = async (args: string) =>
    (
      (await figure('byCurrency { currency refunded { amount } }', `${MARCH}, ${args}`)).byCurrency as Row[]
    ).find(({ currency }) => currency === 'KZT')?.refunded;
  expect(await refunded('asOf: 10')).toEqual({ amount: '2.00' });
  expect(await refunded('asOf: 11')).toEqual({ amount: '5.00' });
  expect(await refunded('asOf: 12')).toEqual({ amount: '2.00' });
  expect(await refunded('occurredUntil: "2026-03-22T11:59:59+05:00"')).toEqual({ amount: '5.00' });
  expect(await refunded('occurredUntil: "2026-03-22T12:00:00+05:00"')).toEqual({ amount: '2.00' });
});

it.each([
  [
    'what was withdrawn',
    `${MARCH}, asOf: 12`,
    11,
    { before: '5.00', after: '2.00', added: '0.00', corrected: '-3.00' },
    { key: 'refunded/11', kind: 'REMOVED', positions: [12] },
  ],
  // In another month: what it corrects had counted.
  [
    'what is told in its place',
    'from: "2026-05", to: "2026-05"',
    12,
    { before: '0.00', after: '3.50', added: '0.00', corrected: '3.50' },
    { key: 'refunded/13', kind: 'CHANGED', positions: [13] },
  ],
])('is corrected by %s', async (_, args, since, refunded, entry) => {
  const { restatement } = (await figure(
    `restatement(since: ${since}) { measures { measure before after added corrected } entries(first: 9) { edges { node { key kind positions } } } }`,
    args,
  )) as { restatement: { measures: Row[]; entries: { edges: { node: Row }[] } } };
  expect(restatement.measures).toContainEqual({ measure: 'refunded', ...refunded });
  expect(restatement.entries.edges.map(({ node }) => node)).toEqual([entry]);
});

it('is explained, page by page, by assessments and payments that sum to it', async () => {
  type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const fields =
    'what kind reason paymentReference refundReference declarationId office flow day amount { amount currency } position';
  const page = async (after = '') =>
    (
      await figure(
        `entries(first: 2${after}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`,
      )
    ).entries as Page;
  const nodes: Row[] = [];
  for (let after = ''; ; ) {
    const { edges, pageInfo } = await page(after);
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) break;
    after = `, after: "${pageInfo.endCursor}"`;
  }
  expect(
    nodes.map(({ what, kind, position, amount }) => [what, kind, position, (amount as Row).amount]),
  ).toEqual([
    ['ASSESSED', 'CUSTOMS_DUTY', 2, '100.15'],
    ['ASSESSED', 'VALUE_ADDED_TAX', 2, '12.01'],
    ['PAID', null, 3, '100.00'],
    ['PAID', null, 6, '5.00'],
    ['ASSESSED', 'FEE', 7, '0.00'],
    ['ASSESSED', 'EXCISE', 7, '70.00'],
    ['REFUNDED', null, 9, '2.00'],
  ]);
  expect(nodes[2]).toEqual({
    what: 'PAID',
    kind: null,
    reason: null,
    paymentReference: 'PAY-3',
    refundReference: null,
    declarationId: declarationId(1),
    office: 'KZALA',
    flow: 'IMPORT',
    day: '2026-03-10',
    amount: inKzt('100.00'),
    position: 3,
  });
  expect(nodes.at(-1)).toMatchObject({
    reason: 'OVERCHARGED',
    paymentReference: null,
    refundReference: 'BACK-9',
  });
});

it('tells of which declarations something is yet to be paid, the assessed first coming first', async () => {
  const owing = async (args: string, first = 5) =>
    (
      (await figure(
        `outstandingShares(first: ${first}) { edges { node { declarationId office flow day assessed { amount currency } paid { amount currency } outstanding { amount currency } positions } } pageInfo { hasNextPage } }`,
        args,
      )) as {
        outstandingShares: { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean } };
      }
    ).outstandingShares;
  const atAlmaty = { office: 'KZALA', flow: 'IMPORT' };
  const first = {
    ...{ ...atAlmaty, declarationId: declarationId(1), day: '2026-03-09', positions: [2, 3] },
    ...{ assessed: inKzt('112.16'), paid: inKzt('100.00'), outstanding: inKzt('12.16') },
  };
  expect((await owing(`${MARCH}, asOf: 3`)).edges).toEqual([{ node: first }]);
  // What was paid on 1 April is told at 4, and had not happened by the end of March.
  const late = `${MARCH}, asOf: 7, occurredUntil: "2026-03-31T23:00:00+05:00"`;
  const third = {
    ...{ declarationId: declarationId(3), office: 'PKKHI', flow: 'EXPORT', day: '2026-03-31' },
    ...{ assessed: inPkr('70.00'), paid: inPkr('0.00'), outstanding: inPkr('70.00'), positions: [7] },
  };
  expect((await owing(late)).edges).toEqual([{ node: first }, { node: third }]);
  expect(await owing(late, 1)).toEqual({ edges: [{ node: first }], pageInfo: { hasNextPage: true } });
  expect(
    (await owing(`${MARCH}, asOf: 5`)).edges.map(({ node }) => [node.declarationId, node.outstanding]),
  ).toEqual([[declarationId(2), inKzt('5.00')]]);
  expect((await owing('from: "2026-04", to: "2026-04"')).edges).toEqual([]);
});

it('by an instant, is less what was paid by then for a later assessment, whose place in the list is its own while payments are added', async () => {
  type Owing = { edges: { node: Row }[]; pageInfo: { endCursor: string } };
  const owing = async (asOf: number, page = '') =>
    (
      await figure(
        `outstandingShares${page} { edges { node { outstanding { amount currency } positions } } pageInfo { endCursor } }`,
        `from: "2026-06", to: "2026-06", asOf: ${asOf}, occurredUntil: "2026-06-12T00:00:00+05:00"`,
      )
    ).outstandingShares as Owing;
  const nodes = ({ edges }: Owing) => edges.map(({ node }) => node);
  const first = { outstanding: inKzt('500.00'), positions: [14] };
  const second = { outstanding: { amount: '-4.00', currency: 'EUR' }, positions: [16] };
  expect(nodes(await owing(16))).toEqual([first, second]);
  expect(
    await figure(
      'byCurrency { outstanding { amount currency } }',
      'from: "2026-06", to: "2026-06", occurredUntil: "2026-06-12T00:00:00+05:00"',
    ),
  ).toEqual({ byCurrency: [{ outstanding: second.outstanding }, { outstanding: first.outstanding }] });
  // The payment is told between a page and the next one.
  const page = await owing(15, '(first: 1)');
  expect(nodes(page)).toEqual([first]);
  expect(nodes(await owing(16, `(first: 1, after: "${page.pageInfo.endCursor}")`))).toEqual([second]);
});

it('is open to traders and banks, what explains it is not', async () => {
  for (const role of ['trader', 'bank'] as const) {
    const { data, errors } = await gateway.ask(
      `{ customsDuties(${MARCH}) { byCurrency { currency } entries { edges { cursor } } outstandingShares { edges { cursor } } } }`,
      { role },
    );
    const closed = { entries: null, outstandingShares: null };
    expect(data).toEqual({
      customsDuties: { byCurrency: [{ currency: 'KZT' }, { currency: 'PKR' }], ...closed },
    });
    expect(errors).toMatchObject(
      Object.keys(closed).map((field) => ({ code: 'FORBIDDEN', path: ['customsDuties', field] })),
    );
  }
});

it.each([
  ['from: "2026-03", to: "2026-02"', 'BAD_USER_INPUT'],
  ['from: "2026-03", to: "2026-03", asOf: 999999', 'POSITION_AHEAD'],
])('of %s is a clear error', async (args, code) => {
  const { errors } = await gateway.ask(`{ customsDuties(${args}) { asOf } }`);
  expect(errors).toMatchObject([{ code }]);
});
