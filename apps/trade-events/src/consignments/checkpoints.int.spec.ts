import { randomUUID } from 'node:crypto';
import { TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-20T08:00:00+05:00' };
const seen = { ...at, location: 'UZTER', movement: 'arrived' };
const withdrawal = { occurredAt: '2026-03-21T08:00:00+05:00', reason: 'another truck' };

async function dispatched(): Promise<string> {
  const id = await world.declared();
  const dispatch = { occurredAt: '2026-03-02T08:00:00+05:00', location: 'PKKHI', transportMode: 'road' };
  await world.done('exporter', `consignments/${id}/dispatch`, dispatch);
  return id;
}

it('a checkpoint is withdrawn by the id that it was answered with, once, and told with the reason', async () => {
  const id = await dispatched();
  const { checkpointId } = await world.done('customs', `consignments/${id}/checkpoints`, seen);
  const view = async () => (await world.get('exporter', `consignments/${id}`)).body;
  expect(await view()).toMatchObject({ checkpoints: [{ checkpointId, location: 'UZTER' }] });

  const path = `consignments/${id}/checkpoints/${checkpointId}/withdrawal`;
  const { position } = await world.done('exporter', path, withdrawal);
  expect(await world.event(position)).toMatchObject({
    type: 'CheckpointWithdrawn',
    occurredAt: '2026-03-21T08:00:00+05:00',
    actor: 'trader:demo-textiles-faisalabad',
    data: {
      consignmentId: id,
      location: 'UZTER',
      movement: 'arrived',
      seenAt: '2026-03-20T08:00:00+05:00',
      reason: 'another truck',
    },
  });
  expect(await world.done('exporter', path, withdrawal)).toEqual({ consignmentId: id, position });
  expect(await view()).toMatchObject({
    status: 'dispatched',
    checkpoints: [],
    withdrawnCheckpoints: [{ checkpointId, location: 'UZTER', reason: 'another truck' }],
  });

  // Told again it is the same one, and can be withdrawn again, also once the goods are delivered.
  expect(await world.done('customs', `consignments/${id}/checkpoints`, seen)).toMatchObject({ checkpointId });
  await world.done('exporter', `consignments/${id}/delivery`, {
    ...withdrawal,
    reason: undefined,
    location: 'KZALA',
  });
  await world.done('operator', path, withdrawal);
  expect(await view()).toMatchObject({ status: 'delivered', checkpoints: [] });
});

it('one that there is not, of a stranger, or without a reason, is refused', async () => {
  const [id, other] = [await dispatched(), await dispatched()];
  const { checkpointId } = await world.done('customs', `consignments/${id}/checkpoints`, seen);
  const refused = (
    holder: 'exporter' | 'stranger' | 'bank',
    of: string,
    checkpoint: string,
    body: object = withdrawal,
  ) =>
    world.refused(() => world.post(holder, `consignments/${of}/checkpoints/${checkpoint}/withdrawal`, body));
  for (const [of, checkpoint] of [
    [id, randomUUID()],
    [id, 'first'],
    // The same scan of another consignment has another id.
    [other, checkpointId ?? ''],
  ] as const) {
    expect(await refused('exporter', of, checkpoint)).toMatchObject({
      status: 404,
      body: { code: 'checkpoint-unknown' },
    });
  }
  expect(await refused('stranger', id, checkpointId ?? '')).toMatchObject({
    status: 404,
    body: { code: 'consignment-unknown' },
  });
  expect(await refused('bank', id, checkpointId ?? '')).toMatchObject({ status: 403 });
  expect(await refused('exporter', id, checkpointId ?? '', at)).toMatchObject({
    status: 422,
    body: { code: 'content-invalid', pointer: '/reason' },
  });
});
