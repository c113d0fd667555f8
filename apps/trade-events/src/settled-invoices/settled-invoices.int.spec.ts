import { randomUUID } from 'node:crypto';
import { attaching, InvoicedWorld, OvertakenStore, settled } from './invoiced-world.spec-kit.js';

let world: InvoicedWorld;
beforeAll(async () => {
  world = await InvoicedWorld.start();
});
afterAll(() => world.stop());

it('settles the invoice on the value date, and carries on correlation, cause and the demo mark', async () => {
  const { consignmentId, ids } = await world.consignmentWith(1);
  await world.consumer('settles').consume([settled(consignmentId, ids[0] ?? '')]);
  const events = (await world.store.readStream(`consignment-${consignmentId}`)).slice(2);
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
  const { consignmentId, ids } = await world.consignmentWith(1);
  const last = settled(consignmentId, ids[0] ?? '');
  await world
    .consumer('crossed')
    .consume([
      { ...last, data: { ...(last.data as object), valueDate: '2026-04-02', settledOn: '2026-04-10' } },
    ]);
  const events = (await world.store.readStream(`consignment-${consignmentId}`)).slice(2);
  expect(events.map(({ data }) => (data as { settledOn: string }).settledOn)).toEqual([
    '2026-04-10',
    '2026-04-10',
  ]);
});

it('leads to the same however often and in whatever order events come, also behind their outcome', async () => {
  const { consignmentId, ids } = await world.consignmentWith(3);
  const events = ids.map((id) => settled(consignmentId, id));
  await world.consumer('often').consume([...events, ...events]);
  const once = await world.history(consignmentId);
  expect(once.slice(3)).toEqual(['InvoiceSettled', 'InvoiceSettled', 'InvoiceSettled', 'ConsignmentSettled']);
  await world.consumer('often').consume(events);
  // A group that is new to a log which holds the outcome, as the demo's is.
  await world.consumer('anew').consume([...events].reverse());
  expect(await world.history(consignmentId)).toEqual(once);
  expect([await world.buried('often'), await world.buried('anew')]).toEqual([[], []]);
});

it('tells of each part that is paid, and of none behind the settlement', async () => {
  const { consignmentId, ids } = await world.consignmentWith(1);
  const [invoiceId = ''] = ids;
  const full = settled(consignmentId, invoiceId);
  const part = (outstanding: string, version: number) =>
    settled(consignmentId, invoiceId, {
      type: 'ObligationPartSettled',
      version,
      data: { ...(full.data as object), outstanding: { amount: outstanding, currency: 'USD' } },
    });
  await world.consumer('parts').consume([part('600.00', 2), part('250.00', 3), { ...full, version: 4 }]);
  const told = await world.history(consignmentId);
  expect(told).toEqual([
    'InvoiceAttached',
    'InvoicePartPaid',
    'InvoicePartPaid',
    'InvoiceSettled',
    'ConsignmentSettled',
  ]);
  await world.consumer('parts again').consume([part('600.00', 2), part('250.00', 3)]);
  expect(await world.history(consignmentId)).toEqual(told);
});

it('takes an invoice off that was withdrawn, and settles the consignment where all others are paid', async () => {
  const { consignmentId, ids } = await world.consignmentWith(2);
  const [first = '', second = ''] = ids;
  const withdrawn = settled(consignmentId, second, {
    type: 'InvoiceWithdrawn',
    version: 1,
    data: {
      obligationId: second,
      invoiceId: second,
      consignmentId,
      creditor: 'demo-textiles-faisalabad',
      debtor: 'demo-trading-almaty',
      creditorBank: 'demo-bank-karachi',
      withdrawnOn: '2026-04-02',
      reason: 'Sent twice',
    },
  });
  await world.consumer('withdrawn').consume([settled(consignmentId, first), withdrawn]);
  const told = await world.history(consignmentId);
  expect(told.slice(2)).toEqual(['InvoiceSettled', 'InvoiceDetached', 'ConsignmentSettled']);
  expect(await world.stateOf(consignmentId)).toMatchObject({
    settledOn: '2026-04-01',
    invoices: [{ invoiceId: first }],
  });
  await world.consumer('withdrawn anew').consume([withdrawn, settled(consignmentId, first)]);
  // What is told late of it says nothing new, either.
  await world.tell(settled(consignmentId, second, { version: 3 }));
  expect(await world.history(consignmentId)).toEqual(told);
  expect([await world.buried('withdrawn'), await world.buried('withdrawn anew')]).toEqual([[], []]);
});

it('leaves everything else alone', async () => {
  const { consignmentId, ids } = await world.consignmentWith(1);
  const others = ['ObligationArisen', 'SettlementBooked', 'SomethingNew'];
  await world
    .consumer('others')
    .consume(others.map((type, index) => settled(consignmentId, ids[0] ?? '', { type, version: index + 1 })));
  expect(await world.history(consignmentId)).toEqual(['InvoiceAttached']);
  expect(await world.buried('others')).toEqual([]);
});

it('gives up what cannot be applied, with its reason, and applies the rest', async () => {
  const { consignmentId, ids } = await world.consignmentWith(1);
  const good = settled(consignmentId, ids[0] ?? '');
  await world
    .consumer('poison')
    .consume([
      settled(randomUUID(), randomUUID(), { position: 1 }),
      settled(consignmentId, randomUUID(), { position: 2 }),
      settled(consignmentId, randomUUID(), { position: 3, data: { invoiceId: 'x' } }),
      good,
    ]);
  expect((await world.buried('poison')).map(({ reason }) => reason)).toEqual([
    expect.stringContaining('consignment is unknown'),
    expect.stringContaining('is not attached'),
    expect.stringContaining('ContractViolation'),
  ]);
  expect(await world.history(consignmentId)).toEqual([
    'InvoiceAttached',
    'InvoiceSettled',
    'ConsignmentSettled',
  ]);
});

it('decides again where an invoice comes between: the consignment is not settled by half', async () => {
  const { consignmentId, ids } = await world.consignmentWith(1);
  const overtaken = new OvertakenStore(world.pool, () => world.send(consignmentId, attaching(consignmentId)));
  await world.consumer('overtaken', overtaken).consume([settled(consignmentId, ids[0] ?? '')]);
  expect(await world.history(consignmentId)).toEqual([
    'InvoiceAttached',
    'InvoiceAttached',
    'InvoiceSettled',
  ]);
});
