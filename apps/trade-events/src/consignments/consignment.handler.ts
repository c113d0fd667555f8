import type { ConsignmentCommand, ConsignmentState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { checkOwnGoods, consignmentSeenBy } from './consignment-access.js';
import { appendSplit } from './split.js';

export interface ConsignmentAnswer {
  readonly consignmentId: string;
  readonly documentId?: string;
  /** Ids of the consignments that it was split into, in the order of the request. */
  readonly parts?: readonly string[];
}

/** A command to one consignment, and who sent it. */
export class ConsignmentRequest extends Command<Answered<ConsignmentAnswer>> {
  constructor(
    readonly id: string,
    readonly command: ConsignmentCommand,
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
    const asked = (state: ConsignmentState): ConsignmentCommand => {
      checkParty(request, command, state, isOfContract);
      return command;
    };
    if (command.type === 'SplitConsignment') {
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
    return answerOnce(this.store, request, { consignmentId: id, ...more }, async (context) => {
      const { result } = await this.aggregates.consignments.handle(id, asked, context);
      return result;
    });
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
