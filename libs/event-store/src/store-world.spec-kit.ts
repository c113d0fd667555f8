import { startTestLedger, type TestLedger, type TestLedgerOptions } from '@corridor/testing';
import pg from 'pg';
import type { AppendRequest, EventToAppend } from './append/append.js';
import { type LedgerRole, ledgerPool } from './ledger-pool.js';

/** A ledger for a test, with pools that end with it, and requests to append. */
export class StoreWorld {
  private pools: pg.Pool[] = [];
  private streams = 0;
  private copies = 0;

  private constructor(private readonly ledger: TestLedger) {}

  static async start(options?: TestLedgerOptions): Promise<StoreWorld> {
    return new StoreWorld(await startTestLedger(options));
  }

  get url(): string {
    return this.ledger.url;
  }

  poolOf(role?: LedgerRole, max?: number): pg.Pool {
    const pool = ledgerPool(this.ledger.url, role, max);
    this.pools.push(pool);
    return pool;
  }

  /** A ledger of its own that begins as this one is now, whose pools so far end. @returns its connection string */
  async copy(): Promise<string> {
    await this.endPools();
    this.copies += 1;
    const name = new URL(this.url).pathname.slice(1);
    const copy = new URL(this.url);
    copy.pathname = `/${name}-${this.copies}`;
    const server = new URL(this.url);
    server.pathname = '/template1';
    const client = new pg.Client({ connectionString: server.href });
    await client.connect();
    await client.query(`CREATE DATABASE "${name}-${this.copies}" TEMPLATE "${name}"`);
    await client.end();
    return copy.href;
  }

  async stop(): Promise<void> {
    await this.endPools();
    await this.ledger.stop();
  }

  private async endPools(): Promise<void> {
    const { pools } = this;
    this.pools = [];
    await Promise.all(pools.map((pool) => pool.end()));
  }

  /** Has an empty log begin with segments of this size; the first one is there already, with room for a million. */
  async segmentEvery(size: number): Promise<void> {
    const first = 'ledger.events_000000000001';
    await this.poolOf().query(`ALTER TABLE ledger.events DETACH PARTITION ${first};
      ALTER TABLE ledger.events ATTACH PARTITION ${first} FOR VALUES FROM (1) TO (${size + 1});
      UPDATE ledger.segments SET last_position = ${size};
      UPDATE ledger.head SET segment_size = ${size}, segmented_to = ${size}`);
  }

  newStream(category = 'consignment'): string {
    this.streams += 1;
    return `${category}-${this.streams}`;
  }
}

export const CORRELATION_ID = '0191d8a0-0000-7000-8000-0000000000aa';

export const event = (data: unknown = { n: 1 }, type = 'Noted'): EventToAppend => ({
  type,
  schemaVersion: 1,
  occurredAt: '2026-03-01T10:00:00+05:00',
  data,
  participants: ['b', 'a'],
});

/** Appends one event to the stream, whatever its version; `change` says otherwise. */
export const request = (streamId: string, change: Partial<AppendRequest> = {}): AppendRequest => ({
  streams: [{ streamId, expectedVersion: 'any', events: [event()] }],
  actor: 'trader:demo',
  correlationId: CORRELATION_ID,
  ...change,
});

export const expecting = (streamId: string, expectedVersion: 'any' | 'noStream' | number, count = 1) =>
  request(streamId, { streams: [{ streamId, expectedVersion, events: Array(count).fill(event()) }] });
