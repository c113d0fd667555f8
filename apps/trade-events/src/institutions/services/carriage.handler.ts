import { derivedId } from '@corridor/contracts';
import {
  type CarriageCommand,
  type CarriageState,
  checkCarried,
  isDeclared,
  type KnownConsignment,
  type KnownService,
  type ServiceCommand,
} from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  EventStore,
  type KnownResult,
  retryOnConflict,
} from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
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
import type { TradeAggregates } from '../../aggregates.js';
import { consignmentFor, isParty } from '../../consignments/consignment-access.js';
import { AGGREGATES } from '../../tokens.js';
import { knownService } from './service-access.js';

export interface CarriageAnswer {
  readonly serviceId: string;
  readonly consignmentId: string;
}

type Carry = Extract<CarriageCommand, { type: 'CarryConsignment' }>['data'];
type Withdraw = Extract<CarriageCommand, { type: 'WithdrawCarriage' }>['data'];

/** What somebody tells of a leg: that a service carried the goods on it, or that it did not. */
export type CarriageStep =
  | {
      readonly type: 'CarryConsignment';
      readonly told: Pick<Carry, (keyof Withdraw & keyof Carry) | 'to' | 'departedOn'>;
    }
  | { readonly type: 'WithdrawCarriage'; readonly told: Withdraw };

/** A step of a carriage, and who asks for it. */
export class CarriageRequest extends Command<Answered<CarriageAnswer>> {
  constructor(
    readonly occurredAt: string,
    readonly step: CarriageStep,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(CarriageRequest)
export class CarriageHandler implements ICommandHandler<CarriageRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `service-unknown` or `consignment-unknown`; Rejection where they do not fit. */
  execute({ occurredAt, step, request }: CarriageRequest): Promise<Answered<CarriageAnswer>> {
    const { serviceId, consignmentId, from } = step.told;
    const at = { ...step, occurredAt: byClockOf(from, occurredAt) };
    return answerOnce(this.store, request, { serviceId, consignmentId }, (context) =>
      retryOnConflict(() => this.tell(at, request.caller, context)),
    );
  }

  /** One append over the streams of the leg and of the service: it does not stand still on a day on which it carried goods. */
  private async tell(
    step: CarriageStep & { readonly occurredAt: string },
    caller: Caller,
    context: AppendContext,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { serviceId, consignmentId, from } = step.told;
    const { carriages, services, consignments } = this.aggregates;
    // A leg is known by where it began: a second service that carried the same goods on it meets the stream of the first.
    const id = derivedId('corridor-ledger carriage v1', consignmentId, from);
    const running = await services.load(serviceId);
    const service = knownService(running.state);
    const { state } = await consignments.load(consignmentId);
    const before = await carriages.load(id);
    const goods = goodsFor(caller, service, state);
    const decide = () => {
      const command = commandOn(step, { service, goods, before: before.state });
      return { command, ...carriages.decide(id, command, before) };
    };
    const isOwn = caller.role !== 'trader' || isParty(caller, goods);
    const { command, append } = isOwn ? decide() : withoutFacts(decide);
    if (!append) return carriages.known(id, command);
    const noted = services.decide(serviceId, noteOf(step), running);
    // The leg comes last: who tells it again is told the same position.
    const streams = noted.append ? [noted.append, append] : [append];
    return this.store.append({ ...context, streams });
  }
}

/**
 * The operator of a service tells of any goods by their id, which it has from their papers, where the Commission, the Business Council or the
 * ledger's operator stands behind the service: else whoever announces one would tell of the goods of all others. Other traders tell of their own.
 */
function goodsFor(
  caller: Caller,
  { operator, confirmed }: KnownService,
  state: Parameters<typeof consignmentFor>[1],
): KnownConsignment {
  if (caller.participant !== operator || !confirmed || state.status === 'unknown')
    return consignmentFor(caller, state, '/consignmentId');
  if (isParty(caller, state) || caller.role !== 'trader')
    return consignmentFor(caller, state, '/consignmentId');
  if (!isDeclared(state)) throw notOnThatLeg();
  return state;
}

/** Why goods of others do not fit would tell when and where they went: what is refused for the service alone is told. */
const OF_THE_SERVICE: ReadonlySet<string> = new Set([
  'stop-unknown',
  'stops-reversed',
  'service-not-running',
]);

function withoutFacts<Result>(decide: () => Result): Result {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Rejection && !OF_THE_SERVICE.has(error.code)) throw notOnThatLeg();
    throw error;
  }
}

function notOnThatLeg(): ProblemError {
  const message = 'There is no consignment with this id that left there on that day by such a service.';
  return new ProblemError(404, 'consignment-unknown', message, { pointer: '/consignmentId' });
}

function commandOn(
  { occurredAt, ...step }: CarriageStep & { readonly occurredAt: string },
  {
    service,
    goods,
    before,
  }: { readonly service: KnownService; readonly goods: KnownConsignment; readonly before: CarriageState },
): CarriageCommand {
  if (step.type === 'WithdrawCarriage') return { type: step.type, occurredAt, data: step.told };
  // What stands there already was checked as it came: the goods have gone on since.
  if (before.status === 'free') checkCarried(step.told, service, goods);
  const { serviceId, consignmentId, from, to, departedOn } = step.told;
  const { operator } = service;
  const parties = {
    operator,
    exporter: goods.exporter.participantId,
    importer: goods.importer.participantId,
  };
  return {
    type: step.type,
    occurredAt,
    data: { serviceId, consignmentId, from, to, departedOn, ...parties },
  };
}

/** What the service itself learns of it. */
function noteOf({ occurredAt, ...step }: CarriageStep & { readonly occurredAt: string }): ServiceCommand {
  const { serviceId, consignmentId, from } = step.told;
  const leg = { serviceId, consignmentId, from };
  return step.type === 'WithdrawCarriage'
    ? { type: 'WithdrawLoad', occurredAt, data: leg }
    : { type: 'LoadService', occurredAt, data: { ...leg, departedOn: step.told.departedOn } };
}
