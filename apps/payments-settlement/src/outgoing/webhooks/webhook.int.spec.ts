import { settlementOf } from '../../bank-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../../running-service.spec-kit.js';
import { ALMATY, eventually, KARACHI } from '../../trade-world.spec-kit.js';
import { answering, idsOf, Receiver, signersOf } from '../delivery/receiver.spec-kit.js';
import { clientOf, type Key } from '../outgoing-client.spec-kit.js';

let payments: RunningPayments;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  payments = await startPayments({ webhookLoopback: true });
  call = clientOf(payments);
});
afterAll(() => payments.stop());

const URL = 'https://hooks.example.com/ledger';
const register = (body: unknown, key: Key = 'karachi', headers: Record<string, string> = {}) =>
  call(key, 'POST', 'webhooks', body, { headers });
const made = async (body: object = {}, key: Key = 'karachi') => {
  const answer = await register({ url: URL, ...body }, key);
  expect(answer.status).toBe(201);
  return answer.body.webhookId ?? '';
};
const find = (id: string, key: Key = 'karachi') => call(key, 'GET', `webhooks/${id}`);
const end = (id: string) => call('karachi', 'DELETE', `webhooks/${id}`);

it('tells its bank from its registration on, and shows what became of it', async () => {
  const receiver = await Receiver.start();
  receiver.next(answering(204));
  receiver.always(answering(500));
  const registered = await register({
    url: receiver.url(),
    types: ['SettlementBooked'],
    description: 'Desk',
  });
  expect(registered.status).toBe(201);
  const { webhookId = '', secret = '', position } = registered.body;
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const first = await payments.karachi.settlement(settlementOf({ references: { endToEndId: 'HOOK-1' } }));
  const second = await payments.karachi.settlement(settlementOf({ references: { endToEndId: 'HOOK-2' } }));
  await receiver.got(2);
  const [one, other] = [first, second].map(({ body }) => body.position);
  expect(idsOf(receiver.received)).toEqual([`evt_${one}`, `evt_${other}`]);
  // It is what the cursor gives.
  const { body: page } = await call('karachi', 'GET', `outgoing?after=${position}&types=SettlementBooked`);
  const sent = receiver.received.map(({ body }) => JSON.parse(body));
  expect(sent).toEqual(page.items);
  for (const each of receiver.received) expect(signersOf(each, [secret])).toEqual([secret]);

  const deliveries = await eventually(async () => {
    const { items } = (await call('karachi', 'GET', `webhooks/${webhookId}/deliveries`)).body;
    return items.length === 2 && items;
  });
  expect(deliveries).toMatchObject([
    { id: `evt_${other}`, status: 'failing', attempts: 1, httpStatus: 500, type: 'SettlementBooked' },
    { id: `evt_${one}`, status: 'delivered', attempts: 1, httpStatus: 204 },
  ]);
  const [failing, delivered] = deliveries;
  expect(Date.parse(failing?.nextTryAt ?? '')).toBeGreaterThan(Date.parse(failing?.lastAttemptAt ?? ''));
  expect(delivered).not.toHaveProperty('nextTryAt');
  expect((await find(webhookId)).body).toEqual({
    webhookId,
    bank: KARACHI,
    url: receiver.url(),
    types: ['SettlementBooked'],
    description: 'Desk',
    status: 'active',
    registeredAt: expect.any(String),
    position,
    cursor: one,
    attempts: 1,
    failingSince: failing?.lastAttemptAt,
    nextTryAt: failing?.nextTryAt,
    replays: [],
  });
  const failures = await call('karachi', 'GET', `webhooks/${webhookId}/deliveries?status=failing`);
  expect(failures.body.items).toEqual([failing]);
  const older = await call('karachi', 'GET', `webhooks/${webhookId}/deliveries?limit=1`);
  expect(older.body.items).toEqual([failing]);
  const last = await call(
    'karachi',
    'GET',
    `webhooks/${webhookId}/deliveries?limit=1&after=${older.body.next}`,
  );
  expect(last.body).toEqual({ items: [delivered] });
  await end(webhookId);
  await receiver.stop();
});

it('shows its secret once, and nowhere else', async () => {
  const { body } = await register({ url: URL }, 'karachi', { 'idempotency-key': 'hook-1' });
  const { webhookId = '', secret = '' } = body;
  const again = await register({ url: URL }, 'karachi', { 'idempotency-key': 'hook-1' });
  expect(again).toEqual({ status: 201, body: { webhookId, position: body.position } });
  const rotated = await call('karachi', 'POST', `webhooks/${webhookId}/secret`, {});
  expect(rotated.body.secret).toMatch(/^whsec_/);
  expect(rotated.body.secret).not.toBe(secret);
  const shown = JSON.stringify([
    (await find(webhookId)).body,
    (await call('karachi', 'GET', 'webhooks')).body,
  ]);
  const log = JSON.stringify(await payments.world.log());
  const { rows } = await payments.world.owner.query('SELECT answer::text FROM ledger.idempotency');
  const everywhere = shown + log + JSON.stringify(rows);
  for (const text of [secret, rotated.body.secret ?? '']) {
    const key = text.replace('whsec_', '');
    expect(everywhere).not.toContain(key);
    expect(everywhere).not.toContain(Buffer.from(key, 'base64').toString('hex'));
  }
  await end(webhookId);
});

