import { derivedId } from '@corridor/contracts';
import type { GuaranteeCommand, GuaranteeIssued, GuaranteeState } from '@corridor/domain';
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
import { AGGREGATES } from '../tokens.js';
import { guaranteeFor } from './guarantee-access.js';
import { GuaranteeTurns } from './guarantee-turns.js';

/** What a request on a guarantee asks for; transits ask for the rest. */
export type GuaranteeStep = Extract<
  GuaranteeCommand,
  { readonly type: 'IssueGuarantee' | 'TopUpGuarantee' | 'ExpireGuarantee' }
>;

export interface GuaranteeAnswer {
  readonly guaranteeId: string;
}

/** A step of one guarantee, and who asks for it. */
export class GuaranteeRequest extends Command<Answered<GuaranteeAnswer>> {
  constructor(
    readonly id: string,
    readonly step: GuaranteeStep,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(GuaranteeRequest)
export class GuaranteeHandler implements ICommandHandler<GuaranteeRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(GuaranteeTurns) private readonly turns: GuaranteeTurns,
  ) {}

  execute({ id, step, request }: GuaranteeRequest): Promise<Answered<GuaranteeAnswer>> {
    const { guarantees } = this.aggregates;
    return answerOnce(this.store, request, { guaranteeId: id }, (context) =>
      this.turns.take(id, async () => {
        const before = await guarantees.load(id);
        const command = asked(step, request.caller, before.state);
        const { append } = guarantees.decide(id, command, before);
        return append ? this.store.append({ ...context, streams: [append] }) : guarantees.known(id, command);
      }),
    );
  }
}

/** The command as the guarantee stands, told by the clock of the guarantor's country. */
function asked(step: GuaranteeStep, caller: Caller, state: GuaranteeState): GuaranteeCommand {
  if (step.type !== 'IssueGuarantee') {
    const { issued } = guaranteeFor(caller, state);
    return { ...step, occurredAt: byClockOf(issued.guarantor.country, step.occurredAt) };
  }
  const { guarantor, reference } = step.data;
  if (caller.role === 'bank' && caller.participant !== guarantor.participantId) {
    const message = `A guarantee comes from its guarantor, "${guarantor.participantId}"; your key is of "${caller.participant}".`;
    throw new ProblemError(403, 'not-the-guarantor', message, { pointer: '/guarantor/participantId' });
  }
  if (state.status !== 'unknown') {
    const message = `"${reference}" is the number of an earlier guarantee of ${guarantor.participantId}.`;
    throw new ProblemError(409, 'guarantee-reference-used', message, { pointer: '/reference' });
  }
  return { ...step, occurredAt: byClockOf(guarantor.country, step.occurredAt) };
}

/**
 * The id of a guarantee. Its number is its guarantor's alone, for good: a second one with it, however it is spaced and in
 * capitals or not, meets the stream of the first, or one paper would cover twice its amount.
 */
export function guaranteeIdOf({
  guarantor,
  reference,
}: Pick<GuaranteeIssued['data'], 'guarantor' | 'reference'>): string {
  const number = reference.toLowerCase().replace(/\s+/g, ' ');
  return derivedId('corridor-ledger guarantee v1', guarantor.participantId, number);
}
