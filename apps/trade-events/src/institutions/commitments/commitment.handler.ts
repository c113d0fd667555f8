import type { CommitmentCommand, CommitmentState } from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  EventStore,
  type KnownResult,
  retryOnConflict,
} from '@corridor/event-store';
import { type Answered, answerOnce, type Caller, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { announcedOnly, checkOwnContract, checkOwnPromise } from './commitment-access.js';
import { contractStreams } from './contract-claims.js';
import { knownOccasion } from './known-occasion.js';
import { checkOwners } from './known-owners.js';
import { leadStreams } from './named-lead.js';
import { paperStreams } from './paper-uses.js';

export interface CommitmentAnswer {
  readonly commitmentId: string;
  readonly contractId?: string;
  readonly realisationId?: string;
}

/** A command to one commitment, and who sent it. */
export class CommitmentRequest extends Command<Answered<CommitmentAnswer>> {
  constructor(
    readonly command: CommitmentCommand,
    readonly request: CommandRequest,
    /** What the answer says beside the id. */
    readonly more: Omit<CommitmentAnswer, 'commitmentId'> = {},
  ) {
    super();
  }
}

@CommandHandler(CommitmentRequest)
export class CommitmentHandler implements ICommandHandler<CommitmentRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `commitment-unknown`, 403 `not-a-party`; what {@link knownOccasion} and {@link checkOwners} throw. */
  execute({ command, request, more }: CommitmentRequest): Promise<Answered<CommitmentAnswer>> {
    const { commitmentId } = command.data;
    return answerOnce(this.store, request, { commitmentId, ...more }, (context) =>
      retryOnConflict(() => this.append(command, request, context)),
    );
  }

  /**
   * One append, with the streams of the contracts that are told or released: no contract ever serves two, and none what was withdrawn. With that
   * of the lead that it names, too: no lead lapses in between. And with that of the paper that shows what is reported: no paper shows it of two.
   */
  private async append(
    asked: CommitmentCommand,
    { caller }: CommandRequest,
    context: AppendContext,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { commitments } = this.aggregates;
    const { commitmentId } = asked.data;
    const before = await commitments.load(commitmentId);
    const command = await this.withOccasion(asked);
    if (command.type !== 'AnnounceCommitment') announcedOnly(before.state);
    await this.checkRights(caller, command, before.state);
    const { append } = commitments.decide(commitmentId, command, before);
    if (!append) return commitments.known(commitmentId, command);
    await checkOwners(this.aggregates, command);
    const contract = await contractStreams(this.aggregates, command, before.state);
    const lead = await leadStreams(this.aggregates, command, before.state);
    const paper = await paperStreams(this.aggregates, command, before.state);
    // The commitment's own events last: where they stand is what is answered when it is told again.
    return this.store.append({ ...context, streams: [...contract, ...lead, ...paper, append] });
  }

  /** Who may release a contract is told by the contract's own stream: that knows its parties also where it was released before. */
  private async checkRights(
    caller: Caller,
    command: CommitmentCommand,
    state: CommitmentState,
  ): Promise<void> {
    if (state.status === 'unknown') return;
    if (command.type === 'ReleaseCommitmentContract') {
      const contract = await this.aggregates.saleContracts.load(command.data.contractId);
      checkOwnContract(caller, contract.state.parties);
      return;
    }
    checkOwnPromise(caller, state);
    if (command.type !== 'ContractCommitment') return;
    const { exporter, importer } = command.data.contract;
    const parties = [exporter.participantId, importer.participantId];
    checkOwnContract(caller, parties, { pointer: '/exporter/participantId' });
  }

  private async withOccasion(command: CommitmentCommand): Promise<CommitmentCommand> {
    if (command.type !== 'AnnounceCommitment') return command;
    const occasion = await knownOccasion(this.aggregates, command.data.occasion);
    return { ...command, data: { ...command.data, occasion } };
  }
}
