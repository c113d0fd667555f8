import { derivedId } from '@corridor/contracts';
import type { TransportCostCommand, TransportCostState, TransportCostTold } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type CommandRequest } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { consignmentFor } from '../consignments/consignment-access.js';
import { AGGREGATES } from '../tokens.js';
import { checkWithdraws, costSeenBy } from './transport-cost-access.js';

export interface TransportCostAnswer {
  readonly consignmentId: string;
  readonly costId: string;
}

/** What somebody tells of a cost; whose goods they are stands in the consignment. */
export type TransportCostStep =
  | {
      readonly type: 'RecordTransportCost';
      readonly told: Omit<TransportCostTold, 'costId' | 'recordedBy' | 'exporter' | 'importer'>;
    }
  | {
      readonly type: 'WithdrawTransportCost';
      readonly told: { readonly costId: string; readonly consignmentId: string; readonly reason: string };
    };

/** A step of a cost, and who asks for it. */
export class TransportCostRequest extends Command<Answered<TransportCostAnswer>> {
  constructor(
    readonly occurredAt: string,
    readonly step: TransportCostStep,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(TransportCostRequest)
export class TransportCostHandler implements ICommandHandler<TransportCostRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `consignment-unknown` or `cost-unknown`, 403 `not-your-cost`; Rejection for a cost that cannot be. */
  execute({ occurredAt, step, request }: TransportCostRequest): Promise<Answered<TransportCostAnswer>> {
    const { consignmentId } = step.told;
    const costId = step.type === 'RecordTransportCost' ? transportCostId(step.told) : step.told.costId;
    return answerOnce(this.store, request, { consignmentId, costId }, async (context) => {
      const { costs, consignments } = this.aggregates;
      const { exporter, importer } = consignmentFor(
        request.caller,
        (await consignments.load(consignmentId)).state,
      );
      const asked = (state: TransportCostState): TransportCostCommand => {
        if (step.type === 'WithdrawTransportCost') {
          checkWithdraws(request.caller, costSeenBy(request.caller, state, consignmentId));
          return { type: step.type, occurredAt, data: step.told };
        }
        const whose = {
          recordedBy: request.caller.participant,
          exporter: exporter.participantId,
          importer: importer.participantId,
        };
        return { type: step.type, occurredAt, data: { costId, ...step.told, ...whose } };
      };
      const { result, state } = await costs.handle(costId, asked, context);
      return result ?? costs.known(costId, asked(state));
    });
  }
}

/** A cost is known by its consignment and its reference: told a second time, it meets the stream of the first. */
function transportCostId({
  consignmentId,
  reference,
}: {
  readonly consignmentId: string;
  readonly reference: string;
}): string {
  return derivedId('corridor-ledger transport-cost v1', consignmentId, reference);
}
