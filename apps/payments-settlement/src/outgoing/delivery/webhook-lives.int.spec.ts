import { randomUUID } from 'node:crypto';
import { KARACHI, OutgoingWorld } from '../outgoing-world.spec-kit.js';
import { answering, idsOf, Receiver, signersOf } from './receiver.spec-kit.js';

let world: OutgoingWorld;
let receiver: Receiver;
beforeEach(async () => {
  world = await OutgoingWorld.start();
  receiver = await Receiver.start();
});
afterEach(async () => {
  await world.stop();
  await receiver.stop();
});

const idOf = ({ position }: { readonly position: number }) => `evt_${position}`;

async function laneOf(laneId: string) {
  const { rows } = await world.owner.query(
    'SELECT cursor::integer, attempts, failing_since, next_at FROM payments.webhook_lanes WHERE lane_id = $1',
    [laneId],
  );
  return rows[0];
}
async function statusOf(webhookId: string) {
  const { rows } = await world.owner.query(
    'SELECT status, reason FROM payments.webhooks WHERE webhook_id = $1',
    [webhookId],
  );
  return rows[0];
}

describe('a webhook', () => {
  const replay = async (webhookId: string, from: number, to: number) => {
    const replayId = randomUUID();
    await world.command({
      type: 'AskReplay',
      occurredAt: world.at(),
      data: { webhookId, replayId, from, to },
    });
    return replayId;
  };

  it('is sent again what it asks for, marked, beside what is new', async () => {
    const { run } = world.delivering();
    const early = await world.booked('EARLY');
    const { webhookId } = await world.webhook(receiver.url());
    const items = [early, await world.booked('1'), await world.booked('2'), await world.booked('3')];
    await run();
    const cursor = (await laneOf(webhookId)).cursor;
    const before = receiver.received.splice(0);
    await replay(webhookId, early.position, items[2]?.position ?? 0);
    await run();
    expect(idsOf(receiver.received)).toEqual(items.slice(0, 3).map(idOf));
    for (const { headers, body } of receiver.received) {
      expect(headers['webhook-replay']).toBe('true');
      const first = before.find((each) => each.headers['webhook-id'] === headers['webhook-id']);
      if (first) expect(body).toBe(first.body);
    }
    expect(before).toHaveLength(3);
    expect((await laneOf(webhookId)).cursor).toBe(cursor);
    const fresh = await world.booked('4');
    await run();
    expect(idsOf(receiver.received.slice(3))).toEqual([idOf(fresh)]);
    expect(receiver.received.at(-1)?.headers).not.toHaveProperty('webhook-replay');
  });

  it('that fails its replay gets what is new all the same', async () => {
    const { run } = world.delivering();
    const { webhookId } = await world.webhook(receiver.url());
    const old = await world.booked('1');
    await run();
    const replayId = await replay(webhookId, old.position, old.position);
    receiver.next(answering(500));
    await run();
    const fresh = await world.booked('2');
    await run();
    expect(idsOf(receiver.received)).toEqual([old, old, fresh].map(idOf));
    expect(await laneOf(replayId)).toMatchObject({ attempts: 1 });
    expect(await laneOf(webhookId)).toMatchObject({ attempts: 0, failing_since: null });
  });

  it('is signed by both secrets while the one before is still good, and then by the new one', async () => {
    const { run } = world.delivering();
    const { webhookId, secret: old } = await world.webhook(receiver.url());
    const rotated = await world.command({
      type: 'RotateSecret',
      occurredAt: world.at(),
      data: { webhookId, secretId: randomUUID(), previousUntil: world.at(3_600_000) },
    });
    expect(rotated).not.toBe(old);
    await world.booked('1');
    world.now += 3_599_999;
    await run();
    world.now += 1;
    await world.booked('2');
    await run();
    const signers = receiver.received.map((each) => signersOf(each, [old, rotated]));
    expect(signers).toEqual([[old, rotated], [rotated]]);
  });

  it('that is paused is sent nothing, and then all of it', async () => {
    const { run } = world.delivering();
    const { webhookId } = await world.webhook(receiver.url());
    await world.command({ type: 'PauseWebhook', occurredAt: world.at(), data: { webhookId } });
    const items = [await world.booked('1'), await world.booked('2')];
    await run();
    expect(receiver.received).toEqual([]);
    await world.command({ type: 'ResumeWebhook', occurredAt: world.at(), data: { webhookId } });
    await run();
    expect(idsOf(receiver.received)).toEqual(items.map(idOf));
  });

  it('that is paused while it is sent stops behind the item under way', async () => {
    const { deliverer, run } = world.delivering();
    const { webhookId } = await world.webhook(receiver.url());
    const items = [await world.booked('1'), await world.booked('2')];
    let release: (() => void) | undefined;
    receiver.next((response) => {
      release = () => response.writeHead(204).end();
    });
    await deliverer.step();
    await receiver.got(1);
    await world.command({ type: 'PauseWebhook', occurredAt: world.at(), data: { webhookId } });
    release?.();
    await deliverer.idle();
    await run();
    expect(idsOf(receiver.received)).toEqual([idOf(items[0] ?? { position: 0 })]);
    expect((await laneOf(webhookId)).cursor).toBe(items[0]?.position);
  });

  it('that takes nothing for five days is disabled, once, and goes on when it is resumed', async () => {
    const { run } = world.delivering();
    const { webhookId } = await world.webhook(receiver.url());
    receiver.always(answering(500));
    const credit = await world.booked('1');
    await run();
    world.now += 5 * 86_400_000 - 1;
    await run();
    expect(await statusOf(webhookId)).toEqual({ status: 'active', reason: null });
    world.now += 3_600_000;
    await run();
    await run();
    expect(await statusOf(webhookId)).toEqual({ status: 'disabled', reason: 'failing' });
    const events = await world.store.readStream(`webhook-${webhookId}`);
    expect(events.map(({ type }) => type)).toEqual(['WebhookRegistered', 'WebhookDisabled']);
    expect(events[1]).toMatchObject({
      actor: 'process:payments-settlement',
      participants: [KARACHI],
      data: { reason: 'failing', failingSince: '2026-11-02T09:00:00.000Z', attempts: 3 },
    });
    world.now += 86_400_000;
    await run();
    expect(receiver.received).toHaveLength(3);
    receiver.always(answering(200));
    await world.command({ type: 'ResumeWebhook', occurredAt: world.at(), data: { webhookId } });
    await run();
    expect(idsOf(receiver.received)).toEqual(Array(4).fill(idOf(credit)));
    expect(await laneOf(webhookId)).toMatchObject({ attempts: 0, failing_since: null });
  });

  it('whose receiver says that it is gone is disabled at once', async () => {
    const { run } = world.delivering();
    const { webhookId } = await world.webhook(receiver.url());
    receiver.next(answering(410));
    await world.booked('1');
    await run();
    await run();
    expect(await statusOf(webhookId)).toEqual({ status: 'disabled', reason: 'gone' });
    expect(receiver.received).toHaveLength(1);
  });

  it('that has ended is sent nothing, and nothing is left of what signed', async () => {
    const { run } = world.delivering();
    const { webhookId } = await world.webhook(receiver.url());
    const secrets = async () =>
      (await world.owner.query('SELECT FROM payments.webhook_secrets WHERE webhook_id = $1', [webhookId]))
        .rowCount;
    expect(await secrets()).toBe(1);
    await world.command({ type: 'EndWebhook', occurredAt: world.at(), data: { webhookId } });
    await world.booked('1');
    await run();
    expect([receiver.received, await secrets()]).toEqual([[], 0]);
  });
});

