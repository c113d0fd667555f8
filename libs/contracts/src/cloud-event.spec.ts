import { fromCloudEvent, type RecordedEvent, toCloudEvent } from './index.js';

const event: RecordedEvent = {
  position: 42,
  streamId: 'settlement-0191d8a0',
  version: 3,
  type: 'SettlementMatched',
  schemaVersion: 2,
  occurredAt: '2026-03-01T10:00:00+05:00',
  recordedAt: '2026-03-01T05:00:01.000002Z',
  actor: 'bank:demo-bank-karachi',
  correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
  causationId: 41,
  participants: ['demo-bank-karachi', 'demo-mills'],
  demo: true,
  data: { amount: { amount: '10.00', currency: 'USD' } },
};

it('carries an event there and back', () => {
  const { causationId: _, ...uncaused } = event;
  for (const each of [event, { ...uncaused, participants: [], demo: false }]) {
    expect(fromCloudEvent(JSON.parse(JSON.stringify(toCloudEvent(each, 'payments-settlement'))))).toEqual(
      each,
    );
  }
});

it('has the attributes that CloudEvents 1.0 requires, and the position for its id', () => {
  expect(toCloudEvent(event, 'payments-settlement')).toMatchObject({
    specversion: '1.0',
    id: '42',
    source: '/corridor-ledger/payments-settlement',
    type: 'corridor.ledger.SettlementMatched.v2',
    subject: event.streamId,
    time: event.occurredAt,
  });
  // Attribute names are lower-case letters and digits only.
  for (const name of Object.keys(toCloudEvent(event, 'trade-events')))
    expect(name).toMatch(/^[a-z0-9]{1,20}$/);
});

it.each([
  ['specversion', '0.3'],
  ['id', '0'],
  ['id', 42],
  ['type', 'com.example.other'],
  ['subject', undefined],
  ['streamversion', '3'],
  ['causationid', 'x'],
  ['participants', null],
])('refuses a message whose %s is %j', (attribute, value) => {
  const message = { ...toCloudEvent(event, 'trade-events'), [attribute]: value };
  expect(() => fromCloudEvent(message)).toThrow(`"${attribute}"`);
});

it.each([[null], ['text'], [{}]])('refuses %j', (value) => {
  expect(() => fromCloudEvent(value)).toThrow(TypeError);
});
