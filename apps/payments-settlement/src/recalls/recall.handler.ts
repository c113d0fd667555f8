import type { RecallAnswered } from '@corridor/domain';
import { EventStore, retryOnConflict } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import type { RecallStatus } from './recall.answers.js';
import { Recalls } from './recalls.js';

export interface RecallAnswer {
  readonly recallId: string;
  readonly status: RecallStatus;
  readonly messageId: string;
}

/** Asks to answer a recall. */
export class RecallRequest extends Command<Answered<RecallAnswer>> {
  constructor(
    readonly data: RecallAnswered['data'],
    readonly answer: RecallAnswer,
    /** RFC 3339 with offset. */
    readonly occurredAt: string,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(RecallRequest)
export class RecallHandler implements ICommandHandler<RecallRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(Recalls) private readonly recalls: Recalls,
  ) {}

  /** It moves no money. @throws Rejection `illegal-step` where it was answered otherwise for good. */
  execute({ data, answer, occurredAt, request }: RecallRequest): Promise<Answered<RecallAnswer>> {
    const { payments } = this.aggregates;
    const command = { type: 'AnswerRecall', occurredAt, data } as const;
    return answerOnce(this.store, request, answer, (context) =>
      retryOnConflict(async () => {
        const loaded = await payments.load(data.paymentId);
        const { append } = payments.decide(data.paymentId, command, loaded);
        const { streams } = await this.recalls.following(command, loaded.state);
        // The bank that answers comes last: the position of the append is that of its answer.
        if (append) return this.store.append({ ...context, streams: [...streams, append] });
        // It stands already; who sent the recall may be known as that only by now.
        const { idempotency: _, ...told } = context;
        if (streams.length > 0) await this.store.append({ ...told, streams });
        return payments.known(data.paymentId, command);
      }),
    );
  }
}
