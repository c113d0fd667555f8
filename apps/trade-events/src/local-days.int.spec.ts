import { clearance, lodgement, TradeWorld } from './trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

it('dates a declaration by the clock of its office, whatever offset a client writes', async () => {
  const consignmentId = await world.declared({ occurredAt: '2026-02-20T10:00:00+05:00' });
  // In Almaty it is half past one in the night to March.
  const lodged = await world.done('customs', 'declarations', {
    ...lodgement(consignmentId),
    customsOffice: 'KZALA',
    occurredAt: '2026-02-28T20:30:00Z',
  });
  expect(await world.event(lodged.position)).toMatchObject({
    type: 'DeclarationLodged',
    occurredAt: '2026-03-01T01:30:00+05:00',
    data: { acceptedOn: '2026-03-01' },
  });
  const exchangeRate = { ...clearance().exchangeRate, date: '2026-03-01' };
  const cleared = await world.done('customs', `declarations/${lodged.declarationId}/clearance`, {
    occurredAt: '2026-03-01T19:15:00.5Z',
    exchangeRate,
  });
  expect(await world.event(cleared.position)).toMatchObject({ occurredAt: '2026-03-02T00:15:00.5+05:00' });
});

it.each([
  [
    'dispatch',
    { location: 'PKLYP', transportMode: 'road' },
    '2026-03-10T23:00:00Z',
    '2026-03-11T04:00:00+05:00',
  ],
  [
    'checkpoints',
    { location: 'AFKBL', movement: 'arrived' },
    '2026-03-14T19:45:00Z',
    '2026-03-15T00:15:00+04:30',
  ],
  ['delivery', { location: 'KZALA' }, '2026-03-20T16:00:00-04:00', '2026-03-21T01:00:00+05:00'],
])('dates a %s by the clock of its place', async (step, body, occurredAt, told) => {
  const consignmentId = await world.declared({ occurredAt: '2026-03-01T10:00:00+05:00' });
  const dispatch = { occurredAt: '2026-03-05T10:00:00+05:00', location: 'PKLYP', transportMode: 'road' };
  if (step !== 'dispatch') await world.done('exporter', `consignments/${consignmentId}/dispatch`, dispatch);
  const { position } = await world.done('exporter', `consignments/${consignmentId}/${step}`, {
    occurredAt,
    ...body,
  });
  expect(await world.event(position)).toMatchObject({ occurredAt: told });
});
