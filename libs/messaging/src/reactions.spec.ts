import {
  ContractRegistry,
  contractOf,
  EVENT_CONTRACTS,
  type EventType,
  newVersionOf,
  type RecordedEvent,
} from '@corridor/contracts';
import type pg from 'pg';
import { z } from 'zod';
import { type Reactions, reactTo } from './index.js';

const consignmentId = '0191d8a0-0000-7000-8000-000000000001';
const delivered: RecordedEvent = {
  position: 17,
  streamId: `consignment-${consignmentId}`,
  version: 3,
  type: 'ConsignmentDelivered',
  schemaVersion: 1,
  occurredAt: '2026-03-05T10:00:00+05:00',
  recordedAt: '2026-03-05T05:00:01.123456Z',
  actor: 'carrier:demo-trucks',
  correlationId: '0191d8a0-0000-7000-8000-0000000000cc',
  participants: [],
  demo: false,
  data: { consignmentId, location: 'KZALA' },
};
// No reaction here asks the database for anything.
const client = {} as pg.PoolClient;

function world(contracts?: Pick<ContractRegistry<EventType>, 'reader'>) {
  const seen: [string, object][] = [];
  const unknown: string[] = [];
  const reactions: Reactions<'ConsignmentDelivered' | 'InvoiceAttached'> = {
    ConsignmentDelivered: async (event) => void seen.push(['delivered', event]),
    InvoiceAttached: async (event) => void seen.push(['attached', event]),
  };
  const handle = reactTo(reactions, ({ type }) => unknown.push(type), contracts);
  return { seen, unknown, handle: (event: RecordedEvent) => handle(event, client) };
}

it('each event comes to the reaction of its type', async () => {
  const { seen, unknown, handle } = world();
  const attached = {
    ...delivered,
    type: 'InvoiceAttached',
    data: { consignmentId, invoiceId: consignmentId },
  };
  await handle(attached);
  await handle(delivered);
  expect(seen).toEqual([
    ['attached', attached],
    ['delivered', delivered],
  ]);
  expect(unknown).toEqual([]);
});

it('what nothing reacts to passes by, and what is not known is told of', async () => {
  const { seen, unknown, handle } = world();
  await handle({ ...delivered, type: 'ConsignmentSettled', data: 'not even looked at' });
  await handle({ ...delivered, type: 'ConsignmentLost' });
  await handle({ ...delivered, type: 'ConsignmentSettled', schemaVersion: 99 });
  await handle({ ...delivered, type: 'toString' });
  expect(seen).toEqual([]);
  expect(unknown).toEqual(['ConsignmentLost', 'ConsignmentSettled', 'toString']);
});

it.each([
  ['is malformed', { data: { consignmentId } }, '/location'],
  ['is in a version that is not known', { schemaVersion: 99 }, 'ConsignmentDelivered v99'],
])('what is reacted to and %s is refused', async (_, change, message) => {
  const { seen, handle } = world();
  await expect(handle({ ...delivered, ...change })).rejects.toThrow(message);
  expect(seen).toEqual([]);
});

it('an older event comes in the newest version', async () => {
  const published = contractOf('ConsignmentDelivered', 1);
  const madeUp = newVersionOf(published, {
    schemaVersion: 2,
    schema: z.strictObject({ consignmentId: z.string(), place: z.string() }),
    upcast: (old) => {
      const { location, ...rest } = z
        .looseObject({ consignmentId: z.string(), location: z.string() })
        .parse(old);
      return { ...rest, place: location };
    },
    participants: () => [],
  });
  const { seen, handle } = world(new ContractRegistry([...EVENT_CONTRACTS, madeUp]));
  await handle(delivered);
  const newest = { ...delivered, schemaVersion: 2, data: { consignmentId, place: 'KZALA' } };
  expect(seen).toEqual([['delivered', newest]]);
});
