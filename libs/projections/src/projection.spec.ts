import {
  ContractRegistry,
  ContractViolation,
  contractOf,
  type EventType,
  newVersionOf,
  type RecordedEvent,
} from '@corridor/contracts';
import type pg from 'pg';
import { z } from 'zod';
import { projectionOf } from './index.js';

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
// No projection here asks the database for anything.
const context = { client: {} as pg.ClientBase, generation: 1 };

const published = contractOf('ConsignmentDelivered', 1);
const madeUp = newVersionOf(published, {
  schemaVersion: 2,
  schema: z.strictObject({ consignmentId: z.string(), location: z.string(), by: z.string() }),
  upcast: (old) => ({
    ...z.object({ consignmentId: z.string(), location: z.string() }).parse(old),
    by: 'unknown',
  }),
  participants: () => [],
});

function world(contracts?: Pick<ContractRegistry<EventType>, 'upcast'>) {
  const applied: object[] = [];
  const projection = projectionOf(
    {
      name: 'probe',
      tables: [],
      handles: ['ConsignmentDelivered'],
      apply: async (events) => void applied.push(...events),
    },
    contracts,
  );
  return { applied, projection };
}

it('older events reach a projection in the newest version, in their order', async () => {
  const { applied, projection } = world(new ContractRegistry([published, madeUp]));
  const newer = {
    ...delivered,
    position: 18,
    schemaVersion: 2,
    data: { consignmentId, location: 'KZNQZ', by: 'a' },
  };
  await projection.apply([delivered, newer], context);
  expect(applied).toEqual([
    { ...delivered, schemaVersion: 2, data: { consignmentId, location: 'KZALA', by: 'unknown' } },
    newer,
  ]);
});

it('a version that is not known cannot be applied, nor anything that comes with it', async () => {
  const { applied, projection } = world();
  const newer = { ...delivered, schemaVersion: 2 };
  await expect(projection.apply([delivered, newer], context)).rejects.toThrow(ContractViolation);
  expect(applied).toEqual([]);
});
