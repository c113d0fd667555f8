import { randomUUID } from 'node:crypto';
import { EXPORTER, TradeWorld } from '../trade-events.spec-kit.js';
import { ASSOCIATION, carnet, guarantee, INSURER, pkr } from '../transits/transit.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2027-01-10T00:00:00Z'));
});
afterAll(() => world.stop());

const issued = async (change: object = {}): Promise<string> =>
  (await world.done('insurer', 'guarantees', guarantee(change))).guaranteeId ?? '';
const read = async (id: string) => (await world.get('operator', `guarantees/${id}`)).body;
/** Status, code and pointer of a refusal that leaves nothing in the log. */
const refusal = async (...sent: Parameters<TradeWorld['post']>) => {
  const { status, body } = await world.refused(() => world.post(...sent));
  return [status, body.code, body.pointer];
};

it('is issued, topped up and expired, and says each time what it covers', async () => {
  const body = guarantee();
  const { guaranteeId, position } = await world.done('insurer', 'guarantees', body);
  const { occurredAt: _, ...terms } = body;
  const covered = { reserved: pkr('0.00'), called: pkr('0.00'), reservations: [] };
  expect(await read(guaranteeId ?? '')).toEqual({
    guaranteeId,
    ...terms,
    ...covered,
    status: 'valid',
    total: pkr('1000.00'),
    available: pkr('1000.00'),
    legalNow: ['TopUpGuarantee', 'ReserveAmount', 'FreeAmount', 'CallGuarantee', 'ExpireGuarantee'],
    version: 1,
  });
  expect((await world.event(position)).participants).toEqual([INSURER.participantId, EXPORTER.participantId]);

  const path = `guarantees/${guaranteeId}`;
  await world.done('insurer', `${path}/top-ups`, {
    occurredAt: '2026-05-01T00:00:00Z',
    amount: pkr('250.00'),
  });
  // 19:00 in UTC is the first minute of the year in Lahore.
  const expiry = await world.done('insurer', `${path}/expiry`, { occurredAt: '2026-12-31T19:00:00Z' });
  expect((await world.event(expiry.position)).occurredAt).toBe('2027-01-01T00:00:00+05:00');
  expect(await read(guaranteeId ?? '')).toMatchObject({
    ...covered,
    status: 'expired',
    amount: pkr('1000.00'),
    total: pkr('1250.00'),
    available: pkr('1250.00'),
    legalNow: ['ExpireGuarantee', 'FreeAmount', 'CallGuarantee'],
    version: 3,
  });
  const again = await world.done('insurer', `${path}/expiry`, { occurredAt: '2027-01-02T00:00:00+05:00' });
  expect(again).toEqual(expiry);
});

it.each([
  ['of a kind that is none', { kind: 'promise' }, 422, 'content-invalid', '/kind'],
  ['of nothing', { amount: pkr('0.00') }, 422, 'amount-not-positive', '/amount/amount'],
  ['that ends before it begins', { validUntil: '2025-12-31' }, 422, 'validity-reversed', '/validUntil'],
  ['for oneself', { principal: INSURER }, 422, 'guarantor-is-principal', '/principal/participantId'],
  ['of nowhere', { principal: { ...EXPORTER, country: 'XX' } }, 422, 'country-unknown', '/principal/country'],
  [
    'of another bank',
    { guarantor: { ...INSURER, participantId: 'demo-bank-karachi' } },
    403,
    'not-the-guarantor',
    '/guarantor/participantId',
  ],
])('a guarantee %s is refused', async (_, change, status, code, pointer) => {
  expect(await refusal('insurer', 'guarantees', guarantee(change))).toEqual([status, code, pointer]);
});

it('a number covers once, however it is written; another guarantor has numbers of its own', async () => {
  await issued({ reference: 'RIG  2026 once' });
  expect(await refusal('insurer', 'guarantees', guarantee({ reference: 'rig 2026 ONCE' }))).toEqual([
    409,
    'guarantee-reference-used',
    '/reference',
  ]);
  const bank = { ...INSURER, participantId: 'demo-bank-karachi' };
  await world.done('bank', 'guarantees', guarantee({ reference: 'RIG 2026 once', guarantor: bank }));
});

describe('a carnet', () => {
  it.each([
    ['60000.00', ASSOCIATION, undefined],
    ['100000.00', ASSOCIATION, undefined],
    ['100000.01', ASSOCIATION, 'carnet-above-ceiling'],
    ['60000.01', { ...ASSOCIATION, country: 'PK' }, 'carnet-above-ceiling'],
  ])('of %s euros by %j: %s', async (amount, guarantor, code) => {
    const body = carnet({ amount: { amount, currency: 'EUR' }, guarantor });
    if (code === undefined) await world.done('operator', 'guarantees', body);
    else expect(await refusal('operator', 'guarantees', body)).toEqual([422, code, '/amount/amount']);
  });

  it('is in euros, and stays as large as it is', async () => {
    const dollars = carnet({ amount: { amount: '1.00', currency: 'USD' } });
    expect(await refusal('operator', 'guarantees', dollars)).toEqual([
      422,
      'carnet-not-in-euro',
      '/amount/currency',
    ]);
    const { guaranteeId } = await world.done('operator', 'guarantees', carnet());
    const topUp = { occurredAt: '2026-05-01T00:00:00Z', amount: { amount: '1.00', currency: 'EUR' } };
    expect(await refusal('operator', `guarantees/${guaranteeId}/top-ups`, topUp)).toEqual([
      409,
      'illegal-step',
      undefined,
    ]);
  });
});

it('expires no earlier than its last day is over', async () => {
  const path = `guarantees/${await issued()}/expiry`;
  expect(await refusal('insurer', path, { occurredAt: '2026-12-31T18:59:59Z' })).toEqual([
    422,
    'guarantee-still-valid',
    '/occurredAt',
  ]);
});

it('is there for its guarantor, its principal and customs, and for nobody else', async () => {
  const id = await issued();
  for (const holder of ['insurer', 'exporter', 'customs', 'operator'] as const) {
    expect((await world.get(holder, `guarantees/${id}`)).status).toBe(200);
  }
  const unknown = { status: 404, body: { code: 'guarantee-unknown' } };
  for (const holder of ['bank', 'importer', 'stranger'] as const) {
    expect(await world.get(holder, `guarantees/${id}`)).toMatchObject(unknown);
    expect(await world.get(holder, `guarantees/${id}`)).toEqual(
      await world.get(holder, `guarantees/${randomUUID()}`),
    );
  }
  expect((await world.get('reporter', `guarantees/${id}`)).status).toBe(403);
  const topUp = { occurredAt: '2026-05-01T00:00:00Z', amount: pkr('1.00') };
  expect(await refusal('bank', `guarantees/${id}/top-ups`, topUp)).toEqual([
    404,
    'guarantee-unknown',
    undefined,
  ]);
  expect(await refusal('exporter', `guarantees/${id}/top-ups`, topUp)).toEqual([
    403,
    'right-missing',
    undefined,
  ]);
});

it('answers a repeated request with the first answer', async () => {
  const path = `guarantees/${await issued()}/top-ups`;
  const body = { occurredAt: '2026-05-01T00:00:00Z', amount: pkr('5.00') };
  const headers = { 'idempotency-key': 'top-up-once' };
  const first = await world.done('insurer', path, body, headers);
  expect(await world.done('insurer', path, body, headers)).toEqual(first);
});
