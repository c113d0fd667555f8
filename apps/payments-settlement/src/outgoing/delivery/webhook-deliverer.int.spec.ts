import { randomUUID } from 'node:crypto';
import { ALMATY, KARACHI, OutgoingWorld } from '../outgoing-world.spec-kit.js';
import { answering, hanging, idsOf, Receiver, signersOf } from './receiver.spec-kit.js';
import type { Outcome, WebhookSender } from './sender.js';

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

describe('what happens to a bank’s payments', () => {
  it('is sent in order, one item a request, signed, and once where it is taken', async () => {
    const { run } = world.delivering();
    const { secret } = await world.webhook(receiver.url());
    const credit = await world.booked('INV-1');
    const suspended = await world.suspended(credit.settlementId);
    const other = await world.booked('INV-2');
    await run();
    await run();
    expect(idsOf(receiver.received)).toEqual([idOf(credit), idOf(suspended), idOf(other)]);
    const [first, second] = receiver.received;
    expect(first?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-timestamp': String(Date.parse('2026-11-02T09:00:00Z') / 1_000),
    });
    expect(first?.headers).not.toHaveProperty('webhook-replay');
    expect(JSON.parse(second?.body ?? '')).toMatchObject({
      position: suspended.position,
      id: idOf(suspended),
      type: 'SettlementSuspended',
      settlementId: credit.settlementId,
      // Told by the event that booked it.
      reference: { endToEndId: 'INV-1' },
      isoStatus: 'PDNG',
      data: { reason: 'no-open-obligation', amount: { amount: '1000.00', currency: 'USD' } },
    });
    for (const each of receiver.received) {
      expect(signersOf(each, [secret])).toEqual([secret]);
      expect(signersOf({ ...each, body: `${each.body} ` }, [secret])).toEqual(['unknown']);
    }
    // Over one connection.
    expect(new Set(receiver.received.map(({ connection }) => connection)).size).toBe(1);
  });

  it('before the webhook, of another bank, or of a type that is not asked for, is not sent', async () => {
    const { run } = world.delivering();
    await world.booked('EARLY');
    await world.webhook(receiver.url('/karachi'), { types: ['SettlementSuspended'] });
    await world.webhook(receiver.url('/almaty'), { bank: ALMATY });
    const ours = await world.booked('OURS');
    const theirs = await world.booked('THEIRS', { bank: ALMATY });
    const waits = await world.suspended(ours.settlementId);
    await run();
    const sent = receiver.received.map(({ path, headers }) => [path, headers['webhook-id']]);
    expect(sent.sort()).toEqual([
      ['/almaty', idOf(theirs)],
      ['/karachi', idOf(waits)],
    ]);
  });

  it('waits behind what was not taken, each time longer, and goes on once that is', async () => {
    const { run } = world.delivering();
    const { webhookId } = await world.webhook(receiver.url());
    receiver.next(answering(500), answering(302, { location: receiver.url('/elsewhere') }));
    const first = await world.booked('INV-1');
    const second = await world.booked('INV-2');
    await run();
    await run();
    expect(idsOf(receiver.received)).toEqual([idOf(first)]);
    // Half of five seconds is sure, the other half is left to chance, which gives nothing here.
    world.now += 2_499;
    await run();
    expect(receiver.received).toHaveLength(1);
    world.now += 1;
    await run();
    expect(idsOf(receiver.received)).toEqual([idOf(first), idOf(first)]);
    expect(await laneOf(webhookId)).toMatchObject({
      attempts: 2,
      failing_since: new Date(world.now - 2_500),
    });
    world.now += 4_999;
    await run();
    expect(receiver.received).toHaveLength(2);
    world.now += 1;
    await run();
    expect(idsOf(receiver.received)).toEqual([first, first, first, second].map(idOf));
    expect(receiver.received.map(({ path }) => path)).toEqual(Array(4).fill('/hooks'));
    // What was sent again is the same, signed at its own time.
    expect(new Set(receiver.received.slice(0, 3).map(({ body }) => body)).size).toBe(1);
    const times = receiver.received.slice(0, 3).map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 2, 7]);
    expect(await laneOf(webhookId)).toMatchObject({
      cursor: second.position,
      attempts: 0,
      failing_since: null,
    });
  });

  it('is sent again where the receiver hangs, and holds nobody else up meanwhile', async () => {
    const deadlines: AbortController[] = [];
    const deadline = () => {
      const next = new AbortController();
      deadlines.push(next);
      return next.signal;
    };
    const { deliverer, run } = world.delivering({ deadline });
    const quick = await Receiver.start();
    await world.webhook(receiver.url());
    await world.webhook(quick.url(), { bank: ALMATY });
    receiver.next(hanging);
    const credit = await world.booked('INV-1');
    await deliverer.step();
    await receiver.got(1);
    const [hung] = deadlines;
    // While the first one hangs, what is new of the other goes out, and the first is not begun a second time.
    const theirs = [await world.booked('A', { bank: ALMATY }), await world.booked('B', { bank: ALMATY })];
    await deliverer.step();
    await quick.got(2);
    expect(idsOf(quick.received)).toEqual(theirs.map(idOf));
    expect(receiver.received).toHaveLength(1);
    hung?.abort();
    await run();
    const { rows } = await world.owner.query(
      'SELECT fault, attempts FROM payments.webhook_deliveries WHERE position = $1',
      [credit.position],
    );
    expect(rows).toEqual([{ fault: 'timed-out', attempts: 1 }]);
    world.now += 2_500;
    await run();
    expect(idsOf(receiver.received)).toEqual([idOf(credit), idOf(credit)]);
    await quick.stop();
  });

  it.each([
    ['seconds', '120'],
    ['a date', 'Mon, 02 Nov 2026 09:02:00 GMT'],
  ])('is not sent again before the Retry-After of the receiver, in %s', async (_, retryAfter) => {
    const { run } = world.delivering();
    await world.webhook(receiver.url());
    receiver.next(answering(429, { 'retry-after': retryAfter }));
    await world.booked('INV-1');
    await run();
    world.now += 119_999;
    await run();
    expect(receiver.received).toHaveLength(1);
    world.now += 1;
    await run();
    expect(receiver.received).toHaveLength(2);
  });

  it('goes to many receivers at once, but to no more than is allowed', async () => {
    const { deliverer, run } = world.delivering({ atOnceMax: 2 });
    receiver.always(hanging);
    for (const path of ['/1', '/2', '/3']) await world.webhook(receiver.url(path));
    await world.booked('INV-1');
    expect(await deliverer.step()).toBe(2);
    await receiver.got(2);
    expect(await deliverer.step()).toBe(0);
    receiver.always(answering(204));
    receiver.dropConnections();
    await deliverer.idle();
    await run();
    expect(receiver.received.map(({ path }) => path).sort()).toEqual(['/1', '/2', '/3']);
  });
});

