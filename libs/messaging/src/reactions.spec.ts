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
import { type Reactions, reactInRows, reactTo } from './index.js';

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

describe('rows of events', () => {
  const at = (position: number, type = 'ConsignmentDelivered'): RecordedEvent => ({
    ...delivered,
    position,
    type,
    data: type === 'InvoiceAttached' ? { consignmentId, invoiceId: consignmentId } : delivered.data,
  });

  /** @param goes of a row that starts at a position, how many go together */
  function rowWorld(goes: (first: number, length: number) => number, steps = Number.POSITIVE_INFINITY) {
    const seen: (number | readonly number[])[] = [];
    const asked: number[] = [];
    const reactions: Reactions<'ConsignmentDelivered' | 'InvoiceAttached'> = {
      ConsignmentDelivered: async ({ position }) => void seen.push(position),
      InvoiceAttached: async ({ position }) => void seen.push(position),
    };
    const handleRow = reactInRows(
      reactions,
      {
        ConsignmentDelivered: async (events) => {
          asked.push(events.length);
          const count = goes(events[0]?.position ?? 0, events.length);
          if (count > 0) seen.push(events.slice(0, count).map(({ position }) => position));
          return count;
        },
      },
      () => undefined,
    );
    const handle = (events: readonly RecordedEvent[]) =>
      handleRow(events, client, () => seen.length >= steps);
    return { seen, asked, handle };
  }

  it('go together as far as they do; whatever else comes stands by itself', async () => {
    const { seen, asked, handle } = rowWorld((first, length) => (first === 1 ? 2 : length));
    const other = { ...at(2, 'ConsignmentSettled'), data: 'passes by' };
    const left = await handle([at(1), other, at(3), at(4), at(5), at(6, 'InvoiceAttached'), at(7)]);
    // As many as went together are tried behind it.
    expect(seen).toEqual([[1, 3], [4, 5], 6, 7]);
    expect(asked).toEqual([4, 2]);
    expect(left).toEqual([]);
  });

  it('are handled one by one where none goes together', async () => {
    const { seen, handle } = rowWorld(() => 0);
    expect(await handle([at(1), at(2), at(3), at(4)])).toEqual([]);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('are left as they came where the time is over, but for the first', async () => {
    const events = [at(1), at(2, 'InvoiceAttached'), at(3)];
    const { seen, handle } = rowWorld((_, length) => length, 0);
    expect(await handle(events)).toEqual(events.slice(1));
    expect(seen).toEqual([1]);
  });
});
