import type { RecordedEvent } from '@corridor/contracts';
import { type EventStore, inTransaction } from '@corridor/event-store';
import type pg from 'pg';
import type { Checkpoints } from './checkpoints.js';
import { type Aside, reasonOf, tryIn } from './faults.js';

/** Events that are applied again in one transaction, and streams that they are of; of one stream it is all of them. */
const STREAMS_MAX = 10;

interface Row {
  readonly position: string;
  readonly stream_id: string;
}

/** What one list goes on without: its rows of `payments.list_dead_letters`. */
export class SetAside {
  constructor(private readonly list: string) {}

  /** The streams of these events of which something is set aside, with the position of the first. */
  async firstOfStreams(
    client: pg.ClientBase,
    events: readonly RecordedEvent[],
  ): Promise<ReadonlyMap<string, number>> {
    const { rows } = await client.query<Row>(
      `SELECT stream_id, min(position) AS position FROM payments.list_dead_letters
       WHERE list = $1 AND stream_id = ANY ($2) GROUP BY stream_id`,
      [this.list, [...new Set(events.map(({ streamId }) => streamId))]],
    );
    return new Map(rows.map(({ stream_id, position }) => [stream_id, Number(position)]));
  }

  async keep(client: pg.ClientBase, aside: readonly Aside[]): Promise<void> {
    if (aside.length === 0) return;
    await client.query(
      `INSERT INTO payments.list_dead_letters (list, position, stream_id, type, reason)
       SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[])
       ON CONFLICT (list, position) DO UPDATE SET reason = excluded.reason`,
      [
        this.list,
        aside.map(({ event }) => event.position),
        aside.map(({ event }) => event.streamId),
        aside.map(({ event }) => event.type),
        aside.map(({ reason }) => reason),
      ],
    );
  }

  /**
   * Applies what an operator asks for, stream by stream, each from the first event that is set aside. What still cannot be applied stays with all that
   * follows it, and with the reason of now.
   * @returns how many were looked at.
   */
  async applyAgain(
    pool: pg.Pool,
    store: Pick<EventStore, 'readAll'>,
    checkpoints: Checkpoints,
    write: (client: pg.PoolClient, events: readonly RecordedEvent[]) => Promise<void>,
  ): Promise<number> {
    const { rows } = await pool.query<Row>(
      `SELECT position, stream_id FROM payments.list_dead_letters WHERE list = $1 AND stream_id IN (
         SELECT DISTINCT stream_id FROM payments.list_dead_letters WHERE list = $1 AND apply_again ORDER BY 1 LIMIT $2)
       ORDER BY stream_id, position`,
      [this.list, STREAMS_MAX],
    );
    // Read first: a transaction that waits for a second connection may wait for ever.
    const events: RecordedEvent[] = [];
    for (const { position } of rows) {
      events.push(...(await store.readAll({ after: Number(position) - 1, limit: 1 })));
    }
    await inTransaction(pool, async (client) => {
      // Nothing is set aside meanwhile.
      await checkpoints.hold(client);
      const failed = new Set<string>();
      for (const event of events) {
        if (failed.has(event.streamId) || !(await this.isKept(client, event))) continue;
        const fault = await tryIn(client, () => write(client, [event]));
        if (fault) failed.add(event.streamId);
        await this.note(client, event, fault);
      }
      // What came behind them since they were read goes with the next turn, unless it waits behind what failed.
      await client.query(
        `UPDATE payments.list_dead_letters SET apply_again = NOT (stream_id = ANY ($3))
         WHERE list = $1 AND stream_id = ANY ($2)`,
        [this.list, [...new Set(events.map(({ streamId }) => streamId))], [...failed]],
      );
    });
    return rows.length;
  }

  /** Whether nobody applied it meanwhile. */
  private async isKept(client: pg.ClientBase, { position }: RecordedEvent): Promise<boolean> {
    const { rowCount } = await client.query(
      'SELECT FROM payments.list_dead_letters WHERE list = $1 AND position = $2',
      [this.list, position],
    );
    return rowCount === 1;
  }

  private async note(
    client: pg.ClientBase,
    { position }: RecordedEvent,
    fault: { readonly error: unknown } | undefined,
  ): Promise<void> {
    await client.query(
      fault
        ? 'UPDATE payments.list_dead_letters SET reason = $3, recorded_at = now() WHERE list = $1 AND position = $2'
        : 'DELETE FROM payments.list_dead_letters WHERE list = $1 AND position = $2',
      fault ? [this.list, position, reasonOf(fault.error)] : [this.list, position],
    );
  }
}
