import { type Bench, type StoreOnDatabase, storeOnDatabase } from '../bench.js';
import { type Case, loadCase, type Results, runRounds } from '../rounds.js';
import { type BareTable, bareTable } from '../stores/bare-table.js';
import { corridorStore } from '../stores/corridor-store.js';
import { emmettStore } from '../stores/emmett-store.js';
import { messageDbStore } from '../stores/message-db-store.js';
import type { Store } from '../stores/store.js';
import { Writer } from '../workload.js';
import { processesCase } from './processes-case.js';

const ROWS_AN_INSERT = 1_000;
const ROWS_A_COPY = 5_000;
const INSERT_CONCURRENCIES = [1, 32, 64, 256];

const writers = (count: number): string =>
  count === 1 ? '1 writer' : `${count.toLocaleString('en-GB')} writers`;

/** The names of the cases, by which their results are found again. */
const name = {
  ours: (count: number) => `ours, ${writers(count)}`,
  oursByTen: 'ours, 256 writers, 10 events an append',
  oursInProcesses: (processes: number, count: number) =>
    `ours, ${processes === 1 ? '1 process' : `${processes} processes`} of ${writers(count)}`,
  emmett: (count: number) => `Emmett, ${writers(count)}`,
  messageDb: (count: number) => `message-db, ${writers(count)}`,
  insert: (count: number) => `single-row INSERT, ${writers(count)}`,
  insertMany: 'INSERT of 1,000 rows, one connection',
  copy: 'COPY of 5,000 rows, one connection',
};

/** How fast each store appends, from one writer to a thousand. */
export async function benchAppend(bench: Bench): Promise<void> {
  const ours = await storeOnDatabase(bench, 'append_ours', corridorStore);
  const emmett = await storeOnDatabase(bench, 'append_emmett', emmettStore);
  const messageDb = await storeOnDatabase(bench, 'append_message_db', messageDbStore);
  const bare = await storeOnDatabase(bench, 'append_bare', bareTable);
  const stores: readonly StoreOnDatabase[] = [ours, emmett, messageDb, bare];
  const cases = casesOf(bench, ours, emmett.store, messageDb.store, bare.store);
  const results = await runRounds(bench, 'append', cases);
  show(bench, cases, results);
  await showBytes(bench, stores);
  check(bench, results);
  for (const { drop } of stores) await drop();
}

function casesOf(
  bench: Bench,
  ours: StoreOnDatabase,
  emmett: Store,
  messageDb: Store,
  bare: BareTable,
): readonly Case[] {
  const { seconds } = bench.extent;
  const writing = (caseName: string, store: Store, concurrency: number, eventsAnAppend = 1): Case => {
    const each = Array.from({ length: concurrency }, (_, worker) => new Writer(worker, eventsAnAppend));
    const turn = async (worker: number): Promise<number> => {
      const append = (each[worker] as Writer).next();
      await store.append(append);
      return append.events.length;
    };
    return loadCase(caseName, { concurrency, seconds, turn });
  };
  const inBulk = (caseName: string, turn: () => Promise<number>): Case =>
    loadCase(caseName, { concurrency: 1, seconds, turn });
  return [
    ...[1, 32, 256, 1_024].map((count) => writing(name.ours(count), ours.store, count)),
    writing(name.oursByTen, ours.store, 256, 10),
    processesCase(bench, name.oursInProcesses(1, 1_024), ours.url, 1, 1_024),
    processesCase(bench, name.oursInProcesses(2, 512), ours.url, 2, 512),
    ...[1, 32, 256].map((count) => writing(name.emmett(count), emmett, count)),
    ...[1, 32, 256].map((count) => writing(name.messageDb(count), messageDb, count)),
    ...INSERT_CONCURRENCIES.map((count) => writing(name.insert(count), bare, count)),
    inBulk(name.insertMany, () => bare.insertMany(ROWS_AN_INSERT)),
    inBulk(name.copy, () => bare.copy(ROWS_A_COPY)),
  ];
}

function show({ report }: Bench, cases: readonly Case[], results: Results): void {
  report.measurements('append');
  for (const one of cases) {
    const { rate, latencyMsP50, latencyMsP99 } = results.medians(one.name);
    report.measurement({ name: one.name, value: rate, unit: 'events/s', latencyMsP50, latencyMsP99 });
  }
}

async function showBytes({ report }: Bench, stores: readonly StoreOnDatabase[]): Promise<void> {
  report.measurements('on disk, with indexes');
  for (const { store } of stores) {
    const bytes = (await store.bytesOnDisk()) / (await store.count());
    report.measurement({ name: store.name, value: bytes, unit: 'bytes/event' });
  }
}

function check({ report }: Bench, results: Results): void {
  const best = results.best(INSERT_CONCURRENCIES.map(name.insert));
  const ratio = (what: string, ours: string, other: string, goal: number): void =>
    report.check({ name: what, value: results.ratio(ours, other), unit: '×', goal });
  report.checks('append, held against others');
  ratio('256 writers, against Emmett', name.ours(256), name.emmett(256), 12);
  ratio('256 writers, against INSERT at its best', name.ours(256), best, 3);
  ratio('32 writers, against INSERT at its best', name.ours(32), best, 1.6);
  ratio('1 writer, against INSERT', name.ours(1), name.insert(1), 0.7);
  ratio('1,024 writers, against COPY', name.ours(1_024), name.copy, 0.4);
  ratio('10 events an append, against INSERT of 1,000 rows', name.oursByTen, name.insertMany, 0.9);
  ratio('2 processes, against 1', name.oursInProcesses(2, 512), name.oursInProcesses(1, 1_024), 0.9);
}
