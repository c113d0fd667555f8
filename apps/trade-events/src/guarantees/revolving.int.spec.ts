import { TradeWorld } from '../trade-events.spec-kit.js';
import { guarantee, pkr, transit } from '../transits/transit.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

it('revolves through more transits than are folded each time, and goes on from a snapshot to the paisa', async () => {
  const { guaranteeId } = await world.done('insurer', 'guarantees', guarantee());
  const all = (change: object = {}) => transit(guaranteeId ?? '', { dutyAtRisk: pkr('1000.00'), ...change });
  const off = { occurredAt: '2026-03-21T10:00:00+05:00', reason: 'Not loaded' };
  for (let n = 0; n < 105; n += 1) {
    const { transitId } = await world.done('customs', 'transits', all());
    await world.done('customs', `transits/${transitId}/cancellation`, off);
  }
  const stream = `guarantee-${guaranteeId}`;
  // It is kept beside the command.
  const deadline = Date.now() + 10_000;
  const snapshots = async () =>
    (await world.owner.query('SELECT version FROM ledger.snapshots WHERE stream_id = $1', [stream])).rows;
  while ((await snapshots()).length === 0) {
    if (Date.now() > deadline) throw new Error('no snapshot was kept');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { transitId } = await world.done('customs', 'transits', all({ dutyAtRisk: pkr('999.99') }));
  const refused = await world.refused(() =>
    world.post('customs', 'transits', all({ dutyAtRisk: pkr('0.02') })),
  );
  expect(refused).toMatchObject({ status: 409, body: { code: 'guarantee-exhausted' } });
  expect((await world.get('insurer', `guarantees/${guaranteeId}`)).body).toMatchObject({
    total: pkr('1000.00'),
    reserved: pkr('999.99'),
    available: pkr('0.01'),
    reservations: [{ transitId, amount: pkr('999.99') }],
    // The issue, 105 transits of two events each, and the last one.
    version: 212,
  });
}, 60_000);
