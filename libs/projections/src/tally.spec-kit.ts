import type { RecordedEvent } from '@corridor/contracts';
import { type AppendRequest, EventStore, ledgerPool, pipelinedPool } from '@corridor/event-store';
import { startTestLedger } from '@corridor/testing';
import type pg from 'pg';
import { type Projection, projectionOf } from './index.js';

const ID = '00000000-0000-4000-8000-000000000001';

/** What a test may do between the two halves of a batch. */
export type Interruption = (client: pg.ClientBase) => Promise<void>;

/**
 * A projection that tells on whoever applies an event twice, leaves one out or swaps two: each row holds a running number
 * that depends on all rows before it.
 */
export function tallyOf(
  interrupt: Interruption = async () => undefined,
  name: 'tally' | 'second_tally' = 'tally',
): Projection {
  const table = `reporting.${name}`;
  return projectionOf({
    name,
    tables: [table],
    handles: ['CheckpointRecorded'],
    async apply(events, { client, generation }) {
      const { rows } = await client.query<{ running: string }>(
        `SELECT running FROM ${table} WHERE generation = $1 ORDER BY position DESC LIMIT 1`,
        [generation],
      );
      let running = BigInt(rows[0]?.running ?? 7);
      for (const [index, { position }] of events.entries()) {
        if (index === Math.floor(events.length / 2)) await interrupt(client);
        running = (running * 31n + BigInt(position)) % 1_000_000_007n;
        await client.query(`INSERT INTO ${table} VALUES ($1, $2, $3)`, [
          generation,
          position,
          running.toString(),
        ]);
      }
    },
  });
}

export interface TallyLedger {
  readonly url: string;
  /** Connections of the role `reporting`. */
  readonly pool: pg.Pool;
  /** Connections of the superuser. */
  readonly owner: pg.Pool;
  readonly store: EventStore;
  /** Appends checkpoints of one consignment; every third event is of another type and passes by. */
  append(count: number, more?: Partial<AppendRequest>, schemaVersion?: number): Promise<void>;
  /** All of the log. */
  log(): Promise<readonly RecordedEvent[]>;
  stop(): Promise<void>;
}

export async function startTallyLedger(): Promise<TallyLedger> {
  const ledger = await startTestLedger();
  const owner = ledgerPool(ledger.url);
  // As reporting has them.
  const pool = pipelinedPool(ledger.url, 'reporting');
  const store = new EventStore({ pool: owner });
  await owner.query(`
    CREATE TABLE reporting.tally (generation integer, position bigint, running bigint,
      PRIMARY KEY (generation, position));
    CREATE TABLE reporting.second_tally (LIKE reporting.tally INCLUDING ALL);
    GRANT SELECT, INSERT ON reporting.tally, reporting.second_tally TO reporting`);
  return {
    url: ledger.url,
    pool,
    owner,
    store,
    append: async (count, more = {}, schemaVersion = 1) => {
      const events = Array.from({ length: count }, (_, index) => ({
        type: index % 3 === 2 ? 'ConsignmentDelivered' : 'CheckpointRecorded',
        schemaVersion,
        occurredAt: '2026-03-01T10:00:00Z',
        data: { consignmentId: ID, location: 'PKKHI', movement: 'arrived' },
        participants: [],
      }));
      const streams = [{ streamId: `consignment-${ID}`, expectedVersion: 'any', events }] as const;
      await store.append({ streams, actor: 'operator:test', correlationId: ID, ...more });
    },
    log: async () => store.readAll({ after: 0, limit: 10_000 }),
    stop: async () => {
      await Promise.all([pool.end(), owner.end()]);
      await ledger.stop();
    },
  };
}
