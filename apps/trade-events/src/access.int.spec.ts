import { randomUUID } from 'node:crypto';
import {
  type Answer,
  clearance,
  declaration,
  type Holder,
  IMPORTER,
  invoice,
  lodgement,
  TradeWorld,
  target,
} from './trade-events.spec-kit.js';

let world: TradeWorld;
let consignmentId: string;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
  consignmentId = await world.declared();
});
afterAll(() => world.stop());

/** Status and code of a refusal that leaves nothing in the log. */
async function refused(send: () => Promise<Answer>): Promise<readonly [number, unknown]> {
  const { status, body } = await world.refused(send);
  return [status, body.code];
}
const HOLDERS = ['exporter', 'importer', 'stranger', 'customs', 'operator', 'bank', 'reporter'] as const;
const TRADERS: readonly Holder[] = ['exporter', 'importer', 'stranger'];

// Which keys open a route; what its handler says of the body or the id comes behind that.
const ROUTES: readonly (readonly [path: string, holders: readonly Holder[]])[] = [
  ['consignments', [...TRADERS, 'operator']],
  ['consignments/x/dispatch', [...TRADERS, 'operator']],
  ['consignments/x/checkpoints', [...TRADERS, 'customs', 'operator']],
  ['consignments/x/delivery', [...TRADERS, 'operator']],
  ['consignments/x/amendments', [...TRADERS, 'operator']],
  ['consignments/x/cancellation', [...TRADERS, 'operator']],
  ['declarations', [...TRADERS, 'customs', 'operator']],
  ['declarations/x/holds', ['customs', 'operator']],
  ['declarations/x/holds/y/release', ['customs', 'operator']],
  ['declarations/x/clearance', ['customs', 'operator']],
  ['declarations/x/amendments', ['customs', 'operator']],
  ['declarations/x/invalidation', ['customs', 'operator']],
  ['invoices', [...TRADERS, 'operator']],
  ['routes', ['operator']],
  ['routes/x/opening', ['operator']],
  ['routes/x/suspension', ['operator']],
  ['routes/x/reopening', ['operator']],
  ['routes/x/tariffs', ['operator']],
  ['routes/x/revisions', ['operator']],
  ['targets', ['operator']],
  ['guarantees', ['bank', 'operator']],
  ['guarantees/x/top-ups', ['bank', 'operator']],
  ['guarantees/x/expiry', ['bank', 'operator']],
  ['transits', [...TRADERS, 'customs', 'operator']],
  ...[
    'passages',
    'seals',
    'irregularities',
    'extensions',
    'termination',
    'discharge',
    'calls',
    'cancellation',
  ].map((step) => [`transits/x/${step}`, ['customs', 'operator']] as const),
];

describe.each(ROUTES)('POST /v1/%s', (path, holders) => {
  it('is closed without a key, and with one that nobody has', async () => {
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect(await refused(() => world.send(path, json))).toEqual([401, 'key-missing']);
    const forged = { ...json, headers: { ...json.headers, authorization: 'Bearer forged' } };
    expect(await refused(() => world.send(path, forged))).toEqual([401, 'key-unknown']);
  });

  it.each(HOLDERS)('for the key of %s', async (holder) => {
    const [status, code] = await refused(() => world.post(holder, path, {}));
    if (holders.includes(holder))
      expect(code).toMatch(/^(content-invalid|(consignment|declaration|guarantee|transit)-unknown)$/);
    else expect([status, code]).toEqual([403, 'right-missing']);
  });
});

it.each([
  ['exporter', 200],
  ['importer', 200],
  ['customs', 200],
  ['operator', 200],
  ['stranger', 404],
  ['bank', 403],
  ['reporter', 403],
] as const)('a consignment, read with the key of %s, is a %d', async (holder, status) => {
  expect((await world.get(holder, `consignments/${consignmentId}`)).status).toBe(status);
});

it('is not told apart from what does not exist where it is of others', async () => {
  const [others, nobodys] = [consignmentId, randomUUID()];
  const [a, b] = await Promise.all(
    [others, nobodys].map((id) => world.get('stranger', `consignments/${id}`)),
  );
  expect(a).toEqual(b);
  expect(a).toMatchObject({ status: 404, body: { code: 'consignment-unknown' } });
});

const at = { occurredAt: '2026-03-20T08:00:00+05:00' };
const STEPS: readonly (readonly [step: string, body: object])[] = [
  ['dispatch', { ...at, location: 'PKKHI', transportMode: 'road' }],
  ['checkpoints', { ...at, location: 'UZTAS', movement: 'arrived' }],
  ['delivery', { ...at, location: 'KZALA' }],
  ['amendments', { ...at, reason: 'x', lines: declaration().lines }],
  ['cancellation', { ...at, reason: 'x' }],
];

it.each(STEPS)('another firm can not send %s, nor anyone for an unknown id', async (step, body) => {
  const unknown = [404, 'consignment-unknown'];
  const mine = `consignments/${consignmentId}/${step}`;
  expect(await refused(() => world.post('stranger', mine, body))).toEqual(unknown);
  for (const id of [randomUUID(), 'x', '%00', `${consignmentId}%2f..`]) {
    expect(await refused(() => world.post('operator', `consignments/${id}/${step}`, body))).toEqual(unknown);
  }
});

it('a firm declares its own consignments only', async () => {
  expect(await refused(() => world.post('stranger', 'consignments', declaration()))).toEqual([
    403,
    'not-a-party',
  ]);
  await world.done('importer', 'consignments', declaration());
  await world.done('operator', 'consignments', declaration());
});

it('another firm can neither declare nor invoice the goods', async () => {
  const unknown = [404, 'consignment-unknown'];
  expect(await refused(() => world.post('stranger', 'declarations', lodgement(consignmentId)))).toEqual(
    unknown,
  );
  expect(await refused(() => world.post('stranger', 'invoices', invoice(consignmentId)))).toEqual(unknown);
});

it('who owes does not write the invoice', async () => {
  expect(await refused(() => world.post('importer', 'invoices', invoice(consignmentId)))).toEqual([
    403,
    'not-the-creditor',
  ]);
  await world.done('operator', 'invoices', invoice(consignmentId));
  const { consignmentId: sold } = await world.done('importer', 'consignments', {
    ...declaration(),
    exporter: IMPORTER,
    importer: { ...IMPORTER, participantId: 'demo-carpets-lahore' },
  });
  await world.done('importer', 'invoices', invoice(sold ?? ''));
});

it('a firm may lodge for its own goods, and leaves the rest to customs', async () => {
  const { declarationId } = await world.done('importer', 'declarations', lodgement(consignmentId));
  const clearing = () => world.post('importer', `declarations/${declarationId}/clearance`, clearance());
  expect(await refused(clearing)).toEqual([403, 'right-missing']);
});

it.each([
  ['holds', { ...at, reason: 'inspection', note: 'x' }],
  ['holds/y/release', at],
  ['clearance', clearance()],
  ['amendments', { ...at, reason: 'x', lines: declaration().lines, charges: lodgement('').charges }],
])('an unknown declaration takes no %s', async (step, body) => {
  for (const id of [randomUUID(), 'x']) {
    const sent = () => world.post('customs', `declarations/${id}/${step}`, body);
    expect(await refused(sent)).toEqual([404, 'declaration-unknown']);
  }
});

it('a target is set by an operator', async () => {
  expect(await refused(() => world.post('customs', 'targets', target()))).toEqual([403, 'right-missing']);
  await world.done('operator', 'targets', target());
});
