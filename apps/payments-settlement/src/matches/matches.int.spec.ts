import { randomUUID } from 'node:crypto';
import { type BankClient, settlementOf } from '../bank-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { ALMATY, eventually, KARACHI } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
let world: RunningPayments['world'];
let karachi: BankClient;
let operator: BankClient;

beforeAll(async () => {
  payments = await startPayments();
  ({ world, karachi } = payments);
  operator = payments.another('operator');
});
afterAll(() => payments.stop());

const usd = (amount: string) => ({ amount, currency: 'USD' });

/** An obligation of 1,000.00 USD that the process manager knows of. */
async function owed(change: object = {}): Promise<string> {
  const { invoiceId } = await world.invoice(change);
  await world.publish();
  await eventually(async () =>
    (await operator.obligations()).body.items.some(({ obligationId }) => obligationId === invoiceId),
  );
  return invoiceId;
}

/** A credit that waits in suspense. */
async function waiting(change: object = {}): Promise<string> {
  const endToEndId = randomUUID().slice(0, 30);
  const { body } = await karachi.settlement(settlementOf({ references: { endToEndId }, ...change }));
  await eventually(async () => (await suspenseOf(body.settlementId)) !== undefined);
  return body.settlementId;
}
const suspenseOf = async (id: string, client = operator) =>
  (await client.suspense('?limit=100')).body.items.find(({ settlementId }) => settlementId === id);
const listedOf = async (id: string) =>
  (await operator.list('?limit=500')).body.items.find(({ settlementId }) => settlementId === id);

