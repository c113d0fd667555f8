import type { ConsignmentCommand, ConsignmentState } from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  EventStore,
  type KnownResult,
  retryOnConflict,
} from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { checkOwnGoods, consignmentSeenBy } from './consignment-access.js';
import { appendSplit } from './split.js';
import { ucrAppends } from './ucr.js';

export interface ConsignmentAnswer {
  readonly consignmentId: string;
  readonly documentId?: string;
  readonly checkpointId?: string;
  /** Ids of the consignments that it was split into, in the order of the request. */
  readonly parts?: readonly string[];
}

/** A command, or what makes it of the consignment as it is. */
export type AskedOf = ConsignmentCommand | ((state: ConsignmentState) => ConsignmentCommand);

/** A command to one consignment, and who sent it. */
export class ConsignmentRequest extends Command<Answered<ConsignmentAnswer>> {
  constructor(
    readonly id: string,
    readonly command: AskedOf,
    readonly request: CommandRequest,
    /** What the answer says beside the id. */
    readonly more: Omit<ConsignmentAnswer, 'consignmentId'> = {},
    /** Whether it declares what was contracted: its id is then one that the ledger gave. */
    readonly isOfContract = false,
  ) {
    super();
  }
}

@CommandHandler(ConsignmentRequest)
export class ConsignmentHandler implements ICommandHandler<ConsignmentRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  execute({
    id,
    command,
    request,
    more,
    isOfContract,
  }: ConsignmentRequest): Promise<Answered<ConsignmentAnswer>> {
    if (typeof command !== 'function' && command.type === 'SplitConsignment') {
      const parts = command.data.parts.map(({ consignmentId }) => consignmentId);
      return answerOnce(this.store, request, { consignmentId: id, parts }, (context) =>
        appendSplit(
          this.store,
          this.aggregates,
          command,
          (state) => checkParty(request, command, state),
          context,
        ),
      );
    }
    const asked = (state: ConsignmentState): ConsignmentCommand => {
      if (typeof command === 'function') {
        consignmentSeenBy(request.caller, state);
        return command(state);
      }
      checkParty(request, command, state, isOfContract);
      return command;
    };
    return answerOnce(this.store, request, { consignmentId: id, ...more }, (context) =>
      retryOnConflict(() => this.append(id, asked, request, context)),
    );
  }

  /** One append, with the UCR where one is declared: no two consignments ever have it. */
  private async append(
    id: string,
    asked: (state: ConsignmentState) => ConsignmentCommand,
    { caller }: CommandRequest,
    context: AppendContext,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { consignments } = this.aggregates;
    const before = await consignments.load(id);
    const command = asked(before.state);
    const { append } = consignments.decide(id, command, before);
    if (!append) return consignments.known(id, command);
    const isDeclared = command.type === 'DeclareConsignment';
    const ucr = isDeclared ? await ucrAppends(this.aggregates, command, caller) : [];
    return this.store.append({ ...context, streams: [append, ...ucr] });
  }
}

/** A trader contracts and declares its own consignments, and acts for those it is a party of. */
function checkParty(
  { caller }: CommandRequest,
  command: ConsignmentCommand,
  state: ConsignmentState,
  isOfContract = false,
): void {
  const isBegun = state.status !== 'unknown' || isOfContract;
  if (!isBegun && (command.type === 'DeclareConsignment' || command.type === 'ContractConsignment')) {
    checkOwnGoods(caller, command.data);
  } else {
    consignmentSeenBy(caller, state);
  }
}
