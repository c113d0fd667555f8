import { randomUUID } from 'node:crypto';
import { ContractViolation } from '@corridor/contracts';
import type { PaymentReturnAdvised } from '@corridor/domain';
import type { AppendContext, EventStore } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { inRounds } from '@corridor/nest-kit';
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

interface Row {
  readonly position: string;
  readonly payment_id: string;
  readonly bank: string;
  readonly uetr: string;
}

interface Candidate extends Row {
  /** A credit has its UETR, or is about to. */
  readonly isHeld: boolean;
}

interface AwaitedReturnsOptions {
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly store: EventStore;
  readonly names: Pick<CreditNames, 'holderOf' | 'held'>;
  readonly returns: GiveBack;
  readonly now: Clock;
  /** Told of a return that could not be done; it is tried again with the next round, and holds up no other. */
  readonly onFailed: (position: number, error: unknown) => void;
}

/**
 * Does returns that were advised (pacs.004) before their credit, once that is booked, also those that were taken as information. Done twice, the second
 * leads to nothing.
 */
export class AwaitedReturns {
  /** Credits up to here were looked at. */
  private seen: number | undefined;
  /** Goes over all that wait, for what a step does not see: a UETR that a later entry told, and what came while the service was down. */
  readonly round: () => Promise<number>;

  constructor(private readonly options: AwaitedReturnsOptions) {
    const { now, onFailed } = options;
    this.round = inRounds({
      now,
      page: (last: Candidate | undefined, limit) => this.page(last, limit),
      mark: async (candidate) => candidate.isHeld && (await this.one(candidate)),
      onFailed: ({ position }, error) => onFailed(Number(position), error),
    });
  }

  /** Looks at the credits that have come, however many returns wait. @returns how many were done. */
  async step(): Promise<number> {
    const { pool, onFailed } = this.options;
    // Where both lists are: a return that came before a credit is in its list once that is.
    const places = await pool.query<{ readonly reached: string }>({
      name: 'payments-awaited-returns-reached',
      text: `SELECT min(position) AS reached FROM payments.list_checkpoints WHERE list IN ('settlements', 'payments')`,
    });
    const reached = Number(places.rows[0]?.reached ?? 0);
    this.seen ??= reached;
    if (reached <= this.seen) return 0;
    const { rows } = await pool.query<Row>({
      name: 'payments-awaited-returns',
      text: `SELECT a.position, a.payment_id, a.bank, a.uetr FROM payments.settlements s
        JOIN payments.awaited_returns a ON a.uetr = s.uetr AND a.bank = s.bank
        WHERE s.position > $1 AND s.position <= $2 AND a.refused IS NULL ORDER BY a.position`,
      values: [this.seen, reached],
    });
    for (const row of rows) await this.one(row).catch((error) => onFailed(Number(row.position), error));
    this.seen = reached;
    return rows.length;
  }

  private async page(last: Candidate | undefined, limit: number): Promise<readonly Candidate[]> {
    const { pool, names } = this.options;
    const { rows } = await pool.query<Row>({
      name: 'payments-awaited-returns-page',
      text: `SELECT position, payment_id, bank, uetr FROM payments.awaited_returns
        WHERE refused IS NULL AND position > $1 ORDER BY position LIMIT $2`,
      values: [last?.position ?? 0, limit],
    });
    const nameOf = ({ bank, uetr }: Row): string => paymentName(bank, uetr);
    const held = await names.held(rows.map(nameOf));
    return rows.map((row) => ({ ...row, isHeld: held.has(nameOf(row)) }));
  }

  /** @returns whether its credit was there. */
  private async one({ position, payment_id, bank, uetr }: Row): Promise<boolean> {
    const { pool, store, names } = this.options;
    const holder = await names.holderOf(paymentName(bank, uetr));
    if (!holder) return false;
    const { settlementId, inSum } = holder;
    const { events } = await historyOf(store, settlementId);
    const [first] = events;
    if (!first) return false;
    const context = {
      actor: 'process:payments-settlement',
      correlationId: randomUUID(),
      causationId: Number(position),
    };
    const refused = inSum
      ? originalInSum(settlementId).message
      : await this.doIt(payment_id, Number(position), settlementId, context);
    await pool.query(
      refused === undefined
        ? 'DELETE FROM payments.awaited_returns WHERE position = $1'
        : 'UPDATE payments.awaited_returns SET refused = $2 WHERE position = $1',
      refused === undefined ? [position] : [position, refused],
    );
    return true;
  }
  /** @param position of the advice. @returns why it could not be done. */
  private async doIt(
    paymentId: string,
    position: number,
    settlementId: string,
    context: AppendContext,
  ): Promise<string | undefined> {
    const { store, returns, now } = this.options;
    const stream = await store.readStream(`payment-${paymentId}`);
    const advised = stream.find((event) => event.position === position);
    if (advised?.type !== 'PaymentReturnAdvised') return undefined;
    const { loaded, events } = await historyOf(store, settlementId);
    if (loaded.state.status === 'unknown') return undefined;
    const advice = advised.data as PaymentReturnAdvised['data'];
    const advices = stream
      .filter(({ type }) => type === 'PaymentReturnAdvised')
      .map(({ data }) => data as PaymentReturnAdvised['data']);
    const number = returnNumber(advice, advices);
    try {
      const days = { came: dayOfInstant(advised.occurredAt), today: bankDay(now()) };
      const told = returnByAdvice(advice, number, loaded.state, returnsOf(events), days);
      await returns.book(settlementId, told, context);
    } catch (error) {
      if (error instanceof Rejection || error instanceof ContractViolation) return error.message;
      throw error;
    }
    return undefined;
  }
}
