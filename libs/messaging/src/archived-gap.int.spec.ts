import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveMissing, archiveSegments, EventStore, ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { IdempotentConsumer } from './index.js';

const COUNT = 5;
const STREAM = 'consignment-old';

let ledger: TestLedger;
let pool: pg.Pool;
let archives: string;

/** A ledger all of whose events are archived. */
beforeAll(async () => {
  ledger = await startTestLedger();
  const owner = ledgerPool(ledger.url);
  const noted = {
    type: 'Noted',
    schemaVersion: 1,
    occurredAt: '2026-03-01T10:00:00Z',
    data: {},
    participants: [],
  };
  await new EventStore({ pool: owner }).append({
    streams: [{ streamId: STREAM, expectedVersion: 'noStream', events: Array(COUNT).fill(noted) }],
    actor: 'trader:demo',
    correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
  });
  // The first segment has room for a million events: it is made to end here.
  await owner.query(`ALTER TABLE ledger.events DETACH PARTITION ledger.events_000000000001;
    ALTER TABLE ledger.events ATTACH PARTITION ledger.events_000000000001 FOR VALUES FROM (1) TO (${COUNT + 1});
    UPDATE ledger.segments SET last_position = ${COUNT};
    UPDATE ledger.head SET segmented_to = ${COUNT}`);
  archives = mkdtempSync(join(tmpdir(), 'archived-gap-'));
  await archiveSegments({ pool: owner, directory: archives, upTo: COUNT });
  await owner.end();
  pool = ledgerPool(ledger.url, 'trade_events');
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
  rmSync(archives, { recursive: true, force: true });
});

it('applies what the bus left out though it is archived by now', async () => {
  const store = new EventStore({ pool, archives });
  const applied: number[] = [];
  const consumer = new IdempotentConsumer({
    group: 'behind the archive',
    pool,
    store,
    handle: async ({ version }) => void applied.push(version),
  });
  const [last] = await store.readStream(STREAM, { backwards: true, limit: 1 });
  if (!last) throw new Error('archived, and not in the files');
  await consumer.consume([last]);
  expect(applied).toEqual([1, 2, 3, 4, 5]);
});

describe('where the files are not at hand', () => {
  /** What reads the archived stream: the consumer to fill a gap, or the handler to decide on it. */
  const readers = {
    'the consumer': (group: string, store: EventStore, applied: number[]) =>
      new IdempotentConsumer({
        group,
        pool,
        store,
        handle: async ({ version }) => void applied.push(version),
      }),
    'its handler': (group: string, store: EventStore, applied: number[]) =>
      new IdempotentConsumer({
        group,
        pool,
        store: new EventStore({ pool, archives }),
        handle: async ({ version }, client) => {
          await store.readStream(STREAM, { client });
          applied.push(version);
        },
      }),
  };

  it.each(Object.entries(readers))('%s waits, and gives nothing up', async (group, consumerOf) => {
    const [last] = await new EventStore({ pool, archives }).readStream(STREAM, { backwards: true, limit: 1 });
    if (!last) throw new Error('archived, and not in the files');
    const applied: number[] = [];
    const without = consumerOf(group, new EventStore({ pool }), applied);
    await expect(without.consume([last])).rejects.toThrow(ArchiveMissing);
    const { rows } = await pool.query('SELECT FROM bus.dead_letters');
    expect(rows).toEqual([]);
    await consumerOf(group, new EventStore({ pool, archives }), applied).consume([last]);
    expect(applied).toEqual([1, 2, 3, 4, 5]);
  });
});
