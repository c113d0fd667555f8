import { randomUUID } from 'node:crypto';
import { uuidSchema } from '@corridor/contracts';
import type { ConsignmentCommand } from '@corridor/domain';
import { Allow, type CallerRequest, commandRequestOf, ProblemError, responseOf } from '@corridor/nest-kit';
import { checkLocode } from '@corridor/reference-data';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
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

type Request = CallerRequest & { readonly method: string; readonly url: string; readonly body: unknown };

type ConsignmentResponse = ConsignmentAnswer & { readonly position?: number };

@Controller('v1/consignments')
export class ConsignmentController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Allow('trader', 'operator')
  @Post()
  async declare(@Req() request: Request): Promise<ConsignmentResponse> {
    const { occurredAt, ...data } = declareBody.parse(request.body);
    checkDeclarationCodes({ occurredAt, ...data });
    const consignmentId = randomUUID();
    return this.send(consignmentId, request, {
      type: 'DeclareConsignment',
      occurredAt,
      data: { consignmentId, ...data },
    });
  }

  @Allow('trader', 'operator')
  @Post(':id/dispatch')
  @HttpCode(200)
  dispatch(@Param('id') id: string, @Req() request: Request): Promise<ConsignmentResponse> {
    return this.step(id, request, dispatchBody, ({ occurredAt, ...data }, consignmentId) => {
      checkLocode(data.location, '/location');
      return { type: 'DispatchConsignment', occurredAt, data: { consignmentId, ...data } };
    });
  }

  @Allow('trader', 'customs', 'operator')
  @Post(':id/checkpoints')
  @HttpCode(200)
  checkpoint(@Param('id') id: string, @Req() request: Request): Promise<ConsignmentResponse> {
    return this.step(id, request, checkpointBody, ({ occurredAt, ...data }, consignmentId) => {
      checkLocode(data.location, '/location');
      return { type: 'RecordCheckpoint', occurredAt, data: { consignmentId, ...data } };
    });
  }

  @Allow('trader', 'operator')
  @Post(':id/delivery')
  @HttpCode(200)
  deliver(@Param('id') id: string, @Req() request: Request): Promise<ConsignmentResponse> {
    return this.step(id, request, deliveryBody, ({ occurredAt, ...data }, consignmentId) => {
      checkLocode(data.location, '/location');
      return { type: 'DeliverConsignment', occurredAt, data: { consignmentId, ...data } };
    });
  }

  @Allow('trader', 'operator')
  @Post(':id/amendments')
  @HttpCode(200)
  amend(@Param('id') id: string, @Req() request: Request): Promise<ConsignmentResponse> {
    return this.step(id, request, amendmentBody, ({ occurredAt, ...data }, consignmentId) => {
      checkLineCodes(data.lines);
      return { type: 'AmendConsignment', occurredAt, data: { consignmentId, ...data } };
    });
  }

  @Allow('trader', 'operator')
  @Post(':id/cancellation')
  @HttpCode(200)
  cancel(@Param('id') id: string, @Req() request: Request): Promise<ConsignmentResponse> {
    return this.step(id, request, cancellationBody, ({ occurredAt, ...data }, consignmentId) => ({
      type: 'CancelConsignment',
      occurredAt,
      data: { consignmentId, ...data },
    }));
  }

  private step<Schema extends z.ZodType>(
    id: string,
    request: Request,
    schema: Schema,
    toCommand: (body: z.infer<Schema>, consignmentId: string) => ConsignmentCommand,
  ): Promise<ConsignmentResponse> {
    if (!uuidSchema.safeParse(id).success) {
      throw new ProblemError(404, 'consignment-unknown', 'A consignment has a UUID for its id.');
    }
    return this.send(id, request, toCommand(schema.parse(request.body), id));
  }

  private async send(
    id: string,
    request: Request,
    command: ConsignmentCommand,
  ): Promise<ConsignmentResponse> {
    return responseOf(
      await this.commands.execute(new ConsignmentRequest(id, command, commandRequestOf(request))),
    );
  }
}
