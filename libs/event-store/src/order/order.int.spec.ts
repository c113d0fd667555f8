import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RecordedEvent } from '@corridor/contracts';
import fc from 'fast-check';
import { EventStore, verifyLog } from '../index.js';
import { request, StoreWorld } from '../store-world.spec-kit.js';

const writerProcess = fileURLToPath(new URL('./writer-process.mjs', import.meta.url));
const WRITING_MS = 4_000;
const MINUTE = 60_000;

let world: StoreWorld;
beforeAll(async () => {
  world = await StoreWorld.start();
  // Segments come and go under way, too.
  await world.poolOf().query('UPDATE ledger.head SET segment_size = 500');
});
afterAll(() => world.stop());

type Acknowledged = readonly [first: number, last: number, marks: readonly string[]];

interface Writer {
  readonly acknowledged: Acknowledged[];
  stop(): Promise<void>;
}

function startWriter(role: string, category: string, seed: number): Writer {
  const child: ChildProcess = spawn(process.execPath, [writerProcess], {
    env: { ...process.env, DATABASE_URL: world.url, ROLE: role, CATEGORY: category, SEED: String(seed) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const acknowledged: Acknowledged[] = [];
  return {
    acknowledged,
    stop: async () => {
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      acknowledged.push(
        ...output
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Acknowledged),
      );
    },
  };
}

/** Follows the log in one of three ways; each throws where a position does not follow the one before. */
class Reader {
  readonly marks: string[] = [];
  private position: number;

  constructor(after: number) {
    this.position = after;
  }

  take(events: readonly RecordedEvent[]): void {
    for (const { position, data } of events) {
      if (position !== this.position + 1)
        throw new Error(`position ${position} was seen behind ${this.position}`);
      this.position = position;
      this.marks.push((data as { mark?: string }).mark ?? '');
    }
  }

  get seen(): number {
    return this.position;
  }
}

async function follow(
  store: EventStore,
  after: number,
  way: 'pages' | 'copies' | 'subscription',
  until: AbortSignal,
): Promise<Reader> {
  const reader = new Reader(after);
  if (way === 'subscription') {
    for await (const event of store.subscribe({ after, signal: until, pollMs: 100 })) reader.take([event]);
    return reader;
  }
  while (!until.aborted) {
    if (way === 'pages') reader.take(await store.readAll({ after: reader.seen, limit: 100 }).catch(() => []));
    else
      for await (const page of store.readLogBatches({ after: reader.seen, pageSize: 70 })) reader.take(page);
  }
  return reader;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Holds the ledger's lock for a while, and then appends, or thinks better of it. */
async function slowTransactions(random: () => number, until: AbortSignal): Promise<void> {
  const pool = world.poolOf('trade_events', 1);
  const store = new EventStore({ pool });
  while (!until.aborted) {
    try {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await store.appendIn(client, request('consignment-slow'));
        await pause(20 + random() * 80);
        await store.appendIn(client, request('consignment-slow'));
        await client.query(random() < 0.5 ? 'COMMIT' : 'ROLLBACK');
      } finally {
        client.release(true);
      }
    } catch {
      // Its connection was killed.
    }
    await pause(random() * 50);
  }
}

/** Ends connections of writers and of the subscription's, wherever they are. */
async function killConnections(random: () => number, until: AbortSignal): Promise<number> {
  const pool = world.poolOf();
  let killed = 0;
  while (!until.aborted) {
    await pause(30 + random() * 70);
    const { rows } = await pool.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name ~ 'trade_events|payments_settlement|gateway' ORDER BY pid`,
    );
    const victim = rows[Math.floor(random() * rows.length)];
    if (victim === undefined) continue;
    await pool.query('SELECT pg_terminate_backend($1)', [victim.pid]);
    killed += 1;
  }
  return killed;
}

it(
  'is one for every reader, whoever writes, waits, or dies',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 ** 30 }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        async (seed, chances) => {
          const random = (): number => chances.next().value ?? 0;
          const owner = new EventStore({ pool: world.poolOf() });
          const before = await owner.head();
          const stop = new AbortController();
          const writers = [
            startWriter('trade_events', 'consignment', seed),
            startWriter('trade_events', 'declaration', seed + 1),
            startWriter('payments_settlement', 'settlement', seed + 2),
          ];
          const readers = (['pages', 'copies'] as const).map((way) =>
            follow(owner, before, way, stop.signal),
          );
          // On connections that are killed, too.
          const subscriber = new EventStore({ pool: world.poolOf('gateway', 2) });
          readers.push(follow(subscriber, before, 'subscription', stop.signal));
          const disturbing = [
            slowTransactions(random, stop.signal),
            killConnections(random, stop.signal),
          ] as const;
          await pause(WRITING_MS);
          await Promise.all(writers.map((writer) => writer.stop()));
          // What was appended at last comes to the readers, too.
          await pause(500);
          stop.abort();
          const seen = await Promise.all(readers);
          const [, killed] = await Promise.all(disturbing);
          await subscriber.close();

          const head = await owner.head();
          const inLog = new Map<number, string>();
          for await (const { position, data } of owner.readLog({ after: before }))
            inLog.set(position, (data as { mark?: string }).mark ?? '');
          const acknowledged = writers.flatMap((writer) => writer.acknowledged);
          // It is no proof where little happened.
          expect(acknowledged.length).toBeGreaterThan(100);
          expect(killed).toBeGreaterThan(5);
          // Each reader has seen the log from its beginning, in order and whole, as far as it came.
          for (const reader of seen) {
            expect(reader.marks).toEqual([...inLog.values()].slice(0, reader.marks.length));
            expect(reader.seen).toBeGreaterThan(before + 100);
          }
          // What was acknowledged stands where it was said to stand.
          for (const [first, last, marks] of acknowledged) {
            expect(Array.from({ length: last - first + 1 }, (_, index) => inLog.get(first + index))).toEqual(
              marks,
            );
          }
          // Nothing is in it twice: not what a killed connection left unanswered either.
          const marks = [...inLog.values()].filter((mark) => mark !== '');
          expect(new Set(marks).size).toBe(marks.length);
          expect(await verifyLog({ pool: world.poolOf() })).toMatchObject({
            breach: undefined,
            position: head,
          });
        },
      ),
      { numRuns: 2 },
    );
  },
  2 * MINUTE,
);
