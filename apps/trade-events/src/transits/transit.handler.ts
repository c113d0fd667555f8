import type { GuaranteeCommand, KnownGuarantee, TransitCommand, TransitEvent } from '@corridor/domain';
import { type AppendContext, type AppendResult, EventStore } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
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
import { guaranteeFor } from '../guarantees/guarantee-access.js';
import { GuaranteeTurns } from '../guarantees/guarantee-turns.js';
import { pointedInto } from '../requests/request-body.js';
import { AGGREGATES } from '../tokens.js';
import { openingOf } from './opening.js';
import { checkOfficeOf, transitFor } from './transit-access.js';
import { commandOf, type Opening, type TransitStep } from './transit-step.js';

export interface TransitAnswer {
  readonly transitId: string;
}

/** A step of one transit, and who asks for it. */
export class TransitRequest extends Command<Answered<TransitAnswer>> {
  constructor(
    readonly id: string,
    readonly step:
      | TransitStep
      | { readonly type: 'OpenTransit'; readonly occurredAt: string; readonly data: Opening },
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(TransitRequest)
export class TransitHandler implements ICommandHandler<TransitRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(GuaranteeTurns) private readonly turns: GuaranteeTurns,
  ) {}

  execute({ id, step, request }: TransitRequest): Promise<Answered<TransitAnswer>> {
    const { caller } = request;
    return answerOnce(this.store, request, { transitId: id }, async (context) => {
      if (step.type === 'OpenTransit') {
        const { occurredAt, data } = step;
        return this.turns.take(data.guaranteeId, () => this.open(id, occurredAt, data, caller, context));
      }
      if (concernsGuarantee(step)) {
        const { opened } = transitFor(caller, (await this.aggregates.transits.load(id)).state);
        return this.turns.take(opened.guaranteeId, () => this.stepOfBoth(id, step, caller, context));
      }
      const asked = (state: Parameters<typeof transitFor>[1]) => {
        const known = transitFor(caller, state);
        checkOfficeOf(caller, step, known);
        return commandOf(id, step, known.opened);
      };
      const { transits } = this.aggregates;
      const { result, state } = await transits.handle(id, asked, context);
      return result ?? transits.known(id, asked(state));
    });
  }

  /** One append over both streams: a transit is open exactly where the guarantee holds its duty. */
  private async open(
    id: string,
    at: string,
    opening: Opening,
    caller: Caller,
    context: AppendContext,
  ): Promise<AppendResult> {
    const { guaranteeId, consignmentId, officeOfDeparture, transitNumber } = opening;
    const { transits, guarantees, consignments } = this.aggregates;
    checkOffice(caller, officeOfDeparture, '/officeOfDeparture');
    const guarantee = await guarantees.load(guaranteeId);
    const covering = guaranteeFor(caller, guarantee.state, '/guaranteeId');
    const before = await transits.load(id);
    if (before.state.status !== 'unknown') {
      const message = `${officeOfDeparture} has a transit with the number "${transitNumber}" already.`;
      throw new ProblemError(409, 'transit-number-used', message, { pointer: '/transitNumber' });
    }
    const consignment =
      consignmentId === undefined
        ? undefined
        : consignmentFor(caller, (await consignments.load(consignmentId)).state, '/consignmentId');
    const data = openingOf(id, opening, covering, consignment);
    const occurredAt = byClockOf(officeOfDeparture, at);
    const reserve: GuaranteeCommand = {
      type: 'ReserveAmount',
      occurredAt: byClockOf(covering.issued.guarantor.country, at),
      data: { guaranteeId, transitId: id, amount: opening.dutyAtRisk },
    };
    const decided = [
      pointing(opening, '/consignmentId', () =>
        transits.decide(id, { type: 'OpenTransit', occurredAt, data }, before),
      ),
      inDuty(() => guarantees.decide(guaranteeId, reserve, guarantee)),
    ];
    return this.store.append({ ...context, streams: decided.flatMap(({ append }) => append ?? []) });
  }

  /** One append over both streams: what a transit gives up or is called for, its guarantee frees or pays. */
  private async stepOfBoth(
    id: string,
    step: TransitStep,
    caller: Caller,
    context: AppendContext,
  ): Promise<AppendResult> {
    const { transits, guarantees } = this.aggregates;
    const before = await transits.load(id);
    const known = transitFor(caller, before.state);
    checkOfficeOf(caller, step, known);
    const { opened } = known;
    const decided = transits.decide(id, commandOf(id, step, opened), before);
    const guarantee = await guarantees.load(opened.guaranteeId);
    const { state } = guarantee;
    if (state.status === 'unknown') throw new Error(`The transit ${id} has no guarantee.`);
    const booked = decided.events
      .flatMap((event) => besideOf(event, state))
      .map((command) => guarantees.decide(opened.guaranteeId, command, guarantee));
    const streams = [decided, ...booked].flatMap(({ append }) => append ?? []);
    return this.store.append({ ...context, streams });
  }
}

function concernsGuarantee({ type }: { readonly type: TransitCommand['type'] }): boolean {
  return type === 'CallGuaranteeOfTransit' || type === 'DischargeTransit' || type === 'CancelTransit';
}

/** What an event of a transit asks of its guarantee, by the clock of the guarantor's country. */
function besideOf(event: TransitEvent, { issued }: KnownGuarantee): readonly GuaranteeCommand[] {
  const { guaranteeId, guarantor } = issued;
  const occurredAt = byClockOf(guarantor.country, event.occurredAt);
  if (event.type === 'TransitGuaranteeCalled') {
    const { transitId, amount, reason } = event.data;
    return [{ type: 'CallGuarantee', occurredAt, data: { guaranteeId, transitId, amount, reason } }];
  }
  if (event.type === 'TransitDischarged' || event.type === 'TransitCancelled') {
    return [{ type: 'FreeAmount', occurredAt, data: { guaranteeId, transitId: event.data.transitId } }];
  }
  return [];
}

/** Decides; a refusal of goods that are not in the body points to the consignment that they were taken from. */
function pointing<T>(body: object, fallback: string, decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    throw pointedInto(body, fallback, error);
  }
}

/** Decides on a guarantee; the amount that it speaks of is the duty at risk of the body. */
function inDuty<T>(decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof Rejection) || error.details.pointer === undefined) throw error;
    const pointer = error.details.pointer.replace(/^\/amount/, '/dutyAtRisk');
    throw new Rejection(error.code, error.message, { ...error.details, pointer });
  }
}
