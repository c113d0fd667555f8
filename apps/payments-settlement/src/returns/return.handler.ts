import { readEventData } from '@corridor/contracts';
import { type AppendContext, EventStore, retryOnConflict, type StreamAppend } from '@corridor/event-store';
import { Rejection, toMoney } from '@corridor/kernel';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import type { Booking } from '../booking/credit.handler.js';
import { AGGREGATES } from '../tokens.js';
import { type Return, returningOf } from './return.js';

/** Others that may want the streams of one settlement meanwhile: its other returns, and what pays the same obligations. */
const ATTEMPTS_MAX = 20;

/** Asks to book a return. */
export class ReturnRequest extends Command<Booking> {
  constructor(
    readonly settlementId: string,
    readonly data: Return,
    readonly context: AppendContext,
  ) {
    super();
  }
}

@CommandHandler(ReturnRequest)
export class ReturnHandler implements ICommandHandler<ReturnRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
  ) {}

  /**
   * @throws Rejection as the deciders say, or `return-differs` where the identity was used before for another return;
   *   ContractViolation for a text that no event may hold.
   */
  execute({ settlementId, data, context }: ReturnRequest): Promise<Booking> {
    return retryOnConflict(() => this.giveBack(settlementId, data, context), ATTEMPTS_MAX);
  }

  /** One append over the settlement and all that it pays no longer: nobody sees the one without the other. */
  private async giveBack(settlementId: string, data: Return, context: AppendContext): Promise<Booking> {
    const { obligations, settlements } = this.aggregates;
    const command = returningOf(data);
    const { append, events } = settlements.decide(
      settlementId,
      command,
      await settlements.load(settlementId),
    );
    if (!append) return this.known(settlementId, data);
    const streams: StreamAppend[] = [];
    const { occurredAt } = command;
    const { returnId, valueDate } = data;
    for (const event of events) {
      if (event.type !== 'SettlementReturned') continue;
      for (const { obligationId, settled } of event.data.takenBack) {
        // What is too little to be a unit of the currency owed was not paid, and is not owed again.
        if (toMoney(settled).minor === 0n) continue;
        const back = obligations.decide(
          obligationId,
          {
            type: 'ReturnPayment',
            occurredAt,
            data: { settlementId, returnId, amount: settled, valueDate },
          },
          await obligations.load(obligationId),
        );
        if (back.append) streams.push(back.append);
      }
    }
    // The settlement comes last: the position of the append is that of the return.
    return this.store.append({ ...context, streams: [...streams, append] });
  }

  /** The settlement has this return already: this very one, unless the bank used a reference twice. */
  private async known(settlementId: string, data: Return): Promise<Booking> {
    const { settlements } = this.aggregates;
    for (const event of await this.store.readStream(settlements.streamOf(settlementId))) {
      if (event.type !== 'SettlementReturned') continue;
      const booked = readEventData('SettlementReturned', event);
      if (booked.returnId !== data.returnId) continue;
      checkSame(booked, data, event.position);
      return { outcome: 'known', position: event.position };
    }
    throw new Error(`${settlementId} does not hold the return ${data.returnId}.`);
  }
}

function checkSame(booked: Return, data: Return, position: number): void {
  const [before, now] = [toMoney(booked.amount), toMoney(data.amount)];
  const differences = [
    [
      '/amount',
      before.minor === now.minor && before.currency === now.currency,
      `${booked.amount.amount} ${booked.amount.currency}`,
    ],
    ['/bookedOn', booked.bookedOn === data.bookedOn, `booking date ${booked.bookedOn}`],
    ['/valueDate', booked.valueDate === data.valueDate, `value date ${booked.valueDate}`],
  ] as const;
  for (const [pointer, same, has] of differences) {
    if (same) continue;
    const message = `The ledger has it with ${has} at position ${position}; another return needs a reference of its own.`;
    throw new Rejection('return-differs', message, { pointer });
  }
}
