import { randomUUID } from 'node:crypto';
import { MILLS, TRADING } from '../supervision/supervised-world.spec-kit.js';
import { type Holder, SupervisionService } from '../supervision/supervision-rest.spec-kit.js';

// In Karachi and Almaty it is the 20th of July already.
let service: SupervisionService;
beforeAll(async () => {
  service = await SupervisionService.start('2026-07-19T20:00:00Z');
});
afterAll(() => service.stop());

const usd = (amount: string) => ({ amount, currency: 'USD' });
const holder = { participantId: MILLS, name: 'Demo Textiles', country: 'PK' };
const registration = (change: object = {}) => ({
  occurredAt: '2026-03-02T05:00:00Z',
  kind: 'pk-financial-instrument',
  number: `DEMO-EXP-${randomUUID().slice(0, 8)}`,
  holder,
  bank: 'demo-bank-karachi',
  amount: usd('1000.00'),
  issuedOn: '2026-03-02',
  ...change,
});
const ofKazakhstan = {
  kind: 'kz-contract-number',
  holder: { participantId: TRADING, name: 'ТОО «Демо»', country: 'KZ' },
  bank: 'demo-bank-almaty',
  amount: usd('50000.01'),
};

async function registered(change: object = {}, by: Holder = 'karachi'): Promise<string> {
  const { status, body } = await service.post(by, 'instruments', registration(change));
  expect([status, body.code]).toEqual([201, undefined]);
  return body.instrumentId;
}
const read = async (id: string) => (await service.get('operator', `instruments/${id}`)).body;
const tie = (id: string, consignmentId: string, change: object = {}) =>
  service.post('karachi', `instruments/${id}/ties`, {
    occurredAt: '2026-03-03T05:00:00Z',
    consignmentId,
    ...change,
  });
