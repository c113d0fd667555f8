import { randomUUID } from 'node:crypto';
import { ContractViolation } from '@corridor/contracts';
import type { PaymentReturnAdvised } from '@corridor/domain';
import type { AppendContext, EventStore } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import type pg from 'pg';
import { historyOf } from '../booking/history.js';
import { bankDay } from '../dates/day-limits.js';
import type { CreditNames } from '../naming/credit-names.js';
import { paymentName } from '../naming/names-of-credit.js';
import type { GiveBack } from '../returns/give-back.js';
import { returnsOf } from '../returns/returns-of.js';
import type { Clock } from '../tokens.js';
import { originalInSum, returnByAdvice, returnNumber } from './return-by-advice.js';
import { dayOfInstant } from './told-days.js';

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
    private readonly returns: GiveBack,
    private readonly now: Clock,
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
      : await this.doIt(payment_id, Number(position), settlementId, context);
    await this.pool.query(
      refused === undefined
        ? 'DELETE FROM payments.awaited_returns WHERE position = $1'
        : 'UPDATE payments.awaited_returns SET refused = $2 WHERE position = $1',
      refused === undefined ? [position] : [position, refused],
    );
  }
  /** @param position of the advice. @returns why it could not be done. */
  private async doIt(
    paymentId: string,
    position: number,
    settlementId: string,
    context: AppendContext,
  ): Promise<string | undefined> {
    const stream = await this.store.readStream(`payment-${paymentId}`);
    const advised = stream.find((event) => event.position === position);
    if (advised?.type !== 'PaymentReturnAdvised') return undefined;
    const { loaded, events } = await historyOf(this.store, settlementId);
    if (loaded.state.status === 'unknown') return undefined;
    const advice = advised.data as PaymentReturnAdvised['data'];
    const advices = stream
      .filter(({ type }) => type === 'PaymentReturnAdvised')
      .map(({ data }) => data as PaymentReturnAdvised['data']);
    const number = returnNumber(advice, advices);
    try {
      const days = { came: dayOfInstant(advised.occurredAt), today: bankDay(this.now()) };
      const told = returnByAdvice(advice, number, loaded.state, returnsOf(events), days);
      await this.returns.book(settlementId, told, context);
    } catch (error) {
      if (error instanceof Rejection || error instanceof ContractViolation) return error.message;
      throw error;
    }
    return undefined;
  }
}
