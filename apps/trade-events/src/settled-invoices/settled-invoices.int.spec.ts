import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@corridor/contracts';
import { type ConsignmentCommand, isDeclared, paymentStateOf } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { IdempotentConsumer, reactTo } from '@corridor/messaging';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { aggregatesOn } from '../aggregates.js';
import { appendSplit } from '../consignments/split.js';
import { declaration } from '../trade-events.spec-kit.js';
import { settledInvoices } from './settled-invoices.js';

let ledger: TestLedger;
let pool: pg.Pool;
let store: EventStore;
beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'trade_events');
  store = new EventStore({ pool });
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});

const consumer = (group: string, on = store) =>
  new IdempotentConsumer({
    group,
    pool,
    store: on,
    handle: reactTo(settledInvoices(on, aggregatesOn(on)), () => undefined),
  });
const context = { actor: 'operator:demo-operator', correlationId: randomUUID() };
const occurredAt = '2026-03-13T09:00:00+05:00';

/** A consignment with as many invoices. @returns its id and theirs. */
async function consignmentWith(invoices: number) {
  const consignmentId = randomUUID();
  const { occurredAt: at, ...declared } = declaration();
  const commands = [
    {
      type: 'DeclareConsignment',
      occurredAt: at,
      data: { consignmentId, ...declared, hsEdition: '2022' },
    } as ConsignmentCommand,
    ...Array.from({ length: invoices }, () => attaching(consignmentId)),
  ];
  for (const command of commands) await send(consignmentId, command);
  const history = await store.readStream(`consignment-${consignmentId}`);
  const ids = history.slice(1).map(({ data }) => (data as { invoiceId: string }).invoiceId);
  return { consignmentId, ids };
}
const attaching = (consignmentId: string): ConsignmentCommand => ({
  type: 'AttachInvoice',
  occurredAt,
  data: { consignmentId, invoiceId: randomUUID() },
});
const send = (id: string, command: ConsignmentCommand) =>
  aggregatesOn(store).consignments.handle(id, command, context);

/** As the bus brings it. */
function settled(
  consignmentId: string,
  invoiceId: string,
  change: Partial<RecordedEvent> = {},
): RecordedEvent {
  return {
    position: 5_000_000,
    streamId: `obligation-${invoiceId}`,
    version: 2,
    type: 'ObligationSettled',
    schemaVersion: 1,
    occurredAt: '2026-04-02T23:30:00+05:00',
    recordedAt: '2026-04-02T19:00:00.000000Z',
    actor: 'process:payments-settlement',
    correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
    causationId: 4_999_999,
    participants: [],
    demo: true,
    data: {
      obligationId: invoiceId,
      invoiceId,
      consignmentId,
      settlementId: randomUUID(),
      amount: { amount: '1000.00', currency: 'USD' },
      outstanding: { amount: '0.00', currency: 'USD' },
      valueDate: '2026-04-01',
    },
    ...change,
  };
}
const history = async (id: string) =>
  (await store.readStream(`consignment-${id}`)).map(({ type }) => type).slice(1);
const buried = async (group: string) =>
  (await pool.query('SELECT reason FROM bus.dead_letters WHERE consumer_group = $1', [group])).rows;

it('settles the invoice on the value date, and carries on correlation, cause and the demo mark', async () => {
  const { consignmentId, ids } = await consignmentWith(1);
  await consumer('settles').consume([settled(consignmentId, ids[0] ?? '')]);
  const events = (await store.readStream(`consignment-${consignmentId}`)).slice(2);
  expect(events).toMatchObject([
    { type: 'InvoiceSettled', data: { consignmentId, invoiceId: ids[0], settledOn: '2026-04-01' } },
    { type: 'ConsignmentSettled', data: { consignmentId, settledOn: '2026-04-01' } },
  ]);
  for (const event of events) {
    expect(event).toMatchObject({
      actor: 'process:trade-events',
      occurredAt: '2026-04-02T23:30:00+05:00',
      correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
      causationId: 5_000_000,
      demo: true,
      participants: ['demo-textiles-faisalabad', 'demo-trading-almaty'],
    });
  }
});

