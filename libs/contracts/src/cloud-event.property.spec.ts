import fc from 'fast-check';
import { EVENT_CONTRACTS, fromCloudEvent, type RecordedEvent, toCloudEvent } from './index.js';

const position = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const utc = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const participant = fc.stringMatching(/^[a-z0-9]{1,10}(-[a-z0-9]{1,10}){0,2}$/);

const event: fc.Arbitrary<RecordedEvent> = fc
  .record({
    position,
    streamId: fc.uuid().map((id) => `consignment-${id}`),
    version: fc.integer({ min: 1, max: 2_147_483_647 }),
    type: fc.constantFrom(...EVENT_CONTRACTS.map(({ type }) => type)),
    schemaVersion: fc.integer({ min: 1, max: 20 }),
    occurredAt: fc
      .tuple(utc, fc.constantFrom('Z', '+05:00', '+06:00', '-03:30'))
      .map(([text, offset]) => text.replace('Z', offset)),
    recordedAt: utc,
    actor: participant.map((id) => `bank:${id}`),
    correlationId: fc.uuid(),
    causationId: fc.option(position, { nil: undefined }),
    participants: fc.uniqueArray(participant, { maxLength: 5 }),
    demo: fc.boolean(),
    data: fc.jsonValue(),
  })
  .map(({ causationId, ...rest }) => (causationId === undefined ? rest : { ...rest, causationId }));

it('an event survives its way over the bus', () => {
  fc.assert(
    fc.property(event, (sent) => {
      const wire = JSON.stringify(toCloudEvent(sent, '/corridor-ledger/trade-events'));
      expect(fromCloudEvent(JSON.parse(wire))).toEqual(JSON.parse(JSON.stringify(sent)));
    }),
    { seed: 20_260_305 },
  );
});
