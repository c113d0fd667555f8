import { measure } from './measure.js';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('counts what all workers did, over the time that it took, and how long a turn took', async () => {
  const turns = [0, 0, 0];
  let atOnce = 0;
  let atOnceMax = 0;
  const began = performance.now();
  const { rate, latencyMsP50, latencyMsP99 } = await measure({
    concurrency: 3,
    seconds: 0.1,
    turn: async (worker) => {
      turns[worker] = (turns[worker] ?? 0) + 1;
      atOnceMax = Math.max(atOnceMax, ++atOnce);
      await wait(10);
      atOnce -= 1;
      return 5;
    },
  });
  const seconds = (performance.now() - began) / 1_000;
  const events = 5 * turns.reduce((sum, each) => sum + each, 0);
  expect(atOnceMax).toBe(3);
  expect(Math.min(...turns)).toBeGreaterThan(0);
  // The time was taken inside of the one that is taken here.
  expect(rate).toBeGreaterThanOrEqual(events / seconds);
  // A timer may fire a hair early.
  expect(latencyMsP50).toBeGreaterThan(8);
  expect(latencyMsP99).toBeGreaterThanOrEqual(latencyMsP50);
});

it('takes a turn each even where there is no time', async () => {
  let turns = 0;
  await measure({ concurrency: 4, seconds: 0, turn: async () => ++turns });
  expect(turns).toBe(4);
});

it('fails as a turn fails', async () => {
  const turn = () => Promise.reject(new Error('refused'));
  await expect(measure({ concurrency: 2, seconds: 1, turn })).rejects.toThrow('refused');
});
