import { Progress } from './progress.js';
import { type Case, Results, runRounds } from './rounds.js';

const measured = (rate: number, ms = 1) => ({ rate, latencyMsP50: ms, latencyMsP99: 2 * ms });
const results = new Results(
  new Map([
    ['ours', [measured(100, 1), measured(10, 9), measured(200, 2)]],
    ['other', [measured(50), measured(20), measured(10)]],
    ['third', [measured(60), measured(60), measured(1)]],
  ]),
);

it('takes medians over the rounds, and ratios within them', () => {
  expect(results.medians('ours')).toEqual({ rate: 100, latencyMsP50: 2, latencyMsP99: 4 });
  // 2, 0.5 and 20.
  expect(results.ratio('ours', 'other')).toBe(2);
});

it('finds the best of several by their medians', () => {
  expect(results.best(['other', 'third'])).toBe('third');
  expect(results.best(['other', 'third', 'ours'])).toBe('ours');
});

it('refuses a name that there is no case of', () => {
  expect(() => results.rates('nobody')).toThrow('There is no case "nobody".');
});

it('goes through all cases in each round, in turns from either end, with a checkpoint for each', async () => {
  const done: string[] = [];
  const one = (name: string): Case => ({
    name,
    run: async (checkpoint) => {
      await checkpoint();
      done.push(name);
      return measured(done.length);
    },
  });
  const written: string[] = [];
  const stream = {
    isTTY: false,
    write: (text: string) => written.push(text),
  } as unknown as NodeJS.WriteStream;
  const bench = {
    extent: { rounds: 3, seconds: 1, readEvents: 1, events: 1 },
    server: { checkpoint: async () => void done.push('checkpoint') },
    progress: new Progress(stream),
  } as unknown as Parameters<typeof runRounds>[0];
  const shown = await runRounds(bench, 'append', [one('a'), one('b')]);
  expect(done.filter((name) => name !== 'checkpoint')).toEqual(['a', 'b', 'b', 'a', 'a', 'b']);
  expect(done.filter((_, index) => index % 2 === 0)).toEqual(Array(6).fill('checkpoint'));
  expect(shown.rates('a')).toEqual([2, 8, 10]);
  expect(written[2]).toBe('append: round 2 of 3, case 1 of 2: b\n');
});
