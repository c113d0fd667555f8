import { type Bench, storeOnDatabase } from '../bench.js';
import { fill, filledEvents } from '../fill.js';
import type { ReaderAnswer, ReaderTask } from '../processes/reader.js';
import { type Case, loadCase, runRounds } from '../rounds.js';
import { corridorStore } from '../stores/corridor-store.js';
import type { Store } from '../stores/store.js';
import { Writer } from '../workload.js';

const CONCURRENCY = 256;
const MEMORY_MB_MAX = 200;

/** Whether our own store is as fast on a long log as on an empty one, and what a long log takes. */
export async function benchGrowth(bench: Bench): Promise<void> {
  const { extent, progress, report, server } = bench;
  const events = filledEvents(extent.events);
  const long = await storeOnDatabase(bench, 'growth_long', corridorStore);
  await fill(long.store, events, progress);
  progress.step('growth: vacuum of the long log');
  await server.vacuum(long.database);
  const bytesAnEvent = (await long.store.bytesOnDisk()) / events;
  const read = await readInProcess(bench, long.url);
  if (read.events !== events) throw new Error(`The reader got ${read.events} events of ${events}.`);

  const count = events.toLocaleString('en-GB');
  const onLong = `ours, ${CONCURRENCY} writers, on ${count} events`;
  const onEmpty = `ours, ${CONCURRENCY} writers, on an empty log`;
  const results = await runRounds(bench, 'growth', [
    appendCase(bench, onLong, long.store),
    emptyCase(bench, onEmpty),
  ]);
  report.measurements('growth');
  for (const name of [onLong, onEmpty]) {
    const { rate, latencyMsP50, latencyMsP99 } = results.medians(name);
    report.measurement({ name, value: rate, unit: 'events/s', latencyMsP50, latencyMsP99 });
  }
  report.measurement({ name: 'on disk, with indexes', value: bytesAnEvent, unit: 'bytes/event' });
  report.measurement({ name: `all ${count} read`, value: read.events / read.seconds, unit: 'events/s' });
  report.checks('growth');
  report.check({
    name: `append on ${count} events, against an empty log`,
    value: results.ratio(onLong, onEmpty),
    unit: '×',
    goal: 0.9,
  });
  report.check({
    name: `resident memory while reading ${count} events`,
    value: read.residentBytesMax / 1e6,
    unit: 'MB',
    goal: MEMORY_MB_MAX,
    atMost: true,
  });
  await long.drop();
}

async function readInProcess({ children, progress }: Bench, url: string): Promise<ReaderAnswer> {
  progress.step('growth: reading the long log');
  const reader = children.start<ReaderAnswer>('reader');
  reader.send({ url } satisfies ReaderTask);
  const answer = await reader.answer();
  await reader.ended();
  return answer;
}

function appendCase({ extent: { seconds } }: Bench, name: string, store: Store): Case {
  const writers = Array.from({ length: CONCURRENCY }, (_, worker) => new Writer(worker));
  const turn = async (worker: number): Promise<number> => {
    await store.append((writers[worker] as Writer).next());
    return 1;
  };
  return loadCase(name, { concurrency: CONCURRENCY, seconds, turn });
}

/** On a new ledger each round: that of the round before is no longer empty. */
function emptyCase(bench: Bench, name: string): Case {
  return {
    name,
    run: async (checkpoint) => {
      const { store, drop } = await storeOnDatabase(bench, 'growth_empty', corridorStore);
      const measured = await appendCase(bench, name, store).run(checkpoint);
      await drop();
      return measured;
    },
  };
}
