import { allPages, figureOf } from '../spec-kit/all-pages.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addCredit, addFact, addObligation, HAPPENED, idOf } from '../spec-kit/payment-rows.js';

const KARACHI = 'demo-bank-karachi';
const LAHORE = 'demo-bank-lahore';
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const LATER = '2026-05-01T00:00:00+05:00';
const own = { generation: 1, occurred_at: HAPPENED };

beforeAll(async () => {
  ledger = await startFilledLedger();
  const march = { startedOn: '2026-03-01', dueOn: '2026-03-31' };
  // A part of it is paid, twice, and half of the second part given back.
  await addObligation(ledger, { id: 1, position: 1, minor: 10_000, ...march });
  await addCredit(ledger, { id: 11, position: 2, minor: 6_000, valueDate: '2026-03-11' });
  await addFact(ledger, [3, 11, 1, 4_000]);
  await addFact(ledger, [4, 11, 1, 2_000]);
  await addFact(ledger, [5, 11, 1, -1_000]);
  // Paid in full, and withdrawn.
  await addObligation(ledger, { id: 2, position: 6, minor: 1_000, ...march });
  await addFact(ledger, [7, 11, 2, 1_000]);
  await addObligation(ledger, { id: 3, position: 8, minor: 700, ...march });
  await ledger.insert('reporting.withdrawn_invoices', {
    ...{ ...own, occurred_at: LATER, position: 9, invoice_id: idOf(500_003) },
  });
  // Of another bank and currency, and of the first one, not due until May.
  await addObligation(ledger, { id: 4, position: 10, minor: 500, currency: 'JPY', bank: LAHORE, ...march });
  await addObligation(ledger, { id: 5, position: 11, minor: 250, ...march, dueOn: '2026-05-31' });

  // Given back without a reason, which is told behind it, twice, and with it that banks kept 0.05; and for a reason of its own.
  const back = { ...own, bank: KARACHI, settlement_id: idOf(11), demo: false };
  for (const [position, id, reason, currency, amount_minor, returned_minor, booked_on] of [
    [12, 97, null, 'USD', 995, 995, '2026-03-14'],
    [13, 98, 'AC04', 'USD', 5, 0, '2026-03-14'],
    [16, 96, 'MD07', 'USD', 100, 100, '2026-03-31'],
    [17, 95, null, 'JPY', 40, 40, '2026-04-30'],
    [18, 94, null, 'USD', 70, 70, '2026-05-01'],
  ] as const) {
    const told = { position, return_id: idOf(id), reason, currency, amount_minor, returned_minor, booked_on };
    await ledger.insert('reporting.return_facts', { ...back, ...told });
  }
  for (const [position, of, reason, rest] of [
    [14, 97, 'AC04', 98],
    [15, 97, 'FOCR', null],
    [19, 96, 'AC04', null],
  ] as const) {
    const told = { position, return_id: idOf(of), reason, rest_id: rest && idOf(rest) };
    await ledger.insert('reporting.return_tellings', { ...own, ...told });
  }
  await ledger.reach(19);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

/** All pages of a list, one row each. */
function shares(list: string, fields: string, { of = '', args = '' } = {}): Promise<readonly unknown[]> {
  const figure = `payments(from: "2026-03", to: "2026-04"${of})`;
  return allPages(gateway, { figure, list, args, fields }, 1);
}

const OPEN = 'obligationId creditorBank dueOn days age outstanding { amount currency } positions';
const on = (day: string) => ({ args: `on: "${day}"` });

it('explains what is open by obligations, each by what is owed of it on the day and the events that tell of it', async () => {
  const owed = (id: number, bank: string, days: number, age: string, amount: string, currency: string) => ({
    ...{ obligationId: idOf(id), creditorBank: bank, days, age, outstanding: { amount, currency } },
    dueOn: id === 5 ? '2026-05-31' : '2026-03-31',
  });
  // 100.00, less 40.00 and 20.00 paid, of which 10.00 came back.
  expect(await shares('openObligationShares', OPEN, on('2026-04-30'))).toEqual([
    { ...owed(1, KARACHI, 30, 'DAYS_1_30', '50.00', 'USD'), positions: [1, 3, 4, 5] },
    { ...owed(4, LAHORE, 30, 'DAYS_1_30', '500', 'JPY'), positions: [10] },
    { ...owed(5, KARACHI, -31, 'NOT_DUE', '2.50', 'USD'), positions: [11] },
  ]);
});

it('is as of a position, and of what had happened by an instant', async () => {
  const asked = (of: string) =>
    shares('openObligationShares', 'outstanding { amount } positions', { of, ...on('2026-04-30') });
  // Behind the second part, and before the withdrawal.
  expect(await asked(', asOf: 4')).toEqual([{ outstanding: { amount: '40.00' }, positions: [1, 3, 4] }]);
  expect(await asked(', asOf: 8')).toEqual([
    { outstanding: { amount: '50.00' }, positions: [1, 3, 4, 5] },
    { outstanding: { amount: '7.00' }, positions: [8] },
  ]);
  expect(await asked(', asOf: 0')).toEqual([]);
  // That was told to have happened in May.
  const inApril = await asked(', occurredUntil: "2026-04-30T00:00:00+05:00"');
  expect(inApril).toContainEqual({ outstanding: { amount: '7.00' }, positions: [8] });
});

const BACK = 'returnId settlementId bank bookedOn reason amount { amount } returned { amount } positions';
const back = (id: number, bookedOn: string, reason: string | null, amount: string, returned: string) => ({
  ...{ returnId: idOf(id), settlementId: idOf(11), bank: KARACHI, bookedOn, reason },
  ...{ amount: { amount }, returned: { amount: returned } },
});

it('explains what went back by returns, each by what it undid and the events that made it so', async () => {
  expect(await shares('returnShares', BACK)).toEqual([
    // Why, as it was told first, and what banks kept of it: not why it was told to be behind that.
    { ...back(97, '2026-03-14', 'AC04', '10.00', '9.95'), positions: [12, 13, 14] },
    { ...back(96, '2026-03-31', 'MD07', '1.00', '1.00'), positions: [16] },
    { ...back(95, '2026-04-30', null, '40', '40'), positions: [17] },
  ]);
  expect(await shares('returnShares', BACK, { of: ', asOf: 13' })).toEqual([
    { ...back(97, '2026-03-14', null, '9.95', '9.95'), positions: [12] },
    { ...back(98, '2026-03-14', 'AC04', '0.05', '0.00'), positions: [13] },
  ]);
});

it('explains nothing to a bank, and takes no cursor of another list', async () => {
  for (const list of ['openObligationShares(on: "2026-04-30")', 'returnShares']) {
    const asked = `{ payments(from: "2026-03", to: "2026-04") { ${list} { edges { cursor } } } }`;
    expect((await gateway.ask(asked, { role: 'bank' })).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  }
  const figure = 'payments(from: "2026-03", to: "2026-04")';
  const page = await figureOf<{
    readonly returnShares: { readonly pageInfo: { readonly endCursor: string } };
  }>(gateway, figure, 'returnShares(first: 1) { pageInfo { endCursor } }');
  const { endCursor } = page.returnShares.pageInfo;
  const { errors } = await gateway.ask(
    `{ ${figure} { openObligationShares(on: "2026-04-30", after: "${endCursor}") { edges { cursor } } } }`,
  );
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringContaining('no cursor') }]);
});