/** How many events somebody asked for: a flag follows by itself, when it comes. */
async function asked(): Promise<number> {
  const { rows } = await service.world.trade.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ledger.events WHERE actor NOT LIKE 'process:%'`,
  );
  return rows[0]?.count ?? Number.NaN;
}
/** Status, code and pointer of a refusal that leaves nothing in the log. */
async function refusal(ask: () => ReturnType<SupervisionService['post']>): Promise<readonly unknown[]> {
  const before = await asked();
  const { status, body } = await ask();
  expect(await asked()).toBe(before);
  return [status, body.code, body.pointer];
}

it('is registered, tied, amended, extended, and tells each time how it stands', async () => {
  const { world } = service;
  const consignmentId = await world.declare();
  const body = registration({ number: 'DEMO-EXP-1', contractNumber: '14' });
  const first = await service.post('karachi', 'instruments', body);
  const instrumentId = first.body.instrumentId;
  expect((await tie(instrumentId, consignmentId, { declarationNumber: 'KAPE-1' })).status).toBe(200);
  await world.trade.dispatch(consignmentId, '2026-03-10T10:00:00+05:00');
  await world.pay(await world.owe(consignmentId, 40_000n), 40_000n);
  await world.supervise();
  const amending = { occurredAt: '2026-03-20T05:00:00Z', amount: usd('900.00'), reason: 'short-shipped' };
  expect((await service.post('karachi', `instruments/${instrumentId}/amendments`, amending)).status).toBe(
    200,
  );
  const approval = { reference: 'FEOD-1', approvedBy: 'State Bank of Pakistan', approvedOn: '2026-07-01' };
  const extending = { occurredAt: '2026-07-01T05:00:00Z', dueOn: '2026-08-31', approval };
  expect((await service.post('operator', `instruments/${instrumentId}/extensions`, extending)).status).toBe(
    200,
  );
  const { occurredAt: _, ...told } = body;
  expect(await read(instrumentId)).toEqual({
    instrumentId,
    ...told,
    flow: 'export',
    amount: usd('900.00'),
    term: { days: 120, source: expect.stringContaining('FE Circular 1 of 2022') },
    status: 'open',
    realised: usd('400.00'),
    outstanding: usd('500.00'),
    ties: [{ consignmentId, declarationNumber: 'KAPE-1' }],
    startedOn: '2026-03-10',
    dueOn: '2026-08-31',
    missed: [],
    legalNow: [
      'TieInstrument',
      'StartRepatriationTerm',
      'RecordProceeds',
      'AmendInstrumentAmount',
      'ExtendRepatriationTerm',
      'MarkProceedsOverdue',
      'CancelInstrument',
    ],
    version: 6,
  });
  expect(
    (await world.trade.events('InstrumentRegistered', (data) => data.number === 'DEMO-EXP-1'))[0]
      ?.participants,
  ).toEqual(['demo-bank-karachi', MILLS]);
});

it.each([
  ['whose amount is nothing', { amount: usd('0.00') }, 422, 'amount-not-positive', '/amount/amount'],
  ['of a kind that is none', { kind: 'promise' }, 422, 'content-invalid', '/kind'],
  ['of another bank', { bank: 'demo-bank-almaty' }, 403, 'not-the-bank', '/bank'],
  ['of a holder abroad', { holder: { ...holder, country: 'KZ' } }, 422, 'holder-abroad', '/holder/country'],
  [
    'of a holder from nowhere',
    { holder: { ...holder, country: 'XX' } },
    422,
    'country-unknown',
    '/holder/country',
  ],
  ['with days of its own', { termDays: 90 }, 422, 'term-by-rule', '/termDays'],
  [
    'by a rule that did not hold',
    { issuedOn: '2021-05-01', rule: 'pk-export-sight' },
    422,
    'repatriation-rule-unknown',
    '/rule',
  ],
  ['of an import', { flow: 'import' }, 422, 'flow-not-followed', '/flow'],
  ['that lies ahead', { occurredAt: '2026-07-22T00:00:00Z' }, 422, 'occurred-in-future', '/occurredAt'],
])('an instrument %s is refused', async (_, change, status, code, pointer) => {
  expect(await refusal(() => service.post('karachi', 'instruments', registration(change)))).toEqual([
    status,
    code,
    pointer,
  ]);
});

it.each([
  [{}, 422, 'term-missing', '/termDays'],
  [{ rule: 'pk-export' }, 422, 'rule-of-another-country', '/rule'],
  [{ flow: 'import', termDays: 90 }, 422, 'term-of-import', '/termDays'],
])('a contract of Kazakhstan with %j is refused', async (change, status, code, pointer) => {
  const body = registration({ ...ofKazakhstan, ...change });
  expect(await refusal(() => service.post('almaty', 'instruments', body))).toEqual([status, code, pointer]);
});

it('a contract of Kazakhstan tells whether its amount needs a number, and its own term', async () => {
  const large = await registered({ ...ofKazakhstan, termDays: 180, contractNumber: '14' }, 'almaty');
  expect(await read(large)).toMatchObject({ required: true, term: { days: 180, source: 'Contract 14' } });
  const small = await registered({ ...ofKazakhstan, amount: usd('50000.00'), flow: 'import' }, 'almaty');
  const view = await read(small);
  expect([view.required, view.term]).toEqual([false, undefined]);
  const tenge = { amount: '1000000.00', currency: 'KZT' };
  expect(
    (await read(await registered({ ...ofKazakhstan, amount: tenge, flow: 'import' }, 'almaty'))).required,
  ).toBe(undefined);
});

it('a number is used once, however it is written; the same request gets the same answer', async () => {
  const body = registration({ number: 'DEMO  once' });
  const first = await service.post('karachi', 'instruments', body, 'once');
  expect(await service.post('karachi', 'instruments', body, 'once')).toEqual(first);
  const again = registration({ number: 'demo ONCE' });
  expect(await refusal(() => service.post('karachi', 'instruments', again))).toEqual([
    409,
    'instrument-number-used',
    '/number',
  ]);
});

it("covers its holder's goods alone, and no two of a kind cover the same", async () => {
  const { world } = service;
  const id = await registered();
  const other = await registered();
  const consignmentId = await world.declare();
  const strange = await world.declare({ exporter: 'demo-stranger' });
  for (const unknown of [strange, randomUUID()]) {
    expect(await refusal(() => tie(id, unknown))).toEqual([422, 'consignment-unknown', '/consignmentId']);
  }
  const { invoiceId } = await world.trade.invoice({ consignmentId });
  const elsewhere = await world.trade.invoice({});
  const yuan = await world.trade.invoice({ consignmentId, amount: { amount: '1.00', currency: 'CNY' } });
  expect(await refusal(() => tie(id, consignmentId, { invoiceId: elsewhere.invoiceId }))).toEqual([
    422,
    'invoice-unknown',
    '/invoiceId',
  ]);
  const withdrawn = await world.trade.invoice({ consignmentId });
  await world.withdraw(withdrawn);
  expect(await refusal(() => tie(id, consignmentId, { invoiceId: withdrawn.invoiceId }))).toEqual([
    409,
    'invoice-withdrawn',
    '/invoiceId',
  ]);
  expect(await refusal(() => tie(id, consignmentId, { invoiceId: yuan.invoiceId }))).toEqual([
    422,
    'currency-differs',
    '/invoiceId',
  ]);
  const tied = (await tie(id, consignmentId, { invoiceId })).body;
  expect(tied).toEqual({ instrumentId: id, position: expect.any(Number) });
  // Said again it is no news.
  expect((await tie(id, consignmentId, { invoiceId })).body).toEqual(tied);
  expect(await refusal(() => tie(other, consignmentId))).toEqual([409, 'tied-already', '/consignmentId']);
  const second = await world.trade.invoice({ consignmentId });
  expect((await tie(other, consignmentId, { invoiceId: second.invoiceId })).status).toBe(200);
  // What is cancelled covers nothing: another one may.
  const cancelling = { occurredAt: '2026-03-04T05:00:00Z', reason: 'entered twice' };
  expect((await service.post('karachi', `instruments/${id}/cancellation`, cancelling)).status).toBe(200);
  const third = await registered();
  expect((await tie(third, consignmentId, { invoiceId })).status).toBe(200);
});

it("covers a whole's invoice by a part of it, for one number of a kind", async () => {
  const { world } = service;
  const whole = await world.declare();
  const parts = [await world.declare({ partOf: whole }), await world.declare({ partOf: whole })] as const;
  const { invoiceId } = await world.trade.invoice({ consignmentId: whole });
  const [first, second] = [await registered(), await registered()];
  expect((await tie(first, parts[0], { invoiceId })).status).toBe(200);
  expect(await refusal(() => tie(second, parts[1], { invoiceId }))).toEqual([
    409,
    'tied-already',
    '/invoiceId',
  ]);
  expect((await tie(second, parts[1])).status).toBe(200);
  // An invoice of a part is not one of its whole, nor of another part.
  const own = await world.trade.invoice({ consignmentId: parts[1] });
  for (const consignmentId of [whole, parts[0]]) {
    expect(await refusal(() => tie(first, consignmentId, { invoiceId: own.invoiceId }))).toEqual([
      422,
      'invoice-unknown',
      '/invoiceId',
    ]);
  }
});

it('of ties of one consignment that come together one alone is taken', async () => {
  const consignmentId = await service.world.declare();
  const ids = await Promise.all(Array.from({ length: 6 }, () => registered()));
  const answers = await Promise.all(ids.map((id) => tie(id, consignmentId)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
});

it('steps that it does not allow are refused as they stand', async () => {
  const id = await registered();
  const approval = { reference: '1', approvedBy: 'x', approvedOn: '2026-03-01' };
  const extending = { occurredAt: '2026-03-04T05:00:00Z', dueOn: '2026-08-31', approval };
  expect(await refusal(() => service.post('karachi', `instruments/${id}/extensions`, extending))).toEqual([
    409,
    'term-not-started',
    undefined,
  ]);
  const cancelling = { occurredAt: '2026-03-04T05:00:00Z', reason: 'x' };
  await service.post('karachi', `instruments/${id}/cancellation`, cancelling);
  const { status, body } = await service.post('karachi', `instruments/${id}/extensions`, extending);
  expect([status, body.code, body.currentState, body.legalNow]).toEqual([
    409,
    'illegal-step',
    'cancelled',
    ['CancelInstrument'],
  ]);
});

it('is there for its bank and its holder, and for nobody else', async () => {
  const id = await registered();
  for (const may of ['karachi', 'mills', 'operator'] as const) {
    expect((await service.get(may, `instruments/${id}`)).status).toBe(200);
  }
  for (const stranger of ['almaty', 'stranger'] as const) {
    const { status, body } = await service.get(stranger, `instruments/${id}`);
    expect([status, body.code]).toEqual([404, 'instrument-unknown']);
    expect(body).toEqual((await service.get(stranger, `instruments/${randomUUID()}`)).body);
  }
  for (const none of ['customs', 'reporter'] as const) {
    expect((await service.get(none, `instruments/${id}`)).status).toBe(403);
  }
  const cancelling = { occurredAt: '2026-03-04T05:00:00Z', reason: 'x' };
  expect(await refusal(() => service.post('mills', `instruments/${id}/cancellation`, cancelling))).toEqual([
    403,
    'right-missing',
    undefined,
  ]);
  expect(await refusal(() => service.post('almaty', `instruments/${id}/cancellation`, cancelling))).toEqual([
    404,
    'instrument-unknown',
    undefined,
  ]);
});

describe('the work list of repatriation', () => {
  const list = async (by: Holder, query = '') =>
    (await service.get(by, `work-lists/repatriation${query}`)).body;
  let ids: string[];
  /** Shipped on days that are due 120 days later: the 16th and 19th of July, today (the 20th), and the 30th. */
  const SHIPPED = ['2026-04-01', '2026-03-21', '2026-03-18', '2026-03-22'];

  beforeAll(async () => {
    const { world } = service;
    const own = { holder: { participantId: 'demo-weavers', name: 'Demo Weavers', country: 'PK' } };
    ids = [];
    for (const day of SHIPPED) {
      const consignmentId = await world.declare({ exporter: 'demo-weavers' });
      const id = await registered({ ...own, amount: usd('700.00') });
      await tie(id, consignmentId);
      await world.trade.dispatch(consignmentId, `${day}T10:00:00+05:00`);
      ids.push(id);
    }
    const paid = await world.declare({ exporter: 'demo-weavers' });
    const id = await registered({ ...own, amount: usd('10.00') });
    await tie(id, paid);
    await world.trade.dispatch(paid, '2026-03-01T10:00:00+05:00');
    const creditor = { participantId: 'demo-weavers', name: 'Demo Weavers', country: 'PK' };
    await world.pay(await world.owe(paid, 1_000n, { creditor }), 1_000n);
    await world.trade.key('weavers-key', 'demo-weavers', 'trader');
  });

  const ofWeavers = async (query = '') => {
    const { items } = await list('operator', query);
    return (items as { holder: string; instrumentId: string }[]).filter(
      ({ holder }) => holder === 'demo-weavers',
    );
  };

  it('has what is not paid, the most urgent first, with its days and what is missing', async () => {
    const items = await ofWeavers();
    expect(items).toEqual(
      [
        [ids[2], '2026-03-18', '2026-07-16', { daysOverdue: 4 }],
        [ids[1], '2026-03-21', '2026-07-19', { daysOverdue: 1 }],
        [ids[3], '2026-03-22', '2026-07-20', { daysLeft: 0 }],
        [ids[0], '2026-04-01', '2026-07-30', { daysLeft: 10 }],
      ].map(([instrumentId, startedOn, dueOn, days]) => ({
        instrumentId,
        kind: 'pk-financial-instrument',
        number: expect.any(String),
        holder: 'demo-weavers',
        holderName: 'Demo Weavers',
        bank: 'demo-bank-karachi',
        amount: usd('700.00'),
        outstanding: usd('700.00'),
        startedOn,
        dueOn,
        ...(days as object),
        demo: false,
      })),
    );
  });

  it('has what is due within so many days, or what is overdue alone', async () => {
    const of = async (query: string) => (await ofWeavers(query)).map(({ instrumentId }) => instrumentId);
    expect(await of('?dueWithinDays=9')).toEqual([ids[2], ids[1], ids[3]]);
    expect(await of('?dueWithinDays=10')).toHaveLength(4);
    expect(await of('?overdue=true')).toEqual([ids[2], ids[1]]);
  });

  it('comes in pages that leave nothing out', async () => {
    const whole = (await list('operator')).items;
    const paged: unknown[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const page = await list('operator', `?limit=2${next === '' ? '' : `&after=${next}`}`);
      paged.push(...page.items);
      next = page.next;
    }
    expect(paged).toEqual(whole);
    const { status, body } = await service.get('operator', 'work-lists/repatriation?after=x');
    expect([status, body.code, body.pointer]).toEqual([422, 'page-unknown', '/after']);
  });

  it('shows a bank what it follows, a trader what it holds', async () => {
    const banks = async (by: Holder) =>
      new Set(((await list(by)).items as { bank: string }[]).map(({ bank }) => bank));
    expect(await banks('karachi')).toEqual(new Set(['demo-bank-karachi']));
    expect(await banks('almaty')).toEqual(new Set());
    expect((await list('stranger')).items).toEqual([]);
    expect((await service.get('customs', 'work-lists/repatriation')).status).toBe(403);
  });
});
