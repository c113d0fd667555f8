import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, storeOnDatabase } from '../bench.js';
import { DeliveryLog } from '../delivery-log.js';
import { measure } from '../measure.js';
import { corridorStore } from '../stores/corridor-store.js';
import { emmettStore } from '../stores/emmett-store.js';
import { messageDbStore } from '../stores/message-db-store.js';
import type { StoreKind } from '../stores/store.js';
import { Writer } from '../workload.js';

const CONCURRENCY = 64;
// A reader that got nothing for so long after the last append has got all that it will get, or is past its time.
const QUIET_MS = 3_000;
const CATCH_UP_MAX_MS = 120_000;

/** Whether a reader beside the writers gets every event, once, and in order. */
export async function benchDelivery(bench: Bench): Promise<void> {
  const { report } = bench;
  const stores = [
    ['ours', corridorStore],
    ['emmett', emmettStore],
    ['message_db', messageDbStore],
  ] as const;
  const deliveries: Delivery[] = [];
  for (const [name, kind] of stores) deliveries.push(await deliver(bench, `delivery_${name}`, kind));
  report.measurements(`delivery to a reader beside ${CONCURRENCY} writers`);
  for (const { store, log } of deliveries) {
    report.measurement({ name: `${store}: acknowledged`, value: log.acknowledged, unit: 'events' });
    report.measurement({ name: `${store}: never received`, value: log.missing, unit: 'events' });
    report.measurement({ name: `${store}: received again`, value: log.repeated, unit: 'events' });
    report.measurement({ name: `${store}: received out of order`, value: log.outOfOrder, unit: 'events' });
  }
  const ours = deliveries[0] as Delivery;
  report.checks('delivery');
  report.check({
    name: 'received, exactly once, in order',
    value: ours.log.share * 100,
    unit: '%',
    goal: 100,
  });
}

interface Delivery {
  readonly store: string;
  readonly log: DeliveryLog;
}

async function deliver(bench: Bench, database: string, kind: StoreKind): Promise<Delivery> {
  const { store: writing, url, drop } = await storeOnDatabase(bench, database, kind);
  // A reader is another part of the system: it has connections of its own.
  const reading = kind.open(url);
  bench.progress.step(`delivery: ${writing.name}, ${bench.extent.seconds} s of writing`);
  const log = new DeliveryLog();
  const stop = new AbortController();
  let endedByItself = false;
  const following = reading
    .follow?.((events) => log.receive(events), stop.signal)
    .then(() => {
      endedByItself = !stop.signal.aborted;
    });
  // Where it fails, that is told when it is waited for; until then nobody listens, which would end this process.
  following?.catch(() => undefined);
  const writers = Array.from({ length: CONCURRENCY }, (_, worker) => new Writer(worker));
  await measure({
    concurrency: CONCURRENCY,
    seconds: bench.extent.seconds,
    turn: async (worker) => {
      const append = (writers[worker] as Writer).next();
      await writing.append(append);
      log.acknowledge(append.streamId, append.expectedVersion + 1);
      return 1;
    },
  });
  bench.progress.step(`delivery: ${writing.name}, reading to the end`);
  const deadline = performance.now() + CATCH_UP_MAX_MS;
  while (log.missing > 0 && performance.now() < deadline && log.quietMs < QUIET_MS) await sleep(50);
  stop.abort();
  await following;
  await reading.close();
  await drop();
  bench.progress.clear();
  // Then what is missing was not passed by but never asked for.
  return { store: endedByItself ? `${writing.name}, whose reader ended by itself` : writing.name, log };
}
