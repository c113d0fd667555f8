import type pg from 'pg';
import { reasonOf, type Stop } from './faults.js';

/** Where a list is in the log. */
export interface Place {
  /** Every event up to here that it is made of is in it, or set aside. */
  readonly position: number;
  /** The event that it stands still before. */
  readonly standsBefore?: number;
  /** Whether events are set aside, and whether an operator wants some of them applied again. */
  readonly isIncomplete: boolean;
  readonly isAskedAgain: boolean;
}

/** The place of one list: its row of `payments.list_checkpoints`. */
export class Checkpoints {
  constructor(private readonly list: string) {}

  async read(client: Pick<pg.ClientBase, 'query'>): Promise<Place> {
    const { rows } = await client.query<{
      position: string;
      stands_before: string | null;
      incomplete: boolean;
      asked: boolean;
    }>({
      name: 'payments-list-checkpoint',
      text: `SELECT position, stands_before,
          EXISTS (SELECT FROM payments.list_dead_letters d WHERE d.list = c.list) AS incomplete,
          EXISTS (SELECT FROM payments.list_dead_letters d WHERE d.list = c.list AND d.apply_again) AS asked
        FROM payments.list_checkpoints c WHERE list = $1`,
      values: [this.list],
    });
    const [row] = rows;
    if (!row) throw new Error(`There is no checkpoint of the list "${this.list}".`);
    const { position, stands_before, incomplete, asked } = row;
    return {
      position: Number(position),
      ...(stands_before !== null && { standsBefore: Number(stands_before) }),
      isIncomplete: incomplete,
      isAskedAgain: asked,
    };
  }

  /** Moves on, and holds the place to the end of the transaction. @returns `false` where another process was faster. */
  async move(
    client: pg.ClientBase,
    { after, reached }: { readonly after: number; readonly reached: number },
  ): Promise<boolean> {
    const { rowCount } = await client.query({
      name: 'payments-list-move',
      text: `UPDATE payments.list_checkpoints SET position = $3, stands_before = NULL, reason = NULL, stands_since = NULL
        WHERE list = $1 AND position = $2`,
      values: [this.list, after, reached],
    });
    return rowCount === 1;
  }

  /** Holds the place to the end of the transaction: nobody moves on meanwhile. @returns the position. */
  async hold(client: pg.ClientBase): Promise<number> {
    const { rows } = await client.query<{ position: string }>(
      'SELECT position FROM payments.list_checkpoints WHERE list = $1 FOR UPDATE',
      [this.list],
    );
    return Number(rows[0]?.position);
  }

  /** Stands still before an event, and says why, and since when. */
  async stand(client: pg.ClientBase, { event, error }: Stop): Promise<void> {
    await client.query(
      `UPDATE payments.list_checkpoints SET position = $2::bigint - 1, stands_before = $2, reason = $3,
         stands_since = CASE WHEN stands_before = $2 THEN stands_since ELSE now() END WHERE list = $1`,
      [this.list, event.position, reasonOf(error)],
    );
  }
}
