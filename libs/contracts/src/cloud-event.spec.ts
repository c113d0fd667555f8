import { fromCloudEvent, type RecordedEvent, toCloudEvent } from './index.js';

const event: RecordedEvent = {
  position: 4_294_967_296,
  streamId: 'consignment-0191d8a0-0000-7000-8000-000000000001',
  version: 3,
  type: 'CheckpointRecorded',
  schemaVersion: 1,
  occurredAt: '2026-03-05T10:00:00+05:00',
  recordedAt: '2026-03-05T05:00:01.123456Z',
  actor: 'carrier:demo-trucks',
  correlationId: '0191d8a0-0000-7000-8000-0000000000cc',
  causationId: 17,
  participants: ['demo-mills', 'demo-stores'],
  demo: true,
  data: { location: 'PKTOR' },
};
const message = {
  specversion: '1.0',
  id: '4294967296',
  source: '/corridor-ledger/trade-events',
  type: 'corridor.ledger.CheckpointRecorded.v1',
  subject: 'consignment-0191d8a0-0000-7000-8000-000000000001',
  time: '2026-03-05T10:00:00+05:00',
  datacontenttype: 'application/json',
  ledgerposition: '4294967296',
  streamid: 'consignment-0191d8a0-0000-7000-8000-000000000001',
  streamversion: 3,
  schemaversion: 1,
  recordedat: '2026-03-05T05:00:01.123456Z',
  actor: 'carrier:demo-trucks',
  correlationid: '0191d8a0-0000-7000-8000-0000000000cc',
  causationid: '17',
  participants: 'demo-mills,demo-stores',
  demo: true,
  data: { location: 'PKTOR' },
};

it('an event goes out as a CloudEvents message and comes back', () => {
  expect(toCloudEvent(event, '/corridor-ledger/trade-events')).toEqual(message);
  expect(fromCloudEvent(message)).toEqual(event);
});

it('no attribute is empty: without participants and cause, both are left out', () => {
  const { causationId: _, ...alone } = { ...event, participants: [] };
  const sent = toCloudEvent(alone, '/x');
  expect(sent).not.toHaveProperty('participants');
  expect(sent).not.toHaveProperty('causationid');
  expect(fromCloudEvent(sent)).toEqual(alone);
});

it('attributes have names that CloudEvents allows', () => {
  for (const name of Object.keys(message)) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
});

it('takes what others add on the way, and data that is null', () => {
  const event = fromCloudEvent({ ...message, traceparent: '00-ab-cd-01', data: null });
  expect(event.data).toBeNull();
  expect(event).not.toHaveProperty('traceparent');
});

it.each<[string, unknown]>([
  ['/specversion', { ...message, specversion: '0.3' }],
  ['/id', { ...message, id: 17 }],
  ['/id', { ...message, id: '0' }],
  ['/ledgerposition', { ...message, ledgerposition: '5' }],
  ['/ledgerposition', { ...message, ledgerposition: '9999999999999999' }],
  ['/type', { ...message, type: 'CheckpointRecorded' }],
  ['/type', { ...message, schemaversion: 2 }],
  ['/streamid', { ...message, streamid: 'consignment-2' }],
  ['/streamversion', { ...message, streamversion: 0 }],
  ['/time', { ...message, time: '2026-02-30T10:00:00Z' }],
  ['/recordedat', { ...message, recordedat: '2026-03-05T10:00:01+05:00' }],
  ['/correlationid', { ...message, correlationid: 'x' }],
  ['/participants', { ...message, participants: '' }],
  ['/participants', { ...message, participants: 'a,,b' }],
  ['/demo', { ...message, demo: 'true' }],
  ['/', 'text'],
  ['/', null],
])('a fault at %s is named (%#)', (pointer, value) => {
  // As it would come from the bus: what is undefined is not there.
  const received: unknown = JSON.parse(JSON.stringify(value));

  expect(() => fromCloudEvent(received)).toThrow(pointer);
  expect(() => fromCloudEvent(received)).toThrow('The CloudEvents envelope is malformed.');
});

it('names missing data', () => {
  const { data: _, ...bare } = message;
  expect(() => fromCloudEvent(bare)).toThrow('The CloudEvents envelope is malformed. /data is missing');
});
