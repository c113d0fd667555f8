import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addCredit, addFact, addObligation, HAPPENED, idOf } from '../spec-kit/payment-rows.js';

const ALMATY = 'DEMOKZKA';
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  gateway = await startGatewayUnderTest(ledger.url);
  const march = { startedOn: '2026-03-01', dueOn: '2026-03-31' };
  // Paid in two parts, a fifth and four fifths, after 10 and 20 days.
  await addObligation(ledger, { id: 1, position: 1, minor: 10_000, ...march });
  await addCredit(ledger, { id: 11, position: 2, minor: 2_000, valueDate: '2026-03-11', from: ALMATY });
  await addFact(ledger, [3, 11, 1, 2_000]);
  await addCredit(ledger, { id: 12, position: 4, minor: 8_000, valueDate: '2026-03-21', from: ALMATY });
  await addFact(ledger, [5, 12, 1, 8_000]);
  // In rupees, after 40 days, nine late; a tenth of the credit pays nothing.
  await addObligation(ledger, { id: 2, position: 6, minor: 27_800, currency: 'PKR', ...march });
  await addCredit(ledger, {
    id: 13,
    position: 7,
    minor: 30_000,
    currency: 'PKR',
    usdMinor: 108,
    valueDate: '2026-04-10',
    from: ALMATY,
  });
  await addFact(ledger, [8, 13, 2, 27_800]);
  // In advance: apart.
  await addObligation(ledger, {
    id: 3,
    position: 9,
    minor: 500,
    startedOn: '2026-03-20',
    dueOn: '2026-03-20',
  });
  await addCredit(ledger, { id: 14, position: 10, minor: 500, valueDate: '2026-03-15', from: ALMATY });
  await addFact(ledger, [11, 14, 3, 500]);
  // Paid, and given back a half: owed again.
  await addObligation(ledger, { id: 4, position: 12, minor: 4_000, ...march });
  await addCredit(ledger, { id: 15, position: 13, minor: 4_000, valueDate: '2026-03-12' });
  await addFact(ledger, [14, 15, 4, 4_000]);
  await addFact(ledger, [15, 15, 4, -2_000]);
  await ledger.insert('reporting.return_facts', {
    generation: 1,
    occurred_at: HAPPENED,
    position: 15,
    settlement_id: idOf(15),
    return_id: idOf(99),
    bank: 'demo-bank-karachi',
    reason: 'AC04',
    currency: 'USD',
    amount_minor: 2_000,
    returned_minor: 1_950,
    booked_on: '2026-03-14',
    demo: false,
  });
  // Another bank's, never paid, and in a currency of three digits that nobody had a rate for.
  await addObligation(ledger, { id: 5, position: 16, minor: 700, bank: 'demo-bank-lahore', ...march });
  await addObligation(ledger, { id: 6, position: 17, minor: 1_250, currency: 'KWD', ...march });
  await addCredit(ledger, {
    id: 16,
    position: 18,
    minor: 1_250,
    currency: 'KWD',
    usdMinor: null,
    valueDate: '2026-03-02',
  });
  await addFact(ledger, [19, 16, 6, 1_250]);
  // Booked by a status; two entries of the account come behind its match.
  await addObligation(ledger, {
    id: 7,
    position: 21,
    minor: 900,
    startedOn: '2026-05-01',
    dueOn: '2026-05-31',
  });
  const byStatus = { id: 17, position: 22, minor: 900, valueDate: '2026-05-11', from: ALMATY };
  await addCredit(ledger, { ...byStatus, basis: 'status-accc' });
  await addFact(ledger, [23, 17, 7, 900]);
  for (const [position, value_date] of [
    [24, '2026-05-13'],
    [25, '2026-05-20'],
  ]) {
    await ledger.insert('reporting.credit_confirmations', {
      generation: 1,
      occurred_at: HAPPENED,
      position,
      settlement_id: idOf(17),
      value_date,
    });
  }
  // Booked by a status; the entry of the account corrects the amount.
  await addObligation(ledger, {
    id: 8,
    position: 26,
    minor: 90_000,
    currency: 'PKR',
    startedOn: '2026-06-01',
    dueOn: '2026-06-30',
  });
  await addCredit(ledger, {
    id: 18,
    position: 27,
    minor: 100_000,
    currency: 'PKR',
    usdMinor: 400,
    valueDate: '2026-06-10',
    basis: 'status-accc',
  });
  await ledger.insert('reporting.credit_confirmations', {
    generation: 1,
    occurred_at: HAPPENED,
    position: 28,
    settlement_id: idOf(18),
    value_date: '2026-06-10',
    amount_minor: 90_000,
    usd_minor: 350,
  });
  await addFact(ledger, [29, 18, 8, 90_000]);
  // Given back in July, 9.95 by its entry, without a reason; the advice told why, and that banks kept 0.05 of it.
  const back = {
    generation: 1,
    occurred_at: HAPPENED,
    settlement_id: idOf(15),
    bank: 'demo-bank-karachi',
    currency: 'USD',
    demo: false,
  };
  for (const [position, id, amount_minor, returned_minor, reason] of [
    [30, 97, 995, 995, null],
    [31, 98, 5, 0, 'AC04'],
    [33, 96, 100, 100, 'MD07'],
  ] as const) {
    const fact = { position, return_id: idOf(id), reason, amount_minor, returned_minor };
    await ledger.insert('reporting.return_facts', { ...back, ...fact, booked_on: '2026-07-01' });
  }
  for (const [position, of, reason, rest] of [
    [32, 97, 'AC04', 98],
    [34, 97, 'MD07', null],
    [35, 96, 'AC04', null],
  ] as const) {
    const rest_id = rest === null ? null : idOf(rest);
    await ledger.insert('reporting.return_tellings', {
      generation: 1,
      occurred_at: HAPPENED,
      position,
      return_id: idOf(of),
      reason,
      rest_id,
    });
  }
  // Of one bank, named by its head office, by a branch, and by an entry that came behind the booking.
  const august = { startedOn: '2026-08-01', dueOn: '2026-08-31', minor: 1_000 };
  for (const [id, position, valueDate, from] of [
    [21, 36, '2026-08-11', 'DEMOKZKA'],
    [22, 39, '2026-08-21', 'DEMOKZKAXXX'],
    [23, 42, '2026-08-31', undefined],
  ] as const) {
    await addObligation(ledger, { id, position, ...august });
    const credit = { id: id + 100, position: position + 1, minor: 1_000, valueDate };
    await addCredit(ledger, { ...credit, ...(from && { from }) });
    await addFact(ledger, [position + 2, id + 100, id, 1_000]);
  }
  for (const [position, debtor_agent] of [
    [45, 'DEMOKZKA123'],
    [46, 'DEMOPKKA'],
  ]) {
    await ledger.insert('reporting.credit_agents', {
      generation: 1,
      occurred_at: HAPPENED,
      position,
      settlement_id: idOf(123),
      debtor_agent,
    });
  }
  // Owed, and withdrawn.
  const quetta = { bank: 'demo-bank-quetta', startedOn: '2026-08-01', dueOn: '2026-08-31' };
  await addObligation(ledger, { id: 31, position: 47, minor: 3_300, ...quetta });
  await ledger.insert('reporting.withdrawn_invoices', {
    generation: 1,
    occurred_at: HAPPENED,
    position: 48,
    invoice_id: idOf(31 + 500_000),
  });
  for (let position = 1; position <= 48; position += 1) {
    await ledger.event({ recordedAt: '2026-04-30T22:30:00Z' });
  }
  await ledger.reach(48);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