describe('a match by hand', () => {
  it('is one append over both, told with actor and reason, and taken back the same way', async () => {
    const [obligationId, settlementId] = [await owed(), await waiting()];
    const path = `/v1/settlements/${settlementId}/matches`;
    const body = { obligationId, amount: usd('400.00'), fees: usd('5.00'), reason: 'by fax of 2 April' };
    const key = randomUUID();
    const matched = await operator.post(path, body, key);
    expect([matched.status, matched.body]).toEqual([
      200,
      { settlementId, obligationId, position: expect.any(Number) },
    ]);
    expect((await operator.post(path, body, key)).body).toEqual(matched.body);
    const [event] = await world.events('SettlementMatched', (data) => data.settlementId === settlementId);
    const [payment] = await world.events(
      'ObligationPartSettled',
      (data) => data.obligationId === obligationId,
    );
    expect(event).toMatchObject({
      actor: 'operator:demo-operator',
      data: {
        by: 'manual',
        reason: body.reason,
        amount: usd('400.00'),
        settled: usd('405.00'),
        fees: usd('5.00'),
      },
    });
    expect(payment?.data).toMatchObject({
      amount: usd('405.00'),
      fees: usd('5.00'),
      outstanding: usd('595.00'),
    });
    expect((payment?.position ?? 0) - (event?.position ?? 0)).toBe(1);

    const back = await operator.post(`${path}/${obligationId}/unmatch`, {
      reason: 'the fax was for another',
    });
    expect(back.status).toBe(200);
    expect(await listedOf(settlementId)).toMatchObject({
      status: 'suspended',
      unallocated: usd('1000.00'),
      matches: [
        {
          by: 'manual',
          settled: usd('405.00'),
          fees: usd('5.00'),
          reason: body.reason,
          unmatched: { because: 'person', reason: 'the fax was for another', position: expect.any(Number) },
        },
      ],
    });
    const [unpaid] = await world.events('PaymentUnmatched', (data) => data.obligationId === obligationId);
    expect(unpaid?.data).toMatchObject({
      amount: usd('405.00'),
      outstanding: usd('1000.00'),
      paid: usd('0.00'),
    });
    // Taken back once; that it is so already is nothing new.
    const again = await operator.post(`${path}/${obligationId}/unmatch`, { reason: 'once more' });
    expect([again.status, again.body.position]).toEqual([200, undefined]);
  });

  it('takes the invoice in place of the obligation, and all that is there where no amount is told', async () => {
    const [invoiceId, settlementId] = [await owed({ amount: usd('700.00') }), await waiting()];
    const path = `/v1/settlements/${settlementId}/matches`;
    expect((await operator.post(path, { invoiceId, reason: 'x' })).status).toBe(200);
    expect(await listedOf(settlementId)).toMatchObject({
      unallocated: usd('300.00'),
      matches: [{ obligationId: invoiceId, amount: usd('700.00') }],
    });
  });

  it('pays what is owed in another currency by the rate of the value date', async () => {
    const obligationId = await owed();
    const settlementId = await waiting({ amount: { amount: '280000.00', currency: 'PKR' } });
    const path = `/v1/settlements/${settlementId}/matches`;
    const without = await operator.post(path, { obligationId, reason: 'x' });
    expect(without.body.code).toBe('rate-unknown');
    const rate = { base: 'USD', quote: 'PKR', rate: '280', on: '2026-03-31', source: 'sbp' };
    const posted = await operator.post('/v1/rates', rate);
    expect(posted).toMatchObject({ status: 201, body: { source: 'sbp' } });
    expect((await operator.post(path, { obligationId, reason: 'x' })).status).toBe(200);
    expect(await listedOf(settlementId)).toMatchObject({
      status: 'matched',
      matches: [{ settled: usd('1000.00'), exchange: { from: 'PKR', to: 'USD' } }],
    });
  });

  it('is refused for how things stand, with what is legal', async () => {
    const [obligationId, settlementId] = [await owed({ amount: usd('100.00') }), await waiting()];
    const path = `/v1/settlements/${settlementId}/matches`;
    const refused = async (body: object, to = path) => {
      const { status, body: problem } = await operator.post(to, { reason: 'x', ...body });
      return { status, code: problem.code, pointer: problem.pointer, state: problem.currentState };
    };
    expect(await refused({ obligationId, amount: usd('1000.01') })).toMatchObject({
      status: 409,
      code: 'allocation-exceeds-unallocated',
      state: 'suspended',
    });
    expect(await refused({}, `${path}/${obligationId}/unmatch`)).toMatchObject({
      status: 409,
      code: 'not-matched',
    });
    expect(await refused({ obligationId, fees: usd('100.00') })).toMatchObject({
      status: 422,
      code: 'fees-exceed-outstanding',
      pointer: '/fees/amount',
    });
    expect(await refused({ obligationId: randomUUID() })).toMatchObject({
      status: 404,
      code: 'obligation-unknown',
      pointer: '/obligationId',
    });
    expect(await refused({ obligationId }, `/v1/settlements/${randomUUID()}/matches`)).toMatchObject({
      status: 404,
      code: 'settlement-unknown',
    });
    expect(await refused({})).toMatchObject({
      status: 422,
      code: 'content-invalid',
      pointer: '/obligationId',
    });
    const elsewhere = await owed({ creditorBank: ALMATY });
    for (const [field, pointer] of [
      ['obligationId', '/obligationId'],
      ['invoiceId', '/invoiceId'],
    ] as const) {
      const problem = { status: 422, code: 'bank-differs', pointer };
      expect(await refused({ [field]: elsewhere })).toMatchObject(problem);
    }
    expect((await operator.post(path, { obligationId, reason: 'x' })).status).toBe(200);
    const theirs = await owed({
      creditor: { participantId: 'demo-weavers', name: 'Weavers', country: 'PK' },
    });
    expect(await refused({ invoiceId: theirs })).toMatchObject({
      status: 409,
      code: 'creditor-differs',
      pointer: '/invoiceId',
    });
    expect(await refused({ invoiceId: obligationId })).toMatchObject({
      status: 409,
      code: 'nothing-outstanding',
      pointer: '/invoiceId',
    });
  });

  it('is an operator’s, under a key of his own', async () => {
    const path = `/v1/settlements/${randomUUID()}/matches`;
    const body = { obligationId: randomUUID(), reason: 'x' };
    for (const client of [karachi, payments.another('trader')]) {
      expect((await client.post(path, body)).status).toBe(403);
    }
    expect((await operator.post(path, body, '')).body.code).toBe('idempotency-key-missing');
  });
});

