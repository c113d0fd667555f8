import { paymentReferencesSchema } from '@corridor/contracts';
import { Allow, type Asked, callerOf, Operation, queryOf } from '@corridor/nest-kit';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { ofOwnBank } from '../requests/own-bank.js';
import { uetrQuery } from '../requests/uetr-query.js';
import { settlementPage } from './list.answers.js';
import { ListRequest } from './list.handler.js';
import type { SettlementPage } from './listed.js';

const wholeNumber = z.string().regex(/^\d{1,15}$/, 'is a whole number');

const listQuery = z.strictObject({
  uetr: uetrQuery,
  endToEndId: paymentReferencesSchema.shape.endToEndId,
  after: wholeNumber
    .transform(Number)
    .default(0)
    .describe('Only what was booked behind this position: `next` of the page before.'),
  limit: wholeNumber
    .transform(Number)
    .pipe(z.int().min(1).max(500))
    .default(50)
    .describe('Settlements of a page, 1 to 500; 50 where it is left out.'),
});

@Controller('v1/settlements')
export class SettlementListController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Allow('bank', 'operator')
  @Get()
  @Operation(
    "Lists a bank's own settlements, for an operator those of all, oldest first. Asked by a reference, payments that are not credited yet, too.",
    {
      query: listQuery,
      answer: settlementPage,
    },
  )
  list(@Req() request: Asked<typeof listQuery>): Promise<SettlementPage> {
    const caller = callerOf(request);
    const { uetr, endToEndId, after, limit } = queryOf(request);
    return this.queries.execute(
      new ListRequest({
        ...ofOwnBank(caller),
        ...(uetr !== undefined && { uetr }),
        ...(endToEndId !== undefined && { endToEndId }),
        after,
        limit,
      }),
    );
  }
}
