import { AppendQueue } from './append-queue.js';
import type { AppendRequest, AppendResult } from './index.js';

const request = (streamId: string): AppendRequest => ({
  streams: [{ streamId, expectedVersion: 'any', events: [] }],
  actor: 'trader:demo',
  correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
});

function queueOn(commit: (encoded: readonly string[]) => Promise<readonly string[]>) {
  return new AppendQueue<string>({
    commit,
    encode: ({ streams }) => streams[0]?.streamId ?? '',
    toResult: (): AppendResult => ({ outcome: 'appended', firstPosition: 1, position: 1, versions: [1] }),
    concernsOneRequest: () => false,
    waitingMax: 100,
    groupMax: 10,
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
    const queue = queueOn(async (encoded) => {
      committed.push(...encoded);
      return encoded;
    });
    await queue.append(request('a'));
    await microtasks(turns);
    expect(await inTime(queue.append(request('b')))).not.toBe('never');
    expect(committed).toEqual(['a', 'b']);
  });

  it('is committed where the group before it failed', async () => {
    const queue = queueOn(async (encoded) => {
      if (encoded.includes('a')) throw new Error('the server is lost');
      return encoded;
    });
    await expect(queue.append(request('a'))).rejects.toThrow('the server is lost');
    await microtasks(turns);
    expect(await inTime(queue.append(request('b')))).not.toBe('never');
  });

  it('is waited for by idle', async () => {
    const answered: string[] = [];
    const queue = queueOn(async (encoded) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return encoded;
    });
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
