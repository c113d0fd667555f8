import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { startKafka } from '@corridor/local-servers';
import { KafkaBus, Relay } from '@corridor/messaging';
import { migrate } from '@corridor/migrations';
import { createLogger, type RunningService } from '@corridor/nest-kit';
import { rebuild } from '@corridor/projections';
import { PROJECTIONS, startReporting } from '@corridor/reporting';
import type pg from 'pg';
import type { FiguresOptions } from '../options.js';
import type { FiguresBench } from './figures-bench.js';
import { tellDemo } from './folded-demo.js';

const DATABASE = 'catching_up';
const GOAL = 20_000;
const SCALE = 4;
const POLL_MS = 25;
const CATCH_UP_MAX_MS = 900_000;
const RELAY_BATCH = 1_000;
/** The dearest of all. */
const ALONE = 'trade-facts';

/**
 * How fast read models catch up with what was published while reporting was away: five years of the demo, with all kinds of events, go into the log and to Kafka, and then it
 * starts again. Each read model goes over all of them, side by side; the rate is that of the log's events. Beside it stand the rate without the start of the service, and that
 * of one read model alone, which is built anew from the log.
 */
export async function benchCatchingUp(
  { server, endings, report, progress }: FiguresBench,
  { scale = SCALE }: Pick<FiguresOptions, 'scale'>,
): Promise<void> {
  const databaseUrl = await server.createDatabase(DATABASE);
  await migrate(databaseUrl);
  const dir = mkdtempSync(join(tmpdir(), 'ledger-bench-'));
  chmodSync(dir, 0o755);
  const kafka = await startKafka({ dir });
  const log = ledgerPool(databaseUrl);
  let running: RunningService | undefined;
  const end = endings.add(async () => {
    await running?.stop();
    await log.end();
    await kafka.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  const reporting = (): Promise<RunningService> =>
    startReporting(
      { databaseUrl, kafkaBrokers: [kafka.brokers], host: '127.0.0.1', port: 0, logLevel: 'silent' },
      createLogger('bench', { logLevel: 'silent' }),
    );
  try {
    progress.step('catching up: reporting takes part once');
    running = await reporting();
    await caughtUp(log, 0);
    await running.stop();
    running = undefined;
    const events = await tellDemo(databaseUrl, 'catching up', { scale, progress });
    progress.step('catching up: the demo goes to Kafka');
    await publish(log, [kafka.brokers]);
    progress.step('catching up');
    const began = performance.now();
    running = await reporting();
    const { first, doneMs } = await caughtUp(log, events);
    await running.stop();
    running = undefined;
    progress.step(`catching up: ${ALONE} alone`);
    const alone = await rateAlone(databaseUrl, events);
    const rateOf = (at: number): number => events / ((at - began) / 1_000);
    report.measurements(`catching up with ${events.toLocaleString('en-GB')} events`);
    for (const [name, at] of doneMs) report.measurement({ name, value: rateOf(at), unit: 'events/s' });
    const last = Math.max(...doneMs.values());
    const behindStart = (events - first.position) / ((last - first.atMs) / 1_000);
    report.measurement({ name: 'all, without the start', value: behindStart, unit: 'events/s' });
    report.measurement({ name: `${ALONE} alone, built anew`, value: alone, unit: 'events/s' });
    report.checks('catching up');
    const all = rateOf(last);
    report.check({ name: `all ${doneMs.size} read models`, value: all, unit: 'events/s', goal: GOAL });
  } finally {
    await end();
    await server.dropDatabase(DATABASE);
  }
}

/** Puts the whole log on the bus, as the two services do. */
async function publish(log: pg.Pool, brokers: readonly string[]): Promise<void> {
  const raise = (error: unknown): void => {
    throw error;
  };
  const bus = new KafkaBus({
    brokers,
    clientId: 'bench',
    onError: raise,
    onUnreadable: async () => undefined,
  });
  const store = new EventStore({ pool: log });
  try {
    for (const service of ['trade-events', 'payments-settlement'] as const) {
      const relay = new Relay({ service, store, pool: log, bus, batchSize: RELAY_BATCH });
      while ((await relay.step()) > 0);
      await relay.stop();
    }
  } finally {
    await bus.close();
    await store.close();
  }
}

interface CaughtUp {
  /** When an event was seen to be applied first, milliseconds of the steady clock, and up to where each read model had come by then. */
  readonly first: { readonly atMs: number; readonly position: number };
  /** By the name of a read model, when it had come to the position. */
  readonly doneMs: ReadonlyMap<string, number>;
}

/** Waits until each read model has come to a position. */
async function caughtUp(log: pg.Pool, head: number): Promise<CaughtUp> {
  const began = performance.now();
  const done = new Map<string, number>();
  let first: CaughtUp['first'] | undefined;
  for (;;) {
    const { rows } = await log.query<{ name: string; position: string }>(
      `SELECT name, position FROM reporting.projections WHERE state = 'live'`,
    );
    const now = performance.now();
    const positions = rows.map(({ position }) => Number(position));
    if (positions.some((position) => position > 0)) first ??= { atMs: now, position: Math.min(...positions) };
    for (const { name, position } of rows)
      if (Number(position) >= head && !done.has(name)) done.set(name, now);
    if (rows.length > 20 && done.size === rows.length)
      return { first: first ?? { atMs: now, position: head }, doneMs: done };
    if (now - began > CATCH_UP_MAX_MS) throw new Error('The read models do not catch up.');
    await pause(POLL_MS);
  }
}

/** Builds one read model anew, beside the one that stands. @returns events a second */
async function rateAlone(databaseUrl: string, events: number): Promise<number> {
  const projection = PROJECTIONS.find(({ name }) => name === ALONE);
  if (!projection) throw new Error(`There is no read model ${ALONE}.`);
  const pool = ledgerPool(databaseUrl, 'reporting');
  const store = new EventStore({ pool });
  try {
    const began = performance.now();
    await rebuild({ projection, pool, store });
    return events / ((performance.now() - began) / 1_000);
  } finally {
    await store.close();
    await pool.end();
  }
}
