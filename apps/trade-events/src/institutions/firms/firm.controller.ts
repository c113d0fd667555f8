import { participantIdSchema } from '@corridor/contracts';
import { type FirmCommand, type FirmDetails, nationalNumber } from '@corridor/domain';
import {
  Allow,
  type Asked,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  queryOf,
  ROLES,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { checkCountry } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { namedInLatin } from '../../requests/parties.js';
import { CLOCK, type Clock } from '../../tokens.js';
import { firmAnswer, firmPage, firmView } from './firm.answers.js';
import { changeBody, firmListQuery, reasonBody, registrationBody } from './firm.bodies.js';
import { type FirmAnswer, FirmRequest, firmUnknown } from './firm.handler.js';
import { FirmListQuery, type FirmPage, FirmQuery, type FirmView } from './firm.query.js';

type FirmResponse = FirmAnswer & { readonly position?: number };

/** The Business Council keeps the register of traders; whoever has a key reads it. */
@Controller('v1/firms')
export class FirmController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('council', 'operator')
  @Post()
  @Operation('Enters a firm into the register of traders.', {
    commands: ['RegisterFirm'],
    body: registrationBody,
    answer: firmAnswer,
  })
  async register(@Req() request: Sent<typeof registrationBody>): Promise<FirmResponse> {
    const { occurredAt, participantId, ...told } = bodyOf(request, this.now);
    const data = { participantId, ...detailsOf(told, participantId) };
    return this.send(request, { type: 'RegisterFirm', occurredAt, data });
  }

  @Allow('council', 'operator')
  @Post(':id/changes')
  @HttpCode(200)
  @Operation('Says what the register tells of the firm from now on, all of it, and why.', {
    commands: ['ChangeFirm'],
    body: changeBody,
    answer: firmAnswer,
  })
  async change(@Param('id') id: string, @Req() request: Sent<typeof changeBody>): Promise<FirmResponse> {
    const participantId = participantOf(id);
    const { occurredAt, reason, ...told } = bodyOf(request, this.now);
    const data = { participantId, ...detailsOf(told, participantId), reason };
    return this.send(request, { type: 'ChangeFirm', occurredAt, data });
  }

  @Allow('council', 'operator')
  @Post(':id/suspension')
  @HttpCode(200)
  @Operation('The register does not vouch for the firm for a time.', {
    commands: ['SuspendFirm'],
    body: reasonBody,
    answer: firmAnswer,
  })
  async suspend(@Param('id') id: string, @Req() request: Sent<typeof reasonBody>): Promise<FirmResponse> {
    const participantId = participantOf(id);
    const { occurredAt, reason } = bodyOf(request, this.now);
    return this.send(request, { type: 'SuspendFirm', occurredAt, data: { participantId, reason } });
  }

  @Allow('council', 'operator')
  @Post(':id/reinstatement')
  @HttpCode(200)
  @Operation('The register vouches for the firm again.', {
    commands: ['ReinstateFirm'],
    body: reasonBody,
    answer: firmAnswer,
  })
  async reinstate(@Param('id') id: string, @Req() request: Sent<typeof reasonBody>): Promise<FirmResponse> {
    const participantId = participantOf(id);
    const { occurredAt, reason } = bodyOf(request, this.now);
    return this.send(request, { type: 'ReinstateFirm', occurredAt, data: { participantId, reason } });
  }

  @Allow(...ROLES)
  @Get()
  @Operation('Lists the firms of the register in the order in which they were registered.', {
    query: firmListQuery,
    answer: firmPage,
  })
  list(@Req() request: Asked<typeof firmListQuery>): Promise<FirmPage> {
    return this.queries.execute(new FirmListQuery(queryOf(request)));
  }

  @Allow(...ROLES)
  @Get(':id')
  @Operation('Tells what the register has of a firm.', { answer: firmView })
  find(@Param('id') id: string): Promise<FirmView> {
    return this.queries.execute(new FirmQuery(participantOf(id)));
  }

  private async send(request: HttpRequest, command: FirmCommand): Promise<FirmResponse> {
    return responseOf(await this.commands.execute(new FirmRequest(command, commandRequestOf(request))));
  }
}

/** What is told of a firm, with its name in Latin letters where it has others, and its numbers in their one spelling. */
function detailsOf(
  {
    name,
    country,
    nationalIds,
    ownership,
    sectors,
    city,
  }: Omit<z.infer<typeof registrationBody>, 'occurredAt' | 'participantId'>,
  participantId: string,
): FirmDetails {
  checkCountry(country, '/country');
  const { nameLatin } = namedInLatin({ participantId, name, country });
  return {
    name,
    ...(nameLatin !== undefined && { nameLatin }),
    country,
    nationalIds: nationalIds.map(({ scheme, number }) => ({ scheme, number: nationalNumber(number) })),
    ownership,
    sectors,
    ...(city !== undefined && { city }),
  };
}

/** The id in a path. @throws ProblemError 404 for one that no firm can have. */
function participantOf(parameter: string): string {
  if (participantIdSchema.safeParse(parameter).success) return parameter;
  throw firmUnknown();
}
