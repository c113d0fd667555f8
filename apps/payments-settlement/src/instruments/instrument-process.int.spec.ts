import { randomUUID } from 'node:crypto';
import type { EventDataOf } from '@corridor/contracts';
import { goodsLine, MILLS, SupervisedWorld, TRADING, usd } from '../supervision/supervised-world.spec-kit.js';
import { overdueProceeds } from './overdue-proceeds.js';

let world: SupervisedWorld;
beforeAll(async () => {
  world = await SupervisedWorld.start();
});
afterAll(() => world.stop());

/** What an instrument's events tell, each by its type and the figures that matter. */
async function told(instrumentId: string): Promise<readonly unknown[]> {
  const history = (await world.history(instrumentId)) as [string, Record<string, never>][];
  return history.slice(1).map(([type, data]) => {
    const { startedOn, dueOn, amount, realised, outstanding } = data as {
      startedOn?: string;
      dueOn?: string;
      amount?: { amount: string };
      realised?: { amount: string };
      outstanding?: { amount: string };
    };
    const figures = [startedOn, dueOn, amount?.amount, realised?.amount, outstanding?.amount];
    return [type, ...figures.filter((each) => each !== undefined)];
  });
}
const TIED = ['InstrumentTied'];

it('counts 120 days from the first shipment, by the day of its place', async () => {
  const consignmentId = await world.declare();
  const instrumentId = await world.instrument([consignmentId]);
  // In UTC it is still the day before.
  await world.trade.dispatch(consignmentId, '2026-03-10T01:00:00+05:00');
  await world.supervise();
  // 21 days are left in March; April, May and June make 112; the 120th is the 8th of July.
  expect(await told(instrumentId)).toEqual([TIED, ['RepatriationTermStarted', '2026-03-10', '2026-07-08']]);
});

it('counts them from an earlier shipment that is told later, and says nothing of it twice', async () => {
  const [first, second] = [await world.declare(), await world.declare()];
  const instrumentId = await world.instrument([first, second]);
  await world.trade.dispatch(first, '2026-03-10T10:00:00+05:00');
  await world.supervise();
  await world.trade.dispatch(second, '2026-02-02T10:00:00+05:00');
  await world.supervise();
  await world.forget();
  await world.supervise();
  expect(await told(instrumentId)).toEqual([
    TIED,
    TIED,
    ['RepatriationTermStarted', '2026-03-10', '2026-07-08'],
    ['RepatriationTermStarted', '2026-02-02', '2026-06-02'],
  ]);
  const { rows } = await world.pool.query(
    'SELECT started_on::text, due_on::text FROM payments.instruments WHERE instrument_id = $1',
    [instrumentId],
  );
  expect(rows).toEqual([{ started_on: '2026-02-02', due_on: '2026-06-02' }]);
});

it('realises what is paid, takes back what is returned, and closes when all came', async () => {
  const consignmentId = await world.declare();
  const instrumentId = await world.instrument([consignmentId]);
  const first = await world.owe(consignmentId, 60_000n);
  const second = await world.owe(consignmentId, 40_000n);
  await world.pay(first, 50_000n);
  await world.supervise();
  const settlementId = await world.pay(second, 40_000n);
  await world.pay(first, 10_000n);
  await world.supervise();
  await world.giveBack(second, settlementId, 15_000n);
  await world.supervise();
  await world.pay(second, 15_000n);
  await world.supervise();
  expect(await told(instrumentId)).toEqual([
    TIED,
    ['ProceedsRealised', '500.00', '500.00', '500.00'],
    ['ProceedsRealised', '400.00', '900.00', '100.00'],
    ['ProceedsRealised', '100.00', '1000.00', '0.00'],
    ['InstrumentClosed', '1000.00'],
    ['ProceedsTakenBack', '150.00', '850.00', '150.00'],
    ['ProceedsRealised', '150.00', '1000.00', '0.00'],
    ['InstrumentClosed', '1000.00'],
  ]);
});

it('knows what was shipped and paid before the tie', async () => {
  const consignmentId = await world.declare();
  await world.trade.dispatch(consignmentId, '2026-03-10T10:00:00+05:00');
  const invoiceId = await world.owe(consignmentId, 30_000n);
  await world.pay(invoiceId, 20_000n);
  await world.supervise();
  const instrumentId = await world.instrument([consignmentId]);
  await world.supervise();
  expect(await told(instrumentId)).toEqual([
    TIED,
    ['RepatriationTermStarted', '2026-03-10', '2026-07-08'],
    ['ProceedsRealised', '200.00', '200.00', '800.00'],
  ]);
});