async function payments(
  fields: string,
  args = 'from: "2026-03", to: "2026-04"',
  role = 'reporter',
): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ payments(${args}) { ${fields} } }`, {
    role: role as 'reporter',
  });
  expect(errors).toEqual([]);
  return (data as { payments: Row }).payments;
}
const usd = (amount: string) => ({ amount, currency: 'USD' });

const DAYS = 'debtorAgent currency obligations advances amount { amount currency } days daysLate';

it('tells the days to settle by pair of banks and currency, weighted by amount, advances apart', async () => {
  const { daysToSettle } = await payments(`daysToSettle { ${DAYS} }`);
  expect(daysToSettle).toEqual([
    {
      debtorAgent: null,
      currency: 'KWD',
      obligations: 1,
      advances: 0,
      amount: { amount: '1.250', currency: 'KWD' },
      days: '1.00',
      daysLate: '-29.00',
    },
    {
      debtorAgent: ALMATY,
      currency: 'PKR',
      obligations: 1,
      advances: 0,
      amount: { amount: '278.00', currency: 'PKR' },
      days: '40.00',
      daysLate: '10.00',
    },
    {
      debtorAgent: ALMATY,
      currency: 'USD',
      obligations: 1,
      advances: 1,
      amount: usd('100.00'),
      // 10 days of a fifth and 20 of four fifths.
      days: '18.00',
      daysLate: '-12.00',
    },
  ]);
});

it("takes the debtor's bank for one by whichever branch it is named, and as an entry tells it that came later", async () => {
  const at = (asOf: number) =>
    payments(
      'daysToSettle { debtorAgent obligations days } daysToSettleShares { edges { node { debtorAgent positions } } }',
      `from: "2026-08", to: "2026-08", asOf: ${asOf}`,
    );
  const before = await at(44);
  expect(before.daysToSettle).toEqual([
    { debtorAgent: null, obligations: 1, days: '30.00' },
    { debtorAgent: ALMATY, obligations: 2, days: '15.00' },
  ]);
  const after = await at(46);
  expect(after.daysToSettle).toEqual([{ debtorAgent: ALMATY, obligations: 3, days: '20.00' }]);
  expect(after.daysToSettleShares).toEqual({
    edges: [
      { node: { debtorAgent: ALMATY, positions: [36, 37, 38] } },
      { node: { debtorAgent: ALMATY, positions: [39, 40, 41] } },
      { node: { debtorAgent: ALMATY, positions: [42, 43, 44, 45] } },
    ],
  });
});

it('is final when all is paid: a return reopens, and as of before it was settled', async () => {
  const at = (asOf: number) =>
    payments('daysToSettle { currency obligations days }', `from: "2026-03", to: "2026-04", asOf: ${asOf}`);
  expect((await at(3)).daysToSettle).toEqual([]);
  expect((await at(14)).daysToSettle).toContainEqual({ currency: 'USD', obligations: 1, days: '11.00' });
  expect((await at(15)).daysToSettle).not.toContainEqual({ currency: 'USD', obligations: 1, days: '11.00' });
});

it('goes by the value date of the entry of the account where there is one, else by that of the status', async () => {
  const at = (asOf: number) =>
    payments(
      'daysToSettle { days } daysToSettleShares { edges { node { settledOn positions } } }',
      `from: "2026-05", to: "2026-05", asOf: ${asOf}`,
    );
  const share = (settledOn: string, positions: number[]) => ({ edges: [{ node: { settledOn, positions } }] });
  expect(await at(23)).toEqual({
    daysToSettle: [{ days: '10.00' }],
    daysToSettleShares: share('2026-05-11', [21, 22, 23]),
  });
  expect(await at(25)).toEqual({
    daysToSettle: [{ days: '12.00' }],
    daysToSettleShares: share('2026-05-13', [21, 22, 23, 24]),
  });
});

it('counts the dollars of the amount to which an entry corrects what a status told', async () => {
  const { byCurrency } = await payments(
    'byCurrency { currency amount { amount } usd { amount } unconverted }',
    'from: "2026-06", to: "2026-06"',
  );
  expect(byCurrency).toEqual([
    { currency: 'PKR', amount: { amount: '900.00' }, usd: { amount: '3.50' }, unconverted: 0 },
  ]);
});

it('counts what was settled within the months alone', async () => {
  const { daysToSettle } = await payments('daysToSettle { currency }', 'from: "2026-04", to: "2026-04"');
  expect(daysToSettle).toEqual([{ currency: 'PKR' }]);
});

it('is explained by the obligations, page by page, whose shares sum to it', async () => {
  type Page = {
    edges: { node: Row & { amountDays: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
  const page = async (after = '') =>
    (
      await payments(
        `daysToSettleShares(first: 2${after}) { edges { node { obligationId isAdvance amountDays positions } } pageInfo { hasNextPage endCursor } }`,
      )
    ).daysToSettleShares as Page;
  const first = await page();
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  expect([...first.edges, ...second.edges].map(({ node }) => node)).toEqual([
    { obligationId: idOf(1), isAdvance: false, amountDays: '180000', positions: [1, 2, 3, 4, 5] },
    { obligationId: idOf(2), isAdvance: false, amountDays: '1112000', positions: [6, 7, 8] },
    { obligationId: idOf(3), isAdvance: true, amountDays: '-2500', positions: [9, 10, 11] },
    { obligationId: idOf(6), isAdvance: false, amountDays: '1250', positions: [17, 18, 19] },
  ]);
});

it('tells what was settled by currency, and the share in local ones', async () => {
  const { byCurrency, localCurrencyShare } = await payments(
    'localCurrencyShare byCurrency { currency settlements amount { amount currency } own { amount } usd { amount } unconverted }',
  );
  expect(byCurrency).toEqual([
    {
      currency: 'KWD',
      settlements: 1,
      amount: { amount: '1.250', currency: 'KWD' },
      own: { amount: '0.000' },
      usd: { amount: '0.00' },
      unconverted: 1,
    },
    {
      currency: 'PKR',
      settlements: 1,
      amount: { amount: '278.00', currency: 'PKR' },
      own: { amount: '278.00' },
      // 1.08 times 278 of 300 is 1.0008.
      usd: { amount: '1.00' },
      unconverted: 0,
    },
    {
      currency: 'USD',
      settlements: 4,
      amount: usd('125.00'),
      own: { amount: '0.00' },
      usd: { amount: '125.00' },
      unconverted: 0,
    },
  ]);
  // 1 of 126.
  expect(localCurrencyShare).toBe('0.0079');
});

it('leaves out of what is open what was withdrawn, from the position on at which it was told', async () => {
  const at = async (asOf: number) =>
    (
      await payments(
        'openObligations(on: "2026-09-05") { creditorBank currency outstanding { amount } }',
        `from: "2026-08", to: "2026-09", asOf: ${asOf}`,
      )
    ).openObligations;
  const withdrawn = { creditorBank: 'demo-bank-quetta', currency: 'USD', outstanding: { amount: '33.00' } };
  expect(await at(47)).toContainEqual(withdrawn);
  expect(await at(48)).not.toContainEqual(withdrawn);
});

it('tells what is open by age, on a day', async () => {
  const fields = (on: string) =>
    `openObligations(on: "${on}") { creditorBank age obligations outstanding { amount } }`;
  const owed = (creditorBank: string, age: string, amount: string) => ({
    creditorBank,
    age,
    obligations: 1,
    outstanding: { amount },
  });
  for (const [on, age] of [
    ['2026-03-31', 'NOT_DUE'],
    ['2026-04-01', 'DAYS_1_30'],
    ['2026-04-30', 'DAYS_1_30'],
    ['2026-05-01', 'DAYS_31_60'],
    ['2026-06-29', 'DAYS_61_90'],
    ['2026-06-30', 'OVER_90'],
  ] as const) {
    expect((await payments(fields(on))).openObligations).toEqual([
      owed('demo-bank-karachi', age, '20.00'),
      owed('demo-bank-lahore', age, '7.00'),
    ]);
  }
});

it('tells ages no later than the ledger has come, where months ahead are asked for', async () => {
  const open = async (to: string, on: string) =>
    (await payments(`openObligations${on} { creditorBank age }`, `from: "2026-01", to: "${to}"`))
      .openObligations;
  const overdue = (age: string) => [
    { creditorBank: 'demo-bank-karachi', age },
    { creditorBank: 'demo-bank-lahore', age },
  ];
  // It has come to the last of April, by UTC.
  expect(await open('2045-12', '')).toEqual(overdue('DAYS_1_30'));
  expect(await open('2045-12', '(on: "2045-12-31")')).toEqual(overdue('OVER_90'));
  expect(await open('2026-03', '')).toEqual(overdue('NOT_DUE'));
});

it('asks for a day where the event that the ledger had come to is archived', async () => {
  const ask = (of: string) =>
    gateway.ask(`{ payments(from: "2026-03", to: "2026-04", asOf: 49) { ${of} } }`, { role: 'reporter' });
  const aged = [
    (on: string) => `openObligations${on} { age }`,
    (on: string) => `openObligationShares${on} { edges { node { age } } }`,
    (on: string) => `suspense${on} { age }`,
    (on: string) => `suspenseShares${on} { edges { node { days } } }`,
  ];
  // One further than the log holds.
  await ledger.reach(49);
  try {
    for (const field of aged) {
      const message = expect.stringMatching(
        /^The event at position 49 is in an archived file.*give that by `on`/,
      );
      expect((await ask(field(''))).errors).toMatchObject([{ code: 'ARCHIVED', message }]);
      expect((await ask(field('(on: "2026-04-30")'))).errors).toEqual([]);
    }
    // What is restated has no age.
    for (const figure of ['OPEN_OBLIGATIONS', 'SUSPENSE']) {
      const asked = await ask(`restatement(of: ${figure}, since: 12) { measures { measure } }`);
      expect(asked.errors).toEqual([]);
    }
  } finally {
    await ledger.reach(48);
  }
});

it('tells what went back, by reason', async () => {
  const { returns } = await payments(
    'returns { reason currency returns amount { amount } returned { amount } }',
  );
  expect(returns).toEqual([
    {
      reason: 'AC04',
      currency: 'USD',
      returns: 1,
      amount: { amount: '20.00' },
      returned: { amount: '19.50' },
    },
  ]);
});

it('tells a return once, under the reason that was told of it first, whatever came behind it', async () => {
  const at = async (asOf: number) =>
    (
      await payments(
        'returns { reason returns amount { amount } returned { amount } }',
        `from: "2026-07", to: "2026-07", asOf: ${asOf}`,
      )
    ).returns;
  const row = (reason: string | null, amount: string, returned: string) => ({
    reason,
    returns: 1,
    amount: { amount },
    returned: { amount: returned },
  });
  expect(await at(30)).toEqual([row(null, '9.95', '9.95')]);
  expect(await at(32)).toEqual([row('AC04', '10.00', '9.95')]);
  expect(await at(35)).toEqual([row('AC04', '10.00', '9.95'), row('MD07', '1.00', '1.00')]);
});

it('shows a bank its own alone, and nothing to traders and customs', async () => {
  const own = await payments('openObligations { creditorBank }', 'from: "2026-03", to: "2026-04"', 'bank');
  expect(own.openObligations).toEqual([{ creditorBank: 'demo-bank-karachi' }]);
  for (const role of ['trader', 'customs'] as const) {
    const { errors } = await gateway.ask('{ payments(from: "2026-03", to: "2026-03") { asOf } }', { role });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  }
});
