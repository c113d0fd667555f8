import { type AllocationCommand, isDeclared, isInvestment } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { announcedOnly } from './commitment-access.js';

export interface LinkAnswer {
  readonly commitmentId: string;
  /** Of the consignment, or of the letter of credit. */
  readonly id: string;
}

type ByHand = Extract<AllocationCommand, { readonly type: 'LinkToCommitment' | 'UnlinkFromCommitment' }>;

/** Somebody says that goods, or a letter of credit, serve a commitment, or do not. */
export class LinkRequest extends Command<Answered<LinkAnswer>> {
  constructor(
    readonly command: ByHand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(LinkRequest)
export class LinkHandler implements ICommandHandler<LinkRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `commitment-unknown`, `consignment-unknown`, `letter-of-credit-unknown`, 409 `commitment-withdrawn`, `commitment-is-investment`, `consignment-is-part`. */
  execute({ command, request }: LinkRequest): Promise<Answered<LinkAnswer>> {
    const { commitmentId, allocated } = command.data;
    const { allocations } = this.aggregates;
    return answerOnce(this.store, request, { commitmentId, id: allocated.id }, async (context) => {
      await this.check(command);
      const { result } = await allocations.handle(allocated.id, command, context);
      return result ?? allocations.known(allocated.id, command);
    });
  }

  private async check({ type, data: { commitmentId, allocated } }: ByHand): Promise<void> {
    const { state } = await this.aggregates.commitments.load(commitmentId);
    const known = announcedOnly(state);
    if (type === 'UnlinkFromCommitment') return;
    if (known.status === 'withdrawn') {
      const message = 'The commitment was withdrawn: nothing serves it any more.';
      throw new ProblemError(409, 'commitment-withdrawn', message);
    }
    if (isInvestment(known.terms)) {
      const message = 'An investment is realised by what is reported of it and verified: goods add to trade.';
      throw new ProblemError(409, 'commitment-is-investment', message);
    }
    await (allocated.kind === 'consignment'
      ? this.checkConsignment(allocated.id)
      : this.checkCredit(allocated.id));
  }

  private async checkConsignment(id: string): Promise<void> {
    const { state } = await this.aggregates.consignments.load(id);
    if (state.status === 'unknown') {
      const message = 'There is no consignment with this id.';
      throw new ProblemError(404, 'consignment-unknown', message, { pointer: '/id' });
    }
    if (!isDeclared(state) || state.partOf === undefined) return;
    const message = `It is a part of ${state.partOf}, and serves what that serves: link the whole.`;
    throw new ProblemError(409, 'consignment-is-part', message, { pointer: '/id' });
  }

  private async checkCredit(id: string): Promise<void> {
    const streamId = `lc-${id}`;
    if ((await this.store.versionsOf([streamId])).has(streamId)) return;
    const message = 'There is no letter of credit with this id.';
    throw new ProblemError(404, 'letter-of-credit-unknown', message, { pointer: '/id' });
  }
}
