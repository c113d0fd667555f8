import { randomUUID } from 'node:crypto';
import { isDeclared, paymentStateOf } from '@corridor/domain';
import { aggregatesOn } from '../aggregates.js';
import { appendSplit } from '../consignments/split.js';
import {
  attaching,
  context,
  InvoicedWorld,
  OvertakenStore,
  occurredAt,
  settled,
} from './invoiced-world.spec-kit.js';

let world: InvoicedWorld;
beforeAll(async () => {
  world = await InvoicedWorld.start();
});
afterAll(() => world.stop());

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
    await appendSplit(world.store, aggregatesOn(world.store), command, () => undefined, context);
    return parts.map((part) => part.consignmentId);
  }
  const paymentOf = async (id: string) => {
    const { state } = await aggregatesOn(world.store).consignments.load(id);
    return isDeclared(state) ? [paymentStateOf(state), state.settledOn] : undefined;
  };

  it('settles its parts with itself, parts of parts, too, in one append', async () => {
    const { consignmentId, ids } = await world.consignmentWith(1);
    const [one = '', two = ''] = await splitInTwo(consignmentId);
    const half = [1, 2].map((lineNumber) => ({ lineNumber, quantity: '10000', netMassKg: '3000' }));
    const quarters = [randomUUID(), randomUUID()].map((id) => ({ consignmentId: id, lines: half }));
    const again = {
      type: 'SplitConsignment',
      occurredAt,
      data: { consignmentId: two, location: 'PKKHI', parts: quarters },
    } as const;
    await appendSplit(world.store, aggregatesOn(world.store), again, () => undefined, context);
    const all = [consignmentId, one, two, ...quarters.map((part) => part.consignmentId)];
    const full = settled(consignmentId, ids[0] ?? '');
    const part = settled(consignmentId, ids[0] ?? '', {
      type: 'ObligationPartSettled',
      data: { ...(full.data as object), outstanding: { amount: '400.00', currency: 'USD' } },
    });
    await world.consumer('split').consume([part]);
    expect(await Promise.all(all.map(paymentOf))).toEqual(all.map(() => ['part-paid', undefined]));
    await world.consumer('split').consume([{ ...full, version: 3 }]);
    expect(await Promise.all(all.map(paymentOf))).toEqual(all.map(() => ['settled', '2026-04-01']));
    const before = await world.store.head();
    await world.consumer('split again').consume([part, { ...full, version: 3 }]);
    expect(await world.store.head()).toBe(before);
    expect([await world.buried('split'), await world.buried('split again')]).toEqual([[], []]);
  });

  it('gives its parts what was paid before, and leaves out a part that never had the invoice', async () => {
    const { consignmentId, ids } = await world.consignmentWith(2);
    await world.consumer('paid before').consume([settled(consignmentId, ids[0] ?? '')]);
    const [one = '', two = ''] = await splitInTwo(consignmentId);
    expect([await paymentOf(one), await paymentOf(two)]).toEqual([
      ['part-paid', undefined],
      ['part-paid', undefined],
    ]);
    // Of an older release: the whole has an invoice that its parts were not told of.
    const late = attaching(consignmentId);
    await world.send(consignmentId, late);
    const lateId = (late.data as { invoiceId: string }).invoiceId;
    await world
      .consumer('paid before')
      .consume([settled(consignmentId, ids[1] ?? ''), settled(consignmentId, lateId)]);
    expect(await paymentOf(consignmentId)).toEqual(['settled', '2026-04-01']);
    expect(await paymentOf(one)).toEqual(['settled', '2026-04-01']);
    expect(await world.buried('paid before')).toEqual([]);
  });

  it('decides again where it is split in between: no part is left behind', async () => {
    const { consignmentId, ids } = await world.consignmentWith(1);
    let parts: readonly string[] = [];
    const overtaken = new OvertakenStore(world.pool, async () => {
      parts = await splitInTwo(consignmentId);
    });
    await world.consumer('split in between', overtaken).consume([settled(consignmentId, ids[0] ?? '')]);
    expect(parts).toHaveLength(2);
    for (const id of [consignmentId, ...parts])
      expect(await paymentOf(id)).toEqual(['settled', '2026-04-01']);
  });
});
