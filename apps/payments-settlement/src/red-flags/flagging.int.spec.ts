import { inTransaction } from '@corridor/event-store';
import { flagsIn, SupervisedWorld, usd } from '../supervision/supervised-world.spec-kit.js';
import { Flagging } from './flagging.js';

let world: SupervisedWorld;
beforeEach(async () => {
  world = await SupervisedWorld.start();
});
afterEach(() => world.stop());

it('goes on behind goods that more banks are paid for than an event names', async () => {
  const id = await world.declare();
  for (let bank = 100; bank < 200; bank += 1) {
    await world.trade.invoice({ consignmentId: id, amount: usd(1_000n), creditorBank: `bank-${bank}` });
  }
  const tenge = { amount: '1.00', currency: 'KZT' };
  await world.trade.invoice({ consignmentId: id, amount: tenge, creditorBank: 'a-bank' });
  await world.trade.invoice({ consignmentId: id, amount: usd(50_000n), creditorBank: 'bank-100' });
  // What has nothing to do with it.
  const other = await world.declare();
  await world.trade.invoice({ consignmentId: other, amount: usd(500_000n) });
  await world.supervise();
  const flagged = flagsIn(await world.trade.log()).map(({ consignmentIds }) => consignmentIds);
  expect(flagged).toEqual(expect.arrayContaining([[id], [other]]));
});

it.each(['over-invoicing', 'under-invoicing', 'phantom-shipment', 'double-financing'] as const)(
  'names no more than an event holds in a flag of %s: the banks that it was told of, and the newest evidence',
  async (kind) => {
    const { trade, store, aggregates, pool } = world;
    const { event, consignmentId } = await trade.invoice();
    await world.supervise();
    const banks = Array.from({ length: 101 }, (_, at) => `bank-${at + 100}`);
    const evidence = Array.from({ length: 1_001 }, (_, at) => at + 1);
    const suspicion = { kind, subject: { consignmentIds: [consignmentId] }, reason: 'x', evidence, banks };
    await inTransaction(pool, (client) => new Flagging(store, aggregates).raise(suspicion, event, client));
    const [raised] = await trade.events('RedFlagRaised');
    expect(raised?.data).toMatchObject({ banks: banks.slice(0, 100), evidence: evidence.slice(1) });
  },
);