it('keeps its secrets from every other role', async () => {
  for (const role of ['trade_events', 'reporting', 'gateway']) {
    const client = await payments.world.owner.connect();
    await client.query(`SET ROLE ${role}`);
    await expect(client.query('SELECT * FROM payments.webhook_secrets')).rejects.toThrow('permission denied');
    await client.query('RESET ROLE');
    client.release();
  }
});

it('lets the secret before sign for a time that is told', async () => {
  const id = await made();
  const { body } = await call('karachi', 'POST', `webhooks/${id}/secret`, { graceHours: 0 });
  const secrets = () =>
    payments.world.owner.query(
      'SELECT signs_until FROM payments.webhook_secrets WHERE webhook_id = $1 ORDER BY made_at',
      [id],
    );
  const [until] = (await secrets()).rows.map(({ signs_until }) => signs_until?.toISOString());
  expect(until).toBe(body.previousUntil);
  await call('karachi', 'POST', `webhooks/${id}/secret`, { graceHours: 2 });
  // That of the first was over, and is gone.
  expect((await secrets()).rows).toEqual([{ signs_until: expect.any(Date) }, { signs_until: null }]);
  expect(await call('karachi', 'POST', `webhooks/${id}/secret`, { graceHours: 169 })).toMatchObject({
    status: 422,
    body: { code: 'content-invalid', pointer: '/graceHours' },
  });
  await end(id);
});

it('goes through its life, and tells what is legal', async () => {
  const id = await made();
  const step = (path: string, body: unknown = {}) => call('karachi', 'POST', `webhooks/${id}/${path}`, body);
  const paused = (await step('pause', { reason: 'moving' })).body;
  expect(paused).toEqual({ webhookId: id, position: expect.any(Number) });
  expect((await find(id)).body).toMatchObject({ status: 'paused', reason: 'moving' });
  expect((await step('pause')).body).toEqual(paused);
  expect(await step('replay', { from: 1 })).toMatchObject({
    status: 409,
    body: { code: 'illegal-step', legalNow: ['RotateSecret', 'ResumeWebhook', 'EndWebhook'] },
  });
  expect((await step('resume')).status).toBe(200);
  const active = (await find(id)).body;
  expect(active.status).toBe('active');
  expect(active).not.toHaveProperty('reason');
  const ended = await end(id);
  expect([ended.status, ended.body]).toEqual([200, { webhookId: id, position: expect.any(Number) }]);
  expect((await end(id)).body).toEqual(ended.body);
  expect(await step('resume')).toMatchObject({ status: 409, body: { code: 'illegal-step', legalNow: [] } });
  const events = await payments.world.log();
  expect(
    events.filter(({ streamId }) => streamId === `webhook-${id}`).map(({ type, actor }) => [type, actor]),
  ).toEqual(
    ['WebhookRegistered', 'WebhookPaused', 'WebhookResumed', 'WebhookEnded'].map((type) => [
      type,
      `bank:${KARACHI}`,
    ]),
  );
});

it('sends again what lies between two positions of the ledger', async () => {
  const receiver = await Receiver.start();
  const { body: settled } = await payments.almaty.settlement(
    settlementOf({ references: { endToEndId: 'AGAIN-1' } }),
  );
  const id = await made({ url: receiver.url(), types: ['SettlementBooked'] }, 'almaty');
  const replay = (body: unknown) => call('almaty', 'POST', `webhooks/${id}/replay`, body);
  const asked = await replay({ from: 1 });
  expect(asked).toMatchObject({ status: 200, body: { webhookId: id, from: 1 } });
  await receiver.got(1);
  expect(receiver.received[0]?.headers).toMatchObject({
    'webhook-id': `evt_${settled.position}`,
    'webhook-replay': 'true',
  });
  await eventually(async () => (await find(id, 'almaty')).body.replays?.[0]?.isDone);
  const { items } = (await call('almaty', 'GET', `webhooks/${id}/deliveries`)).body;
  expect(items).toMatchObject([
    { id: `evt_${settled.position}`, replayId: asked.body.replayId, status: 'delivered' },
  ]);
  const far = 999_999_999;
  for (const [body, code, pointer] of [
    [{ from: 0 }, 'content-invalid', '/from'],
    [{}, 'content-invalid', '/from'],
    [{ from: far }, 'position-not-reached', '/from'],
    [{ from: 1, to: far }, 'position-not-reached', '/to'],
    [{ from: 2, to: 1 }, 'replay-ends-before-it-begins', '/to'],
  ] as const) {
    expect(await replay(body)).toMatchObject({ status: 422, body: { code, pointer } });
  }
  await call('almaty', 'DELETE', `webhooks/${id}`);
  await receiver.stop();
});