it('covers the parts of what was split, and starts with the first of them', async () => {
  const consignmentId = await world.declare();
  const instrumentId = await world.instrument([consignmentId]);
  const partId = randomUUID();
  const lines = [goodsLine()];
  await world.told('consignment', consignmentId, 'ConsignmentSplit', {
    consignmentId,
    location: 'PKLYP',
    parts: [
      { consignmentId: partId, lines },
      { consignmentId: randomUUID(), lines },
    ],
  });
  await world.declare({ consignmentId: partId, partOf: consignmentId });
  await world.trade.dispatch(partId, '2026-03-10T10:00:00+05:00');
  await world.pay(await world.owe(partId, 5_000n), 5_000n);
  await world.supervise();
  expect(await told(instrumentId)).toEqual([
    TIED,
    ['RepatriationTermStarted', '2026-03-10', '2026-07-08'],
    ['ProceedsRealised', '50.00', '50.00', '950.00'],
  ]);
});

it("counts a whole's invoice where the part that it covers is tied with that, whether it was paid before or is behind", async () => {
  const whole = await world.declare();
  const [one, other] = [await world.declare({ partOf: whole }), await world.declare({ partOf: whole })];
  const invoiceId = await world.owe(whole, 100_000n);
  const named = await world.instrument([]);
  const unnamed = await world.instrument([other]);
  await world.pay(invoiceId, 30_000n);
  await world.supervise();
  await world.aggregates.instruments.handle(
    named,
    {
      type: 'TieInstrument',
      occurredAt: '2026-04-01T10:00:00+05:00',
      data: { instrumentId: named, consignmentId: one, invoiceId },
    },
    { actor: 'bank:demo-bank-karachi', correlationId: randomUUID() },
  );
  await world.supervise();
  await world.pay(invoiceId, 20_000n);
  await world.supervise();
  expect(await told(named)).toEqual([
    TIED,
    ['ProceedsRealised', '300.00', '300.00', '700.00'],
    ['ProceedsRealised', '200.00', '500.00', '500.00'],
  ]);
  // How much of it is for this part, nobody said.
  expect(await told(unnamed)).toEqual([TIED]);
});

it("passes by what is not its holder's, not in its currency, or not of the invoice it is tied to", async () => {
  const consignmentId = await world.declare();
  const party = (participantId: string, country: string) => ({ participantId, name: participantId, country });
  const carrier = { creditor: party('demo-carrier', 'PK'), debtor: party(MILLS, 'PK') };
  const freight = await world.owe(consignmentId, 7_000n, carrier);
  const other = { amount: { amount: '900.00', currency: 'CNY' } };
  const yuan = await world.owe(consignmentId, 0n, other);
  const covered = await world.owe(consignmentId, 8_000n);
  const beside = await world.owe(consignmentId, 9_000n);
  const whole = await world.instrument([consignmentId]);
  const one = await world.instrument([]);
  const tie = { instrumentId: one, consignmentId, invoiceId: covered };
  const context = { actor: 'bank:demo-bank-karachi', correlationId: randomUUID() };
  const at = { type: 'TieInstrument', occurredAt: '2026-03-02T10:00:00+05:00' } as const;
  await world.aggregates.instruments.handle(one, { ...at, data: tie }, context);
  await world.supervise();
  await world.pay(freight, 7_000n);
  await world.pay(yuan, 90_000n, '2026-03-31', 'CNY');
  await world.pay(covered, 8_000n);
  await world.pay(beside, 9_000n);
  await world.supervise();
  expect(await told(whole)).toEqual([
    TIED,
    ['ProceedsRealised', '80.00', '80.00', '920.00'],
    ['ProceedsRealised', '90.00', '170.00', '830.00'],
  ]);
  expect(await told(one)).toEqual([TIED, ['ProceedsRealised', '80.00', '80.00', '920.00']]);
});