it('settles the invoice on the latest value date, where the last payment has an earlier one', async () => {
  const { consignmentId, ids } = await consignmentWith(1);
  const last = settled(consignmentId, ids[0] ?? '');
  await consumer('crossed').consume([
    { ...last, data: { ...(last.data as object), valueDate: '2026-04-02', settledOn: '2026-04-10' } },
  ]);
  const events = (await store.readStream(`consignment-${consignmentId}`)).slice(2);
  expect(events.map(({ data }) => (data as { settledOn: string }).settledOn)).toEqual([
    '2026-04-10',
    '2026-04-10',
  ]);
});

it('leads to the same however often and in whatever order events come, also behind their outcome', async () => {
  const { consignmentId, ids } = await consignmentWith(3);
  const events = ids.map((id) => settled(consignmentId, id));
  await consumer('often').consume([...events, ...events]);
  const once = await history(consignmentId);
  expect(once.slice(3)).toEqual(['InvoiceSettled', 'InvoiceSettled', 'InvoiceSettled', 'ConsignmentSettled']);
  await consumer('often').consume(events);
  // A group that is new to a log which holds the outcome, as the demo's is.
  await consumer('anew').consume([...events].reverse());
  expect(await history(consignmentId)).toEqual(once);
  expect([await buried('often'), await buried('anew')]).toEqual([[], []]);
});

it('tells of each part that is paid, and of none behind the settlement', async () => {
  const { consignmentId, ids } = await consignmentWith(1);
  const [invoiceId = ''] = ids;
  const full = settled(consignmentId, invoiceId);
  const part = (outstanding: string, version: number) =>
    settled(consignmentId, invoiceId, {
      type: 'ObligationPartSettled',
      version,
      data: { ...(full.data as object), outstanding: { amount: outstanding, currency: 'USD' } },
    });
  await consumer('parts').consume([part('600.00', 2), part('250.00', 3), { ...full, version: 4 }]);
  const told = await history(consignmentId);
  expect(told).toEqual([
    'InvoiceAttached',
    'InvoicePartPaid',
    'InvoicePartPaid',
    'InvoiceSettled',
    'ConsignmentSettled',
  ]);
  await consumer('parts again').consume([part('600.00', 2), part('250.00', 3)]);
  expect(await history(consignmentId)).toEqual(told);
});

it('leaves everything else alone', async () => {
  const { consignmentId, ids } = await consignmentWith(1);
  const others = ['ObligationArisen', 'SettlementBooked', 'SomethingNew'];
  await consumer('others').consume(
    others.map((type, index) => settled(consignmentId, ids[0] ?? '', { type, version: index + 1 })),
  );
  expect(await history(consignmentId)).toEqual(['InvoiceAttached']);
  expect(await buried('others')).toEqual([]);
});

it('gives up what cannot be applied, with its reason, and applies the rest', async () => {
  const { consignmentId, ids } = await consignmentWith(1);
  const good = settled(consignmentId, ids[0] ?? '');
  await consumer('poison').consume([
    settled(randomUUID(), randomUUID(), { position: 1 }),
    settled(consignmentId, randomUUID(), { position: 2 }),
    settled(consignmentId, randomUUID(), { position: 3, data: { invoiceId: 'x' } }),
    good,
  ]);
  expect((await buried('poison')).map(({ reason }) => reason)).toEqual([
    expect.stringContaining('consignment is unknown'),
    expect.stringContaining('is not attached'),
    expect.stringContaining('ContractViolation'),
  ]);
  expect(await history(consignmentId)).toEqual(['InvoiceAttached', 'InvoiceSettled', 'ConsignmentSettled']);
});

