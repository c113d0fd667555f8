import { type AppendContext, EventStore, retryOnConflict, type StreamAppend } from '@corridor/event-store';
import { Rejection, toMoney } from '@corridor/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentsAggregates } from '../aggregates.js';
import { CreditNames } from '../naming/credit-names.js';
import { decideInTurn } from '../process/decide-in-turn.js';
import { AGGREGATES } from '../tokens.js';
import { mapBounded } from './bounded.js';
import { type Credit, partOf, summedUp } from './credit.js';
import { historyOf, isHeld, type SettlementHistory } from './history.js';
import { type Booking, type NotBooked, notBooked, type Prepared } from './outcomes.js';

const ATTEMPTS_MAX = 20;
/** Payments of an entry that are looked at, and appended to, at a time. */
const AT_ONCE_MAX = 32;
const CHUNK = 250;

/**
 * Entries of an account that sum up several payments, and are told once in details and once as one amount: what came first is what is
 * booked, and what comes second is told of it.
 */
@Injectable()
export class Batches {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(CreditNames) private readonly names: CreditNames,
  ) {}

  /** Payments of an entry that was booked as one amount: it keeps what they name, so that it pays that. */
  async parts(
    settlementId: string,
    parts: readonly Prepared[],
    context: AppendContext,
  ): Promise<Booking | NotBooked> {
    const { settlements } = this.aggregates;
    try {
      return await retryOnConflict(async () => {
        const history = await historyOf(this.store, settlementId);
        const [first] = history.events;
        if (!first) throw notBookedYet();
        for (const { told } of parts) checkTotal(history, told.credit);
        const commands = parts.flatMap(({ told, hold }) => [partOf(told.credit), ...(hold ? [hold] : [])]);
        const { append, loaded } = decideInTurn(settlements, settlementId, commands, history.loaded);
        if (append) await this.store.append({ ...context, streams: [append] });
        const held = isHeld({ ...history, loaded });
        return { outcome: 'known', settlementId, position: first.position, ...(held && { held }) };
      }, ATTEMPTS_MAX);
    } catch (error) {
      return notBooked(error);
    }
  }

  /** The one amount of an entry that was told in details: these are booked, and are told of it. @param batch the name of the entry. */
  async sum(credit: Credit, batch: string, context: AppendContext): Promise<Booking | NotBooked> {
    try {
      const told = await this.names.partsOf(batch);
      const [one] = told;
      if (!one) throw new Error('An entry that was told in details has parts.');
      if (!isSame(credit.amount, one.entry.total)) throw differs(one.entry.total);
      const found = await mapBounded(told, AT_ONCE_MAX, async ({ settlementId }) => ({
        settlementId,
        history: await historyOf(this.store, settlementId),
      }));
      const booked = found.flatMap(({ settlementId, history }) => {
        const [first] = history.events;
        return first ? [{ settlementId, position: first.position }] : [];
      });
      const [first] = booked.toSorted((a, b) => a.position - b.position);
      if (!first || booked.length < one.entry.transactions) {
        throw incomplete(booked.length, one.entry.transactions);
      }
      for (let at = 0; at < booked.length; at += CHUNK) {
        await this.confirm(booked.slice(at, at + CHUNK), credit, context);
      }
      return { outcome: 'known', ...first, parts: booked.length };
    } catch (error) {
      return notBooked(error);
    }
  }

  private confirm(
    booked: readonly { readonly settlementId: string }[],
    sum: Credit,
    context: AppendContext,
  ): Promise<void> {
    const { settlements } = this.aggregates;
    return retryOnConflict(async () => {
      const appends = await mapBounded(booked, AT_ONCE_MAX, async ({ settlementId }) => {
        const { loaded } = await historyOf(this.store, settlementId);
        return settlements.decide(settlementId, summedUp(sum), loaded).append;
      });
      const streams = appends.filter((append): append is StreamAppend => append !== undefined);
      if (streams.length > 0) await this.store.append({ ...context, streams });
    }, ATTEMPTS_MAX);
  }
}

/** What was claimed as one amount, and was cut short before it was booked. */
export function notBookedYet(): Rejection {
  const message =
    'Its entry was told as one amount, which is not booked: send the message again that told that, and then this one.';
  return new Rejection('batch-incomplete', message);
}

function incomplete(booked: number, transactions: number): Rejection {
  const message = `Its entry was told in details of ${transactions} payments, of which ${booked} are booked: send the others again, and then this one.`;
  return new Rejection('batch-incomplete', message);
}

/** @throws Rejection `settlement-differs` where the entry that details a part is not the amount that was booked. */
function checkTotal({ events: [first] }: SettlementHistory, { batch }: Credit): void {
  if (first?.type !== 'SettlementBooked' || !batch) return;
  if (!isSame(first.data.amount, batch.total)) throw differs(first.data.amount);
}

function differs({ amount, currency }: Credit['amount']): Rejection {
  const message = `The ledger has its entry with ${amount} ${currency}; another entry needs a reference of its own.`;
  return new Rejection('settlement-differs', message, { pointer: '/amount' });
}

function isSame(one: Credit['amount'], other: Credit['amount']): boolean {
  return one.currency === other.currency && toMoney(one).minor === toMoney(other).minor;
}