describe('the work list of suspense', () => {
  it('tells why money waits and what it may pay, to its bank and to operators', async () => {
    const debtor = { participantId: 'demo-silk-almaty', name: 'ТОО «Silk Import»', country: 'KZ' };
    const first = await owed({ debtor, amount: usd('5000.00') });
    const second = await owed({ debtor, amount: usd('5000.00') });
    const settlementId = await waiting({
      amount: usd('5000.00'),
      debtorName: 'SILK IMPORT LLP',
      creditorName: 'Demo Textiles',
    });
    const item = await suspenseOf(settlementId);
    expect(item).toMatchObject({
      bank: KARACHI,
      reason: 'unsure',
      unallocated: usd('5000.00'),
      waitsSince: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      debtorName: 'SILK IMPORT LLP',
    });
    const ids = item?.candidates.map(({ obligations }) =>
      obligations.map(({ obligationId }) => obligationId),
    );
    expect(ids?.toSorted()).toEqual([[first], [second]].toSorted());
    expect(item?.candidates[0]?.grounds).toContain('what came is what is owed: 40');
    expect(await suspenseOf(settlementId, karachi)).toEqual(item);
    expect(await suspenseOf(settlementId, payments.almaty)).toBeUndefined();
    const unsure = (await operator.suspense('?reason=unsure')).body.items;
    expect(unsure.map((each) => each.settlementId)).toEqual([settlementId]);
    await operator.post(`/v1/settlements/${settlementId}/matches`, {
      obligationId: first,
      reason: 'asked them',
    });
    expect(await suspenseOf(settlementId)).toBeUndefined();
  });

  it('names the reasons that money waits for where it is asked for another one', async () => {
    const detail = expect.stringMatching(
      /^\/reason: is one of "no-open-obligation", .*"rate-stale", "held"$/,
    );
    expect(await operator.suspense('?reason=overpayed')).toMatchObject({
      status: 422,
      body: { code: 'content-invalid', pointer: '/reason', detail },
    });
  });

  it('comes in pages, in the order of booking', async () => {
    for (const _ of [1, 2, 3]) await waiting({ amount: { amount: '7', currency: 'JPY' } });
    const all = (await operator.suspense('?limit=100')).body.items.map(({ settlementId }) => settlementId);
    const paged: string[] = [];
    for (let after: string | undefined = '0'; after !== undefined; ) {
      const { body }: Awaited<ReturnType<typeof operator.suspense>> = await operator.suspense(
        `?limit=2&after=${after}`,
      );
      paged.push(...body.items.map(({ settlementId }) => settlementId));
      after = body.next;
    }
    expect(paged).toEqual(all);
  });
});

describe('the work list of obligations', () => {
  it('tells what is open by how long it is due', async () => {
    const bank = 'demo-bank-lahore';
    await world.key('lahore-key', bank, 'bank');
    const lahore = payments.bank('lahore-key');
    const due = async (issuedOn: string, amount: string) =>
      owed({
        creditorBank: bank,
        issuedOn,
        amount: usd(amount),
        terms: { method: 'open-account', trigger: 'invoice-date', days: 0 },
      });
    // Mondays.
    const old = await due('2026-01-05', '100.00');
    const older = await due('2026-03-02', '20.00');
    const late = await due('2026-03-30', '3.00');
    const coming = await due('2026-04-06', '4.00');
    const page = async (query: string) => (await lahore.obligations(`?on=2026-04-06&${query}`)).body;
    const all = await page('');
    expect(all.items.map(({ obligationId, daysOverdue, age }) => [obligationId, daysOverdue, age])).toEqual([
      [old, 91, 'over-90'],
      [older, 35, '31-60'],
      [late, 7, '1-30'],
      [coming, 0, 'not-due'],
    ]);
    expect(all.totals).toEqual([
      { age: 'not-due', currency: 'USD', count: 1, outstanding: usd('4.00') },
      { age: '1-30', currency: 'USD', count: 1, outstanding: usd('3.00') },
      { age: '31-60', currency: 'USD', count: 1, outstanding: usd('20.00') },
      { age: 'over-90', currency: 'USD', count: 1, outstanding: usd('100.00') },
    ]);
    const ids = async (query: string) => (await page(query)).items.map(({ obligationId }) => obligationId);
    expect(await ids('overdue=true')).toEqual([old, older, late]);
    expect(await ids('overdue=false')).toEqual([coming]);
    expect(await ids('age=31-60')).toEqual([older]);
    expect(await ids('age=31-60&overdue=false')).toEqual([]);
    const first = await page('limit=3');
    expect(first.items).toHaveLength(3);
    expect(await ids(`limit=3&after=${first.next}`)).toEqual([coming]);
    expect((await karachi.obligations('?age=over-90&on=2026-04-06')).body.items).toEqual([]);
  });
});
