import { mapBounded } from './bounded.js';

const turn = () => new Promise(setImmediate);

it('keeps the order of the items, begins in it, and has no more under way than allowed', async () => {
  const begun: number[] = [];
  let under = 0;
  let most = 0;
  const items = Array.from({ length: 20 }, (_, index) => index);
  const results = await mapBounded(items, 3, async (item) => {
    begun.push(item);
    under += 1;
    most = Math.max(most, under);
    // The later, the faster.
    for (let left = 20 - item; left > 0; left -= 1) await turn();
    under -= 1;
    return item * 2;
  });
  expect(results).toEqual(items.map((item) => item * 2));
  expect(begun).toEqual(items);
  expect(most).toBe(3);
});

it('ends in the first error when what was under way has ended, and begins nothing more', async () => {
  const ended: number[] = [];
  const mapped = mapBounded([0, 1, 2, 3, 4], 2, async (item) => {
    if (item === 0) throw new Error('first');
    await turn();
    ended.push(item);
  });
  await expect(mapped).rejects.toThrow('first');
  expect(ended).toEqual([1]);
});

it('of nothing is nothing', async () => {
  expect(await mapBounded([], 4, async () => 1)).toEqual([]);
});
