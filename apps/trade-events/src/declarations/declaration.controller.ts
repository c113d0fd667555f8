import { randomUUID } from 'node:crypto';
import { Allow, commandRequestOf, type HttpRequest, responseOf } from '@corridor/nest-kit';
import { checkLocode } from '@corridor/reference-data';
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { checkLineCodes } from '../consignments/consignment.bodies.js';
import { bodyOf, idOf } from '../requests/request-body.js';
import { CLOCK, type Clock } from '../tokens.js';
import {
  clearanceBody,
  declarationAmendmentBody,
  holdBody,
  lodgementBody,
  releaseBody,
} from './declaration.bodies.js';
import { type DeclarationAnswer, DeclarationRequest } from './declaration.handler.js';
import type { DeclarationStep } from './declaration-step.js';
import { declarationIdOf } from './lodgement.js';

type DeclarationResponse = DeclarationAnswer & { readonly position?: number };

/** Customs declares, holds, releases and clears; a trader may lodge for a consignment it is a party of. */
@Controller('v1/declarations')
export class DeclarationController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('customs', 'trader', 'operator')
  @Post()
  async lodge(@Req() request: HttpRequest): Promise<DeclarationResponse> {
    const { occurredAt, ...data } = bodyOf(request, lodgementBody, this.now);
    checkLocode(data.customsOffice, '/customsOffice');
    if (data.lines) checkLineCodes(data.lines);
    return this.send(declarationIdOf(data), request, { type: 'LodgeDeclaration', occurredAt, data });
  }

  @Allow('customs', 'operator')
  @Post(':id/holds')
  async hold(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    const declarationId = idOf(id, 'declaration');
    const { occurredAt, ...data } = bodyOf(request, holdBody, this.now);
    const hold = { holdId: randomUUID(), ...data };
    return this.send(declarationId, request, { type: 'PlaceHold', occurredAt, data: hold });
  }

  @Allow('customs', 'operator')
  @Post(':id/holds/:holdId/release')
  @HttpCode(200)
  async release(
    @Param('id') id: string,
    @Param('holdId') holdId: string,
    @Req() request: HttpRequest,
  ): Promise<DeclarationResponse> {
    const declarationId = idOf(id, 'declaration');
    const { occurredAt } = bodyOf(request, releaseBody, this.now);
    return this.send(declarationId, request, { type: 'ReleaseHold', occurredAt, data: { holdId } });
  }

  @Allow('customs', 'operator')
  @Post(':id/clearance')
  @HttpCode(200)
  async clear(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    const declarationId = idOf(id, 'declaration');
    const { occurredAt, ...data } = bodyOf(request, clearanceBody, this.now);
    return this.send(declarationId, request, { type: 'ClearDeclaration', occurredAt, data });
  }

  @Allow('customs', 'operator')
  @Post(':id/amendments')
  @HttpCode(200)
  async amend(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationResponse> {
    const declarationId = idOf(id, 'declaration');
    const { occurredAt, ...data } = bodyOf(request, declarationAmendmentBody, this.now);
    checkLineCodes(data.lines);
    return this.send(declarationId, request, { type: 'AmendDeclaration', occurredAt, data });
  }

  private async send(id: string, request: HttpRequest, step: DeclarationStep): Promise<DeclarationResponse> {
    return responseOf(
      await this.commands.execute(new DeclarationRequest(id, step, commandRequestOf(request))),
    );
  }
}
