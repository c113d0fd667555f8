import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addCredit, addFact, addObligation, addPosting, idOf } from '../spec-kit/payment-rows.js';

const ALMATY = 'DEMOKZKA';
const KARACHI = 'demo-bank-karachi';
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/** What moves on the account `suspense` of Karachi: in at one position, and out at another. */
async function wait(settlement: number, currency: string, moves: readonly (readonly [number, number])[]) {
  for (const [position, minor] of moves) {
    await addPosting(ledger, {
      ...{ position, currency, line: 1, account: 'suspense', stream: `settlement-${idOf(settlement)}` },
      side: minor > 0 ? 'credit' : 'debit',
      minor: Math.abs(minor),
      totals: [0, 0],
    });
  }
}

beforeAll(async () => {
  ledger = await startFilledLedger();
  const march = { startedOn: '2026-03-01', dueOn: '2026-03-31' };
  await addObligation(ledger, { id: 1, position: 1, minor: 10_000, ...march });
  await addCredit(ledger, { id: 11, position: 2, minor: 10_000, valueDate: '2026-03-11', from: ALMATY });
  await addFact(ledger, [3, 11, 1, 10_000]);
  await wait(11, 'USD', [
    [2, 10_000],
    [3, -10_000],
  ]);
  // In rupees: 22.00 of the credit pay nothing.
  await addObligation(ledger, { id: 2, position: 4, minor: 27_800, currency: 'PKR', ...march });
  const rupees = { currency: 'PKR', usdMinor: 108, valueDate: '2026-03-21', from: ALMATY };
  await addCredit(ledger, { id: 12, position: 5, minor: 30_000, ...rupees });
  await addFact(ledger, [6, 12, 2, 27_800]);
  await wait(12, 'PKR', [
    [5, 30_000],
    [6, -27_800],
  ]);
  // Nobody told which bank paid.
  await addObligation(ledger, { id: 3, position: 7, minor: 5_000, ...march });
  await addCredit(ledger, { id: 13, position: 8, minor: 5_000, valueDate: '2026-04-05' });
  await addFact(ledger, [9, 13, 3, 5_000]);
  // A half, and one that nobody had a rate for.
  await addObligation(ledger, { id: 4, position: 10, minor: 8_000, ...march });
  await addCredit(ledger, { id: 14, position: 11, minor: 4_000, valueDate: '2026-04-10', from: ALMATY });
  await addFact(ledger, [12, 14, 4, 4_000]);
  await addObligation(ledger, { id: 5, position: 13, minor: 1_250, currency: 'KWD', ...march });
  const dinars = { currency: 'KWD', usdMinor: null, valueDate: '2026-04-12', from: `${ALMATY}XXX` };
  await addCredit(ledger, { id: 15, position: 14, minor: 1_250, ...dinars });
  await addFact(ledger, [15, 15, 5, 1_250]);
  // They pay nothing.
  await addCredit(ledger, { id: 16, position: 16, minor: 7_000, valueDate: '2026-02-01' });
  await wait(16, 'USD', [[16, 7_000]]);
  await addCredit(ledger, { id: 17, position: 17, minor: 500, valueDate: '2026-04-30' });
  await wait(17, 'USD', [[17, 500]]);
  // Behind the months that are asked for: these end before the ledger does.
  for (let position = 1; position <= 17; position += 1)
    await ledger.event({ recordedAt: '2026-05-31T00:00:00Z' });
  await ledger.reach(17);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function payments<Answer>(fields: string, more = ''): Promise<Answer> {
  const { data, errors } = await gateway.ask(
    `{ payments(from: "2026-03", to: "2026-04"${more}) { ${fields} } }`,
  );
  expect(errors).toEqual([]);
  return (data as { payments: Answer }).payments;
}
const usd = (amount: string) => ({ amount, currency: 'USD' });
const SETTLED =
  'settlements usd { amount currency } ownUsd { amount currency } localCurrencyShare unconverted';

it('tells what each pair of banks settled, how long it took and in whose currency, month by month', async () => {
  const { byBankPair } = await payments<{ readonly byBankPair: unknown }>(
    `byBankPair { debtorAgent creditorBank ${SETTLED} months { month ${SETTLED} byCurrency { currency amount { amount } } daysToSettle { currency obligations days daysLate amount { amount } } } }`,
  );
  const settled = (settlements: number, all: string, own: string, share: string | null, unconverted = 0) => ({
    ...{ settlements, usd: usd(all), ownUsd: usd(own), localCurrencyShare: share, unconverted },
  });
  const days = (currency: string, amount: string, taken: string, daysLate: string) => ({
    ...{ currency, obligations: 1, days: taken, daysLate, amount: { amount } },
  });
  expect(byBankPair).toEqual([
    {
      ...{ debtorAgent: null, creditorBank: KARACHI, ...settled(1, '50.00', '0.00', '0.0000') },
      months: [
        {
          ...{ month: '2026-04', ...settled(1, '50.00', '0.00', '0.0000') },
          byCurrency: [{ currency: 'USD', amount: { amount: '50.00' } }],
          daysToSettle: [days('USD', '50.00', '35.00', '5.00')],
        },
      ],
    },
    {
      ...{ debtorAgent: ALMATY, creditorBank: KARACHI, ...settled(4, '141.00', '1.00', '0.0071', 1) },
      months: [
        {
          ...{ month: '2026-03', ...settled(2, '101.00', '1.00', '0.0099') },
          byCurrency: [
            { currency: 'PKR', amount: { amount: '278.00' } },
            { currency: 'USD', amount: { amount: '100.00' } },
          ],
          daysToSettle: [days('PKR', '278.00', '20.00', '-10.00'), days('USD', '100.00', '10.00', '-20.00')],
        },
        {
          // A half has no days yet.
          ...{ month: '2026-04', ...settled(2, '40.00', '0.00', '0.0000', 1) },
          byCurrency: [
            { currency: 'KWD', amount: { amount: '1.250' } },
            { currency: 'USD', amount: { amount: '40.00' } },
          ],
          daysToSettle: [days('KWD', '1.250', '42.00', '12.00')],
        },
      ],
    },
  ]);
});

it('explains what was settled by parts of credits, page by page', async () => {
  const FIELDS =
    'edges { node { settlementId obligationId debtorAgent valueDate amount { amount } usd { amount } isOwn positions } } pageInfo { hasNextPage endCursor }';
  type Page = {
    readonly settledShares: {
      readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
  const first = (await payments<Page>(`settledShares(first: 3) { ${FIELDS} }`)).settledShares;
  const { endCursor } = first.pageInfo;
  const rest = (await payments<Page>(`settledShares(first: 3, after: "${endCursor}") { ${FIELDS} }`))
    .settledShares;
  expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
  const nodes = [...first.edges, ...rest.edges].map(({ node }) => node);
  expect(nodes[1]).toEqual({
    ...{ settlementId: idOf(12), obligationId: idOf(2), debtorAgent: ALMATY, valueDate: '2026-03-21' },
    ...{ amount: { amount: '278.00' }, usd: { amount: '1.00' }, isOwn: true, positions: [4, 5, 6] },
  });
  // 191.00 in all: the 50.00 and 141.00 of the pairs.
  expect(nodes.map(({ usd: each }) => (each as { amount: string } | null)?.amount)).toEqual([
    '100.00',
    '1.00',
    '50.00',
    '40.00',
    undefined,
  ]);
});

it('tells what waits in suspense, by its age on a day, and by which credits', async () => {
  const FIELDS = 'bank currency age settlements amount { amount currency } oldest';
  const of = (currency: string, age: string, amount: string, oldest: string) => ({
    ...{ bank: KARACHI, currency, age, settlements: 1, amount: { amount, currency }, oldest },
  });
  expect(await payments(`suspense { ${FIELDS} }`)).toEqual({
    suspense: [
      of('PKR', 'DAYS_31_60', '22.00', '2026-03-21'),
      of('USD', 'DAYS_0_30', '5.00', '2026-04-30'),
      of('USD', 'DAYS_61_90', '70.00', '2026-02-01'),
    ],
  });
  expect(await payments(`suspense(on: "2026-05-03") { age }`)).toEqual({
    suspense: ['DAYS_31_60', 'DAYS_0_30', 'OVER_90'].map((age) => ({ age })),
  });
  // On the day before its value date no credit is any days old.
  expect(await payments(`suspense(on: "2026-04-29") { currency age amount { amount } }`)).toEqual({
    suspense: [
      { currency: 'PKR', age: 'DAYS_31_60', amount: { amount: '22.00' } },
      { currency: 'USD', age: 'VALUE_DATE_AHEAD', amount: { amount: '5.00' } },
      { currency: 'USD', age: 'DAYS_61_90', amount: { amount: '70.00' } },
    ],
  });
  expect(await payments(`suspense(on: "2026-01-31") { age }`)).toEqual({
    suspense: ['VALUE_DATE_AHEAD', 'VALUE_DATE_AHEAD'].map((age) => ({ age })),
  });
  // Before it was matched, all of the credit waited.
  expect(await payments(`suspense { ${FIELDS} }`, ', asOf: 5')).toEqual({
    suspense: [of('PKR', 'DAYS_31_60', '300.00', '2026-03-21')],
  });
  const SHARES =
    'suspenseShares(first: 2) { edges { node { settlementId bank valueDate days amount { amount } positions } } pageInfo { hasNextPage } }';
  expect(await payments(SHARES)).toEqual({
    suspenseShares: {
      pageInfo: { hasNextPage: true },
      edges: [
        [12, '2026-03-21', 40, '22.00', [5, 6]],
        [16, '2026-02-01', 88, '70.00', [16]],
      ].map(([id, valueDate, days, amount, positions]) => ({
        node: {
          settlementId: idOf(Number(id)),
          bank: KARACHI,
          valueDate,
          days,
          amount: { amount },
          positions,
        },
      })),
    },
  });
});

it('shows a bank its own, and explains nothing to it', async () => {
  const asked = await gateway.ask(
    '{ payments(from: "2026-03", to: "2026-04") { byBankPair { usd { amount } } suspense { bank } settledShares { edges { cursor } } } }',
    { role: 'bank' },
  );
  expect(asked.errors).toMatchObject([
    {
      code: 'FORBIDDEN',
      path: ['payments', 'settledShares'],
      // Of the others that see events none sees payments.
      message: expect.stringMatching(/is for reporters and operators; your key is of a bank/),
    },
  ]);
  expect(asked.data).toMatchObject({
    payments: {
      byBankPair: [{ usd: { amount: '50.00' } }, { usd: { amount: '141.00' } }],
      suspense: [{ bank: KARACHI }, { bank: KARACHI }, { bank: KARACHI }],
      settledShares: null,
    },
  });
});
