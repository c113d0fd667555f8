import { derivedId } from '@corridor/contracts';
import {
  type CarriageCommand,
  type CarriageState,
  checkCarried,
  decimalOf,
  type GoodsLine,
  type KnownConsignment,
  type KnownService,
  millionths,
} from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
import { type Answered, answerOnce, type Caller, type CommandRequest } from '@corridor/nest-kit';
import { byClockOf, isTimeCritical } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../../aggregates.js';
import { consignmentFor } from '../../consignments/consignment-access.js';
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

  /** @throws ProblemError 404 `service-unknown` or `consignment-unknown`, 403 `not-the-operator`; Rejection where they do not fit. */
  execute({ occurredAt, step, request }: CarriageRequest): Promise<Answered<CarriageAnswer>> {
    const { serviceId, consignmentId, from } = step.told;
    const { carriages, services, consignments } = this.aggregates;
    // A leg is known by where it began: a second service that carried the same goods on it meets the stream of the first.
    const id = derivedId('corridor-ledger carriage v1', consignmentId, from);
    return answerOnce(this.store, request, { serviceId, consignmentId }, async (context) => {
      const service = knownService((await services.load(serviceId)).state);
      const { state } = await consignments.load(consignmentId);
      const goods = seenBy(request.caller, service, state);
      const commandOf = (before: CarriageState): CarriageCommand =>
        commandOn({ step, occurredAt: byClockOf(from, occurredAt), service, goods, before });
      const { result, state: after } = await carriages.handle(id, commandOf, context);
      return result ?? carriages.known(id, commandOf(after));
    });
  }
}

/** The operator of a service tells of any goods by their id, which it has from their papers; other traders of their own. */
function seenBy(
  caller: Caller,
  service: KnownService,
  state: Parameters<typeof consignmentFor>[1],
): KnownConsignment {
  const isOperator = caller.participant === service.operator;
  return consignmentFor(isOperator ? { ...caller, role: 'operator' } : caller, state, '/consignmentId');
}

function commandOn({
  step,
  occurredAt,
  service,
  goods,
  before,
}: {
  readonly step: CarriageStep;
  readonly occurredAt: string;
  readonly service: KnownService;
  readonly goods: KnownConsignment;
  readonly before: CarriageState;
}): CarriageCommand {
  if (step.type === 'WithdrawCarriage') return { type: step.type, occurredAt, data: step.told };
  // What stands there already was checked as it came: the goods have gone on since.
  if (before.status === 'free') checkCarried(step.told, service, goods);
  const { serviceId, consignmentId, from, to, departedOn } = step.told;
  const { exporter, importer, lines } = goods;
  const gross = lines.map(({ grossMassKg }) => grossMassKg);
  return {
    type: step.type,
    occurredAt,
    data: {
      serviceId,
      consignmentId,
      from,
      to,
      departedOn,
      netMassKg: massOf(lines),
      ...(gross.every((mass) => mass !== undefined) && { grossMassKg: sumOf(gross) }),
      timeCriticalKg: massOf(lines.filter(({ hs6 }) => isTimeCritical(hs6))),
      operator: service.operator,
      exporter: exporter.participantId,
      importer: importer.participantId,
    },
  };
}

function massOf(lines: readonly GoodsLine[]): string {
  return sumOf(lines.map(({ netMassKg }) => netMassKg));
}

function sumOf(masses: readonly string[]): string {
  return decimalOf(masses.reduce((sum, mass) => sum + millionths(mass), 0n));
}
