import type { RecordedEvent } from '@corridor/contracts';
import { Archives } from '../growth/archives.js';
import { EventStore } from '../index.js';
import { event, request, StoreWorld } from '../store-world.spec-kit.js';
import { LogReader } from './log-reader.js';
import { subscription } from './subscription.js';

let world: StoreWorld;
let store: EventStore;

/** Two categories and three types, in turn; what a filter should leave is told by the same rule. */
const CATEGORIES = ['consignment', 'settlement'] as const;
const TYPES = ['Noted', 'Weighed', 'Sealed'] as const;
const COUNT = 600;
const categoryAt = (position: number) => CATEGORIES[position % 2] ?? 'consignment';
const typeAt = (position: number) =>
  position === 10 || position === 590 ? 'Rare' : (TYPES[position % 3] ?? 'Noted');

beforeAll(async () => {
  world = await StoreWorld.start();
  const owner = world.poolOf();
  await owner.query('UPDATE ledger.head SET segment_size = 97');
  const filling = new EventStore({ pool: owner });
  for (let position = 1; position <= COUNT; position += 1) {
    const streamId = `${categoryAt(position)}-${position % 10}`;
    const events = [
      event({ n: position, text: 'line\nbreak, tab\t, back\\slash, "quote", қ' }, typeAt(position)),
    ];
    await filling.append(request('', { streams: [{ streamId, expectedVersion: 'any', events }] }));
  }
  store = new EventStore({ pool: world.poolOf('reporting') });
});
afterAll(async () => {
  await store.close();
  await world.stop();
});

const numbers = (events: readonly RecordedEvent[]) => events.map(({ position }) => position);
const range = (from: number, to: number, passes: (position: number) => boolean = () => true) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(passes);

async function collect(events: AsyncIterable<RecordedEvent>): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for await (const each of events) all.push(each);
  return all;
}

async function* flat<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const batch of batches) yield* batch;
}

