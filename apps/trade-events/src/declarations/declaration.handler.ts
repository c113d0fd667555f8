import type { ConsignmentState, DeclarationCommand, DeclarationState } from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  EventStore,
  type KnownResult,
  type Loaded,
  retryOnConflict,
  type StreamAppend,
} from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type Caller,
  type CommandRequest,
  checkOffice,
  ProblemError,
} from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { consignmentFor } from '../consignments/consignment-access.js';
import { ucrAppendsAtCustoms, withOwnUcr } from '../consignments/ucr.js';
import { pointedInto } from '../requests/request-body.js';
import { AGGREGATES } from '../tokens.js';
import { coverageAppends } from './coverage.js';
import { commandOf, type DeclarationStep, fieldToMend, type Lodging } from './declaration-step.js';
import { lodgementOf } from './lodgement.js';
import { type Papers, providedBy } from './papers.js';

export interface DeclarationAnswer {
  readonly declarationId: string;
  readonly holdId?: string;
  readonly inspectionId?: string;
}

/** A step of one declaration, and who asks for it. */
export class DeclarationRequest extends Command<Answered<DeclarationAnswer>> {
  constructor(
    readonly id: string,
    readonly step: DeclarationStep | Papers,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

/** A command, and the consignment that it was made of. */
interface Asked {
  readonly command: DeclarationCommand;
  readonly consignment?: Loaded<ConsignmentState>;
  /** What gives the consignment the UCR that it is declared under. */
  readonly ofUcr?: readonly StreamAppend[];
}

@CommandHandler(DeclarationRequest)
export class DeclarationHandler implements ICommandHandler<DeclarationRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  execute({ id, step, request }: DeclarationRequest): Promise<Answered<DeclarationAnswer>> {
    const named = {
      ...('holdId' in step.data && { holdId: step.data.holdId }),
      ...('inspectionId' in step.data && { inspectionId: step.data.inspectionId }),
    };
    return answerOnce(this.store, request, { declarationId: id, ...named }, (context) =>
      retryOnConflict(() => this.append(id, step, request.caller, context)),
    );
  }

  /** One append over the declaration and what it changes of its consignment. */
  private async append(
    id: string,
    step: DeclarationStep | Papers,
    caller: Caller,
    context: AppendContext,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { declarations } = this.aggregates;
    const before = await declarations.load(id);
    const { command, consignment, ofUcr = [] } = await this.commandFor(id, step, before.state, caller);
    // The hold to release is named in the path.
    const { occurredAt } = step;
    const body = step.type === 'ReleaseHold' ? { occurredAt } : { occurredAt, ...step.data };
    try {
      const { append, events, state } = declarations.decide(id, command, before);
      const event = events.at(-1);
      if (!append || !event || state.status === 'unknown') return await declarations.known(id, command);
      const { procedure } = state.lodged;
      const ofConsignment = await coverageAppends(this.aggregates, event, procedure, consignment).catch(
        (error) => {
          throw pointedInto(body, step.type === 'LodgeDeclaration' ? '/consignmentId' : undefined, error);
        },
      );
      return await this.store.append({ ...context, streams: [...ofConsignment, ...ofUcr, append] });
    } catch (error) {
      throw pointedInto(body, step.type === 'ProvideDocuments' ? '/documentIds' : fieldToMend(step), error);
    }
  }

  private async commandFor(
    id: string,
    step: DeclarationStep | Papers,
    state: DeclarationState,
    caller: Caller,
  ): Promise<Asked> {
    if (step.type === 'LodgeDeclaration') return this.lodgement(id, step, state, caller);
    if (step.type !== 'ProvideDocuments' || 'documents' in step.data) {
      return { command: commandOf(id, step as Exclude<typeof step, Papers>, state, caller) };
    }
    if (state.status === 'unknown') {
      throw new ProblemError(404, 'declaration-unknown', 'There is no declaration with this id.');
    }
    const consignment = await this.aggregates.consignments.load(state.lodged.consignmentId);
    const papers = providedBy(step as Papers, consignmentFor(caller, consignment.state));
    return { command: commandOf(id, papers, state, caller), consignment };
  }

  /** A lodgement takes over what its consignment says. */
  private async lodgement(
    id: string,
    { type, data, occurredAt: told }: Lodging,
    { status }: DeclarationState,
    caller: Caller,
  ): Promise<Asked> {
    // The day of acceptance dates the figures: it is that of the office's clock, whatever offset was written.
    const occurredAt = byClockOf(data.customsOffice, told);
    checkOffice(caller, data.customsOffice, '/customsOffice');
    const consignment = await this.aggregates.consignments.load(data.consignmentId);
    const seen = consignmentFor(caller, consignment.state, '/consignmentId');
    const declared = await withOwnUcr(this.aggregates, seen);
    const lodgement = lodgementOf(id, data, declared, occurredAt);
    if (status === 'unknown') {
      const command = { type, occurredAt, data: lodgement };
      const ofUcr = await ucrAppendsAtCustoms(this.aggregates, command, declared, caller);
      // Appended on what it was made of: lines that are amended meanwhile are not declared as they were.
      return { command, consignment, ofUcr };
    }
    const message = `${data.customsOffice} has a declaration for ${data.flow} with this number already.`;
    throw new ProblemError(409, 'declaration-number-used', message, { pointer: '/declarationNumber' });
  }
}
