import { Allow, commandRequestOf, type HttpRequest, Operation } from '@corridor/nest-kit';
import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { idOf } from '../requests/request-body.js';
import { declarationView } from './declaration.answers.js';
import { DeclarationQuery, type DeclarationView } from './declaration.query.js';

/** What stands of a declaration. */
@Controller('v1/declarations')
export class DeclarationQueryController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Allow('customs', 'trader', 'operator')
  @Get(':id')
  @Operation(
    'Tells how a declaration stands: its lines, papers, inspections, holds, duties and clearance, and what is legal now.',
    { answer: declarationView },
  )
  find(@Param('id') id: string, @Req() request: HttpRequest): Promise<DeclarationView> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new DeclarationQuery(idOf(id, 'declaration'), caller));
  }
}
