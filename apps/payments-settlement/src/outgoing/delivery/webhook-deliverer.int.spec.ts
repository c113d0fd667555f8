import { ALMATY, OutgoingWorld } from '../outgoing-world.spec-kit.js';
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
