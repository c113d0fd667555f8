import {
  Allow,
  bodyOf,
  commandRequestOf,
  type HttpRequest,
  Operation,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { checkLocode } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { namedInLatin } from '../requests/parties.js';
import { idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import { transitIdOf } from './opening.js';
import { sealStepOf } from './seal-step.js';
import { transitAnswer, transitView } from './transit.answers.js';
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
  @Operation('Lets goods pass under seal, against a guarantee, which reserves the duty at risk.', {
    commands: ['OpenTransit'],
    body: openingBody,
    answer: transitAnswer,
    refuses: [404],
  })
  async open(@Req() request: Sent<typeof openingBody>): Promise<TransitResponse> {
    const body = bodyOf(request, this.now);
    checkOpeningCodes(body);
    const { occurredAt, ...opening } = body;
    const data = { ...opening, carrier: namedInLatin(opening.carrier) };
    return this.send(transitIdOf(data), request, { type: 'OpenTransit', occurredAt, data });
  }

  @Allow('bank', 'trader', 'customs', 'operator')
  @Get(':id')
  @Operation(
    'Tells where a transit stands: its seals, its passages, the stops and the time that are left, and what is legal now.',
    { answer: transitView },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<TransitView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new TransitQuery(idOf(id, 'transit'), caller));
  }

  @Allow('customs', 'operator')
  @Post(':id/passages')
  @HttpCode(200)
  @Operation('The goods came to an office or a border on the way, or left it.', {
    commands: ['RecordPassage'],
    body: passageBody,
    answer: transitAnswer,
  })
  pass(@Param('id') id: string, @Req() request: Sent<typeof passageBody>): Promise<TransitResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => {
      checkLocode(data.location, '/location');
      return { type: 'RecordPassage', occurredAt, data };
    });
  }

  @Allow('customs', 'operator')
  @Post(':id/seals')
  @HttpCode(200)
  @Operation('A seal was put on, broken or replaced.', {
    commands: ['AffixSeal', 'BreakSeal', 'ReplaceSeal'],
    body: sealBody,
    answer: transitAnswer,
  })
  seal(@Param('id') id: string, @Req() request: Sent<typeof sealBody>): Promise<TransitResponse> {
    return this.step(id, request, (body) => {
      checkLocode(body.location, '/location');
      return sealStepOf(body);
    });
  }

  @Allow('customs', 'operator')
  @Post(':id/irregularities')
  @HttpCode(200)
  @Operation('Something is amiss with the goods, the seals, the way or the papers.', {
    commands: ['RecordIrregularity'],
    body: irregularityBody,
    answer: transitAnswer,
  })
  report(@Param('id') id: string, @Req() request: Sent<typeof irregularityBody>): Promise<TransitResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'RecordIrregularity',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/extensions')
  @HttpCode(200)
  @Operation('Puts the time limit of the whole transit off.', {
    commands: ['ExtendTransit'],
    body: extensionBody,
    answer: transitAnswer,
  })
  extend(@Param('id') id: string, @Req() request: Sent<typeof extensionBody>): Promise<TransitResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'ExtendTransit',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/termination')
  @HttpCode(200)
  @Operation('The goods were presented at the office of destination; the guarantee still stands.', {
    commands: ['TerminateTransit'],
    body: terminationBody,
    answer: transitAnswer,
  })
  terminate(@Param('id') id: string, @Req() request: Sent<typeof terminationBody>): Promise<TransitResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => {
      checkLocode(data.office, '/office');
      return { type: 'TerminateTransit', occurredAt, data };
    });
  }

  @Allow('customs', 'operator')
  @Post(':id/discharge')
  @HttpCode(200)
  @Operation('The office of departure confirms that the transit is over: what was reserved for it is free.', {
    commands: ['DischargeTransit'],
    body: dischargeBody,
    answer: transitAnswer,
  })
  discharge(@Param('id') id: string, @Req() request: Sent<typeof dischargeBody>): Promise<TransitResponse> {
    return this.step(id, request, ({ occurredAt }) => ({
      type: 'DischargeTransit',
      occurredAt,
      data: {},
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/calls')
  @HttpCode(200)
  @Operation('Calls on the guarantor to pay for this transit, in parts if need be.', {
    commands: ['CallGuaranteeOfTransit'],
    body: callBody,
    answer: transitAnswer,
  })
  call(@Param('id') id: string, @Req() request: Sent<typeof callBody>): Promise<TransitResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'CallGuaranteeOfTransit',
      occurredAt,
      data,
    }));
  }

  @Allow('customs', 'operator')
  @Post(':id/cancellation')
  @HttpCode(200)
  @Operation('Calls a transit off before the goods left.', {
    commands: ['CancelTransit'],
    body: transitCancellationBody,
    answer: transitAnswer,
  })
  cancel(
    @Param('id') id: string,
    @Req() request: Sent<typeof transitCancellationBody>,
  ): Promise<TransitResponse> {
    return this.step(id, request, ({ occurredAt, ...data }) => ({
      type: 'CancelTransit',
      occurredAt,
      data,
    }));
  }

  private async step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: Sent<Schema>,
    toStep: (body: z.infer<Schema>) => TransitStep,
  ): Promise<TransitResponse> {
    const transitId = idOf(id, 'transit');
    return this.send(transitId, request, toStep(bodyOf(request, this.now)));
  }

  private async send(
    id: string,
    request: HttpRequest,
    step: TransitRequest['step'],
  ): Promise<TransitResponse> {
    return responseOf(await this.commands.execute(new TransitRequest(id, step, commandRequestOf(request))));
  }
}
