import { setImmediate as turn } from 'node:timers/promises';
import type { RecordedEvent } from '@corridor/contracts';
import { Gathering } from './gathering.js';

const events = (...positions: readonly number[]): readonly RecordedEvent[] =>
  positions.map((position) => ({
    position,
    streamId: 'consignment-a',
    version: position,
    type: 'Noted',
    schemaVersion: 1,
    occurredAt: '2026-03-01T10:00:00Z',
    recordedAt: '2026-03-01T10:00:00.000000Z',
    actor: 'trader:demo',
    correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
    participants: [],
    demo: false,
    data: {},
  }));

/** A handler that takes as long as the test wants, and what it was given. */
function slowHandler() {
  const batches: number[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const handler = (batch: readonly RecordedEvent[]): Promise<void> => {
    batches.push(batch.map(({ position }) => position));
    return new Promise((resolve, reject) => {
      ends.push((error) => (error ? reject(error) : resolve()));
    });
  };
  return { handler, batches, end: (error?: Error) => ends.shift()?.(error) };
}

it('brings together what arrives side by side, and meanwhile, in the order of its arrival', async () => {
  const { handler, batches, end } = slowHandler();
  const gathering = new Gathering(handler, 100, () => undefined);
  const first = [gathering.add(events(1, 2)), gathering.add(events(7)), gathering.add(events(4))];
  await turn();
  expect(batches).toEqual([[1, 2, 7, 4]]);
  const second = [gathering.add(events(3)), gathering.add(events(8, 9))];
  await turn();
  expect(batches).toHaveLength(1);
  end();
  await Promise.all(first);
  await turn();
  expect(batches.slice(1)).toEqual([[3, 8, 9]]);
  end();
  await Promise.all(second);
  // Idle again, it begins anew.
  const third = gathering.add(events(10));
  await turn();
  expect(batches.slice(2)).toEqual([[10]]);
  end();
  await third;
});

it('keeps a batch within its bound', async () => {
  const { handler, batches, end } = slowHandler();
  const gathering = new Gathering(handler, 3, () => undefined);
  const parts = [events(1, 2), events(3), events(4), events(5, 6, 7), events(8)];
  const added = Promise.all(parts.map((part) => gathering.add(part)));
  for (let each = 0; each < 4; each += 1) {
    // One in which the batch before ends, and one in which the next begins.
    await turn();
    await turn();
    end();
  }
  await added;
  expect(batches).toEqual([[1, 2, 3], [4], [5, 6, 7], [8]]);
});

it('tells of a failure once, fails all parts of the batch and goes on with the next', async () => {
  const { handler, batches, end } = slowHandler();
  const told: unknown[] = [];
  const gathering = new Gathering(handler, 2, (error) => told.push(error));
  const outcomes = Promise.allSettled([events(1), events(2), events(3)].map((part) => gathering.add(part)));
  await turn();
  const error = new Error('the server is down');
  end(error);
  await turn();
  await turn();
  end();
  const refused = { status: 'rejected', reason: error };
  expect(await outcomes).toEqual([refused, refused, { status: 'fulfilled', value: undefined }]);
  expect(told).toEqual([error]);
  expect(batches).toEqual([[1, 2], [3]]);
});
