import type { ServiceContractCommand } from '@corridor/domain';
import {
  Allow,
  type Asked,
  bodyOf,
  callerOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  queryOf,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { checkCountry, checkService } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Page } from '../institutions/newest-first.js';
import { namedInLatin } from '../requests/parties.js';
import { idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import {
  serviceContractAnswer,
  serviceContractPage,
  serviceContractView,
} from './service-contract.answers.js';
import {
  serviceContractAmendmentBody,
  serviceContractBody,
  serviceContractCompletionBody,
  serviceContractListQuery,
  serviceContractReclassificationBody,
  serviceContractTerminationBody,
  serviceContractWithdrawalBody,
} from './service-contract.bodies.js';
import {
  type ServiceContractAnswer,
  ServiceContractRequest,
  serviceContractIdOf,
} from './service-contract.handler.js';
import {
  type ServiceContractItem,
  ServiceContractListQuery,
  ServiceContractQuery,
  type ServiceContractView,
} from './service-contract.query.js';

type ServiceContractResponse = ServiceContractAnswer & { readonly position?: number };

/** What firms do for firms of another country; settlements tell what is paid for it. */
@Controller('v1/service-contracts')
export class ServiceContractController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'operator')
  @Post()
  @Operation('Registers a contract of services with a firm of another country. Its provider tells it.', {
    commands: ['RegisterServiceContract'],
    body: serviceContractBody,
    answer: serviceContractAnswer,
    refuses: [404],
  })
  async register(@Req() request: Sent<typeof serviceContractBody>): Promise<ServiceContractResponse> {
    const { occurredAt, provider, customer, ...told } = bodyOf(request, this.now);
    checkCountry(provider.country, '/provider/country');
    checkCountry(customer.country, '/customer/country');
    checkService(told.service, '/service');
    const data = {
      serviceContractId: serviceContractIdOf(provider.participantId, told.contractNumber),
      contractNumber: told.contractNumber,
      provider: namedInLatin(provider),
      customer: namedInLatin(customer),
      service: told.service,
      terms: told.terms,
    };
    return this.send(request, { type: 'RegisterServiceContract', occurredAt, data });
  }

  @Allow('trader', 'operator')
  @Post(':id/amendments')
  @HttpCode(200)
  @Operation('Tells all terms as they are from now on, also behind its end.', {
    commands: ['AmendServiceContract'],
    body: serviceContractAmendmentBody,
    answer: serviceContractAnswer,
  })
  async amend(
    @Param('id') id: string,
    @Req() request: Sent<typeof serviceContractAmendmentBody>,
  ): Promise<ServiceContractResponse> {
    const { occurredAt, ...said } = bodyOf(request, this.now);
    const data = { serviceContractId: idOf(id, 'service-contract'), ...said };
    return this.send(request, { type: 'AmendServiceContract', occurredAt, data });
  }

  @Allow('trader', 'operator')
  @Post(':id/reclassifications')
  @HttpCode(200)
  @Operation(
    'Says that it was told under a wrong item of EBOPS 2010: what was paid under it counts under the right one, from the beginning.',
    {
      commands: ['ReclassifyServiceContract'],
      body: serviceContractReclassificationBody,
      answer: serviceContractAnswer,
    },
  )
  async reclassify(
    @Param('id') id: string,
    @Req() request: Sent<typeof serviceContractReclassificationBody>,
  ): Promise<ServiceContractResponse> {
    const { occurredAt, ...said } = bodyOf(request, this.now);
    checkService(said.to, '/to');
    const data = { serviceContractId: idOf(id, 'service-contract'), ...said };
    return this.send(request, { type: 'ReclassifyServiceContract', occurredAt, data });
  }

  @Allow('trader', 'operator')
  @Post(':id/completion')
  @HttpCode(200)
  @Operation('All that was agreed is done; what is owed for it may still be paid.', {
    commands: ['CompleteServiceContract'],
    body: serviceContractCompletionBody,
    answer: serviceContractAnswer,
  })
  async complete(
    @Param('id') id: string,
    @Req() request: Sent<typeof serviceContractCompletionBody>,
  ): Promise<ServiceContractResponse> {
    const { occurredAt, ...said } = bodyOf(request, this.now);
    const data = { serviceContractId: idOf(id, 'service-contract'), ...said };
    return this.send(request, { type: 'CompleteServiceContract', occurredAt, data });
  }

  @Allow('trader', 'operator')
  @Post(':id/termination')
  @HttpCode(200)
  @Operation('It ended before all was done; what is owed for what was done may still be paid.', {
    commands: ['TerminateServiceContract'],
    body: serviceContractTerminationBody,
    answer: serviceContractAnswer,
  })
  async terminate(
    @Param('id') id: string,
    @Req() request: Sent<typeof serviceContractTerminationBody>,
  ): Promise<ServiceContractResponse> {
    const { occurredAt, ...said } = bodyOf(request, this.now);
    const data = { serviceContractId: idOf(id, 'service-contract'), ...said };
    return this.send(request, { type: 'TerminateServiceContract', occurredAt, data });
  }

  @Allow('trader', 'operator')
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Operation(
    'Takes back a contract that was registered by mistake: what was said to be paid under it counts no more.',
    {
      commands: ['WithdrawServiceContract'],
      body: serviceContractWithdrawalBody,
      answer: serviceContractAnswer,
    },
  )
  async withdraw(
    @Param('id') id: string,
    @Req() request: Sent<typeof serviceContractWithdrawalBody>,
  ): Promise<ServiceContractResponse> {
    const { occurredAt, ...said } = bodyOf(request, this.now);
    const data = { serviceContractId: idOf(id, 'service-contract'), ...said };
    return this.send(request, { type: 'WithdrawServiceContract', occurredAt, data });
  }

  @Allow('trader', 'bank', 'commission', 'council', 'reporter', 'operator')
  @Get()
  @Operation(
    'Lists contracts of services, the newest first; a firm sees its own, a bank those whose provider it books for.',
    { query: serviceContractListQuery, answer: serviceContractPage },
  )
  list(@Req() request: Asked<typeof serviceContractListQuery>): Promise<Page<ServiceContractItem>> {
    return this.queries.execute(new ServiceContractListQuery(queryOf(request), callerOf(request)));
  }

  @Allow('trader', 'bank', 'commission', 'council', 'reporter', 'operator')
  @Get(':id')
  @Operation(
    'Tells a contract of services as it stands, to both firms, to the bank of its provider and to who sees all.',
    {
      answer: serviceContractView,
    },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<ServiceContractView> {
    return this.queries.execute(new ServiceContractQuery(idOf(id, 'service-contract'), callerOf(request)));
  }

  private async send(
    request: HttpRequest,
    command: ServiceContractCommand,
  ): Promise<ServiceContractResponse> {
    const asked = new ServiceContractRequest(command, commandRequestOf(request));
    return responseOf(await this.commands.execute(asked));
  }
}