describe('a consignment that is split', () => {
  /** Splits it in two, each half of each line, as its handler does. @returns the ids of the parts. */
  async function splitInTwo(consignmentId: string) {
    const parts = [randomUUID(), randomUUID()].map((id) => ({
      consignmentId: id,
      lines: [1, 2].map((lineNumber) => ({ lineNumber, quantity: '20000', netMassKg: '6000' })),
    }));
    const command = {
      type: 'SplitConsignment',
      occurredAt,
      data: { consignmentId, location: 'PKKHI', parts },
    } as const;
    await appendSplit(store, aggregatesOn(store), command, () => undefined, context);
    return parts.map((part) => part.consignmentId);
  }
  const paymentOf = async (id: string) => {
    const { state } = await aggregatesOn(store).consignments.load(id);
    return isDeclared(state) ? [paymentStateOf(state), state.settledOn] : undefined;
  };

  it('settles its parts with itself, parts of parts, too, in one append', async () => {
    const { consignmentId, ids } = await consignmentWith(1);
    const [one = '', two = ''] = await splitInTwo(consignmentId);
    const half = [1, 2].map((lineNumber) => ({ lineNumber, quantity: '10000', netMassKg: '3000' }));
    const quarters = [randomUUID(), randomUUID()].map((id) => ({ consignmentId: id, lines: half }));
    const again = {
      type: 'SplitConsignment',
      occurredAt,
      data: { consignmentId: two, location: 'PKKHI', parts: quarters },
    } as const;
    await appendSplit(store, aggregatesOn(store), again, () => undefined, context);
    const all = [consignmentId, one, two, ...quarters.map((part) => part.consignmentId)];
    const full = settled(consignmentId, ids[0] ?? '');
    const part = settled(consignmentId, ids[0] ?? '', {
      type: 'ObligationPartSettled',
      data: { ...(full.data as object), outstanding: { amount: '400.00', currency: 'USD' } },
    });
    await consumer('split').consume([part]);
    expect(await Promise.all(all.map(paymentOf))).toEqual(all.map(() => ['part-paid', undefined]));
    await consumer('split').consume([{ ...full, version: 3 }]);
    expect(await Promise.all(all.map(paymentOf))).toEqual(all.map(() => ['settled', '2026-04-01']));
    const before = await store.head();
    await consumer('split again').consume([part, { ...full, version: 3 }]);
    expect(await store.head()).toBe(before);
    expect([await buried('split'), await buried('split again')]).toEqual([[], []]);
  });

  it('gives its parts what was paid before, and leaves out a part that never had the invoice', async () => {
    const { consignmentId, ids } = await consignmentWith(2);
    await consumer('paid before').consume([settled(consignmentId, ids[0] ?? '')]);
    const [one = '', two = ''] = await splitInTwo(consignmentId);
    expect([await paymentOf(one), await paymentOf(two)]).toEqual([
      ['part-paid', undefined],
      ['part-paid', undefined],
    ]);
    // Of an older release: the whole has an invoice that its parts were not told of.
    const late = attaching(consignmentId);
    await send(consignmentId, late);
    const lateId = (late.data as { invoiceId: string }).invoiceId;
    await consumer('paid before').consume([
      settled(consignmentId, ids[1] ?? ''),
      settled(consignmentId, lateId),
    ]);
    expect(await paymentOf(consignmentId)).toEqual(['settled', '2026-04-01']);
    expect(await paymentOf(one)).toEqual(['settled', '2026-04-01']);
    expect(await buried('paid before')).toEqual([]);
  });

  it('decides again where it is split in between: no part is left behind', async () => {
    const { consignmentId, ids } = await consignmentWith(1);
    let parts: readonly string[] = [];
    const overtaken = new OvertakenStore(async () => {
      parts = await splitInTwo(consignmentId);
    });
    await consumer('split in between', overtaken).consume([settled(consignmentId, ids[0] ?? '')]);
    expect(parts).toHaveLength(2);
    for (const id of [consignmentId, ...parts])
      expect(await paymentOf(id)).toEqual(['settled', '2026-04-01']);
  });
});

/** Lets somebody else append between the decision and its append, once. */
class OvertakenStore extends EventStore {
  constructor(private overtake: (() => Promise<unknown>) | undefined) {
    super({ pool });
  }
  override async appendIn(...call: Parameters<EventStore['appendIn']>) {
    const overtake = this.overtake;
    this.overtake = undefined;
    await overtake?.();
    return super.appendIn(...call);
  }
}

it('decides again where an invoice comes between: the consignment is not settled by half', async () => {
  const { consignmentId, ids } = await consignmentWith(1);
  const overtaken = new OvertakenStore(() => send(consignmentId, attaching(consignmentId)));
  await consumer('overtaken', overtaken).consume([settled(consignmentId, ids[0] ?? '')]);
  expect(await history(consignmentId)).toEqual(['InvoiceAttached', 'InvoiceAttached', 'InvoiceSettled']);
});
