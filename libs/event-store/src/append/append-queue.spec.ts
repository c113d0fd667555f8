import type { AppendRequest } from './append.js';
import { AppendQueue, type AppendQueueOptions } from './append-queue.js';

const request = (streamId: string): AppendRequest => ({
  streams: [
    {
      streamId,
      expectedVersion: 'any',
      events: [{ type: 'Noted', schemaVersion: 1, occurredAt: '', participants: [], data: {} }],
    },
  ],
  actor: 'trader:demo',
  correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
});

/** A queue whose groups are handed over as the names of their streams; `commit` may reject or take its time. */
function queueOn(
  commit: (streams: readonly string[]) => Promise<unknown>,
  options: Partial<AppendQueueOptions> = {},
) {
  return new AppendQueue({
    commit: async (group) => {
      await commit(group.flatMap(({ streams }) => streams.map(({ streamId }) => streamId)));
      return group.map(() => ({
        result: { outcome: 'appended', firstPosition: 1, position: 1, versions: [1] },
      }));
    },
    concernsOneRequest: () => false,
    waitingMax: 100,
    waitingSizeMax: 1e6,
    groupEventsMax: 10,
    groupSizeMax: 1e6,
    inFlightMax: 2,
    ...options,
  });
}

/** As many turns of the microtask queue: none of them gives a timer or a socket its turn. */
async function microtasks(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await null;
}

