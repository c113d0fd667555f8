import type { ConsignmentCommand } from '@corridor/domain';
import { bodyOf, commandRequestOf, type HttpRequest, responseOf, type Sent } from '@corridor/nest-kit';
import { byClockOf, checkLocode } from '@corridor/reference-data';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import { type AskedOf, type ConsignmentAnswer, ConsignmentRequest } from './consignment.handler.js';

export type ConsignmentResponse = ConsignmentAnswer & { readonly position?: number };

/** From a request to the command that it asks for, and back with the answer. */
@Injectable()
export class ConsignmentSteps {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) readonly now: Clock,
  ) {}

  /** A step of the consignment with this id, told by the clock of the one who sent it. */
  step<Schema extends z.ZodType<{ readonly occurredAt: string }>>(
    id: string,
    request: Sent<Schema>,
    toCommand: (body: z.infer<Schema>, consignmentId: string) => AskedOf,
    moreOf: (command: AskedOf) => Omit<ConsignmentAnswer, 'consignmentId'> = () => ({}),
  ): Promise<ConsignmentResponse> {
    const consignmentId = idOf(id, 'consignment');
    const command = toCommand(bodyOf(request, this.now), consignmentId);
    return this.send(consignmentId, request, command, moreOf(command));
  }

  /** A step at a place, told by the clock of the place: the terms of an invoice count its days. */
  stepAt<Body extends { readonly occurredAt: string; readonly location: string }>(
    id: string,
    request: Sent<z.ZodType<Body>>,
    toCommand: (body: Body, consignmentId: string) => ConsignmentCommand,
    moreOf?: (command: AskedOf) => Omit<ConsignmentAnswer, 'consignmentId'>,
  ): Promise<ConsignmentResponse> {
    const atPlace = (body: Body, consignmentId: string) => {
      checkLocode(body.location, '/location');
      return toCommand({ ...body, occurredAt: byClockOf(body.location, body.occurredAt) }, consignmentId);
    };
    return this.step(id, request, atPlace, moreOf);
  }

  async send(
    id: string,
    request: HttpRequest,
    command: AskedOf,
    more: Omit<ConsignmentAnswer, 'consignmentId'> = {},
    isOfContract = false,
  ): Promise<ConsignmentResponse> {
    const asked = new ConsignmentRequest(id, command, commandRequestOf(request), more, isOfContract);
    return responseOf(await this.commands.execute(asked));
  }
}
