import { type EventStore, inTransaction } from '@corridor/event-store';
import { keepDeadLetter } from '@corridor/messaging';
import type pg from 'pg';
import { reasonOf, tryIn } from '../list/faults.js';
import { oneAtATime } from './cause.js';
import type { Matching } from './matching.js';
import { beginNamingRound } from './naming-round.js';

interface Round {
  readonly obligation_id: string;
  readonly position: string;
  readonly cursor: string;
}

export interface NamingRoundsOptions {
  readonly pool: pg.Pool;
  readonly store: Pick<EventStore, 'readAll'>;
  readonly matching: Pick<Matching, 'obligationGoesOn'>;
  /** Of the consumer whose dead letters tell of what could not be tried. */
  readonly group: string;
}

/**
 * Goes over what waits and names an obligation, where that is more than one transaction tries, page by page, the first booked first. How far it came is kept in the
 * transaction of what it led to, so that whoever comes next goes on there.
 */
export class NamingRounds {
  constructor(private readonly options: NamingRoundsOptions) {}

  /** Tries the next page; says how many rounds it went on with, 0 where there is none. */
  async step(): Promise<number> {
    const { pool, store } = this.options;
    const [next] = (
      await pool.query<Round>(
        'SELECT obligation_id, position, cursor FROM payments.naming_rounds ORDER BY position LIMIT 1',
      )
    ).rows;
    if (!next) return 0;
    const position = Number(next.position);
    // Read first: a transaction that waits for a second connection may wait for ever.
    const [event] = await store.readAll({ after: position - 1, limit: 1 });
    if (event?.position !== position) throw new Error(`The log has no event at position ${position}.`);
    await inTransaction(pool, async (client) => {
      await oneAtATime(client);
      // Another process may have gone on with it.
      const { rowCount } = await client.query(
        'SELECT FROM payments.naming_rounds WHERE (obligation_id, position, cursor) = ($1, $2, $3)',
        [next.obligation_id, next.position, next.cursor],
      );
      if (rowCount === 1) await this.page(client, event, next);
    });
    return 1;
  }

  private async page(
    client: pg.PoolClient,
    event: Parameters<Matching['obligationGoesOn']>[0],
    { obligation_id, cursor }: Round,
  ): Promise<void> {
    const { matching, group } = this.options;
    let place: string | undefined;
    const failed = await tryIn(client, async () => {
      place = await matching.obligationGoesOn(event, cursor, client);
    });
    if (failed) {
      const reason = `obligation-${obligation_id}: ${reasonOf(failed.error)}`;
      await keepDeadLetter(client, {
        group,
        position: event.position,
        reason,
        message: JSON.stringify(event),
      });
    }
    if (failed || place === undefined) {
      await client.query('DELETE FROM payments.naming_rounds WHERE obligation_id = $1', [obligation_id]);
    } else await beginNamingRound(client, obligation_id, event.position, place);
  }
}
