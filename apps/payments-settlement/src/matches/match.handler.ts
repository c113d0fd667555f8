import {
  type BookedSettlement,
  matchByHand,
  type ObligationCommand,
  partOf,
  type RaisedObligation,
  type SaidByHand,
  type SettlementCommand,
  type WithdrawnInvoice,
} from '@corridor/domain';
import { type AppendContext, EventStore, type Loaded, retryOnConflict } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { bankDay } from '../dates/day-limits.js';
import { Rates, sourcesOf } from '../rates/rates.js';
import { AGGREGATES } from '../tokens.js';
import { creditorOf, standingOn } from './settlement-standing.js';

export interface MatchAnswer {
  readonly settlementId: string;
  readonly obligationId: string;
}

/** What a person says of a settlement and an obligation. */
export type ByHand =
  | ({ readonly does: 'match' } & SaidByHand)
  /** The settlement does not pay it after all. */
  | { readonly does: 'unmatch' };

/** Asks to match them, or to take a match back. */
export class MatchRequest extends Command<Answered<MatchAnswer>> {
  constructor(
    readonly ids: MatchAnswer,
    readonly said: ByHand,
    readonly reason: string,
    /** RFC 3339 with offset. */
    readonly occurredAt: string,
    readonly request: CommandRequest,
    /** Of the obligation's id in the body; absent where the path has it. */
    readonly pointer?: string,
  ) {
    super();
  }
}

/** The process manager may have the streams of both meanwhile. */
const ATTEMPTS_MAX = 20;

@CommandHandler(MatchRequest)
export class MatchHandler implements ICommandHandler<MatchRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(Rates) private readonly rates: Rates,
  ) {}

  execute(asked: MatchRequest): Promise<Answered<MatchAnswer>> {
    return answerOnce(this.store, asked.request, asked.ids, (context) =>
      retryOnConflict(() => this.append(asked, context), ATTEMPTS_MAX).catch((error) => {
        throw pointedAs(asked.pointer, error);
      }),
    );
  }

  /** One append over the settlement and the obligation: nobody sees the one without the other. */
  private async append({ ids, said, reason, occurredAt, pointer }: MatchRequest, context: AppendContext) {
    const { obligations, settlements } = this.aggregates;
    const { settlementId, obligationId } = ids;
    const settlement = await settlements.load(settlementId);
    if (settlement.state.status === 'unknown') {
      throw new ProblemError(404, 'settlement-unknown', 'There is no settlement with this id.');
    }
    const obligation = await obligations.load(obligationId);
    if (obligation.state.status === 'unknown') {
      const message = 'No obligation has this id: there is no such invoice, or its terms are not met yet.';
      throw new ProblemError(404, 'obligation-unknown', message, pointer === undefined ? {} : { pointer });
    }
    const { pays, isPaid } =
      said.does === 'match'
        ? await this.match(said, reason, occurredAt, settlement.state, owedOf(obligation.state))
        : unmatch(ids, reason, occurredAt, settlement.state);
    const streams = [
      // First the one whose state tells most of what is legal.
      settlements.decide(settlementId, pays, settlement as Loaded<BookedSettlement>).append,
      obligations.decide(obligationId, isPaid, obligation as Loaded<RaisedObligation>).append,
    ].filter((append) => append !== undefined);
    return streams.length === 0 ? undefined : this.store.append({ ...context, streams });
  }

  private async match(
    said: SaidByHand,
    reason: string,
    occurredAt: string,
    settlement: BookedSettlement,
    obligation: RaisedObligation,
  ): Promise<Commands> {
    const { unallocated } = settlement;
    const { settlementId, valueDate, bank } = settlement.settlement;
    const { obligationId, invoiceId, consignmentId } = obligation.obligation;
    const { currency } = obligation.outstanding;
    const exchange =
      currency === unallocated.currency
        ? undefined
        : await this.rates.find({
            from: unallocated.currency,
            to: currency,
            on: valueDate,
            sources: sourcesOf(bank),
          });
    const creditor = await creditorOf(settlement, this.aggregates);
    const paid = standingOn(settlement, () => matchByHand(settlement, obligation, said, creditor, exchange));
    const { settled, fees } = paid;
    const ids = { obligationId, invoiceId, consignmentId };
    return {
      pays: {
        type: 'AllocateSettlement',
        occurredAt,
        data: { ...ids, ...paid, by: 'manual', reason },
      },
      isPaid: {
        type: 'ApplyPayment',
        occurredAt,
        data: { settlementId, amount: settled, ...(fees && { fees }), valueDate, again: true },
      },
    };
  }
}

interface Commands {
  readonly pays: SettlementCommand;
  readonly isPaid: ObligationCommand;
}

/** @throws Rejection `invoice-withdrawn` where nobody owes it any more. */
function owedOf(state: RaisedObligation | WithdrawnInvoice): RaisedObligation {
  if (state.status !== 'withdrawn') return state;
  const message = 'The creditor has withdrawn the invoice: nobody owes it.';
  throw new Rejection('invoice-withdrawn', message, { pointer: '/obligationId' });
}

/** A refusal for the obligation points to the field that named it, whichever that was. */
function pointedAs(pointer: string | undefined, error: unknown): unknown {
  if (!(error instanceof Rejection) || error.details.pointer !== '/obligationId') return error;
  const { pointer: _, ...rest } = error.details;
  return new Rejection(error.code, error.message, { ...rest, ...(pointer !== undefined && { pointer }) });
}

function unmatch(
  { settlementId, obligationId }: MatchAnswer,
  reason: string,
  occurredAt: string,
  { allocations }: BookedSettlement,
): Commands {
  const fees = partOf(allocations, obligationId)?.fees;
  const unmatchedOn = bankDay(Date.parse(occurredAt));
  return {
    pays: { type: 'UnmatchSettlement', occurredAt, data: { obligationId, because: 'person', reason } },
    isPaid: {
      type: 'UnmatchPayment',
      occurredAt,
      data: { settlementId, ...(fees && { fees }), unmatchedOn, because: 'person', reason },
    },
  };
}
