import { EventStore, ledgerPool } from '@corridor/event-store';
import { returnOf, settlementOf } from '../bank-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { ALMATY, eventually, KARACHI } from '../trade-world.spec-kit.js';
import { clientOf, type Key } from './outgoing-client.spec-kit.js';
import { OutgoingLog } from './outgoing-log.js';

let payments: RunningPayments;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  payments = await startPayments();
  call = clientOf(payments);
});
afterAll(() => payments.stop());

const UETR = 'eb6305c9-1f7f-49de-aed0-16487c27b42d';
const ask = (key: Key, query = '') => call(key, 'GET', `outgoing${query}`);
const nextOf = async (key: Key, query = '') => (await ask(key, query)).body.next ?? '';
const namesOf = (items: readonly { type: string; reference?: { endToEndId?: string } }[]) =>
  items.map(({ type, reference }) => `${type} ${reference?.endToEndId}`);

const booked = async (bank: 'karachi' | 'almaty', endToEndId: string, more: object = {}) => {
  const { status, body } = await payments[bank].settlement(
    settlementOf({ references: { endToEndId, ...more } }),
  );
  expect(status).toBe(201);
  return body;
};

it('tells what happened to a bank’s payments, oldest first, each with what the payment is called', async () => {
  const { settlementId, position } = await booked('karachi', 'OUT-1', { uetr: UETR });
  // Nothing is owed: it waits in suspense, until a part of it is given back.
  const suspended = await eventually(async () => {
    const { items } = (await ask('karachi')).body;
    return items.length === 2 && items[1];
  });
  const back = await payments.karachi.giveBack(
    settlementId,
    returnOf({ amount: { amount: '250.00', currency: 'USD' } }),
  );
  const { items, next } = (await ask('karachi')).body;
  expect(items.map(({ type, isoStatus, reference }) => [type, isoStatus, reference])).toEqual([
    ['SettlementBooked', 'ACTC', { endToEndId: 'OUT-1', uetr: UETR }],
    ['SettlementSuspended', 'PDNG', { endToEndId: 'OUT-1', uetr: UETR }],
    // The return says nothing of itself.
    ['SettlementReturned', 'ACTC', { endToEndId: 'OUT-1', uetr: UETR }],
  ]);
  expect(items.map((item) => [item.id, item.position, item.settlementId])).toEqual(
    [position, suspended.position, back.body.position].map((each) => [`evt_${each}`, each, settlementId]),
  );
  const [event] = await payments.world.log({ after: position - 1, limit: 1 });
  expect(items[0]).toMatchObject({
    occurredAt: event?.occurredAt,
    recordedAt: event?.recordedAt,
    demo: false,
    data: event?.data,
  });
  expect(Number(next)).toBeGreaterThanOrEqual(back.body.position);
  expect((await ask('karachi', `?after=${next}`)).body).toMatchObject({ items: [] });
});

it('tells a bank its own, and an operator those of the bank that it names', async () => {
  await booked('almaty', 'OWN-1');
  expect(namesOf((await ask('almaty', '?types=SettlementBooked')).body.items)).toEqual([
    'SettlementBooked OWN-1',
  ]);
  const karachi = (await ask('karachi')).body.items;
  expect(karachi.length).toBeGreaterThan(0);
  expect(JSON.stringify(karachi)).not.toContain('OWN-1');
  expect((await ask('karachi', `?bank=${KARACHI}`)).body.items).toEqual(karachi);
  expect((await ask('operator', `?bank=${KARACHI}`)).body.items).toEqual(karachi);
  expect(await ask('karachi', `?bank=${ALMATY}`)).toMatchObject({
    status: 403,
    body: { code: 'not-your-bank' },
  });
  expect(await ask('operator')).toMatchObject({
    status: 422,
    body: { code: 'bank-missing', pointer: '/bank' },
  });
});

it.each<[Key, number, string]>([
  ['trader', 403, 'right-missing'],
  ['customs', 403, 'right-missing'],
  ['reporter', 403, 'right-missing'],
  ['nobody', 401, 'key-unknown'],
])('is not for a %s', async (key, status, code) => {
  expect(await ask(key)).toMatchObject({ status, body: { code } });
});

it('comes in pages that neither leave out nor repeat', async () => {
  for (const n of [1, 2, 3, 4, 5]) await booked('almaty', `PAGE-${n}`);
  const all = namesOf((await ask('almaty', '?types=SettlementBooked')).body.items);
  const seen: string[] = [];
  let next = '0';
  for (;;) {
    const { body } = await ask('almaty', `?types=SettlementBooked&limit=2&after=${next}`);
    if (body.items.length === 0) break;
    expect(body.items.length).toBeLessThanOrEqual(2);
    seen.push(...namesOf(body.items));
    next = body.next ?? '';
  }
  expect(seen).toEqual(all);
  expect(all.slice(-5)).toEqual([1, 2, 3, 4, 5].map((n) => `SettlementBooked PAGE-${n}`));
});