it('counts for a contract of an import what its holder pays, and starts no term', async () => {
  const consignmentId = await world.declare();
  const holder = { participantId: TRADING, name: 'Demo Trading', country: 'KZ' };
  const instrumentId = await world.instrument([consignmentId], {
    kind: 'kz-contract-number',
    flow: 'import',
    holder,
    bank: 'demo-bank-almaty',
  });
  await world.trade.dispatch(consignmentId, '2026-03-10T10:00:00+05:00');
  await world.pay(await world.owe(consignmentId, 5_000n), 5_000n);
  await world.supervise();
  expect(await told(instrumentId)).toEqual([TIED, ['ProceedsRealised', '50.00', '50.00', '950.00']]);
});

it('says nothing twice, whatever it forgets and goes over again', async () => {
  const consignmentId = await world.declare();
  const instrumentId = await world.instrument([consignmentId]);
  await world.trade.dispatch(consignmentId, '2026-03-10T10:00:00+05:00');
  await world.pay(await world.owe(consignmentId, 100_000n), 100_000n);
  await world.supervise();
  const head = await world.store.head();
  const rows = async () =>
    (await world.pool.query('SELECT * FROM payments.instruments ORDER BY instrument_id')).rows;
  const before = await rows();
  await world.forget();
  await world.supervise();
  expect(await world.store.head()).toBe(head);
  expect(await rows()).toEqual(before);
  expect(before).toContainEqual(
    expect.objectContaining({ instrument_id: instrumentId, status: 'closed', open_minor: '0' }),
  );
});

describe('what is overdue', () => {
  const failed: unknown[] = [];
  const roundAt = (at: string) =>
    overdueProceeds({
      pool: world.pool,
      store: world.store,
      instruments: world.aggregates.instruments,
      supervision: world.follower(),
      now: () => Date.parse(at),
      onFailed: (...failure) => failed.push(failure),
      pageMax: 2,
    });
  /** The step is asked until it has nothing more to do. */
  const round = async (at: string) => {
    const step = roundAt(at);
    while ((await step()) > 0);
    expect(failed).toEqual([]);
  };
  const overdueOf = async (instrumentId: string) =>
    (await world.trade.events('ProceedsOverdue', (data) => data.instrumentId === instrumentId)).map(
      ({ data, occurredAt }): readonly [EventDataOf<'ProceedsOverdue'>, string] => [data, occurredAt],
    );

  it('is told once for each day that it missed, by the clock of the holder', async () => {
    const ids = [];
    for (let n = 0; n < 5; n += 1) {
      const consignmentId = await world.declare();
      ids.push(await world.instrument([consignmentId]));
      await world.trade.dispatch(consignmentId, '2026-03-10T10:00:00+05:00');
    }
    const [id = ''] = ids;
    // Until midnight in Karachi it is the last day.
    await round('2026-07-08T18:59:59Z');
    expect(await overdueOf(id)).toEqual([]);
    await round('2026-07-08T19:00:00Z');
    await round('2026-07-20T00:00:00Z');
    const missed = { instrumentId: id, dueOn: '2026-07-08', outstanding: usd(100_000n) };
    expect(await overdueOf(id)).toEqual([[missed, '2026-07-09T00:00:00.000+05:00']]);
    for (const each of ids) expect(await overdueOf(each)).toHaveLength(1);

    const approval = { reference: 'FEOD-1', approvedBy: 'State Bank of Pakistan', approvedOn: '2026-07-21' };
    const extending = { instrumentId: id, dueOn: '2026-08-31', approval };
    await world.aggregates.instruments.handle(
      id,
      { type: 'ExtendRepatriationTerm', occurredAt: '2026-07-21T10:00:00+05:00', data: extending },
      { actor: 'bank:demo-bank-karachi', correlationId: randomUUID() },
    );
    await round('2026-08-31T18:00:00Z');
    await round('2026-09-01T00:00:00Z');
    await round('2026-09-02T00:00:00Z');
    expect((await overdueOf(id)).map(([{ dueOn }]) => dueOn)).toEqual(['2026-07-08', '2026-08-31']);
  });

  it('is not told of what was paid in time, however late supervision hears of it', async () => {
    const consignmentId = await world.declare();
    const instrumentId = await world.instrument([consignmentId]);
    await world.trade.dispatch(consignmentId, '2026-03-10T10:00:00+05:00');
    await world.supervise();
    await world.pay(await world.owe(consignmentId, 100_000n), 100_000n);
    await round('2026-07-20T00:00:00Z');
    expect(await overdueOf(instrumentId)).toEqual([]);
  });
});
