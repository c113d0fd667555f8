import { randomUUID } from 'node:crypto';
import { TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const cost = {
  // In Pakistan it is the 20th already.
  occurredAt: '2026-03-19T22:00:00Z',
  reference: 'TOR-4417',
  kind: 'customs-clearance',
  scope: { basis: 'place', location: 'PKTOR' },
  amount: { amount: '12500.00', currency: 'PKR' },
  exchangeRate: { usdPerUnit: '0.0036', date: '2026-03-20', source: 'State Bank of Pakistan' },
  receipted: true,
};
const withdrawal = { occurredAt: '2026-03-21T08:00:00+05:00', reason: 'another truck' };

it('a cost is told once under its reference, by the clock of the place, in USD at the rate of its day', async () => {
  const id = await world.declared();
  const { costId, position } = await world.done('customs', `consignments/${id}/costs`, cost);
  expect(await world.event(position)).toMatchObject({
    type: 'TransportCostRecorded',
    streamId: `cost-${costId}`,
    occurredAt: '2026-03-20T03:00:00+05:00',
    data: {
      costId,
      consignmentId: id,
      reference: 'TOR-4417',
      kind: 'customs-clearance',
      scope: { basis: 'place', location: 'PKTOR' },
      amount: { amount: '12500.00', currency: 'PKR' },
      amountUsd: { amount: '45.00', currency: 'USD' },
      exchangeRate: cost.exchangeRate,
      receipted: true,
    },
  });
  expect(await world.done('exporter', `consignments/${id}/costs`, cost)).toEqual({
    consignmentId: id,
    costId,
    position,
  });
  const view = async () => (await world.get('exporter', `consignments/${id}/costs/${costId}`)).body;
  expect(await view()).toEqual({
    consignmentId: id,
    costId,
    status: 'recorded',
    paidAt: '2026-03-20T03:00:00+05:00',
    reference: 'TOR-4417',
    kind: 'customs-clearance',
    scope: { basis: 'place', location: 'PKTOR' },
    amount: { amount: '12500.00', currency: 'PKR' },
    amountUsd: { amount: '45.00', currency: 'USD' },
    exchangeRate: cost.exchangeRate,
    receipted: true,
    version: 1,
    legalNow: ['WithdrawTransportCost'],
  });
  const path = `consignments/${id}/costs/${costId}/withdrawal`;
  const gone = await world.done('exporter', path, withdrawal);
  expect(await world.event(gone.position)).toMatchObject({
    type: 'TransportCostWithdrawn',
    data: { costId, consignmentId: id, reason: 'another truck' },
  });
  expect(await view()).toMatchObject({ status: 'withdrawn', version: 2 });
});

it('one that cannot be, of a stranger, or of other goods, is refused', async () => {
  const [id, other] = [await world.declared(), await world.declared()];
  const { costId } = await world.done('exporter', `consignments/${id}/costs`, cost);
  const refused = (holder: 'exporter' | 'stranger' | 'bank', path: string, body: object) =>
    world.refused(() => world.post(holder, `consignments/${path}`, body));
  for (const [change, code, pointer] of [
    [{ receipted: false }, 'reference-used', '/reference'],
    [{ reference: '2', scope: { basis: 'place', location: 'PKXXX' } }, 'place-unknown', '/scope/location'],
    [{ reference: '2', exchangeRate: undefined }, 'rate-missing', '/exchangeRate'],
    [{ reference: '2', kind: 'bribe' }, 'content-invalid', '/kind'],
  ] as const) {
    expect(await refused('exporter', `${id}/costs`, { ...cost, ...change })).toMatchObject({
      body: { code, pointer },
    });
  }
  expect(await refused('stranger', `${id}/costs`, cost)).toMatchObject({
    status: 404,
    body: { code: 'consignment-unknown' },
  });
  expect(await refused('bank', `${id}/costs`, cost)).toMatchObject({ status: 403 });
  for (const [of, which] of [
    [other, costId],
    [id, randomUUID()],
  ] as const) {
    expect(await refused('exporter', `${of}/costs/${which}/withdrawal`, withdrawal)).toMatchObject({
      status: 404,
      body: { code: 'cost-unknown' },
    });
  }
});
