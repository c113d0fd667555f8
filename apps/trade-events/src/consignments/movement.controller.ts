import { randomUUID } from 'node:crypto';
import type { ConsignmentCommand } from '@corridor/domain';
import { Allow, Operation, type Sent } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { z } from 'zod';
import { idOfRecorded } from './checkpoint-id.js';
import { consignmentAnswer } from './consignment.answers.js';
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
  @Operation(
    'Tells in which containers, trucks and wagons, or under which air waybills, the goods are packed, all of them that are.',
    { commands: ['PackUnits'], body: packingBody, answer: consignmentAnswer },
  )
  pack(@Param('id') id: string, @Req() request: Sent<typeof packingBody>): Promise<ConsignmentResponse> {
    return this.steps.step(id, request, ({ occurredAt, ...data }, consignmentId) => ({
      type: 'PackUnits',
      occurredAt,
      data: { consignmentId, ...data },
    }));
  }

  @Allow('trader', 'operator')
  @Post('dispatch')
  @HttpCode(200)
  @Operation('The goods left the place of dispatch.', {
    commands: ['DispatchConsignment'],
    body: dispatchBody,
    answer: consignmentAnswer,
  })
  dispatch(@Param('id') id: string, @Req() request: Sent<typeof dispatchBody>): Promise<ConsignmentResponse> {
    return this.at(id, request, 'DispatchConsignment');
  }

  @Allow('trader', 'customs', 'operator')
  @Post('checkpoints')
  @HttpCode(200)
  @Operation(
    'The goods were seen on their way: they arrived at a place, or departed from it. The answer names the `checkpointId` that it is withdrawn by.',
    { commands: ['RecordCheckpoint'], body: checkpointBody, answer: consignmentAnswer },
  )
  checkpoint(
    @Param('id') id: string,
    @Req() request: Sent<typeof checkpointBody>,
  ): Promise<ConsignmentResponse> {
    return this.steps.stepAt(
      id,
      request,
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
  @Operation('The goods changed what carries them.', {
    commands: ['TransloadConsignment'],
    body: transloadingBody,
    answer: consignmentAnswer,
  })
  transload(
    @Param('id') id: string,
    @Req() request: Sent<typeof transloadingBody>,
  ): Promise<ConsignmentResponse> {
    return this.at(id, request, 'TransloadConsignment');
  }

  @Allow('trader', 'operator')
  @Post('split')
  @HttpCode(200)
  @Operation(
    'The goods go on in parts: each is a consignment of its own, with the id that the answer names, and the whole ends.',
    { commands: ['SplitConsignment'], body: splitBody, answer: consignmentAnswer },
  )
  split(@Param('id') id: string, @Req() request: Sent<typeof splitBody>): Promise<ConsignmentResponse> {
    return this.steps.stepAt(id, request, ({ occurredAt, location, parts }, consignmentId) => ({
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
  @Operation(
    'Tells what was counted as the goods were unloaded; the ledger says what is missing or too much.',
    { commands: ['ReportOutturn'], body: outturnBody, answer: consignmentAnswer },
  )
  outturn(@Param('id') id: string, @Req() request: Sent<typeof outturnBody>): Promise<ConsignmentResponse> {
    return this.at(id, request, 'ReportOutturn');
  }

  @Allow('trader', 'customs', 'operator')
  @Post('damages')
  @HttpCode(200)
  @Operation('Goods were damaged.', {
    commands: ['ReportDamage'],
    body: damageBody,
    answer: consignmentAnswer,
  })
  damage(@Param('id') id: string, @Req() request: Sent<typeof damageBody>): Promise<ConsignmentResponse> {
    return this.at(id, request, 'ReportDamage');
  }

  @Allow('trader', 'operator')
  @Post('delivery')
  @HttpCode(200)
  @Operation('The goods were delivered to the importer.', {
    commands: ['DeliverConsignment'],
    body: deliveryBody,
    answer: consignmentAnswer,
  })
  deliver(@Param('id') id: string, @Req() request: Sent<typeof deliveryBody>): Promise<ConsignmentResponse> {
    return this.at(id, request, 'DeliverConsignment');
  }

  @Allow('trader', 'operator')
  @Post('return')
  @HttpCode(200)
  @Operation('The goods came back to the exporter.', {
    commands: ['ReturnConsignment'],
    body: returnBody,
    answer: consignmentAnswer,
  })
  return(@Param('id') id: string, @Req() request: Sent<typeof returnBody>): Promise<ConsignmentResponse> {
    return this.at(id, request, 'ReturnConsignment');
  }

  /** A step at a place whose event says what the body does. */
  private at<
    Type extends ConsignmentCommand['type'],
    Body extends { readonly occurredAt: string; readonly location: string },
  >(id: string, request: Sent<z.ZodType<Body & Says<Type>>>, type: Type): Promise<ConsignmentResponse> {
    return this.steps.stepAt<Body & Says<Type>>(
      id,
      request,
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
