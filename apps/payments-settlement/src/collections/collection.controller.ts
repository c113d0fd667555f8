import { uuidSchema } from '@corridor/contracts';
import {
  Allow,
  commandRequestOf,
  type HttpRequest,
  Operation,
  ProblemError,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { checkJson } from '../booking/json-request.js';
import { acceptanceBody, collectionAnswer, presentationBody } from './collection.bodies.js';
import { type CollectionAnswer, CollectionRequest, type ToldOfCollection } from './collection.handler.js';

type CollectionResponse = CollectionAnswer & { readonly position?: number };

@Controller('v1/collections')
export class CollectionController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Allow('bank', 'operator')
  @Post(':invoiceId/presentation')
  @HttpCode(200)
  @Operation("The creditor's bank was told that the documents of an invoice were presented to the debtor.", {
    commands: ['PresentCollection'],
    body: presentationBody,
    answer: collectionAnswer,
    refuses: [404],
  })
  present(
    @Param('invoiceId') id: string,
    @Req() request: Sent<typeof presentationBody>,
  ): Promise<CollectionResponse> {
    checkJson(request.body);
    const body = request.routeOptions.config.body.parse(request.body);
    return this.send(id, request, { step: 'presentation', ...body });
  }

  @Allow('bank', 'operator')
  @Post(':invoiceId/acceptance')
  @HttpCode(200)
  @Operation("The creditor's bank was told that the debtor accepted a draft, and has the documents.", {
    commands: ['AcceptCollection'],
    body: acceptanceBody,
    answer: collectionAnswer,
    refuses: [404],
  })
  accept(
    @Param('invoiceId') id: string,
    @Req() request: Sent<typeof acceptanceBody>,
  ): Promise<CollectionResponse> {
    checkJson(request.body);
    const body = request.routeOptions.config.body.parse(request.body);
    return this.send(id, request, { step: 'acceptance', ...body });
  }

  private async send(id: string, request: HttpRequest, told: ToldOfCollection): Promise<CollectionResponse> {
    if (!uuidSchema.safeParse(id).success) {
      throw new ProblemError(404, 'invoice-unknown', 'There is no invoice with this id.');
    }
    return responseOf(
      await this.commands.execute(new CollectionRequest(id, told, commandRequestOf(request))),
    );
  }
}
