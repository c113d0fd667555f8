import { measure } from '../measure.js';
import { warmUpSeconds } from '../rounds.js';
import { corridorStore } from '../stores/corridor-store.js';
import { Writer } from '../workload.js';
import { followParent, tell, told } from './parent.js';

/** What a writer process is told first; it then answers once it is warm, and writes on the next message. */
export interface WriterTask {
  readonly url: string;
  readonly concurrency: number;
  readonly seconds: number;
}

followParent();
const { url, concurrency, seconds } = await told<WriterTask>();
const store = corridorStore.open(url);
const writers = Array.from({ length: concurrency }, (_, worker) => new Writer(worker));
const load = {
  concurrency,
  turn: async (worker: number) => {
    const append = (writers[worker] as Writer).next();
    await store.append(append);
    return append.events.length;
  },
};
await measure({ ...load, seconds: warmUpSeconds(seconds) });
await tell('warm');
await told();
const measured = await measure({ ...load, seconds });
await store.close();
await tell(measured);
process.exit(0);
