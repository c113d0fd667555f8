import { type Decider, type DomainEvent, Rejection } from '@corridor/kernel';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { AggregateStore, EventStore, ledgerPool } from './index.js';

type Reserved = DomainEvent<'Reserved', { readonly by: string; readonly seats: number }>;
type Command = { readonly by: string; readonly seats: number };
interface State {
  readonly free: number;
  readonly guests: readonly string[];
}

/** A room of ten seats: enough to see a decision taken again on what others did meanwhile. */
const room: Decider<Command, Reserved, State> = {
  initialState: { free: 10, guests: [] },
  decide: ({ by, seats }, { free }) => {
    if (seats === 0) return [];
    if (seats > free) throw new Rejection('full', `Only ${free} seats are free.`);
    return [{ type: 'Reserved', occurredAt: '2026-03-01T10:00:00Z', data: { by, seats } }];
  },
  evolve: ({ free, guests }, { data }) => ({ free: free - data.seats, guests: [...guests, data.by] }),
};

let ledger: TestLedger;
let pool: pg.Pool;
let store: EventStore;
const context = { actor: 'trader:demo', correlationId: '0191d8a0-0000-7000-8000-0000000000aa' };
const rooms = () =>
  new AggregateStore(store, {
    category: 'consignment',
    decider: room,
    schemaVersionOf: () => 1,
    participantsOf: ({ guests }) => [...guests].sort(),
  });

beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'trade_events');
  store = new EventStore({ pool });
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});

it('loads, decides and appends, with those who may see it', async () => {
  const handled = await rooms().handle('a', { by: 'zia', seats: 3 }, context);
  expect(handled).toMatchObject({ version: 1, state: { free: 7 }, result: { outcome: 'appended' } });
  await rooms().handle('a', ({ free }) => ({ by: 'aigul', seats: free }), context);
  expect(await rooms().load('a')).toEqual({ state: { free: 0, guests: ['zia', 'aigul'] }, version: 2 });
  const [, second] = await store.readStream('consignment-a');
  expect(second?.participants).toEqual(['aigul', 'zia']);
});

it('appends nothing where the command leads to nothing, or is refused', async () => {
  expect(await rooms().handle('b', { by: 'zia', seats: 0 }, context)).toMatchObject({
    result: undefined,
    version: 0,
  });
  await expect(rooms().handle('b', { by: 'zia', seats: 11 }, context)).rejects.toThrow(Rejection);
  expect(await store.readStream('consignment-b')).toEqual([]);
});

it('decides again on what others appended meanwhile: nobody is given a seat twice', async () => {
  // Each in its own process, so that their appends do not meet in one queue.
  const others = Array.from({ length: 4 }, () => new EventStore({ pool }));
  const outcomes = await Promise.allSettled(
    others.map((each, index) =>
      new AggregateStore(each, {
        category: 'consignment',
        decider: room,
        schemaVersionOf: () => 1,
        participantsOf: () => [],
      }).handle('c', { by: `guest-${index}`, seats: 4 }, context),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Rejection);
  expect((await rooms().load('c')).state.free).toBe(2);
});
