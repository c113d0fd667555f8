import { derivedId } from '@corridor/contracts';
import type { ServiceContractCommand, ServiceContractState } from '@corridor/domain';
import { EventStore } from '@corridor/event-store';
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
import type { TradeAggregates } from '../aggregates.js';
import { checkRegisteredCountry } from '../institutions/firms/registered-country.js';
import { nothingOf } from '../institutions/found.js';
import { AGGREGATES } from '../tokens.js';
import { checkProvider, serviceContractFor } from './service-contract-access.js';

export interface ServiceContractAnswer {
  readonly serviceContractId: string;
}

/** A command to one contract of services, and who asks for it. */
export class ServiceContractRequest extends Command<Answered<ServiceContractAnswer>> {
  constructor(
    readonly command: ServiceContractCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(ServiceContractRequest)
export class ServiceContractHandler implements ICommandHandler<ServiceContractRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
  ) {}

  /** @throws ProblemError 404 `service-contract-unknown` or `commitment-unknown`; 403 `not-the-provider`; 409 `contract-number-used`; 422 `country-differs`. */
  execute({ command, request }: ServiceContractRequest): Promise<Answered<ServiceContractAnswer>> {
    const { serviceContractId } = command.data;
    return answerOnce(this.store, request, { serviceContractId }, async (context) => {
      const { serviceContracts } = this.aggregates;
      await this.checkNamed(command);
      const asked = (state: ServiceContractState) => askedBy(request.caller, command, state);
      try {
        const { result, state } = await serviceContracts.handle(serviceContractId, asked, context);
        return result ?? serviceContracts.known(serviceContractId, asked(state));
      } catch (error) {
        throw numberUsed(command, error);
      }
    });
  }

  /** That firms are of the country that the register has, and that there is the promise that is named. */
  private async checkNamed({ type, data }: ServiceContractCommand): Promise<void> {
    if (type === 'RegisterServiceContract') {
      for (const side of ['provider', 'customer'] as const) {
        const { participantId, country } = data[side];
        await checkRegisteredCountry(this.aggregates, participantId, country, `/${side}/country`);
      }
    }
    if (!('terms' in data) || data.terms.commitmentId === undefined) return;
    const { state } = await this.aggregates.commitments.load(data.terms.commitmentId);
    if (state.status === 'unknown') throw nothingOf('commitment', '/terms/commitmentId');
  }
}

/** The command as the contract stands, told by the clock of its provider's country. */
function askedBy(
  caller: Caller,
  command: ServiceContractCommand,
  state: ServiceContractState,
): ServiceContractCommand {
  if (command.type === 'RegisterServiceContract') {
    const { provider } = command.data;
    checkProvider(caller, provider, '/provider/participantId');
    return { ...command, occurredAt: byClockOf(provider.country, command.occurredAt) };
  }
  const { provider } = serviceContractFor(caller, state).registered;
  checkProvider(caller, provider);
  return { ...command, occurredAt: byClockOf(provider.country, command.occurredAt) };
}

/** What was registered before under that number says something else. */
function numberUsed(command: ServiceContractCommand, error: unknown): unknown {
  if (command.type !== 'RegisterServiceContract') return error;
  if (!(error instanceof Rejection) || error.code !== 'illegal-step') return error;
  const { contractNumber, provider } = command.data;
  const message = `"${contractNumber}" is the number of an earlier contract of services of ${provider.participantId}, which says something else.`;
  return new ProblemError(409, 'contract-number-used', message, { pointer: '/contractNumber' });
}

/** A number is its provider's alone, for good, however it is spaced and in capitals or not: told a second time, it meets the stream of the first. */
export function serviceContractIdOf(provider: string, contractNumber: string): string {
  const number = contractNumber.toLowerCase().replace(/\s+/g, ' ');
  return derivedId('corridor-ledger service-contract v1', provider, number);
}
