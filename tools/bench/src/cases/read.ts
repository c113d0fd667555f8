import { randomInt } from 'node:crypto';
import { type Bench, type StoreOnDatabase, storeOnDatabase } from '../bench.js';
import { fill, filledEvents } from '../fill.js';
import { measure } from '../measure.js';
import { type Case, loadCase, runRounds } from '../rounds.js';
import { bareTable } from '../stores/bare-table.js';
import { corridorStore } from '../stores/corridor-store.js';
import { emmettStore } from '../stores/emmett-store.js';
import { messageDbStore } from '../stores/message-db-store.js';
import type { Store } from '../stores/store.js';
import { EVENTS_A_STREAM, streamIdAt } from '../workload.js';

const CONCURRENCIES = [1, 32];

/** The names of the cases, by which their results are found again. */
const name = {
  all: (store: Store) => `all: ${store.name}`,
  stream: (store: Store, concurrency: number) =>
    `a stream of ${EVENTS_A_STREAM}: ${store.name}, ${concurrency} reader${concurrency === 1 ? '' : 's'}`,
};

/** How fast each store is read, the whole log and single streams. */
export async function benchRead(bench: Bench): Promise<void> {
  const { report } = bench;
  const ours = await filled(bench, storeOnDatabase(bench, 'read_ours', corridorStore));
  const emmett = await filled(bench, storeOnDatabase(bench, 'read_emmett', emmettStore));
  const messageDb = await filled(bench, storeOnDatabase(bench, 'read_message_db', messageDbStore));
  const bare = await filled(bench, storeOnDatabase(bench, 'read_bare', bareTable));
  const stores: readonly StoreOnDatabase[] = [ours, emmett, messageDb, bare];
  const streams = filledEvents(bench.extent.readEvents) / EVENTS_A_STREAM;
  const streamIds = Array.from({ length: streams }, (_, index) => streamIdAt(index));

  const whole = [ours.store, messageDb.store, bare.store].map((store) => readAllCase(bench, store));
  const single = CONCURRENCIES.flatMap((concurrency) =>
    stores.map(({ store }) => readStreamCase(bench, store, concurrency, streamIds)),
  );
  const results = await runRounds(bench, 'read', [...whole, ...single]);
  report.measurements(`read, of ${filledEvents(bench.extent.readEvents).toLocaleString('en-GB')} events`);
  for (const { name: one } of whole) {
    report.measurement({ name: one, value: results.medians(one).rate, unit: 'events/s' });
  }
  for (const { name: one } of single) {
    const { rate, latencyMsP50, latencyMsP99 } = results.medians(one);
    report.measurement({ name: one, value: rate, unit: 'streams/s', latencyMsP50, latencyMsP99 });
  }
  report.checks('read, held against others');
  const ratio = (what: string, mine: string, other: string, goal: number): void =>
    report.check({ name: what, value: results.ratio(mine, other), unit: '×', goal });
  ratio('all, against COPY', name.all(ours.store), name.all(bare.store), 0.8);
  for (const concurrency of CONCURRENCIES) {
    const mine = name.stream(ours.store, concurrency);
    const readers = `${concurrency} reader${concurrency === 1 ? '' : 's'}`;
    ratio(`a stream, ${readers}, against SELECT`, mine, name.stream(bare.store, concurrency), 0.9);
    ratio(`a stream, ${readers}, against Emmett`, mine, name.stream(emmett.store, concurrency), 2);
  }
  for (const { drop } of stores) await drop();
}

async function filled<S extends Store>(
  { extent, progress, server }: Bench,
  opening: Promise<StoreOnDatabase<S>>,
): Promise<StoreOnDatabase<S>> {
  const opened = await opening;
  await fill(opened.store, extent.readEvents, progress);
  await server.vacuum(opened.database);
  return opened;
}

/** Reads the log once, however long it takes. */
function readAllCase({ extent }: Bench, store: Store): Case {
  const events = filledEvents(extent.readEvents);
  const turn = async (): Promise<number> => {
    let read = 0;
    for await (const batch of store.readAll?.() ?? []) read += batch.length;
    if (read !== events) throw new Error(`${store.name} gave ${read} events of ${events}.`);
    return read;
  };
  return {
    name: name.all(store),
    // Not warmed up: what it takes to get going is little of a reading that takes seconds.
    run: async (checkpoint) => {
      await checkpoint();
      return measure({ concurrency: 1, seconds: 0, turn });
    },
  };
}

function readStreamCase(
  { extent }: Bench,
  store: Store,
  concurrency: number,
  streamIds: readonly string[],
): Case {
  const turn = async (): Promise<number> => {
    const streamId = streamIds[randomInt(streamIds.length)] as string;
    const read = await store.readStream(streamId);
    if (read !== EVENTS_A_STREAM) throw new Error(`${store.name} gave ${read} events of ${streamId}.`);
    return 1;
  };
  return loadCase(name.stream(store, concurrency), { concurrency, seconds: extent.seconds, turn });
}
