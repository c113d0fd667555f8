import type { Bench } from '../bench.js';
import type { Measured } from '../measure.js';
import type { WriterTask } from '../processes/writer.js';
import type { Case } from '../rounds.js';

/**
 * Several processes that write to one of our ledgers at the same time, each with as many writers; the rates together. One
 * alone is measured in a process of its own, too, so that nothing else differs.
 */
export function processesCase(
  { children, extent: { seconds } }: Pick<Bench, 'children' | 'extent'>,
  name: string,
  url: string,
  processes: number,
  concurrency: number,
): Case {
  return {
    name,
    run: async (checkpoint) => {
      const task: WriterTask = { url, concurrency, seconds };
      const writers = Array.from({ length: processes }, () => children.start<Measured>('writer'));
      for (const writer of writers) writer.send(task);
      await Promise.all(writers.map((writer) => writer.answer()));
      await checkpoint();
      const answers = writers.map((writer) => writer.answer());
      for (const writer of writers) writer.send('write');
      const measured = await Promise.all(answers);
      await Promise.all(writers.map((writer) => writer.ended()));
      return {
        rate: measured.reduce((sum, { rate }) => sum + rate, 0),
        // Of the process that fared worse.
        latencyMsP50: Math.max(...measured.map(({ latencyMsP50 }) => latencyMsP50)),
        latencyMsP99: Math.max(...measured.map(({ latencyMsP99 }) => latencyMsP99)),
      };
    },
  };
}
