import { serviceIdSchema } from '@corridor/contracts';
import type { ServiceCommand } from '@corridor/domain';
import {
  Allow,
  type Asked,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  ProblemError,
  queryOf,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { checkLocode } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../../tokens.js';
import { type CarriageAnswer, CarriageRequest, type CarriageStep } from './carriage.handler.js';
import { carriageAnswer, serviceAnswer, servicePage, serviceView } from './service.answers.js';
import {
  announcementBody,
  carriageBody,
  confirmationBody,
  departureBody,
  departureWithdrawalBody,
  endBody,
  fromDayBody,
  scheduleBody,
  serviceListQuery,
  startBody,
  startWithdrawalBody,
  withdrawalBody,
} from './service.bodies.js';
import { type ServiceAnswer, ServiceRequest } from './service.handler.js';
import { ServiceListQuery, type ServicePage, ServiceQuery, type ServiceView } from './service.query.js';

type ServiceResponse = ServiceAnswer & { readonly position?: number };

/** Scheduled services are told of by those who promised them, and by who runs them; whoever has a key reads them, as a timetable is. */
@Controller('v1/services')
export class ServiceController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('commission', 'council', 'operator', 'trader')
  @Post()
  @Operation('Announces a scheduled service; a trader one that it runs itself.', {
    commands: ['AnnounceService'],
    body: announcementBody,
    answer: serviceAnswer,
  })
  async announce(@Req() request: Sent<typeof announcementBody>): Promise<ServiceResponse> {
    const { occurredAt, ...data } = bodyOf(request, this.now);
    for (const [index, stop] of data.stops.entries()) checkLocode(stop, `/stops/${index}`);
    const asked = commandRequestOf(request);
    const confirmed = asked.caller.role !== 'trader';
    const command = { type: 'AnnounceService', occurredAt, data: { ...data, confirmed } } as const;
    return responseOf(await this.commands.execute(new ServiceRequest(command, asked)));
  }

  @Allow('commission', 'council', 'operator')
  @Post(':id/confirmation')
  @HttpCode(200)
  @Operation(
    'Stands behind a service that a trader announced: what its operator tells of the goods of others holds.',
    {
      commands: ['ConfirmService'],
      body: confirmationBody,
      answer: serviceAnswer,
    },
  )
  async confirm(
    @Param('id') id: string,
    @Req() request: Sent<typeof confirmationBody>,
  ): Promise<ServiceResponse> {
    const serviceId = serviceIdOf(id);
    const { occurredAt } = bodyOf(request, this.now);
    return this.send(request, { type: 'ConfirmService', occurredAt, data: { serviceId } });
  }

  @Allow('commission', 'council', 'operator', 'trader')
  @Post(':id/start')
  @HttpCode(200)
  @Operation('Says that the first departure took place.', {
    commands: ['StartService'],
    body: startBody,
    answer: serviceAnswer,
  })
  async start(@Param('id') id: string, @Req() request: Sent<typeof startBody>): Promise<ServiceResponse> {
    const serviceId = serviceIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'StartService', occurredAt, data: { serviceId, ...data } });
  }

  @Allow('commission', 'council', 'operator', 'trader')
  @Post(':id/start-withdrawal')
  @HttpCode(200)
  @Operation('Says that it did not start: it was told by mistake, and nothing was told since.', {
    commands: ['WithdrawStart'],
    body: startWithdrawalBody,
    answer: serviceAnswer,
  })
  async unstart(
    @Param('id') id: string,
    @Req() request: Sent<typeof startWithdrawalBody>,
  ): Promise<ServiceResponse> {
    const serviceId = serviceIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'WithdrawStart', occurredAt, data: { serviceId, ...data } });
  }

  @Allow('commission', 'council', 'operator', 'trader')
  @Post(':id/schedule-changes')
  @HttpCode(200)
  @Operation('Says how often it departs from a day on, and what a departure takes.', {
    commands: ['ChangeSchedule'],
    body: scheduleBody,
    answer: serviceAnswer,
  })
  async change(@Param('id') id: string, @Req() request: Sent<typeof scheduleBody>): Promise<ServiceResponse> {
    const serviceId = serviceIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'ChangeSchedule', occurredAt, data: { serviceId, ...data } });
  }

  @Allow('commission', 'council', 'operator', 'trader')
  @Post(':id/suspension')
  @HttpCode(200)
  @Operation('It does not depart from a day on, for a time.', {
    commands: ['SuspendService'],
    body: fromDayBody,
    answer: serviceAnswer,
  })
  async suspend(@Param('id') id: string, @Req() request: Sent<typeof fromDayBody>): Promise<ServiceResponse> {
    const serviceId = serviceIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'SuspendService', occurredAt, data: { serviceId, ...data } });
  }

  @Allow('commission', 'council', 'operator', 'trader')
  @Post(':id/resumption')
  @HttpCode(200)
  @Operation('It departs again from a day on.', {
    commands: ['ResumeService'],
    body: fromDayBody,
    answer: serviceAnswer,
  })
  async resume(@Param('id') id: string, @Req() request: Sent<typeof fromDayBody>): Promise<ServiceResponse> {
    const serviceId = serviceIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'ResumeService', occurredAt, data: { serviceId, ...data } });
  }

  @Allow('commission', 'council', 'operator', 'trader')
  @Post(':id/end')
  @HttpCode(200)
  @Operation('It does not depart any more behind a day; one that never departed is called off.', {
    commands: ['EndService'],
    body: endBody,
    answer: serviceAnswer,
  })
  async end(@Param('id') id: string, @Req() request: Sent<typeof endBody>): Promise<ServiceResponse> {
    const serviceId = serviceIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'EndService', occurredAt, data: { serviceId, ...data } });
  }

  @Allow('commission', 'council', 'operator', 'trader')
  @Post(':id/departures')
  @HttpCode(200)
  @Operation('Reports a departure, and what it carried where that is known.', {
    commands: ['ReportDeparture'],
    body: departureBody,
    answer: serviceAnswer,
  })
  async depart(
    @Param('id') id: string,
    @Req() request: Sent<typeof departureBody>,
  ): Promise<ServiceResponse> {
    const serviceId = serviceIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'ReportDeparture', occurredAt, data: { serviceId, ...data } });
  }

  @Allow('commission', 'council', 'operator', 'trader')
  @Post(':id/departure-withdrawals')
  @HttpCode(200)
  @Operation('Says that it did not depart then: it was told by mistake.', {
    commands: ['WithdrawDeparture'],
    body: departureWithdrawalBody,
    answer: serviceAnswer,
  })
  async undepart(
    @Param('id') id: string,
    @Req() request: Sent<typeof departureWithdrawalBody>,
  ): Promise<ServiceResponse> {
    const serviceId = serviceIdOf(id);
    const { occurredAt, ...data } = bodyOf(request, this.now);
    return this.send(request, { type: 'WithdrawDeparture', occurredAt, data: { serviceId, ...data } });
  }

  @Allow('operator', 'trader')
  @Post(':id/carriages')
  @HttpCode(200)
  @Operation('Says that the service carried the goods of a consignment on a leg of their way.', {
    commands: ['CarryConsignment'],
    body: carriageBody,
    answer: carriageAnswer,
  })
  async carry(@Param('id') id: string, @Req() request: Sent<typeof carriageBody>): Promise<CarriageAnswer> {
    const serviceId = serviceIdOf(id);
    const { occurredAt, ...told } = bodyOf(request, this.now);
    return this.sendOf(request, occurredAt, { type: 'CarryConsignment', told: { serviceId, ...told } });
  }

  @Allow('operator', 'trader')
  @Post(':id/carriage-withdrawals')
  @HttpCode(200)
  @Operation('Says that the service did not carry these goods: it was told by mistake.', {
    commands: ['WithdrawCarriage'],
    body: withdrawalBody,
    answer: carriageAnswer,
  })
  async withdraw(
    @Param('id') id: string,
    @Req() request: Sent<typeof withdrawalBody>,
  ): Promise<CarriageAnswer> {
    const serviceId = serviceIdOf(id);
    const { occurredAt, ...told } = bodyOf(request, this.now);
    return this.sendOf(request, occurredAt, { type: 'WithdrawCarriage', told: { serviceId, ...told } });
  }

  @Allow(...ROLES)
  @Get()
  @Operation('Lists the services in the order in which they were announced.', {
    query: serviceListQuery,
    answer: servicePage,
  })
  list(@Req() request: Asked<typeof serviceListQuery>): Promise<ServicePage> {
    return this.queries.execute(new ServiceListQuery(queryOf(request)));
  }

  @Allow(...ROLES)
  @Get(':id')
  @Operation('Tells a service, how it departs, and its departures.', { answer: serviceView })
  async find(@Param('id') id: string, @Req() request: HttpRequest): Promise<ServiceView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new ServiceQuery(serviceIdOf(id), caller));
  }

  private async send(request: HttpRequest, command: ServiceCommand): Promise<ServiceResponse> {
    return responseOf(await this.commands.execute(new ServiceRequest(command, commandRequestOf(request))));
  }

  private async sendOf(
    request: HttpRequest,
    occurredAt: string,
    step: CarriageStep,
  ): Promise<CarriageAnswer & { readonly position?: number }> {
    const asked = new CarriageRequest(occurredAt, step, commandRequestOf(request));
    return responseOf(await this.commands.execute(asked));
  }
}

/** The id in a path. @throws ProblemError 404 for one that no service can have. */
function serviceIdOf(parameter: string): string {
  if (serviceIdSchema.safeParse(parameter).success) return parameter;
  throw new ProblemError(404, 'service-unknown', 'There is no service with this id.');
}
