import { setTimeout as sleep } from 'node:timers/promises';
import { type AppendContext, EventStore, retryOnConflict, type StreamAppend } from '@corridor/event-store';
import { Rejection, toMoney } from '@corridor/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentsAggregates } from '../aggregates.js';
import { CreditNames } from '../naming/credit-names.js';
import { decideInTurn } from '../process/decide-in-turn.js';
import { AGGREGATES } from '../tokens.js';
import { mapBounded } from './bounded.js';
import { type Credit, summedUp } from './credit.js';
import { historyOf, isHeld, type SettlementHistory } from './history.js';
import { type Booking, type NotBooked, notBooked, type Prepared } from './outcomes.js';

const ATTEMPTS_MAX = 20;
/** Payments of an entry that are looked at, and appended to, at a time. */
const AT_ONCE_MAX = 32;
const CHUNK = 250;

/** How long what was claimed, and is being booked by another request, is waited for. */
const WAITS_MS = 2_000;
const LOOKS_EACH_MS = 100;

/**
 * Entries of an account that sum up several payments, and are told once in details and once as one amount: what came first is what is
 * booked, and what comes second adds nothing.
 */
@Injectable()
export class Batches {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(CreditNames) private readonly names: CreditNames,
  ) {}

  /** Payments of an entry that was booked as one amount: they book nothing. Where a party of one has to be looked at, all of it is held. */
  async details(
    settlementId: string,
    details: readonly Prepared[],
    context: AppendContext,
  ): Promise<Booking | NotBooked> {
    const { settlements } = this.aggregates;
    try {
      const { events } = await this.whenBooked(settlementId);
      for (const { told } of details) checkTotal(events, told.credit);
      return await retryOnConflict(async () => {
        const history = await historyOf(this.store, settlementId);
        const holds = details.flatMap(({ hold }) => hold ?? []);
        const { append, loaded } = decideInTurn(settlements, settlementId, holds, history.loaded);
        if (append) await this.store.append({ ...context, streams: [append] });
        const held = isHeld({ ...history, loaded });
        const position = (events[0] as (typeof events)[number]).position;
        return { outcome: 'known', settlementId, position, inSum: true, ...(held && { held }) };
      }, ATTEMPTS_MAX);
    } catch (error) {
      return notBooked(error);
    }
  }

  /** The settlement that an entry is booked as in one amount. @throws Rejection `batch-incomplete` where that is claimed, and not booked in time. */
  async whenBooked(settlementId: string): Promise<SettlementHistory> {
    const history = await inTime(
      () => historyOf(this.store, settlementId),
      ({ events }) => events.length > 0,
    );
    if (history.events.length === 0) throw notBookedYet();
    return history;
  }

  /** The one amount of an entry that was told in details: these are booked, and are told of it. @param entryId who holds the names of the entry. */
  async sum(credit: Credit, entryId: string, context: AppendContext): Promise<Booking | NotBooked> {
    try {
      const { booked, one } = await inTime(
        () => this.booked(entryId),
        ({ booked, one }) => booked.length >= one.transactions || !isSame(credit.amount, one.total),
      );
      if (!isSame(credit.amount, one.total)) throw differs(one.total);
      const [first] = booked.toSorted((a, b) => a.position - b.position);
      if (!first || booked.length < one.transactions) throw incomplete(booked.length, one.transactions);
      for (let at = 0; at < booked.length; at += CHUNK) {
        await this.confirm(booked.slice(at, at + CHUNK), credit, context);
      }
      return { outcome: 'known', ...first, parts: booked.length };
    } catch (error) {
      return notBooked(error);
    }
  }

  /** What of an entry's details is booked. */
  private async booked(entryId: string) {
    const told = await this.names.detailsOf(entryId);
    const [one] = told;
    if (!one) throw new Error('An entry that was told in details has some.');
    const found = await mapBounded(told, AT_ONCE_MAX, async ({ settlementId }) => ({
      settlementId,
      history: await historyOf(this.store, settlementId),
    }));
    const booked = found.flatMap(({ settlementId, history }) => {
      const [first] = history.events;
      return first ? [{ settlementId, position: first.position }] : [];
    });
    return { booked, one };
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

/** Looks until it is there, or the time is over. @returns what it saw last. */
async function inTime<Seen>(look: () => Promise<Seen>, isThere: (seen: Seen) => boolean): Promise<Seen> {
  const until = performance.now() + WAITS_MS;
  for (;;) {
    const seen = await look();
    if (isThere(seen) || performance.now() >= until) return seen;
    await sleep(LOOKS_EACH_MS);
  }
}

/** What was claimed as one amount, and is still being booked, or was cut short before it was. */
function notBookedYet(): Rejection {
  const message =
    'Its entry was told as one amount, which is not booked yet: send the message again that told that, and then this one.';
  return new Rejection('batch-incomplete', message);
}

function incomplete(booked: number, transactions: number): Rejection {
  const message = `Its entry was told in details of ${transactions} payments, of which ${booked} are booked: send the others again, and then this one.`;
  return new Rejection('batch-incomplete', message);
}

/** @throws Rejection `settlement-differs` where the entry that details it is not the amount that was booked. */
function checkTotal([first]: SettlementHistory['events'], { entry }: Credit): void {
  if (first?.type !== 'SettlementBooked' || !entry) return;
  if (!isSame(first.data.amount, entry.amount)) throw differs(first.data.amount);
}

function differs({ amount, currency }: Credit['amount']): Rejection {
  const message = `The ledger has its entry with ${amount} ${currency}; another entry needs a reference of its own.`;
  return new Rejection('settlement-differs', message, { pointer: '/amount' });
}

function isSame(one: Credit['amount'], other: Credit['amount']): boolean {
  return one.currency === other.currency && toMoney(one).minor === toMoney(other).minor;
}
