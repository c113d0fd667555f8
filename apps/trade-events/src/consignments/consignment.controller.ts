import { randomUUID } from 'node:crypto';
import type { ConsignmentCommand } from '@corridor/domain';
import { Allow, commandRequestOf, type HttpRequest, responseOf } from '@corridor/nest-kit';
import { byClockOf, checkLocode } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { bodyOf, idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import {
  amendmentBody,
  cancellationBody,
  checkDeclarationCodes,
  checkLineCodes,
  checkpointBody,
  declareBody,
  deliveryBody,
  dispatchBody,
} from './consignment.bodies.js';
import { type ConsignmentAnswer, ConsignmentRequest } from './consignment.handler.js';
import { ConsignmentQuery, type ConsignmentView } from './consignment.query.js';

type ConsignmentResponse = ConsignmentAnswer & { readonly position?: number };

@Controller('v1/consignments')
export class ConsignmentController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'operator')
  @Post()
  async declare(@Req() request: HttpRequest): Promise<ConsignmentResponse> {
    const { occurredAt, ...data } = bodyOf(request, declareBody, this.now);
    checkDeclarationCodes({ occurredAt, ...data });
    const consignmentId = randomUUID();
    return this.send(consignmentId, request, {
      type: 'DeclareConsignment',
      occurredAt,
      data: { consignmentId, ...data },
    });
  }

  @Allow('trader', 'customs', 'operator')
  @Get(':id')
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new ConsignmentQuery(idOf(id, 'consignment'), caller));
  }

  @Allow('trader', 'operator')
  @Post(':id/dispatch')
  @HttpCode(200)
  dispatch(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.step(id, request, dispatchBody, ({ occurredAt, ...data }, consignmentId) => {
      checkLocode(data.location, '/location');
      return {
        type: 'DispatchConsignment',
        // Here and below by the clock of the place: the terms of an invoice count its days.
        occurredAt: byClockOf(data.location, occurredAt),
        data: { consignmentId, ...data },
      };
    });
  }

  @Allow('trader', 'customs', 'operator')
  @Post(':id/checkpoints')
  @HttpCode(200)
  checkpoint(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.step(id, request, checkpointBody, ({ occurredAt, ...data }, consignmentId) => {
      checkLocode(data.location, '/location');
      return {
        type: 'RecordCheckpoint',
        occurredAt: byClockOf(data.location, occurredAt),
        data: { consignmentId, ...data },
      };
    });
  }

  @Allow('trader', 'operator')
  @Post(':id/delivery')
  @HttpCode(200)
  deliver(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.step(id, request, deliveryBody, ({ occurredAt, ...data }, consignmentId) => {
      checkLocode(data.location, '/location');
      return {
        type: 'DeliverConsignment',
        occurredAt: byClockOf(data.location, occurredAt),
        data: { consignmentId, ...data },
      };
    });
  }

  @Allow('trader', 'operator')
  @Post(':id/amendments')
  @HttpCode(200)
  amend(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.step(id, request, amendmentBody, ({ occurredAt, ...data }, consignmentId) => {
      checkLineCodes(data.lines);
      return { type: 'AmendConsignment', occurredAt, data: { consignmentId, ...data } };
    });
  }

  @Allow('trader', 'operator')
  @Post(':id/cancellation')
  @HttpCode(200)
  cancel(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.step(id, request, cancellationBody, ({ occurredAt, ...data }, consignmentId) => ({
      type: 'CancelConsignment',
      occurredAt,
      data: { consignmentId, ...data },
    }));
  }

  private step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: HttpRequest,
    schema: Schema,
    toCommand: (body: z.infer<Schema>, consignmentId: string) => ConsignmentCommand,
  ): Promise<ConsignmentResponse> {
    const consignmentId = idOf(id, 'consignment');
    const command = toCommand(bodyOf(request, schema, this.now), consignmentId);
    return this.send(consignmentId, request, command);
  }

  private async send(
    id: string,
    request: HttpRequest,
    command: ConsignmentCommand,
  ): Promise<ConsignmentResponse> {
    return responseOf(
      await this.commands.execute(new ConsignmentRequest(id, command, commandRequestOf(request))),
    );
  }
}