it('is its bank’s: for another one it does not exist', async () => {
  const id = await made();
  for (const [method, path, body] of [
    ['GET', ''],
    ['GET', '/deliveries'],
    ['DELETE', ''],
    ['POST', '/secret', {}],
    ['POST', '/pause', {}],
    ['POST', '/resume'],
    ['POST', '/replay', { from: 1 }],
  ] as const) {
    for (const other of [id, '0191d8a0-0000-7000-8000-00000000ffff', 'x']) {
      const key = other === id ? 'almaty' : 'karachi';
      const answer = await call(key, method, `webhooks/${other}${path}`, body);
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 404, 'webhook-unknown']);
    }
  }
  expect(
    (await call('almaty', 'GET', 'webhooks')).body.items.map(({ webhookId }) => webhookId),
  ).not.toContain(id);
  expect(await call('almaty', 'GET', `webhooks?bank=${KARACHI}`)).toMatchObject({
    status: 403,
    body: { code: 'not-your-bank' },
  });
  await end(id);
});

it('is seen by an operator, who may pause it', async () => {
  const mine = await made();
  const theirs = await made({}, 'almaty');
  const listed = async (query: string) =>
    (await call('operator', 'GET', `webhooks${query}`)).body.items
      .map(({ webhookId }) => webhookId)
      .filter((id) => [mine, theirs].includes(id));
  expect(await listed('?limit=500')).toEqual([mine, theirs]);
  expect(await listed(`?limit=500&bank=${ALMATY}`)).toEqual([theirs]);
  expect((await find(theirs, 'operator')).status).toBe(200);
  expect((await call('operator', 'GET', `webhooks/${theirs}/deliveries`)).status).toBe(200);
  expect((await call('operator', 'POST', `webhooks/${theirs}/pause`, { reason: 'floods' })).status).toBe(200);
  expect((await find(theirs, 'almaty')).body).toMatchObject({ status: 'paused', reason: 'floods' });
  for (const [method, path] of [
    ['POST', 'webhooks'],
    ['POST', `webhooks/${theirs}/secret`],
    ['POST', `webhooks/${theirs}/replay`],
    ['DELETE', `webhooks/${theirs}`],
  ] as const) {
    expect(await call('operator', method, path)).toMatchObject({
      status: 403,
      body: { code: 'right-missing' },
    });
  }
  await end(mine);
  await call('almaty', 'DELETE', `webhooks/${theirs}`);
});

it('comes in pages of the list, oldest first, and there are at most twenty of a bank', async () => {
  const open = (await call('almaty', 'GET', 'webhooks?limit=500')).body.items.filter(
    ({ status }) => status !== 'ended',
  );
  expect(open).toEqual([]);
  const ids: string[] = [];
  for (let n = 0; n < 20; n += 1) ids.push(await made({ url: `${URL}/${n}` }, 'almaty'));
  expect(await register({ url: URL }, 'almaty')).toMatchObject({
    status: 409,
    body: { code: 'webhooks-too-many' },
  });
  const seen: string[] = [];
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const { body } = await call('almaty', 'GET', `webhooks?limit=7&after=${after}`);
    seen.push(...body.items.map(({ webhookId }) => webhookId));
    after = body.next;
  }
  expect(seen.slice(-20)).toEqual(ids);
  expect(new Set(seen).size).toBe(seen.length);
});

it.each([
  ['no address', {}, 'content-invalid', '/url'],
  ['an address with spaces', { url: 'https://hooks.example.com/a b' }, 'content-invalid', '/url'],
  ['HTTP', { url: 'http://hooks.example.com/' }, 'webhook-url-refused', '/url'],
  ['a private address', { url: 'https://10.0.0.1/' }, 'webhook-url-refused', '/url'],
  ['the metadata of a cloud', { url: 'https://169.254.169.254/' }, 'webhook-url-refused', '/url'],
  ['no type', { url: URL, types: [] }, 'content-invalid', '/types'],
  ['an unknown type', { url: URL, types: ['SettlementLost'] }, 'content-invalid', '/types/0'],
  ['what is not told', { url: URL, types: ['WebhookPaused'] }, 'content-invalid', '/types/0'],
  ['a type twice', { url: URL, types: ['SettlementBooked', 'SettlementBooked'] }, 'type-twice', '/types'],
  ['a secret of its own', { url: URL, secret: 'whsec_x' }, 'content-invalid', '/secret'],
])('is refused with %s', async (_, body, code, pointer) => {
  expect(await register(body)).toMatchObject({ status: 422, body: { code, pointer } });
});

it('is not for others', async () => {
  for (const key of ['trader', 'customs', 'reporter'] as const) {
    expect(await register({ url: URL }, key)).toMatchObject({ status: 403, body: { code: 'right-missing' } });
    expect(await call(key, 'GET', 'webhooks')).toMatchObject({
      status: 403,
      body: { code: 'right-missing' },
    });
  }
});

it('may not lead to this machine where that is not allowed', async () => {
  const strict = await startPayments();
  try {
    for (const url of ['http://127.0.0.1:9/', 'https://127.0.0.1:9/', 'https://localhost/']) {
      const answer = await clientOf(strict)('karachi', 'POST', 'webhooks', { url });
      expect(answer).toMatchObject({ status: 422, body: { code: 'webhook-url-refused', pointer: '/url' } });
    }
  } finally {
    await strict.stop();
  }
});
