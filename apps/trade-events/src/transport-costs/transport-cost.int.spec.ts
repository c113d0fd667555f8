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
    // Not the importer.
    participants: ['demo-customs', 'demo-textiles-faisalabad'],
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
      recordedBy: 'demo-customs',
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
    recordedBy: 'demo-customs',
    version: 1,
    legalNow: ['WithdrawTransportCost'],
  });
  const path = `consignments/${id}/costs/${costId}/withdrawal`;
  const gone = await world.done('customs', path, withdrawal);
  expect(await world.event(gone.position)).toMatchObject({
    type: 'TransportCostWithdrawn',
    participants: ['demo-customs', 'demo-textiles-faisalabad'],
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

it('is withdrawn by who told it, or an operator, and does not exist for the importer', async () => {
  const id = await world.declared();
  const path = `consignments/${id}/costs`;
  const telling = (holder: 'exporter' | 'importer' | 'customs', reference: string, change: object = {}) =>
    world.done(holder, path, { ...cost, reference, ...change });
  const refusal = async (holder: 'exporter' | 'importer' | 'customs' | 'pakistan', costId?: string) => {
    const { status, body } = await world.refused(() =>
      world.post(holder, `${path}/${costId}/withdrawal`, withdrawal),
    );
    return [status, (body as { code: string }).code];
  };
  const read = async (holder: Parameters<typeof world.get>[0], costId?: string) =>
    (await world.get(holder, `${path}/${costId}`)).status;
  const { costId } = await telling('customs', '1', { receipted: false });
  expect(await refusal('exporter', costId)).toEqual([403, 'not-your-cost']);
  expect(await refusal('importer', costId)).toEqual([404, 'cost-unknown']);
  expect(await refusal('pakistan', costId)).toEqual([404, 'cost-unknown']);
  expect(
    await Promise.all(
      (['customs', 'exporter', 'operator', 'importer', 'pakistan', 'stranger'] as const).map((holder) =>
        read(holder, costId),
      ),
    ),
  ).toEqual([200, 200, 200, 404, 404, 404]);
  await world.done('customs', `${path}/${costId}/withdrawal`, withdrawal);

  const own = await telling('importer', '2');
  expect(await read('importer', own.costId)).toBe(200);
  expect(await refusal('pakistan', own.costId)).toEqual([403, 'not-your-cost']);
  await world.done('operator', `${path}/${own.costId}/withdrawal`, withdrawal);
});

it('is told without a word of a receipt, in words, of some of the wagons, and of nothing paid', async () => {
  const id = await world.declared();
  const { receipted: _, ...untold } = cost;
  const more = { description: 'bogies', units: 2, amount: { amount: '0.00', currency: 'PKR' } };
  const body = { ...untold, kind: 'gauge-change', ...more };
  const { costId, position } = await world.done('exporter', `consignments/${id}/costs`, body);
  const { data } = (await world.event(position)) as unknown as { data: object };
  expect(data).toMatchObject({ ...more, amountUsd: { amount: '0.00', currency: 'USD' } });
  expect(data).not.toHaveProperty('receipted');
  const { body: view } = await world.get('exporter', `consignments/${id}/costs/${costId}`);
  expect(view).toMatchObject({ ...more, kind: 'gauge-change', recordedBy: 'demo-textiles-faisalabad' });
  expect(view).not.toHaveProperty('receipted');
});
