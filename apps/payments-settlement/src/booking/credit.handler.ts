import { readEventData } from '@corridor/contracts';
import {
  type AppendContext,
  type AppendResult,
  ConcurrencyConflict,
  EventStore,
} from '@corridor/event-store';
import { Rejection, toMoney } from '@corridor/kernel';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { bookingOf, type Credit } from './credit.js';

/** What became of a credit: appended now, or known since its first delivery at `position`. */
export type Booking = AppendResult | { readonly outcome: 'known'; readonly position: number };

/** Asks to book a credit. */
export class CreditRequest extends Command<Booking> {
  constructor(
    readonly credit: Credit,
    readonly context: AppendContext,
  ) {
    super();
  }
}

@CommandHandler(CreditRequest)
export class CreditHandler implements ICommandHandler<CreditRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
  ) {}

  /**
   * @throws Rejection as the decider says, or `settlement-differs` where the identity was used before for another transaction;
   *   ContractViolation for a text that no event may hold.
   */
  async execute({ credit, context }: CreditRequest): Promise<Booking> {
    const { settlements } = this.aggregates;
    // Most credits are new: nothing is read, and the ledger itself says where one is not.
    const nothingYet = { state: { status: 'unknown' }, version: 0 } as const;
    const { append } = settlements.decide(credit.settlementId, bookingOf(credit), nothingYet);
    if (!append) throw new Error('A settlement that is unknown can be booked.');
    try {
      return await this.store.append({ ...context, streams: [append] });
    } catch (error) {
      if (!(error instanceof ConcurrencyConflict)) throw error;
      return this.known(credit);
    }
  }

  /** The stream of this identity is there already: of this very transaction, unless the bank used a reference twice. */
  private async known(credit: Credit): Promise<Booking> {
    const { settlements } = this.aggregates;
    const [first] = await this.store.readStream(settlements.streamOf(credit.settlementId));
    if (!first) throw new Error(`${credit.settlementId} has no history.`);
    const booked = readEventData('SettlementBooked', first);
    const different = differenceBetween(booked, credit);
    if (!different) return { outcome: 'known', position: first.position };
    const message = `The ledger has it with ${different.has} at position ${first.position}; another transaction needs a reference of its own.`;
    throw new Rejection('settlement-differs', message, { pointer: different.pointer });
  }
}

interface Difference {
  readonly pointer: string;
  /** What the ledger has there. */
  readonly has: string;
}

/** Where two credits of one identity differ. A reference that only one delivery has says nothing: formats carry more or less. */
function differenceBetween(booked: Credit, credit: Credit): Difference | undefined {
  const [before, now] = [toMoney(booked.amount), toMoney(credit.amount)];
  if (before.currency !== now.currency || before.minor !== now.minor) {
    return { pointer: '/amount', has: `${booked.amount.amount} ${booked.amount.currency}` };
  }
  const texts = [
    ['/references/endToEndId', 'end-to-end id', booked.references.endToEndId, credit.references.endToEndId],
    ['/references/uetr', 'UETR', booked.references.uetr, credit.references.uetr],
    ['/valueDate', 'value date', booked.valueDate, credit.valueDate],
    ['/bookedOn', 'booking date', booked.bookedOn, credit.bookedOn],
  ] as const;
  for (const [pointer, name, has, told] of texts) {
    if (has !== undefined && told !== undefined && has !== told) return { pointer, has: `${name} ${has}` };
  }
  return undefined;
}
