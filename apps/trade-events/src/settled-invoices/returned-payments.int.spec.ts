import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@corridor/contracts';
import { context, InvoicedWorld, occurredAt, settled } from './invoiced-world.spec-kit.js';

let world: InvoicedWorld;
beforeAll(async () => {
  world = await InvoicedWorld.start();
});
afterAll(() => world.stop());

describe('a payment that is returned', () => {
  /** What an obligation told in its life: paid in part, in full, given back, and paid again in part. */
  const lifeOf = (consignmentId: string, invoiceId: string): readonly RecordedEvent[] => {
    const full = settled(consignmentId, invoiceId);
    const data = full.data as object;
    const usd = (amount: string) => ({ amount, currency: 'USD' });
    return [
      { ...full, type: 'ObligationPartSettled', version: 2, data: { ...data, outstanding: usd('600.00') } },
      { ...full, version: 3 },
      {
        ...full,
        type: 'PaymentReturned',
        version: 4,
        occurredAt: '2026-04-07T00:00:00+05:00',
        data: { ...data, returnId: randomUUID(), outstanding: usd('400.00'), paid: usd('600.00') },
      },
      { ...full, type: 'ObligationPartSettled', version: 5, data: { ...data, outstanding: usd('150.00') } },
    ];
  };

  it('opens the invoice and the consignment, and carries on correlation, cause and the demo mark', async () => {
    const { consignmentId, ids } = await world.consignmentWith(1);
    const [invoiceId = ''] = ids;
    await world.consumer('returned').consume(lifeOf(consignmentId, invoiceId).slice(0, 3));
    expect(await world.history(consignmentId)).toEqual([
      'InvoiceAttached',
      'InvoicePartPaid',
      'InvoiceSettled',
      'ConsignmentSettled',
      'InvoicePaymentReturned',
    ]);
    expect((await world.store.readStream(`consignment-${consignmentId}`)).at(-1)).toMatchObject({
      actor: 'process:trade-events',
      occurredAt: '2026-04-07T00:00:00+05:00',
      correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
      causationId: 5_000_000,
      demo: true,
      participants: ['demo-textiles-faisalabad', 'demo-trading-almaty'],
      data: {
        consignmentId,
        invoiceId,
        outstanding: { amount: '400.00', currency: 'USD' },
        paid: { amount: '600.00', currency: 'USD' },
        obligationVersion: 4,
      },
    });
    expect(await world.stateOf(consignmentId)).not.toHaveProperty('settledOn');
  });

  it('leads to what the obligation says, in whatever order and however often its events are told', async () => {
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
      [1, 3, 0, 2],
      [1, 0, 1, 3, 2, 0],
    ];
    for (const order of orders) {
      const { consignmentId, ids } = await world.consignmentWith(1);
      const [invoiceId = ''] = ids;
      const life = lifeOf(consignmentId, invoiceId);
      for (const nth of order) await world.tell(life[nth] as RecordedEvent);
      expect(await world.stateOf(consignmentId)).toMatchObject({
        invoices: [{ invoiceId, outstanding: { amount: '150.00', currency: 'USD' }, obligationVersion: 5 }],
      });
      expect(await world.stateOf(consignmentId)).not.toHaveProperty('settledOn');
    }
  });

  it('is not undone by a group that is new to a log which holds the outcome', async () => {
    const { consignmentId, ids } = await world.consignmentWith(1);
    const life = lifeOf(consignmentId, ids[0] ?? '');
    await world.consumer('first').consume(life);
    const once = await world.history(consignmentId);
    await world.consumer('second').consume(life);
    expect(await world.history(consignmentId)).toEqual(once);
    expect(await world.buried('second')).toEqual([]);
  });

  it('is read behind events of before versions were told, and does not settle it again by the old ones', async () => {
    const { consignmentId, ids } = await world.consignmentWith(1);
    const [invoiceId = ''] = ids;
    const old = [
      { type: 'InvoiceSettled', data: { consignmentId, invoiceId, settledOn: '2026-04-01' } },
      { type: 'ConsignmentSettled', data: { consignmentId, settledOn: '2026-04-01' } },
    ];
    const events = old.map((each) => ({ ...each, schemaVersion: 1, occurredAt, participants: [] }));
    await world.store.append({
      ...context,
      streams: [{ streamId: `consignment-${consignmentId}`, expectedVersion: 2, events }],
    });
    const life = lifeOf(consignmentId, invoiceId);
    await world.consumer('behind old').consume(life.slice(0, 3));
    await world.consumer('behind old, again').consume(life.slice(0, 3));
    expect(await world.history(consignmentId)).toEqual([
      'InvoiceAttached',
      'InvoiceSettled',
      'ConsignmentSettled',
      'InvoicePaymentReturned',
    ]);
  });
});
