import type { RecallAnswered } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import type { RecallStatus } from './recall.answers.js';

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
  ) {}

  /** It moves no money. @throws Rejection `illegal-step` where it was answered otherwise for good. */
  execute({ data, answer, occurredAt, request }: RecallRequest): Promise<Answered<RecallAnswer>> {
    return answerOnce(this.store, request, answer, async (context) => {
      const command = { type: 'AnswerRecall', occurredAt, data } as const;
      return (await this.aggregates.payments.handle(data.paymentId, command, context)).result;
    });
  }
}