it.each([
  ['?limit=0', '/limit'],
  ['?limit=501', '/limit'],
  ['?after=-1', '/after'],
  ['?after=x', '/after'],
  ['?wait=26', '/wait'],
  ['?types=', '/types/0'],
  ['?types=SettlementBooked,WebhookPaused', '/types/1'],
  ['?bank=No', '/bank'],
  ['?from=1', '/from'],
])('refuses %s', async (query, pointer) => {
  expect(await ask('karachi', query)).toMatchObject({
    status: 422,
    body: { code: 'content-invalid', pointer },
  });
});

it('refuses a cursor beyond the end of the log, which would tell of nothing for ever', async () => {
  const end = Number(await nextOf('karachi'));
  expect((await ask('karachi', `?after=${end}`)).status).toBe(200);
  expect(await ask('karachi', `?after=${end + 1_000_000}&wait=25`)).toMatchObject({
    status: 422,
    body: { code: 'position-not-reached', pointer: '/after' },
  });
});

describe('a request that waits', () => {
  /** Requests of the service that wait for something to tell. One that finds no room, since another one was faster, asks until there is. */
  const start = async (key: Key, count: number, query = '') => {
    const after = await nextOf(key);
    const signal = new AbortController();
    const path = `outgoing?after=${after}&wait=25${query}`;
    const waiting = async () => {
      for (;;) {
        const answered = await call(key, 'GET', path, undefined, { signal: signal.signal });
        if (answered.status !== 429) return answered;
      }
    };
    return { asked: Array.from({ length: count }, waiting), signal };
  };
  /** Nothing more is on its way of what the process manager does. */
  const quiet = () =>
    eventually(async () => {
      const { rows } = await payments.world.owner.query(
        `SELECT FROM payments.settlements s WHERE NOT suspended AND unallocated_minor > 0`,
      );
      const head = (await payments.world.log()).at(-1)?.position ?? 0;
      const next = await nextOf('karachi');
      return rows.length === 0 && Number(next) >= head;
    });

  it('is answered once there is something, of its bank and of the types that it asks for', async () => {
    await quiet();
    const { asked } = await start('karachi', 2, '&types=SettlementReturned');
    await booked('almaty', 'WAIT-OTHER');
    const { settlementId } = await booked('karachi', 'WAIT-1');
    const back = await payments.karachi.giveBack(settlementId, returnOf());
    for (const { status, body } of await Promise.all(asked)) {
      expect(status).toBe(200);
      expect(body.items.map(({ position }) => position)).toEqual([back.body.position]);
    }
  });

  it('is one of at most twenty of a bank; one that is gone makes room', async () => {
    await quiet();
    const { asked, signal } = await start('karachi', 20);
    const after = await nextOf('karachi');
    const oneMore = () => ask('karachi', `?after=${after}&wait=1`);
    await eventually(async () => (await oneMore()).status === 429);
    expect(await oneMore()).toMatchObject({ status: 429, body: { code: 'too-many-waiting' } });
    // Neither another bank nor a request that does not wait is kept out.
    expect((await ask('almaty', `?after=${await nextOf('almaty')}&wait=1`)).status).toBe(200);
    expect((await ask('karachi', `?after=${after}`)).status).toBe(200);
    signal.abort();
    const ended = await Promise.allSettled(asked);
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['rejected']));
    await eventually(async () => (await oneMore()).status === 200);
  });
});

it('is the same made anew, in batches of any size, by two processes at once', async () => {
  const { owner } = payments.world;
  const pool = ledgerPool(payments.world.ledger.url, 'payments_settlement');
  const store = new EventStore({ pool });
  const { body } = await call('karachi', 'POST', 'webhooks', { url: 'https://hooks.example.com/' });
  await call('karachi', 'POST', `webhooks/${body.webhookId}/pause`, {});
  // A request that waits when the service ends is answered.
  const after = await nextOf('karachi');
  const { rows: clock } = await owner.query('SELECT clock_timestamp() AS now');
  const waiting = ask('karachi', `?after=${after}&wait=25`);
  // It waits once its process looks for it.
  await eventually(async () => {
    const { rowCount } = await owner.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%unnest($1::text[], $2::bigint[])%'
        AND usename IS NOT NULL AND pid <> pg_backend_pid() AND query_start > $1`,
      [clock[0]?.now],
    );
    return (rowCount ?? 0) > 0;
  });
  await payments.stopService();
  expect((await waiting).body.items).toEqual([]);
  const rows = async () => {
    const tables = ['outgoing', 'webhooks', 'webhook_lanes'];
    return Promise.all(
      tables.map(
        async (table) => (await owner.query(`SELECT t::text FROM payments.${table} t ORDER BY 1`)).rows,
      ),
    );
  };
  const head = await store.head();
  await new OutgoingLog(store, pool).waitFor(head, 20_000);
  const before = await rows();
  expect(before.map((each) => each.length > 0)).toEqual([true, true, true]);
  for (const batchSize of [1, 3, 1_000]) {
    await owner.query(
      `TRUNCATE payments.outgoing; UPDATE payments.list_checkpoints SET position = 0 WHERE list = 'outgoing'`,
    );
    const both = [new OutgoingLog(store, pool, batchSize), new OutgoingLog(store, pool, batchSize)];
    expect(await Promise.all(both.map((each) => each.waitFor(head, 20_000)))).toEqual([true, true]);
    expect(await rows()).toEqual(before);
  }
  await pool.end();
});
