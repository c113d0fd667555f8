import { CATEGORIES, type OwningService } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import type { Bus } from './bus.js';

export interface RelayOptions {
  readonly service: OwningService;
  readonly store: Pick<EventStore, 'head' | 'readAll'>;
  readonly pool: pg.Pool;
  readonly bus: Pick<Bus, 'identity' | 'publish'>;
  /** Events read and published at once (default 1 000). */
  readonly batchSize?: number;
}

/**
 * Publishes a service's events from the log, in order, at least once: the log itself is the outbox. Of several processes
 * of the service one does it at a time, elected by a lock that its connection holds.
 */
export class Relay {
  private readonly categories: readonly string[];
  private leader: pg.PoolClient | undefined;

  constructor(private readonly options: RelayOptions) {
    this.categories = Object.entries(CATEGORIES)
      .filter(([, service]) => service === options.service)
      .map(([category]) => category);
  }

  /** Publishes the next batch; says how many events it held, 0 where nothing is new or another process leads. */
  async step(): Promise<number> {
    const client = await this.lead();
    if (!client) return 0;
    const { service, store, bus, batchSize = 1_000 } = this.options;
    try {
      // Kept for each bus: one that the ledger is moved to gets the whole log, and consumers know what they have had.
      const identity = await bus.identity();
      const { rows } = await client.query<{ position: string }>(
        'SELECT position FROM bus.relay_checkpoint WHERE service = $1 AND bus = $2',
        [service, identity],
      );
      const after = Number(rows[0]?.position ?? 0);
      // Read first: what is appended meanwhile lies behind it and is found by the next step.
      const head = await store.head();
      if (head === after) return 0;
      const events = await store.readAll({ after, limit: batchSize, categories: this.categories });
      await bus.publish(service, events);
      const last = events.at(-1)?.position ?? after;
      const checkpoint = events.length === batchSize ? last : Math.max(head, last);
      await client.query(
        `INSERT INTO bus.relay_checkpoint VALUES ($1, $2, $3)
         ON CONFLICT (service, bus) DO UPDATE SET position = excluded.position`,
        [service, identity, checkpoint],
      );
      return events.length;
    } catch (error) {
      // The connection may be the one that broke, and with it the lock: elect anew.
      this.resign(error as Error);
      throw error;
    }
  }

  /** Gives the lead up, for another process of the service. */
  stop(): void {
    this.resign(new Error('stopped'));
  }

  private async lead(): Promise<pg.PoolClient | undefined> {
    if (this.leader) return this.leader;
    const client = await this.options.pool.connect();
    try {
      const { rows } = await client.query<{ elected: boolean }>(
        // Without its last checkpoints the leader would publish again what it has published: it need not wait for them to be on the disk.
        `WITH lock AS MATERIALIZED (SELECT pg_try_advisory_lock(hashtext('ledger relay'), hashtext($1)) AS elected)
         SELECT elected, CASE WHEN elected THEN set_config('synchronous_commit', 'off', false) END FROM lock`,
        [this.options.service],
      );
      if (rows[0]?.elected) {
        // A connection that breaks while it idles must not end the process; the next query on it fails.
        client.on('error', () => undefined);
        this.leader = client;
        return client;
      }
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
    client.release();
    return undefined;
  }

  private resign(reason: Error): void {
    this.leader?.release(reason);
    this.leader = undefined;
  }
}
