import { Allow, commandRequestOf, type HttpRequest, responseOf } from '@corridor/nest-kit';
import { checkLocode } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { namedInLatin } from '../requests/parties.js';
import { bodyOf, idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import { transitIdOf } from './opening.js';
import { sealStepOf } from './seal-step.js';
import {
  callBody,
  checkOpeningCodes,
  dischargeBody,
  extensionBody,
  irregularityBody,
  openingBody,
  passageBody,
  sealBody,
  terminationBody,
  transitCancellationBody,
} from './transit.bodies.js';
import { type TransitAnswer, TransitRequest } from './transit.handler.js';
import { TransitQuery, type TransitView } from './transit.query.js';
import type { TransitStep } from './transit-step.js';

type TransitResponse = TransitAnswer & { readonly position?: number };

@Controller('v1/transits')
export class TransitController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('customs', 'trader', 'operator')
  @Post()
  async open(@Req() request: HttpRequest): Promise<TransitResponse> {
    const body = bodyOf(request, openingBody, this.now);
    checkOpeningCodes(body);
    const { occurredAt, ...opening } = body;
    const data = { ...opening, carrier: namedInLatin(opening.carrier) };
    return this.send(transitIdOf(data), request, { type: 'OpenTransit', occurredAt, data });
  }

  @Allow('bank', 'trader', 'customs', 'operator')
  @Get(':id')
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<TransitView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new TransitQuery(idOf(id, 'transit'), caller));
  }

  @Allow('customs', 'operator')
  @Post(':id/passages')
  @HttpCode(200)
  pass(@Param('id') id: string, @Req() request: HttpRequest): Promise<TransitResponse> {
    return this.step(id, request, passageBody, ({ occurredAt, ...data }) => {
      checkLocode(data.location, '/location');
      return { type: 'RecordPassage', occurredAt, data };
    });
  }

  @Allow('customs', 'operator')
  @Post(':id/seals')
  @HttpCode(200)
  seal(@Param('id') id: string, @Req() request: HttpRequest): Promise<TransitResponse> {
    return this.step(id, request, sealBody, (body) => {
      checkLocode(body.location, '/location');
      return sealStepOf(body);
    });
  }

  @Allow('customs', 'operator')
  @Post(':id/irregularities')
  @HttpCode(200)
  report(@Param('id') id: string, @Req() request: HttpRequest): Promise<TransitResponse> {
    return this.step(id, request, irregularityBody, ({ occurredAt, ...data }) => ({
      type: 'RecordIrregularity',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/extensions')
  @HttpCode(200)
  extend(@Param('id') id: string, @Req() request: HttpRequest): Promise<TransitResponse> {
    return this.step(id, request, extensionBody, ({ occurredAt, ...data }) => ({
      type: 'ExtendTransit',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/termination')
  @HttpCode(200)
  terminate(@Param('id') id: string, @Req() request: HttpRequest): Promise<TransitResponse> {
    return this.step(id, request, terminationBody, ({ occurredAt, ...data }) => {
      checkLocode(data.office, '/office');
      return { type: 'TerminateTransit', occurredAt, data };
    });
  }

  @Allow('customs', 'operator')
  @Post(':id/discharge')
  @HttpCode(200)
  discharge(@Param('id') id: string, @Req() request: HttpRequest): Promise<TransitResponse> {
    return this.step(id, request, dischargeBody, ({ occurredAt }) => ({
      type: 'DischargeTransit',
      occurredAt,
      data: {},
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/calls')
  @HttpCode(200)
  call(@Param('id') id: string, @Req() request: HttpRequest): Promise<TransitResponse> {
    return this.step(id, request, callBody, ({ occurredAt, ...data }) => ({
      type: 'CallGuaranteeOfTransit',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/cancellation')
  @HttpCode(200)
  cancel(@Param('id') id: string, @Req() request: HttpRequest): Promise<TransitResponse> {
    return this.step(id, request, transitCancellationBody, ({ occurredAt, ...data }) => ({
      type: 'CancelTransit',
      occurredAt,
      data,
    }));
  }

  private async step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: HttpRequest,
    schema: Schema,
    toStep: (body: z.infer<Schema>) => TransitStep,
  ): Promise<TransitResponse> {
    const transitId = idOf(id, 'transit');
    return this.send(transitId, request, toStep(bodyOf(request, schema, this.now)));
  }

  private async send(
    id: string,
    request: HttpRequest,
    step: TransitRequest['step'],
  ): Promise<TransitResponse> {
    return responseOf(await this.commands.execute(new TransitRequest(id, step, commandRequestOf(request))));
  }
}
