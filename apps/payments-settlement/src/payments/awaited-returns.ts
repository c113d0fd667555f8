import { randomUUID } from 'node:crypto';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import { historyOf } from '../booking/history.js';
import type { CreditNames } from '../naming/credit-names.js';
import { paymentName } from '../naming/names-of-credit.js';
import { originalInSum, type Payments } from './payments.js';

const AT_A_TIME = 100;

interface Row {
  readonly position: string;
  readonly payment_id: string;
  readonly bank: string;
  readonly uetr: string;
}

/**
 * Does returns that were advised (pacs.004) before their credit, once that is booked. Each is looked at until its credit is there; done twice, the
 * second leads to nothing.
 */
export class AwaitedReturns {
  constructor(
    private readonly pool: Pick<pg.Pool, 'query'>,
    private readonly store: EventStore,
    private readonly names: CreditNames,
    private readonly payments: Payments,
  ) {}

  /** Says how many were done. */
  async step(): Promise<number> {
    const { rows } = await this.pool.query<Row>({
      name: 'payments-awaited-returns',
      text: `SELECT a.position, a.payment_id, a.bank, a.uetr FROM payments.awaited_returns a
        WHERE a.refused IS NULL AND EXISTS (SELECT FROM payments.settlements s WHERE s.uetr = a.uetr AND s.bank = a.bank)
        ORDER BY a.position LIMIT $1`,
      values: [AT_A_TIME],
    });
    for (const row of rows) await this.one(row);
    return rows.length;
  }

  private async one({ position, payment_id, bank, uetr }: Row): Promise<void> {
    const holder = await this.names.holderOf(paymentName(bank, uetr));
    if (!holder) return;
    const { settlementId, inSum } = holder;
    const { events } = await historyOf(this.store, settlementId);
    const [first] = events;
    if (!first) return;
    const context = {
      actor: 'process:payments-settlement',
      correlationId: randomUUID(),
      causationId: Number(position),
    };
    const refused = inSum
      ? originalInSum(settlementId).message
      : await this.payments.doAwaited(payment_id, Number(position), settlementId, context);
    await this.pool.query(
      refused === undefined
        ? 'DELETE FROM payments.awaited_returns WHERE position = $1'
        : 'UPDATE payments.awaited_returns SET refused = $2 WHERE position = $1',
      refused === undefined ? [position] : [position, refused],
    );
  }
}
