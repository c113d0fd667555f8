import { randomUUID } from 'node:crypto';
import {
  clearance,
  declaration,
  type Holder,
  invoice,
  lodgement,
  TradeWorld,
  target,
} from './trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-20T08:00:00+05:00' };
const dispatch = { ...at, location: 'PKKHI', transportMode: 'road' };
const hold = { ...at, reason: 'inspection', note: 'Two bales' };

/** Makes what the request needs. @returns its path and its body. */
type Prepare = () => Promise<readonly [path: string, body: object]>;
const onConsignment =
  (step: string, body: object, dispatched = false): Prepare =>
  async () => {
    const path = `consignments/${await world.declared()}`;
    if (dispatched) await world.done('exporter', `${path}/dispatch`, dispatch);
    return [`${path}/${step}`, body];
  };
const lodged = async () => {
  const { declarationId } = await world.done('customs', 'declarations', lodgement(await world.declared()));
  return `declarations/${declarationId}`;
};

const REQUESTS: readonly (readonly [name: string, holder: Holder, prepare: Prepare, change: object])[] = [
  [
    'a consignment',
    'exporter',
    async () => ['consignments', declaration()],
    { destination: 'KZALA', origin: 'PKLHE' },
  ],
  ['a dispatch', 'exporter', onConsignment('dispatch', dispatch), { transportMode: 'rail' }],
  [
    'a checkpoint',
    'customs',
    onConsignment('checkpoints', { ...at, location: 'UZTAS', movement: 'arrived' }, true),
    { movement: 'departed' },
  ],
  [
    'a delivery',
    'importer',
    onConsignment('delivery', { ...at, location: 'KZALA' }, true),
    { location: 'UZTAS' },
  ],
  [
    'an amendment',
    'exporter',
    onConsignment('amendments', { ...at, reason: 'x', lines: declaration().lines.slice(1) }),
    { reason: 'y' },
  ],
  ['a cancellation', 'exporter', onConsignment('cancellation', { ...at, reason: 'x' }), { reason: 'y' }],
  [
    'a declaration',
    'customs',
    async () => ['declarations', lodgement(await world.declared())],
    { declarationNumber: 'another' },
  ],
  ['a hold', 'customs', async () => [`${await lodged()}/holds`, hold], { note: 'Three bales' }],
  [
    'a release',
    'customs',
    async () => {
      const path = await lodged();
      const { holdId } = await world.done('customs', `${path}/holds`, hold);
      return [`${path}/holds/${holdId}/release`, at];
    },
    { occurredAt: '2026-03-20T09:00:00+05:00' },
  ],
  [
    'a clearance',
    'customs',
    async () => [`${await lodged()}/clearance`, clearance()],
    { occurredAt: at.occurredAt },
  ],
  [
    'an amendment of a declaration',
    'customs',
    async () => {
      const path = await lodged();
      await world.done('customs', `${path}/clearance`, clearance());
      const { charges } = lodgement('');
      const lines = declaration().lines.slice(1);
      return [`${path}/amendments`, { ...at, reason: 'x', lines, charges }];
    },
    { reason: 'y' },
  ],
  [
    'an invoice',
    'exporter',
    async () => ['invoices', invoice(await world.declared())],
    { invoiceNumber: 'another' },
  ],
  ['a target', 'operator', async () => ['targets', target()], { source: 'Another' }],
];

it.each(REQUESTS)('%s is answered once for each key', async (_, holder, prepare, change) => {
  const [path, body] = await prepare();
  const key = { 'idempotency-key': randomUUID() };
  const first = await world.post(holder, path, body, key);
  expect(first.status).toBeLessThan(300);
  expect(first.body.position).toBe((await world.asked()).position);
  // Others go on meanwhile.
  await world.declared();
  const head = (await world.asked()).count;
  expect(await world.post(holder, path, body, key)).toEqual(first);
  expect(await world.post(holder, path, { ...body, ...change }, key)).toMatchObject({
    status: 422,
    type: 'application/problem+json; charset=utf-8',
    body: { code: 'idempotency-key-reused' },
  });
  expect((await world.asked()).count).toBe(head);
});

it('a key is its sender’s own', async () => {
  const key = { 'idempotency-key': 'shared' };
  const mine = await world.post('exporter', 'consignments', declaration(), key);
  const theirs = await world.post('importer', 'consignments', declaration(), key);
  expect([mine.status, theirs.status]).toEqual([201, 201]);
  expect(theirs.body.consignmentId).not.toBe(mine.body.consignmentId);
});

it('a refused request keeps no key: mended, it passes under the same', async () => {
  const key = { 'idempotency-key': 'mended' };
  const broken = { ...declaration(), origin: 'PKZZZ' };
  expect((await world.post('exporter', 'consignments', broken, key)).status).toBe(422);
  expect((await world.post('exporter', 'consignments', declaration(), key)).status).toBe(201);
});

it.each([
  ['a step', async () => [`consignments/${await world.declared()}/dispatch`, dispatch] as const],
  ['a creation', async () => ['consignments', declaration()] as const],
  ['an invoice', async () => ['invoices', invoice(await world.declared())] as const],
])('%s that is sent ten times at once happens once, and has one answer', async (_, prepare) => {
  const [path, body] = await prepare();
  const head = (await world.asked()).count;
  const key = { 'idempotency-key': randomUUID() };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => world.post('exporter', path, body, key)),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([path.includes('/') ? 200 : 201]));
  expect((await world.asked()).count).toBe(head + (path === 'invoices' ? 2 : 1));
});

it.each([
  ['idempotency-key', 'with a space', 'idempotency-key-malformed'],
  ['idempotency-key', 'k'.repeat(256), 'idempotency-key-malformed'],
  ['x-correlation-id', 'not-a-uuid', 'correlation-id-malformed'],
])('the header %s: %s is refused', async (name, value, code) => {
  const head = (await world.asked()).count;
  const answer = await world.post('exporter', 'consignments', declaration(), { [name]: value });
  expect(answer).toMatchObject({ status: 422, body: { code } });
  expect((await world.asked()).count).toBe(head);
});