it('what is old is tidied away: replays that are through, cursors that lag behind, deliveries after a month', async () => {
  const { deliverer, run } = world.delivering();
  const taking = await world.webhook(receiver.url());
  const { webhookId: waiting } = await world.webhook(receiver.url('/waiting'));
  await world.command({ type: 'PauseWebhook', occurredAt: world.at(), data: { webhookId: waiting } });
  const credit = await world.booked('1');
  const replayId = randomUUID();
  // Nothing of it is for this bank.
  const range = { webhookId: taking.webhookId, replayId, from: 1, to: 1 };
  await world.command({ type: 'AskReplay', occurredAt: world.at(), data: range });
  await run();
  const deliveries = async () =>
    (await world.owner.query('SELECT FROM payments.webhook_deliveries')).rowCount;
  const isDone = async () =>
    (await world.owner.query('SELECT is_done FROM payments.webhook_lanes WHERE lane_id = $1', [replayId]))
      .rows[0];
  const before = (await laneOf(waiting)).cursor;
  // As if a thousand events of others had come.
  await world.owner.query(`UPDATE payments.list_checkpoints SET position = $1 WHERE list = 'outgoing'`, [
    credit.position + 1_001,
  ]);
  expect(await deliverer.tidy()).toBe(2);
  expect(await isDone()).toEqual({ is_done: true });
  expect((await laneOf(taking.webhookId)).cursor).toBe(credit.position + 1_001);
  expect((await laneOf(waiting)).cursor).toBe(before);
  world.now += 30 * 86_400_000;
  expect([await deliverer.tidy(), await deliveries()]).toEqual([0, 1]);
  world.now += 1;
  expect([await deliverer.tidy(), await deliveries()]).toEqual([1, 0]);
});
