import {
  type AppendContext,
  type EventStore,
  firstPositionOf,
  retryOnConflict,
  type StreamAppend,
} from '@corridor/event-store';
import type { PaymentsAggregates } from '../aggregates.js';
import { confirmationOf } from './credit.js';
import { checkSameCredit } from './credit-differences.js';
import { historyOf, isHeld, type SettlementHistory } from './history.js';
import { type Booking, HELD, type NotBooked, notBooked, type Prepared } from './outcomes.js';
import { shortEntry } from './short-entries.js';

const ATTEMPTS_MAX = 20;

/** Credits that were told before, or that somebody has begun to tell of: each by itself, on what its settlement is by then. */
export class ToldAgain {
  constructor(
    private readonly store: EventStore,
    private readonly aggregates: PaymentsAggregates,
  ) {}

  /** Somebody has told of it before, or has begun to. */
  async again(
    prepared: Prepared,
    settlementId: string,
    context: AppendContext,
  ): Promise<Booking | NotBooked> {
    try {
      return await retryOnConflict(async () => {
        const history = await historyOf(this.store, settlementId);
        const [first] = history.events;
        if (first) {
          const held = isHeld(history);
          const streams = await this.toldAgain(prepared, settlementId, history);
          if (streams.length > 0) await this.store.append({ ...withoutKey(context), streams });
          return { outcome: 'known', settlementId, position: first.position, ...(held && { held }) };
        }
        const append = this.appendAgain(prepared, settlementId, history);
        if (!append) throw new Error('A settlement that is unknown can be booked.');
        const asked = answering(context, settlementId, prepared.hold !== undefined);
        const result = await this.store.append({ ...asked, streams: [append] });
        return {
          ...result,
          position: firstPositionOf(result),
          settlementId,
          ...(prepared.hold && { held: true }),
        };
      }, ATTEMPTS_MAX);
    } catch (error) {
      return notBooked(error);
    }
  }

  /** What another telling leads to; of an entry that is less than it paid, also on the streams of what it paid. */
  async toldAgain(
    prepared: Prepared,
    settlementId: string,
    history: SettlementHistory,
  ): Promise<readonly StreamAppend[]> {
    try {
      return [this.appendAgain(prepared, settlementId, history) ?? []].flat();
    } catch (error) {
      const { told, usd } = prepared;
      return shortEntry(this.aggregates, settlementId, told.credit, usd, history.loaded, error);
    }
  }

  /** @throws Rejection `settlement-differs` where the identity was used before for another transaction. */
  appendAgain(
    { told, append, usd }: Prepared,
    settlementId: string,
    { loaded, events }: SettlementHistory,
  ): StreamAppend | undefined {
    const { settlements } = this.aggregates;
    const { state } = loaded;
    if (state.status === 'unknown') {
      // Claimed and never booked: told by this one, under the id that was claimed.
      const booking = append.events.map((event) => ({
        ...event,
        data: { ...(event.data as object), settlementId },
      }));
      return { ...append, streamId: settlements.streamOf(settlementId), events: booking };
    }
    const { credit } = told;
    checkSameCredit(state.settlement, credit, events[0]?.position ?? 0);
    return settlements.decide(settlementId, confirmationOf(credit, usd), loaded).append;
  }
}

/** A key of a request that brings nothing new is kept apart (see AnsweredKeys): the answer names the first position. */
export function withoutKey({ idempotency: _, ...context }: AppendContext): AppendContext {
  return context;
}

/** The answer that is kept with a request's key names the settlement that it is, not the one that it would have been, and that it is held. */
export function answering(context: AppendContext, settlementId: string, held: boolean): AppendContext {
  const { idempotency } = context;
  if (!idempotency) return context;
  const answer = { ...(idempotency.answer as object), settlementId, ...(held && HELD) };
  return { ...context, idempotency: { ...idempotency, answer } };
}