describe('a process that dies', () => {
  it('between sending and noting it: another one sends the same again, under the same id, and goes on', async () => {
    const { webhookId } = await world.webhook(receiver.url());
    const first = await world.booked('INV-1');
    const second = await world.booked('INV-2');
    const before = await laneOf(webhookId);
    const living = world.delivering();
    let sent: (() => void) | undefined;
    const isSent = new Promise<void>((resolve) => {
      sent = resolve;
    });
    let forget: ((outcome: Outcome) => void) | undefined;
    // Its receiver has taken the item, and it does not get to know.
    const dying: Pick<WebhookSender, 'post' | 'close'> = {
      post: async (...request) => {
        await living.sender.post(...request);
        sent?.();
        return new Promise((resolve) => {
          forget = resolve;
        });
      },
      close: () => undefined,
    };
    const dead = world.delivering({ sender: dying });
    await dead.deliverer.step();
    await isSent;
    expect(await living.deliverer.step()).toBe(0);
    // Its lock goes with its connection.
    await world.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 0
        AND classid = (hashtext('ledger webhooks')::bigint & 4294967295)::oid
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(await laneOf(webhookId)).toEqual(before);
    await living.run();
    expect(idsOf(receiver.received)).toEqual([first, first, second].map(idOf));
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
    const ended = dead.deliverer.stop();
    forget?.({ answered: false, fault: 'unreachable' });
    await ended;
  });

  it('leaves the lead to another when it ends in good order', async () => {
    const one = world.delivering();
    const other = world.delivering();
    await world.webhook(receiver.url());
    await world.booked('INV-1');
    await one.run();
    await world.booked('INV-2');
    expect(await other.deliverer.step()).toBe(0);
    await one.deliverer.stop();
    await other.run();
    expect(receiver.received).toHaveLength(2);
  });
});

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
