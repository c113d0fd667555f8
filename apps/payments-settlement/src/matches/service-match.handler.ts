import { upcast } from '@corridor/contracts';
import {
  type BookedSettlement,
  checkServiceMatch,
  type KnownServiceContract,
  type ServiceContractState,
  type SettlementCommand,
  serviceContract,
} from '@corridor/domain';
import { type AppendContext, EventStore, type Loaded, retryOnConflict } from '@corridor/event-store';
import type { MoneyJson } from '@corridor/kernel';
import { type Answered, answerOnce, type CommandRequest, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { bankDay } from '../dates/day-limits.js';
import { Rates } from '../rates/rates.js';
import { AGGREGATES } from '../tokens.js';
import { creditorOf, standingOn } from './settlement-standing.js';

export interface ServiceMatchAnswer {
  readonly settlementId: string;
  readonly serviceContractId: string;
}

/** What somebody says of a settlement and a contract of services. */
export type SaidOfServices =
  | { readonly does: 'match'; readonly amount?: MoneyJson; readonly reason: string }
  /** The settlement is paid for nothing under it after all. */
  | { readonly does: 'unmatch'; readonly reason: string };

/** Asks to match them, or to take back what was matched. */
export class ServiceMatchRequest extends Command<Answered<ServiceMatchAnswer>> {
  constructor(
    readonly ids: ServiceMatchAnswer,
    readonly said: SaidOfServices,
    /** RFC 3339 with offset. */
    readonly occurredAt: string,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

/** The process manager may have the stream of the settlement meanwhile. */
const ATTEMPTS_MAX = 20;

@CommandHandler(ServiceMatchRequest)
export class ServiceMatchHandler implements ICommandHandler<ServiceMatchRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(Rates) private readonly rates: Pick<Rates, 'inDollars'>,
  ) {}

  /** @throws ProblemError 404 `settlement-unknown` or `service-contract-unknown`; Rejection as {@link checkServiceMatch} and the decider say. */
  execute(asked: ServiceMatchRequest): Promise<Answered<ServiceMatchAnswer>> {
    return answerOnce(this.store, asked.request, asked.ids, (context) =>
      retryOnConflict(() => this.append(asked, context), ATTEMPTS_MAX),
    );
  }

  private async append(asked: ServiceMatchRequest, context: AppendContext) {
    const { settlements } = this.aggregates;
    const { settlementId, serviceContractId } = asked.ids;
    const loaded = await settlements.load(settlementId);
    const { state } = loaded;
    const { role, participant } = asked.request.caller;
    const isTheirs = state.status !== 'unknown' && (role !== 'bank' || state.settlement.bank === participant);
    if (!isTheirs) throw new ProblemError(404, 'settlement-unknown', 'There is no settlement with this id.');
    const contract = await this.contractOf(serviceContractId);
    const command =
      asked.said.does === 'match'
        ? await this.matching(asked.said, asked, state, contract)
        : unmatching(asked.said.reason, asked);
    const { append } = settlements.decide(settlementId, command, loaded as Loaded<BookedSettlement>);
    return append && this.store.append({ ...context, streams: [append] });
  }

  private async matching(
    { amount, reason }: Extract<SaidOfServices, { does: 'match' }>,
    { ids: { serviceContractId }, occurredAt }: ServiceMatchRequest,
    settlement: BookedSettlement,
    contract: KnownServiceContract,
  ): Promise<SettlementCommand> {
    const creditor = await creditorOf(settlement, this.aggregates);
    standingOn(settlement, () => checkServiceMatch(settlement, contract, creditor));
    const { valueDate } = settlement.settlement;
    const [usd] = await this.rates.inDollars([{ amount: amount ?? settlement.unallocated, valueDate }]);
    return {
      type: 'MatchServiceContract',
      occurredAt,
      data: {
        serviceContractId,
        provider: contract.registered.provider.participantId,
        ...(amount && { amount }),
        ...(usd && { exchange: usd.exchange }),
        reason,
      },
    };
  }

  /** As the log has it: its stream is of another service, which this one reads alone. */
  private async contractOf(id: string): Promise<KnownServiceContract> {
    const events = await this.store.readStream(`servicecontract-${id}`);
    const state = events
      .map(upcast)
      .reduce<ServiceContractState>(
        (before, event) => serviceContract.evolve(before, event as never),
        serviceContract.initialState,
      );
    if (state.status !== 'unknown') return state;
    const message = 'There is no contract of services with this id.';
    throw new ProblemError(404, 'service-contract-unknown', message, { pointer: '/serviceContractId' });
  }
}

function unmatching(reason: string, { ids, occurredAt }: ServiceMatchRequest): SettlementCommand {
  const { serviceContractId } = ids;
  const takenBackOn = bankDay(Date.parse(occurredAt));
  return { type: 'UnmatchServiceContract', occurredAt, data: { serviceContractId, takenBackOn, reason } };
}
