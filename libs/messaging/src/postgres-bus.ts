import {
  fromCloudEvent,
  type OwningService,
  type RecordedEvent,
  toCloudEvent,
  typeOfCloudEvent,
} from '@corridor/contracts';
import type pg from 'pg';
import type { BatchHandler, Bus, OnUnreadable, SubscribeOptions, Subscription } from './bus.js';
import { startLoop } from './loop.js';

const IDLE_MS = 100;
const KEPT_DAYS = 7;

/** The bus as a log in PostgreSQL, for machines without Java: the same promises, one member of a group at work at a time. */
export class PostgresBus implements Bus {
  readonly kind = 'postgres';
  private readonly subscriptions = new Set<Subscription>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly onError: (error: unknown) => void,
    private readonly onUnreadable: OnUnreadable,
  ) {}

  async identity(): Promise<string> {
    return 'postgres';
  }

  async publish(service: OwningService, events: Parameters<Bus['publish']>[1]): Promise<void> {
    if (events.length === 0) return;
    // Published again after a crash, a message is there already.
    await this.pool.query(
      `INSERT INTO bus.messages (service, position, message)
       SELECT $1, m.position, m.message::json FROM unnest($2::bigint[], $3::text[]) m(position, message)
       ON CONFLICT DO NOTHING`,
      [
        service,
        events.map(({ position }) => position),
        events.map((event) => JSON.stringify(toCloudEvent(event, service))),
      ],
    );
  }

  async subscribe(options: SubscribeOptions, handler: BatchHandler): Promise<Subscription> {
    const { group, services, from = 'beginning' } = options;
    for (const service of services) {
      await this.pool.query(
        `INSERT INTO bus.offsets SELECT $1, $2,
           CASE WHEN $3 THEN coalesce((SELECT max(position) FROM bus.messages WHERE service = $2), 0) ELSE 0 END
         ON CONFLICT DO NOTHING`,
        [group, service, from === 'now'],
      );
    }
    const loops = services.map((service) =>
      startLoop({
        step: () => this.step(service, options, handler),
        idleMs: IDLE_MS,
        onError: this.onError,
      }),
    );
    const subscription: Subscription = {
      // A lost server is waited for: the loops go on as soon as it answers.
      failed: new Promise<never>(() => undefined),
      stop: async () => {
        this.subscriptions.delete(subscription);
        await Promise.all(loops.map((loop) => loop.stop()));
      },
    };
    this.subscriptions.add(subscription);
    return subscription;
  }

  /** Removes messages that every group has had and that are older than seven days. */
  async purge(): Promise<void> {
    await this.pool.query(
      `DELETE FROM bus.messages m WHERE m.published_at < now() - make_interval(days => $1)
         AND m.position <= (SELECT min(o.position) FROM bus.offsets o WHERE o.service = m.service)`,
      [KEPT_DAYS],
    );
  }

  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
  }

  private async step(
    service: OwningService,
    { group, batchSize = 500, passes }: SubscribeOptions,
    handler: BatchHandler,
  ): Promise<number> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      // The lock on the offset is held while the batch is at work: another member of the group passes by.
      await client.query('BEGIN');
      await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      const offset = await client.query<{ position: string }>(
        `SELECT position FROM bus.offsets WHERE consumer_group = $1 AND service = $2 FOR UPDATE SKIP LOCKED`,
        [group, service],
      );
      if (offset.rows.length === 0) return 0;
      const { rows } = await client.query<{ position: string; message: unknown }>(
        `SELECT position, message FROM bus.messages WHERE service = $1 AND position > $2 ORDER BY position LIMIT $3`,
        [service, offset.rows[0]?.position, batchSize],
      );
      if (rows.length === 0) return 0;
      const events: RecordedEvent[] = [];
      for (const { position, message } of rows) {
        if (passes && passesBy(message, passes)) continue;
        try {
          events.push(fromCloudEvent(message));
        } catch (error) {
          const { message: reason } = error as Error;
          await this.onUnreadable(group, JSON.stringify(message), reason, Number(position));
        }
      }
      if (events.length > 0) await handler(events);
      await client.query(`UPDATE bus.offsets SET position = $3 WHERE consumer_group = $1 AND service = $2`, [
        group,
        service,
        rows.at(-1)?.position,
      ]);
      await client.query('COMMIT');
      return rows.length;
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      await client.query('ROLLBACK').catch((error: Error) => {
        broken = error;
      });
      client.release(broken);
    }
  }
}

function passesBy(message: unknown, passes: NonNullable<SubscribeOptions['passes']>): boolean {
  const { type } = Object(message) as { readonly type?: unknown };
  if (typeof type !== 'string') return false;
  const told = typeOfCloudEvent(type);
  return passes(told.type, told.schemaVersion);
}