/** Fails where nothing comes, instead of hanging. */
async function inTime<T>(promise: Promise<T>): Promise<T | 'never'> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<'never'>((resolve) => {
    timer = setTimeout(resolve, 500, 'never');
  });
  return Promise.race([promise, never]).finally(() => clearTimeout(timer));
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('an append %i microtasks behind an answer', (turns) => {
  it('is committed', async () => {
    const committed: string[] = [];
    const queue = queueOn(async (streams) => {
      committed.push(...streams);
    });
    await queue.append(request('a'));
    await microtasks(turns);
    expect(await inTime(queue.append(request('b')))).not.toBe('never');
    expect(committed).toEqual(['a', 'b']);
  });

  it('is committed where the group before it failed', async () => {
    const queue = queueOn(async (streams) => {
      if (streams.includes('a')) throw new Error('the server is lost');
    });
    await expect(queue.append(request('a'))).rejects.toThrow('the server is lost');
    await microtasks(turns);
    expect(await inTime(queue.append(request('b')))).not.toBe('never');
  });

  it('is waited for by idle', async () => {
    const answered: string[] = [];
    const queue = queueOn(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const append = (streamId: string) => queue.append(request(streamId)).then(() => answered.push(streamId));
    const second = append('a')
      .then(() => microtasks(turns))
      .then(() => append('b'));
    await queue.append(request('c'));
    await microtasks(turns);
    const third = append('d');
    expect(await inTime(queue.idle())).toBeUndefined();
    await microtasks(20);
    expect(answered.sort()).toEqual(['a', 'b', 'd']);
    await Promise.all([second, third]);
  });
});

/** A commit that goes on when it is told to, and what came to it so far. */
function heldCommit() {
  const groups: string[][] = [];
  const held: (() => void)[] = [];
  return {
    groups,
    commit: (streams: readonly string[]) => {
      groups.push([...streams]);
      return new Promise<void>((resolve) => held.push(resolve));
    },
    release: async () => {
      held.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('groups', () => {
  it('are two at a time, and gather what comes meanwhile', async () => {
    const { groups, commit, release } = heldCommit();
    const queue = queueOn(commit);
    const appends = [queue.append(request('a'))];
    await microtasks(5);
    appends.push(queue.append(request('b')));
    await microtasks(5);
    for (const streamId of ['c', 'd', 'e']) appends.push(queue.append(request(streamId)));
    await microtasks(5);
    expect(groups).toEqual([['a'], ['b']]);
    await release();
    expect(groups).toEqual([['a'], ['b'], ['c', 'd', 'e']]);
    await release();
    await release();
    await Promise.all(appends);
  });

  it('share no stream with one in flight, and let the others pass', async () => {
    const { groups, commit, release } = heldCommit();
    const queue = queueOn(commit);
    const order: string[] = [];
    const append = (streamId: string) => queue.append(request(streamId)).then(() => order.push(streamId));
    const appends = [append('a')];
    await microtasks(5);
    for (const streamId of ['b', 'a', 'b', 'a', 'c']) appends.push(append(streamId));
    await microtasks(5);
    expect(groups).toEqual([['a'], ['b', 'b', 'c']]);
    await release();
    expect(groups.slice(2)).toEqual([['a', 'a']]);
    await release();
    await release();
    await Promise.all(appends);
    expect(order).toEqual(['a', 'b', 'b', 'c', 'a', 'a']);
  });

  it('hold an idempotency key once', async () => {
    const { groups, commit, release } = heldCommit();
    const queue = queueOn(commit);
    const keyed = (streamId: string) =>
      queue.append({ ...request(streamId), idempotency: { key: 'k', requestHash: 'a', answer: 1 } });
    const appends = [keyed('a'), keyed('b'), queue.append(request('c')), keyed('d')];
    await microtasks(5);
    expect(groups).toEqual([['a', 'c']]);
    await release();
    expect(groups.slice(1)).toEqual([['b']]);
    await release();
    expect(groups.slice(2)).toEqual([['d']]);
    await release();
    await Promise.all(appends);
  });

  it.each([
    ['events', { groupEventsMax: 3 }],
    ['size', { groupSizeMax: 700 }],
  ])('are bounded by %s', async (_, bound) => {
    const sizes: number[] = [];
    const queue = queueOn(async (streams) => sizes.push(streams.length), bound);
    await Promise.all(Array.from({ length: 7 }, (_, n) => queue.append(request(`s${n}`))));
    expect(sizes).toEqual([3, 3, 1]);
  });
});

it('refuses what makes the waiting ones larger than their bound, and takes what is larger alone', async () => {
  const { commit, release } = heldCommit();
  const queue = queueOn(commit, { waitingSizeMax: 450, inFlightMax: 1 });
  const first = queue.append(request('a'));
  await microtasks(5);
  const waiting = [queue.append(request('b')), queue.append(request('c'))];
  await expect(queue.append(request('d'))).rejects.toThrow('too many appends wait');
  await release();
  await release();
  await Promise.all([first, ...waiting]);
  const large = queueOn(async () => undefined, { waitingSizeMax: 10 });
  expect(await large.append(request('a'))).toMatchObject({ outcome: 'appended' });
});

it.each<[string, AppendRequest]>([
  ['streams twice', { ...request('a'), streams: [...request('a').streams, ...request('a').streams] }],
  ['no stream', { ...request('a'), streams: [] }],
  ['no event', { ...request('a'), streams: [{ streamId: 'a', expectedVersion: 'any', events: [] }] }],
  ['a correlation id that is no UUID', { ...request('a'), correlationId: 'x' }],
  ['a cause that is no position', { ...request('a'), causationId: 1.5 }],
  [
    'a schema version that no column holds',
    {
      ...request('a'),
      streams: [
        {
          streamId: 'a',
          expectedVersion: 'any',
          events: [{ type: 'Noted', schemaVersion: 40_000, occurredAt: '', participants: [], data: 1 }],
        },
      ],
    },
  ],
  ['an actor with a tab', { ...request('a'), actor: 'trader:\tdemo' }],
  [
    'a version below 0',
    { ...request('a'), streams: [{ ...request('a').streams[0], expectedVersion: -1 }] } as AppendRequest,
  ],
])('refuses %s as a mistake of the caller', async (_, malformed) => {
  const queue = queueOn(async () => undefined);
  await expect(queue.append(malformed)).rejects.toThrow(RangeError);
});
