import { type AppendContext, EventStore, retryOnConflict } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';

export interface ReleaseAnswer {
  readonly settlementId: string;
}

/** Asks to let a held settlement pay what it names. */
export class ReleaseRequest extends Command<Answered<ReleaseAnswer>> {
  constructor(
    readonly settlementId: string,
    readonly reason: string,
    /** RFC 3339 with offset. */
    readonly occurredAt: string,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

/** The process manager may have its stream meanwhile. */
const ATTEMPTS_MAX = 20;

@CommandHandler(ReleaseRequest)
export class ReleaseHandler implements ICommandHandler<ReleaseRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
  ) {}

  /** @throws Rejection `illegal-step` where it is not held; ProblemError 404 `settlement-unknown`. */
  execute(asked: ReleaseRequest): Promise<Answered<ReleaseAnswer>> {
    const { settlementId, request } = asked;
    return answerOnce(this.store, request, { settlementId }, (context) =>
      retryOnConflict(() => this.append(asked, context), ATTEMPTS_MAX),
    );
  }

  private async append({ settlementId, reason, occurredAt }: ReleaseRequest, context: AppendContext) {
    const { settlements } = this.aggregates;
    const loaded = await settlements.load(settlementId);
    if (loaded.state.status === 'unknown') {
      throw new ProblemError(404, 'settlement-unknown', 'There is no settlement with this id.');
    }
    const command = { type: 'ReleaseSettlement', occurredAt, data: { reason } } as const;
    const { append } = settlements.decide(settlementId, command, loaded);
    return append
      ? this.store.append({ ...context, streams: [append] })
      : settlements.known(settlementId, command);
  }
}
