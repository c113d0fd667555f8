import type { DeclarationCommand, DeclarationState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type Caller,
  type CommandRequest,
  ProblemError,
} from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { consignmentFor } from '../consignments/consignment-access.js';
import { pointedInto } from '../requests/request-body.js';
import { AGGREGATES } from '../tokens.js';
import { commandOf, type DeclarationStep, fieldToMend } from './declaration-step.js';
import { lodgementOf } from './lodgement.js';

export interface DeclarationAnswer {
  readonly declarationId: string;
  readonly holdId?: string;
}

/** A step of one declaration, and who asks for it. */
export class DeclarationRequest extends Command<Answered<DeclarationAnswer>> {
  constructor(
    readonly id: string,
    readonly step: DeclarationStep,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(DeclarationRequest)
export class DeclarationHandler implements ICommandHandler<DeclarationRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  execute({ id, step, request }: DeclarationRequest): Promise<Answered<DeclarationAnswer>> {
    const hold = 'holdId' in step.data ? { holdId: step.data.holdId } : {};
    return answerOnce(this.store, request, { declarationId: id, ...hold }, async (context) => {
      const asked = await this.commandFor(id, step, request.caller);
      try {
        const { result } = await this.aggregates.declarations.handle(id, asked, context);
        return result;
      } catch (error) {
        // The hold to release is named in the path.
        const body = step.type === 'ReleaseHold' ? {} : step.data;
        throw pointedInto(body, fieldToMend(step), error);
      }
    });
  }

  /** The command as the declaration stands; a lodgement takes over what its consignment says, which a cancellation alone could change. */
  private async commandFor(
    id: string,
    step: DeclarationStep,
    caller: Caller,
  ): Promise<(state: DeclarationState) => DeclarationCommand> {
    if (step.type !== 'LodgeDeclaration') return (state) => commandOf(id, step, state);
    const { type, data } = step;
    // The day of acceptance dates the figures: it is that of the office's clock, whatever offset was written.
    const occurredAt = byClockOf(data.customsOffice, step.occurredAt);
    const { state } = await this.aggregates.consignments.load(data.consignmentId);
    const consignment = consignmentFor(caller, state, '/consignmentId');
    const lodgement = lodgementOf(id, data, consignment, occurredAt);
    return ({ status }) => {
      if (status === 'unknown') return { type, occurredAt, data: lodgement };
      const message = `${data.customsOffice} has a declaration for ${data.flow} with this number already.`;
      throw new ProblemError(409, 'declaration-number-used', message, { pointer: '/declarationNumber' });
    };
  }
}
