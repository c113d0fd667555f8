import type { SettlementCommand } from '@corridor/domain';
import {
  type AppendContext,
  ConcurrencyConflict,
  EventStore,
  retryOnConflict,
  type StreamAppend,
} from '@corridor/event-store';
import { Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentsAggregates } from '../aggregates.js';
import { historyOf, type SettlementHistory } from '../booking/history.js';
import type { Booking } from '../booking/outcomes.js';
import { decideInTurn } from '../process/decide-in-turn.js';
import { AGGREGATES } from '../tokens.js';
import { type Return, returningOf } from './return.js';
import { type BookedReturn, returnsOf, sameReturn } from './returns-of.js';

type Confirming = Extract<SettlementCommand, { type: 'ConfirmSettlement' }>;

/** Others that may want the streams of one settlement meanwhile: its other returns, and what pays the same obligations. */
const ATTEMPTS_MAX = 20;

export type Given = Booking & { readonly returnId: string };

/** What a return leads to as its settlement stands: its streams, the settlement's last; or the return that it was told of by before. */
export interface Decided {
  readonly streams: readonly StreamAppend[];
  readonly returnId: string;
  readonly before?: BookedReturn;
}

/** Gives credits back, each return once, however often and by whatever message it is told. */
@Injectable()
export class GiveBack {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
  ) {}

  /**
   * @param occurrence which of the entries of its message that are alike tells of it, from 1.
   * @throws Rejection as the deciders say, or `return-differs` where the identity was used before for another return;
   *   ContractViolation for a text that no event may hold.
   */
  book(settlementId: string, told: Return, context: AppendContext, occurrence = 1): Promise<Given> {
    return retryOnConflict(async () => {
      const history = await historyOf(this.store, settlementId);
      const { streams, returnId, before } = await this.decide(settlementId, told, history, occurrence);
      if (before) {
        const { idempotency: _, ...without } = context;
        if (streams.length > 0) await this.store.append({ ...without, streams });
        return { outcome: 'known', settlementId, returnId, position: before.position };
      }
      const result = await this.store.append({ ...context, streams });
      return { ...result, settlementId, returnId };
    }, ATTEMPTS_MAX);
  }

  /** Whether the settlement has that return; nothing is appended. */
  async has(settlementId: string, told: Return, occurrence = 1): Promise<boolean> {
    const history = await historyOf(this.store, settlementId);
    return sameAs(told, history, returnsOf(history.events), occurrence) !== undefined;
  }

  /** One append over the settlement and all that it pays no longer: nobody sees the one without the other. */
  async decide(
    settlementId: string,
    told: Return,
    history: SettlementHistory,
    occurrence = 1,
  ): Promise<Decided> {
    const { settlements } = this.aggregates;
    const { loaded, events } = history;
    const returns = returnsOf(events);
    const before = sameAs(told, history, returns, occurrence);
    if (!before) {
      const streams = await this.giveBack(settlementId, told, history);
      return { streams, returnId: told.returnId };
    }
    const whole = returns.find(({ data }) => data.returnId === before.restOf);
    if (whole) return { streams: [], returnId: whole.data.returnId, before: whole };
    const { returnId } = before.data;
    if (returnId === told.returnId) checkSame(before, told);
    const rest = restOf(before, told);
    const confirm = confirmationOf(before, told, rest);
    if (rest) return { streams: await this.giveBack(settlementId, rest, history, confirm), returnId, before };
    const { append } = settlements.decide(settlementId, confirm, loaded);
    return { streams: append ? [append] : [], returnId, before };
  }

  /** @param confirm what else is told of the settlement then. */
  private async giveBack(
    settlementId: string,
    told: Return,
    { loaded }: SettlementHistory,
    confirm?: Confirming,
  ): Promise<readonly StreamAppend[]> {
    const { obligations, settlements } = this.aggregates;
    const command = returningOf(told);
    const { events } = settlements.decide(settlementId, command, loaded);
    const commands = [command, ...(confirm ? [confirm] : [])];
    const { append } = decideInTurn(settlements, settlementId, commands, loaded);
    if (events.length === 0 || !append) {
      throw new ConcurrencyConflict(settlements.streamOf(settlementId), loaded.version, -1);
    }
    const streams: StreamAppend[] = [];
    const { occurredAt } = command;
    const { returnId, valueDate } = told;
    for (const event of events) {
      if (event.type !== 'SettlementReturned') continue;
      for (const { obligationId, settled, fees } of event.data.takenBack) {
        // What is too little to be a unit of the currency owed was not paid, and is not owed again.
        if (toMoney(settled).minor === 0n) continue;
        const back = obligations.decide(
          obligationId,
          {
            type: 'ReturnPayment',
            occurredAt,
            data: { settlementId, returnId, amount: settled, ...(fees && { fees }), valueDate },
          },
          await obligations.load(obligationId),
        );
        if (back.append) streams.push(back.append);
      }
    }
    // The settlement comes last: the position of the append is that of the return.
    return [...streams, append];
  }
}

function sameAs(
  told: Return,
  { loaded: { state } }: SettlementHistory,
  returns: readonly BookedReturn[],
  occurrence: number,
): BookedReturn | undefined {
  const reference =
    state.status === 'unknown' ? undefined : state.settlement.references.accountServicerReference;
  return sameReturn(returns, told, reference, occurrence);
}

/** Another message tells of a return: it may say why, where none did, and that the rest of it was undone by another one. */
function confirmationOf(
  { data, reason }: BookedReturn,
  told: Return,
  rest: Pick<Return, 'returnId'> | undefined,
): Confirming {
  const { references, amount, bookedOn, valueDate, format, messageId } = told;
  return {
    type: 'ConfirmSettlement',
    occurredAt: returningOf(told).occurredAt,
    data: {
      returnId: data.returnId,
      ...(reason === undefined && told.reason !== undefined && { reason: told.reason }),
      ...(rest && { restId: rest.returnId }),
      references,
      amount,
      bookedOn,
      valueDate,
      format,
      ...(messageId !== undefined && { messageId }),
    },
  };
}

/**
 * The entry told what went back; the bank's advice tells that more of the credit is undone, since banks kept a part of it: so much is
 * undone as well, and nothing more went back.
 */
function restOf({ data }: BookedReturn, told: Return): Return | undefined {
  const { amount, returnedAmount } = told;
  if (returnedAmount === undefined || data.returnId === told.returnId) return undefined;
  const [had, has] = [toMoney(data.amount), toMoney(amount)];
  if (has.minor <= had.minor || had.minor !== toMoney(returnedAmount).minor) return undefined;
  const { currency } = amount;
  const { compensation: _, ...rest } = told;
  return {
    ...rest,
    amount: toMoneyJson({ minor: has.minor - had.minor, currency }),
    returnedAmount: toMoneyJson({ minor: 0n, currency }),
  };
}

function checkSame({ data: booked, position }: BookedReturn, told: Return): void {
  const [before, now] = [toMoney(booked.amount), toMoney(told.amount)];
  const differences = [
    [
      '/amount',
      before.minor === now.minor && before.currency === now.currency,
      `${booked.amount.amount} ${booked.amount.currency}`,
    ],
    ['/bookedOn', booked.bookedOn === told.bookedOn, `booking date ${booked.bookedOn}`],
    ['/valueDate', booked.valueDate === told.valueDate, `value date ${booked.valueDate}`],
  ] as const;
  for (const [pointer, same, has] of differences) {
    if (same) continue;
    const message = `The ledger has it with ${has} at position ${position}; another return needs a reference of its own.`;
    throw new Rejection('return-differs', message, { pointer });
  }
}
