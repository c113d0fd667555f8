import type { RecordedEvent } from '@corridor/contracts';
import { SharedPages } from './shared-pages.js';

/** A log of positions alone, which grows. */
function world(length: number, pagesMax?: number) {
  let head = length;
  const reads: number[] = [];
  const log = {
    readAll: async ({ after, limit }: { readonly after: number; readonly limit: number }) => {
      reads.push(after);
      if (after < 0) throw new Error('gone');
      const count = Math.max(Math.min(limit, head - after), 0);
      return Array.from({ length: count }, (_, index) => ({ position: after + index + 1 }) as RecordedEvent);
    },
  };
  const pages = new SharedPages(log, pagesMax);
  const at = async (after: number, limit = 2) =>
    (await pages.readAll({ after, limit })).map(({ position }) => position);
  const grow = (): void => {
    head += 1;
  };
  return { reads, at, grow };
}

it('a page is read once, however many ask for it', async () => {
  const { reads, at } = world(10);
  expect(await Promise.all([at(0), at(0)])).toEqual([
    [1, 2],
    [1, 2],
  ]);
  expect(await at(0)).toEqual([1, 2]);
  expect(await at(0, 3)).toEqual([1, 2, 3]);
  expect(reads).toEqual([0, 0]);
});

it('the end of the log is read again', async () => {
  const { reads, at, grow } = world(3);
  expect(await Promise.all([at(2), at(2)])).toEqual([[3], [3]]);
  grow();
  expect(await at(2)).toEqual([3, 4]);
  expect(reads).toEqual([2, 2]);
});

it('no more pages are kept than some, the newest', async () => {
  const { reads, at } = world(10, 2);
  for (const after of [0, 2, 4, 2, 0]) await at(after);
  expect(reads).toEqual([0, 2, 4, 0]);
});

it('what could not be read is asked for again', async () => {
  const { reads, at } = world(10);
  await expect(at(-1)).rejects.toThrow('gone');
  await expect(at(-1)).rejects.toThrow('gone');
  expect(reads).toEqual([-1, -1]);
});
