import fc from 'fast-check';
import { ConcurrencyConflict, EventStore, verifyLog } from '../index.js';
import { event, request, StoreWorld } from '../store-world.spec-kit.js';
import type { AppendRequest, ExpectedVersion } from './append.js';
import { callAppend, type Outcome } from './append-call.js';
import { encodeAppend } from './encode-append.js';

/**
 * An event that is appended alone goes another way than one that has company: by `ledger.append_one` and not by `ledger.append`. Both
 * have to come to the same.
 */
let alone: StoreWorld;
let inCompany: StoreWorld;

beforeAll(async () => {
  [alone, inCompany] = await Promise.all([StoreWorld.start(), StoreWorld.start()]);
  // So small that positions come to the end of one again and again.
  await Promise.all([alone, inCompany].map((world) => world.segmentEvery(40)));
});
afterAll(async () => {
  await Promise.all([alone.stop(), inCompany.stop()]);
});

/** How the expected version stands to that of the stream. */
type Expecting = 'any' | 'noStream' | 'right' | 'behind' | 'ahead';
type Asked = (versionOf: (streamId: string) => number) => AppendRequest;

/** Few streams and keys, so that they meet. */
const asked: fc.Arbitrary<Asked> = fc
  .record({
    streamId: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 60 }).map((n) => `consignment-${n}`) },
      { weight: 1, arbitrary: fc.constantFrom('settlement-1', 'unheard-1', 'no name', 'consignment') },
    ),
    expecting: fc.constantFrom<Expecting>('any', 'noStream', 'right', 'right', 'behind', 'ahead'),
    type: fc.constantFrom('Noted', 'Weighed', 'Өлшенді'),
    occurredAt: fc.constantFrom(
      '2026-03-01T10:00:00+05:00',
      '2026-03-01T10:00:00.123456Z',
      '2026-03-01T10:00:00-00:00',
    ),
    data: fc.json().map((text) => JSON.parse(text)),
    key: fc.option(fc.integer({ min: 1, max: 60 }).map(String), { nil: undefined, freq: 2 }),
    requestHash: fc.constantFrom('aa', 'bb'),
    causationId: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    demo: fc.boolean(),
    actor: fc.constantFrom('trader:demo', 'саудагер:demo'),
  })
  .map(
    ({ streamId, expecting, type, occurredAt, data, key, requestHash, causationId, ...rest }): Asked =>
      (versionOf) =>
        request(streamId, {
          streams: [
            {
              streamId,
              expectedVersion: expectedOf(expecting, versionOf(streamId)),
              events: [{ ...event(data, type), occurredAt }],
            },
          ],
          ...(key !== undefined && { idempotency: { key, requestHash, answer: { for: streamId } } }),
          ...(causationId !== undefined && { causationId }),
          ...rest,
        }),
  );

function expectedOf(expecting: Expecting, version: number): ExpectedVersion {
  if (expecting === 'any' || expecting === 'noStream') return expecting;
  return expecting === 'right' ? version : Math.max(0, version + (expecting === 'ahead' ? 1 : -1));
}

/** What a caller learns, without what depends on when it was. */
const told = (outcome: Outcome | undefined) =>
  outcome && 'error' in outcome ? `${outcome.error.name}: ${outcome.error.message}` : outcome?.result;

it('comes to the same as in a group', async () => {
  const lone = alone.poolOf('trade_events', 1);
  const accompanied = inCompany.poolOf('trade_events', 1);
  // Two of a group stand alone each; the second is refused, so that it leaves nothing behind.
  const company = encodeAppend(
    request('', { streams: [{ streamId: 'consignment-none', expectedVersion: 9, events: [event()] }] }),
  );
  const outcomeOf = async (pool: typeof lone, group: readonly AppendRequest[]) => {
    try {
      const [outcome] = await callAppend(pool, [
        ...group.map(encodeAppend),
        ...(pool === accompanied ? [company] : []),
      ]);
      return told(outcome);
    } catch (error) {
      return String(error);
    }
  };
  const versions = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 20, maxLength: 60, size: 'max' }), async (all) => {
      for (const each of all) {
        const one = each((streamId) => versions.get(streamId) ?? 0);
        const outcome = await outcomeOf(lone, [one]);
        expect(await outcomeOf(accompanied, [one])).toEqual(outcome);
        const [stream] = one.streams;
        if (stream && typeof outcome === 'object' && outcome.outcome === 'appended')
          versions.set(stream.streamId, outcome.versions[0] as number);
      }
    }),
    { numRuns: 20 },
  );
  const logs = await Promise.all(
    [alone, inCompany].map(async (world) => {
      const pool = world.poolOf();
      expect((await verifyLog({ pool })).breach).toBeUndefined();
      const events = await new EventStore({ pool }).readAll({ after: 0, limit: 10_000 });
      const { rows } = await pool.query('SELECT * FROM ledger.idempotency ORDER BY position');
      const { rows: streams } = await pool.query('SELECT * FROM read.streams ORDER BY first_position');
      return { events: events.map((each) => ({ ...each, recordedAt: '' })), rows, streams };
    }),
  );
  expect(logs[0]).toEqual(logs[1]);
  expect(logs[0]?.events.length).toBeGreaterThan(100);
});

it('keeps to order with groups of other stores under way', async () => {
  const stores = [1, 2, 3].map(() => new EventStore({ pool: alone.poolOf('trade_events', 2) }));
  const before = await (stores[0] as EventStore).head();
  const one = async (store: EventStore, n: number) => {
    const { length } = await store.readStream('consignment-shared');
    await store
      .append(
        request('', {
          streams: [{ streamId: 'consignment-shared', expectedVersion: length, events: [event({ n })] }],
        }),
      )
      .catch((error: unknown) => {
        if (!(error instanceof ConcurrencyConflict)) throw error;
      });
  };
  const [first, second, third] = stores as [EventStore, EventStore, EventStore];
  await Promise.all([
    ...[first, second].map(async (store) => {
      for (let n = 0; n < 60; n += 1) await one(store, n);
    }),
    (async () => {
      for (let n = 0; n < 30; n += 1)
        await Promise.all([1, 2, 3, 4].map((s) => third.append(request(`consignment-group-${s}`))));
    })(),
  ]);
  const pool = alone.poolOf();
  const { events, breach } = await verifyLog({ pool });
  expect(breach).toBeUndefined();
  const shared = await first.readStream('consignment-shared');
  expect(shared.map(({ version }) => version)).toEqual(shared.map((_, index) => index + 1));
  expect(shared.length).toBeGreaterThanOrEqual(60);
  expect(events).toBe(before + shared.length + 120);
});

it('goes its own way for what is in order, new and known, with a key and without', async () => {
  const world = await StoreWorld.start();
  try {
    await world.poolOf().query('ALTER FUNCTION ledger.append RENAME TO append_out_of_reach');
    const trade = new EventStore({ pool: world.poolOf('trade_events') });
    const idempotency = { key: 'k', requestHash: 'aa', answer: 1 };
    for (const [expectedVersion, change] of [
      ['noStream', {}],
      [1, {}],
      ['any', { idempotency }],
    ] as const) {
      const streams = [{ streamId: 'consignment-1', expectedVersion, events: [event()] }];
      expect(await trade.append(request('', { streams, ...change }))).toMatchObject({ outcome: 'appended' });
    }
    // All else does not.
    await expect(trade.append(request('settlement-1'))).rejects.toThrow(/ledger\.append/);
  } finally {
    await world.stop();
  }
});
