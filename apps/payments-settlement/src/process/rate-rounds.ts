import type { RecordedEvent } from '@corridor/contracts';
import { type EventStore, inTransaction } from '@corridor/event-store';
import { keepDeadLetter } from '@corridor/messaging';
import type pg from 'pg';
import { reasonOf, tryIn } from '../list/faults.js';
import { oneAtATime } from './cause.js';
import type { Matching } from './matching.js';
import type { Candidate } from './open-items.js';
import { WAITS } from './rate-round.js';

/** Settlements that are tried in one transaction: from its first append to its end no one else can append. */
const PAGE_MAX = 50;

interface Round {
  readonly position: string;
  readonly base: string;
  readonly quote: string;
  readonly first_day: string;
  readonly last_day: string;
  readonly cursor: string;
  readonly bank: string | null;
}

export interface RateRoundsOptions {
  readonly pool: pg.Pool;
  readonly store: Pick<EventStore, 'readAll'>;
  readonly matching: Pick<Matching, 'triedAgain' | 'outdateRates'>;
  /** Of the consumer whose dead letters tell of what could not be tried. */
  readonly group: string;
  readonly pageMax?: number | undefined;
}

/**
 * Goes over what waits for a rate that was posted, page by page, the first booked first. How far it came is kept in the transaction of what it led to, so that whoever
 * comes next goes on there.
 */
export class RateRounds {
  constructor(private readonly options: RateRoundsOptions) {}

  /** Tries the next page; says how many rounds it went on with, 0 where there is none. */
  async step(): Promise<number> {
    const { pool, store, matching } = this.options;
    const [next] = (
      await pool.query<Pick<Round, 'position'>>(
        'SELECT position FROM payments.rate_rounds ORDER BY position LIMIT 1',
      )
    ).rows;
    if (!next) return 0;
    const position = Number(next.position);
    // Read first: a transaction that waits for a second connection may wait for ever.
    const [event] = await store.readAll({ after: position - 1, limit: 1 });
    if (event?.position !== position) throw new Error(`The log has no event at position ${position}.`);
    matching.outdateRates();
    await inTransaction(pool, (client) => this.page(client, event));
    return 1;
  }

  private async page(client: pg.PoolClient, event: RecordedEvent): Promise<void> {
    await oneAtATime(client);
    const { pageMax = PAGE_MAX } = this.options;
    const { rows } = await client.query<Round>(
      `SELECT position, base, quote, first_day::text, last_day::text, cursor, bank FROM payments.rate_rounds WHERE position = $1`,
      [event.position],
    );
    const [round] = rows;
    // Another process has ended it.
    if (!round) return;
    const { first_day, last_day, base, quote, cursor, bank } = round;
    const { rows: waiting } = await client.query<{ id: string; occurred_at: string; position: string }>({
      name: 'payments-waiting-for-rate',
      text: `SELECT settlement_id AS id, occurred_at, position FROM payments.unallocated_settlements
        WHERE ${WAITS} AND position > $6 ORDER BY position LIMIT $7`,
      values: [first_day, last_day, base, quote, bank, cursor, pageMax],
    });
    for (const { id, occurred_at } of waiting)
      await this.tryAgain(client, { id, occurredAt: occurred_at }, event);
    const last = waiting.at(-1);
    if (last && waiting.length === pageMax) {
      await client.query('UPDATE payments.rate_rounds SET cursor = $2 WHERE position = $1', [
        event.position,
        last.position,
      ]);
    } else await client.query('DELETE FROM payments.rate_rounds WHERE position = $1', [event.position]);
  }

  /** One that fails by itself holds up no other. */
  private async tryAgain(client: pg.PoolClient, candidate: Candidate, event: RecordedEvent): Promise<void> {
    const { matching, group } = this.options;
    const failed = await tryIn(client, () => matching.triedAgain(candidate, event, client));
    if (!failed) return;
    await keepDeadLetter(client, {
      group,
      position: event.position,
      reason: `settlement-${candidate.id}: ${reasonOf(failed.error)}`,
      message: JSON.stringify(event),
    });
  }
}
