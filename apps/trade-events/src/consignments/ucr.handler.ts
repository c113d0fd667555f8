import type { UcrCommand } from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  EventStore,
  type KnownResult,
  retryOnConflict,
} from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import type { ConsignmentAnswer } from './consignment.handler.js';
import { consignmentSeenBy } from './consignment-access.js';
import { ucrIdOf } from './ucr.js';

type Release = Extract<UcrCommand, { type: 'ReleaseUcr' }>;

/** A UCR to take from the consignment that has it, and who asks for it. */
export class UcrRelease extends Command<Answered<ConsignmentAnswer>> {
  constructor(
    readonly ucr: string,
    readonly command: Release,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(UcrRelease)
export class UcrHandler implements ICommandHandler<UcrRelease> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  execute({ ucr, command, request }: UcrRelease): Promise<Answered<ConsignmentAnswer>> {
    const { consignmentId } = command.data;
    return answerOnce(this.store, request, { consignmentId }, (context) =>
      retryOnConflict(() => this.append(ucr, command, request, context)),
    );
  }

  private async append(
    ucr: string,
    command: Release,
    { caller }: CommandRequest,
    context: AppendContext,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { consignments, ucrs } = this.aggregates;
    consignmentSeenBy(caller, (await consignments.load(command.data.consignmentId)).state);
    const id = ucrIdOf(ucr);
    const before = await ucrs.load(id);
    if (before.state.status === 'unknown') {
      throw new Rejection('ucr-unknown', `"${ucr}" is the UCR of no consignment.`, { pointer: '/ucr' });
    }
    const { append } = ucrs.decide(id, command, before);
    return append ? this.store.append({ ...context, streams: [append] }) : ucrs.known(id, command);
  }
}
