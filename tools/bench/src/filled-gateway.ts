import { randomUUID } from 'node:crypto';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { migrate } from '@corridor/migrations';
import type pg from 'pg';
import { type AskedGateway, startAskedGateway } from './asked-gateway.js';
import type { Progress } from './progress.js';
import { type BenchServer, storePool } from './server.js';

export interface Filling {
  /** Name of the database, which is made for it. */
  readonly database: string;
  /** The position that all read models have come to. */
  readonly facts: number;
  /** What is filled, in order: a name, and the statement that does it. */
  readonly filling: readonly (readonly [name: string, sql: string])[];
  /** When the ledger came there, a day in UTC. */
  readonly today: string;
  /** When it came to an earlier position that is asked for, where figures run up to that instant. */
  readonly before?: { readonly position: number; readonly day: string };
}

export interface FilledGateway extends AskedGateway {
  /** Connections with the rights of trade-events. */
  readonly reader: pg.Pool;
  /** Deletes the database, too. */
  stop(): Promise<void>;
}

/** The gateway over read models that are filled by hand, without the services and the log that would have made them. */
export async function startFilledGateway(
  server: BenchServer,
  filling: Filling,
  progress: Progress,
): Promise<FilledGateway> {
  const { database } = filling;
  const url = await server.createDatabase(database);
  await migrate(url);
  const owner = ledgerPool(url);
  const reader = ledgerPool(url, 'trade_events');
  let gateway: AskedGateway | undefined;
  const stop = async (): Promise<void> => {
    await gateway?.stop();
    await reader.end();
    await owner.end();
    await server.dropDatabase(database);
  };
  try {
    await fill(url, owner, filling, progress);
    progress.step('vacuum');
    await server.vacuum(database);
    gateway = await startAskedGateway(url);
    const { ask } = gateway;
    return { ask, reader, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function fill(
  url: string,
  owner: pg.Pool,
  { database, facts, filling, today, before }: Filling,
  progress: Progress,
): Promise<void> {
  // Millions of rows take longer than a statement of the product may, and are sorted.
  const bulk = storePool(url, 1);
  try {
    await bulk.query(`SET work_mem = '256MB'`);
    for (const [name, sql] of filling) {
      progress.step(`filling ${database}: ${name}`);
      await bulk.query(sql);
    }
  } finally {
    await bulk.end();
  }
  // One event at each position that is asked for: when the ledger came there is all that is asked of the log.
  const store = new EventStore({ pool: owner });
  for (const { position, day } of [...(before ? [before] : []), { position: facts, day: today }])
    await come(owner, store, position, `${day}T00:00:00Z`);
  await store.close();
}

/** Appends an event at a position ahead of the log, as if all before it had been there. */
async function come(owner: pg.Pool, store: EventStore, position: number, instant: string): Promise<void> {
  await owner.query('UPDATE ledger.head SET position = $1, segmented_to = greatest(segmented_to, $1)', [
    position - 1,
  ]);
  const event = { type: 'Benched', schemaVersion: 1, data: {}, participants: [] };
  const appended = await store.append({
    streams: [
      {
        streamId: `commitment-${randomUUID()}`,
        expectedVersion: 'any',
        events: [{ ...event, occurredAt: instant }],
      },
    ],
    actor: 'bench',
    correlationId: randomUUID(),
    recordedAt: instant,
  });
  if (appended.position !== position)
    throw new Error(`The log ends at ${appended.position}, not at ${position}.`);
}
