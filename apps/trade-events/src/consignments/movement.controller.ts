import { randomUUID } from 'node:crypto';
import type { ConsignmentCommand } from '@corridor/domain';
import { Allow, type HttpRequest } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { z } from 'zod';
import { idOfRecorded } from './checkpoint-id.js';
import { type ConsignmentResponse, ConsignmentSteps } from './consignment-steps.js';
import {
  checkpointBody,
  damageBody,
  deliveryBody,
  dispatchBody,
  outturnBody,
  packingBody,
  returnBody,
  splitBody,
  transloadingBody,
} from './movement.bodies.js';

/** What happens to goods between the exporter's gate and the importer's. */
@Controller('v1/consignments/:id')
export class MovementController {
  constructor(@Inject(ConsignmentSteps) private readonly steps: ConsignmentSteps) {}

  @Allow('trader', 'operator')
  @Post('units')
  @HttpCode(200)
  pack(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.steps.step(id, request, packingBody, ({ occurredAt, ...data }, consignmentId) => ({
      type: 'PackUnits',
      occurredAt,
      data: { consignmentId, ...data },
    }));
  }

  @Allow('trader', 'operator')
  @Post('dispatch')
  @HttpCode(200)
  dispatch(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.at(id, request, dispatchBody, 'DispatchConsignment');
  }

  /** Answers with the `checkpointId` that it is withdrawn by. */
  @Allow('trader', 'customs', 'operator')
  @Post('checkpoints')
  @HttpCode(200)
  checkpoint(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.steps.stepAt(
      id,
      request,
      checkpointBody,
      ({ occurredAt, ...data }, consignmentId) => ({
        type: 'RecordCheckpoint',
        occurredAt,
        data: { consignmentId, ...data },
      }),
      idOfRecorded,
    );
  }

  @Allow('trader', 'customs', 'operator')
  @Post('transloadings')
  @HttpCode(200)
  transload(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.at(id, request, transloadingBody, 'TransloadConsignment');
  }

  /** Each part gets an id of its own, which the answer names. */
  @Allow('trader', 'operator')
  @Post('split')
  @HttpCode(200)
  split(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.steps.stepAt(id, request, splitBody, ({ occurredAt, location, parts }, consignmentId) => ({
      type: 'SplitConsignment',
      occurredAt,
      data: {
        consignmentId,
        location,
        parts: parts.map(({ lines }) => ({ consignmentId: randomUUID(), lines })),
      },
    }));
  }

  @Allow('trader', 'customs', 'operator')
  @Post('outturns')
  @HttpCode(200)
  outturn(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.at(id, request, outturnBody, 'ReportOutturn');
  }

  @Allow('trader', 'customs', 'operator')
  @Post('damages')
  @HttpCode(200)
  damage(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.at(id, request, damageBody, 'ReportDamage');
  }

  @Allow('trader', 'operator')
  @Post('delivery')
  @HttpCode(200)
  deliver(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.at(id, request, deliveryBody, 'DeliverConsignment');
  }

  @Allow('trader', 'operator')
  @Post('return')
  @HttpCode(200)
  return(@Param('id') id: string, @Req() request: HttpRequest): Promise<ConsignmentResponse> {
    return this.at(id, request, returnBody, 'ReturnConsignment');
  }

  /** A step at a place whose event says what the body does. */
  private at<
    Type extends ConsignmentCommand['type'],
    Body extends { readonly occurredAt: string; readonly location: string },
  >(
    id: string,
    request: HttpRequest,
    schema: z.ZodType<Body & Says<Type>>,
    type: Type,
  ): Promise<ConsignmentResponse> {
    return this.steps.stepAt<Body & Says<Type>>(
      id,
      request,
      schema,
      ({ occurredAt, ...data }, consignmentId) =>
        ({ type, occurredAt, data: { consignmentId, ...data } }) as unknown as ConsignmentCommand,
    );
  }
}

/** What a command of this type carries beside the consignment's id. */
type Says<Type extends ConsignmentCommand['type']> = Omit<
  Extract<ConsignmentCommand, { type: Type }>['data'],
  'consignmentId'
>;