describe('the log', () => {
  it('is the same read in bulk as page by page, to the last field', async () => {
    const bulk = await collect(store.readLog({ pageSize: 77 }));
    const pages: RecordedEvent[] = [];
    for (let after = 0; after < COUNT; after += 50)
      pages.push(...(await store.readAll({ after, limit: 50 })));
    expect(bulk).toEqual(pages);
    expect(numbers(bulk)).toEqual(range(1, COUNT));
    expect(bulk[6]).toMatchObject({
      data: { n: 7, text: 'line\nbreak, tab\t, back\\slash, "quote", қ' },
      participants: ['b', 'a'],
    });
  });

  it.each([
    ['a range', { after: 95, to: 203 }, range(96, 203)],
    ['an end beyond the head', { after: 590, to: 10_000 }, range(591, COUNT)],
    ['nothing behind the head', { after: COUNT }, []],
    ['a category', { categories: ['settlement'] }, range(1, COUNT, (p) => categoryAt(p) === 'settlement')],
    [
      'types',
      { types: ['Weighed', 'Sealed'], after: 10 },
      range(11, COUNT, (p) => ['Weighed', 'Sealed'].includes(typeAt(p))),
    ],
    [
      'both',
      { categories: ['consignment'], types: ['Noted'] },
      range(1, COUNT, (p) => categoryAt(p) === 'consignment' && typeAt(p) === 'Noted'),
    ],
    ['a category that there is not', { categories: ["x' OR true --"] }, []],
  ])('gives %s', async (_, options, expected) => {
    expect(numbers(await collect(store.readLog({ ...options, pageSize: 40 })))).toEqual(expected);
    const { after = 0, ...filter } = options as { after?: number; to?: number };
    if (!('to' in filter))
      expect(numbers(await store.readAll({ after, limit: COUNT, ...filter }))).toEqual(expected);
  });

  describe('is looked through for what passes a filter a part at a time', () => {
    const RARE = [10, 590];
    const reader = (size: number) =>
      new LogReader(world.poolOf('reporting', 2), new Archives(undefined), size);
    const cases: [string, readonly string[]][] = [
      ['many', ['Weighed']],
      ['few', ['Rare']],
      ['none', ['Unheard']],
    ];
    const expectedOf = (types: readonly string[]) =>
      types[0] === 'Rare' ? RARE : range(1, COUNT, (position) => types.includes(typeAt(position)));

    it.each(cases)('in bulk, where %s pass', async (_, types) => {
      for (const size of [10, 50, 200, 1_000])
        for (const pageSize of [7, 1_000])
          for (const to of [undefined, COUNT + 1_000_000]) {
            const batches = reader(size).batches({ types, pageSize, ...(to !== undefined && { to }) });
            expect(numbers(await collect(flat(batches)))).toEqual(expectedOf(types));
          }
    });

    it.each(cases)('by pages, where %s pass', async (_, types) => {
      for (const size of [10, 50, 200, 1_000]) {
        expect(numbers(await reader(size).page({ types, after: 0, limit: COUNT }))).toEqual(
          expectedOf(types),
        );
        expect(await reader(size).page({ types, after: 0, limit: 1 })).toHaveLength(
          Math.min(1, expectedOf(types).length),
        );
      }
    });

    it.each(cases)('by a subscription, where %s pass', async (_, types) => {
      const seen: number[] = [];
      const awakener = { notifications: 0, wait: async () => false };
      for await (const one of subscription(reader(50), awakener, { types, pageSize: 7 }))
        seen.push(one.position);
      expect(seen).toEqual(expectedOf(types));
    });
  });

  it('comes in batches that are full, but for the last one', async () => {
    const sizes: number[] = [];
    for await (const batch of store.readLogBatches({ pageSize: 130, batchSize: 250 }))
      sizes.push(batch.length);
    expect(sizes).toEqual([250, 250, COUNT - 500]);
  });

  it('may be left in the middle, and holds no connection then', async () => {
    const pool = world.poolOf('reporting', 2);
    const leaving = new EventStore({ pool });
    for (let times = 0; times < 5; times += 1) {
      for await (const { position } of leaving.readLog({ pageSize: 10 })) if (position === 15) break;
    }
    // The page ahead that nobody waits for comes to its end by itself.
    expect(await leaving.readAll({ after: 0, limit: 1 })).toHaveLength(1);
    while (pool.idleCount < pool.totalCount) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(pool.waitingCount).toBe(0);
  });
});

describe('a stream', () => {
  // Positions 1, 11, 21 … up to 591: versions 1 to 60, over seven segments.
  const streamId = 'settlement-1';
  const versions = (events: readonly RecordedEvent[]) => events.map(({ version }) => version);

  it('is read from and to a version, forwards and backwards', async () => {
    expect(numbers(await store.readStream(streamId))).toEqual(range(1, COUNT, (p) => p % 10 === 1));
    expect(versions(await store.readStream(streamId, { after: 57 }))).toEqual([58, 59, 60]);
    expect(versions(await store.readStream(streamId, { after: 3, to: 6 }))).toEqual([4, 5, 6]);
    expect(versions(await store.readStream(streamId, { backwards: true, limit: 2 }))).toEqual([60, 59]);
    expect(versions(await store.readStream(streamId, { backwards: true, to: 2 }))).toEqual([2, 1]);
    expect(await store.readStream('settlement-none')).toEqual([]);
  });

  it('is gone through one by one, however long it is', async () => {
    const owner = new EventStore({ pool: world.poolOf() });
    const events = Array.from({ length: 1_050 }, (_, n) => event({ n }));
    for (let times = 0; times < 2; times += 1) {
      await owner.append(
        request('', { streams: [{ streamId: 'target-long', expectedVersion: 'any', events }] }),
      );
    }
    expect(versions(await collect(store.iterateStream('target-long')))).toEqual(range(1, 2_100));
    expect(
      versions(await collect(store.iterateStream('target-long', { backwards: true, after: 5 }))),
    ).toEqual(range(6, 2_100).reverse());
    expect(await collect(store.iterateStream('target-none'))).toEqual([]);
  });
});
