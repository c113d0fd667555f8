import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addCredit, addFact, addObligation, HAPPENED, idOf } from '../spec-kit/payment-rows.js';

const KARACHI = 'demo-bank-karachi';
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  const march = { startedOn: '2026-03-01', dueOn: '2026-03-31' };
  // 100.00 of one obligation, 40.00 of it from Almaty after 10 days and 60.00 from Tashkent after 20.
  await addObligation(ledger, { id: 1, position: 1, minor: 10_000, ...march });
  await addCredit(ledger, {
    id: 11,
    position: 2,
    minor: 4_000,
    valueDate: '2026-03-11',
    from: 'DEMOKZKAXXX',
  });
  await addFact(ledger, [3, 11, 1, 4_000]);
  await addCredit(ledger, { id: 12, position: 4, minor: 6_000, valueDate: '2026-03-21', from: 'DEMOUZ22' });
  await addFact(ledger, [5, 12, 1, 6_000]);
  // From a bank that nobody told at first, in rupees that are worth 2.00.
  await addObligation(ledger, { id: 2, position: 6, minor: 56_000, currency: 'PKR', ...march });
  const rupees = { currency: 'PKR', usdMinor: 200, valueDate: '2026-03-31' };
  await addCredit(ledger, { id: 13, position: 7, minor: 56_000, ...rupees });
  await addFact(ledger, [8, 13, 2, 56_000]);
  await ledger.insert('reporting.credit_agents', {
    ...{ generation: 1, occurred_at: HAPPENED, position: 9 },
    ...{ settlement_id: idOf(13), debtor_agent: 'DEMOKZKA123' },
  });
  for (let position = 1; position <= 9; position += 1)
    await ledger.event({ recordedAt: '2026-05-01T00:00:00Z' });
  await ledger.reach(9);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const ask = (fields: string, args: string) =>
  gateway.ask(`{ payments(from: "2026-03", to: "2026-04", ${args}) { ${fields} } }`);
async function payments(fields: string, args: string): Promise<unknown> {
  const { data, errors } = await ask(fields, args);
  expect(errors).toEqual([]);
  return (data as { payments: unknown }).payments;
}

const FIELDS = `debtorAgentCountry localCurrencyShare
  daysToSettle { debtorAgent creditorBank currency days amount { amount } }
  daysToSettleShares { edges { node { obligationId amountDays } } }
  byCurrency { currency settlements usd { amount } }
  byBankPair { debtorAgent usd { amount } }
  settledShares { edges { node { settlementId usd { amount } } } }`;
const ALMATY = { debtorAgent: 'DEMOKZKA', creditorBank: KARACHI };
const ofAlmaty = { ...ALMATY, currency: 'USD', days: '10.00', amount: { amount: '40.00' } };

it('tells what came from banks of one country: of an obligation that two countries paid, the part of one', async () => {
  expect(await payments(FIELDS, 'debtorAgentCountry: "KZ"')).toEqual({
    debtorAgentCountry: 'KZ',
    // 2.00 of 42.00.
    localCurrencyShare: '0.0476',
    daysToSettle: [{ ...ALMATY, currency: 'PKR', days: '30.00', amount: { amount: '560.00' } }, ofAlmaty],
    daysToSettleShares: {
      edges: [
        { node: { obligationId: idOf(1), amountDays: '40000' } },
        { node: { obligationId: idOf(2), amountDays: '1680000' } },
      ],
    },
    byCurrency: [
      { currency: 'PKR', settlements: 1, usd: { amount: '2.00' } },
      { currency: 'USD', settlements: 1, usd: { amount: '40.00' } },
    ],
    byBankPair: [{ debtorAgent: 'DEMOKZKA', usd: { amount: '42.00' } }],
    settledShares: {
      edges: [
        { node: { settlementId: idOf(11), usd: { amount: '40.00' } } },
        { node: { settlementId: idOf(13), usd: { amount: '2.00' } } },
      ],
    },
  });
});

it('leaves out what came from a bank that nobody had told by the position, or by the instant', async () => {
  const known = {
    daysToSettle: [ofAlmaty],
    byCurrency: [{ currency: 'USD', settlements: 1, usd: { amount: '40.00' } }],
  };
  const fields =
    'daysToSettle { debtorAgent creditorBank currency days amount { amount } } byCurrency { currency settlements usd { amount } }';
  expect(await payments(fields, 'debtorAgentCountry: "KZ", asOf: 8')).toEqual(known);
  const instant = 'occurredUntil: "2026-04-01T00:00:00+05:00"';
  expect(await payments(fields, `debtorAgentCountry: "KZ", asOf: 8, ${instant}`)).toEqual(known);
  expect(await payments('byCurrency { currency }', `debtorAgentCountry: "KZ", ${instant}`)).toEqual({
    byCurrency: [{ currency: 'PKR' }, { currency: 'USD' }],
  });
  expect(
    await payments('byCurrency { currency } byBankPair { usd { amount } }', 'debtorAgentCountry: "DE"'),
  ).toEqual({
    byCurrency: [],
    byBankPair: [],
  });
});

it('is restated as it is cut: what is told later of a bank brings in what it paid', async () => {
  const of = async (figure: string) => {
    const { restatement } = (await payments(
      `restatement(of: ${figure}, since: 8) { measures { measure unit before after } entries { edges { node { key positions } } } }`,
      'debtorAgentCountry: "KZ"',
    )) as { restatement: { measures: readonly object[]; entries: { edges: readonly { node: object }[] } } };
    return restatement;
  };
  const { measures, entries } = await of('BY_CURRENCY');
  expect(measures).toContainEqual({ measure: 'usd', unit: 'USD', before: '40.00', after: '42.00' });
  expect(entries.edges.map(({ node }) => node)).toContainEqual({ key: idOf(13), positions: [9] });
  expect((await of('DAYS_TO_SETTLE')).measures).toContainEqual({
    ...{ measure: 'amountDays', unit: 'PKR, minor units times days', before: '0', after: '1680000' },
  });
  const pairs = (await of('BY_BANK_PAIR')).measures.map((each) => (each as { measure: string }).measure);
  expect(pairs).toContain(`usd: DEMOKZKA to ${KARACHI}`);
  expect(pairs).not.toContain(`usd: DEMOUZ22 to ${KARACHI}`);
});

it('refuses what is not told by the country of a bank, and what is no country', async () => {
  for (const [field, named] of [
    ['openObligations { age }', 'openObligations'],
    ['openObligationShares { edges { cursor } }', 'openObligationShares'],
    ['returns { reason }', 'returns'],
    ['returnShares { edges { cursor } }', 'returnShares'],
    ['suspense { age }', 'suspense'],
    ['suspenseShares { edges { cursor } }', 'suspenseShares'],
    ['restatement(of: RETURNS, since: 3) { measures { unit } }', 'returns'],
    ['restatement(of: OPEN_OBLIGATIONS, since: 3) { measures { unit } }', 'openObligations'],
    ['restatement(of: SUSPENSE, since: 3) { measures { unit } }', 'suspense'],
  ] as const) {
    const message = `debtorAgentCountry: ${named} is not told by the country of the debtor's bank. Ask for it without debtorAgentCountry.`;
    const { errors } = await ask(field, 'debtorAgentCountry: "KZ"');
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message }]);
  }
  for (const code of ['kz', 'KAZ', 'ZZ', '']) {
    const { errors } = await ask('byCurrency { currency }', `debtorAgentCountry: "${code}"`);
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(
          /CountryCode has to be an ISO 3166-1 alpha-2 code in capitals such as "PK"/,
        ),
      },
    ]);
  }
});
