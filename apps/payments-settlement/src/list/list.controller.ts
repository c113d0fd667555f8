import { paymentReferencesSchema } from '@corridor/contracts';
import { Allow, type CallerRequest, ProblemError } from '@corridor/nest-kit';
import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { ListRequest, type SettlementPage } from './list.handler.js';

const wholeNumber = z.string().regex(/^\d{1,15}$/, 'is a whole number');

const listQuery = z.strictObject({
  uetr: paymentReferencesSchema.shape.uetr,
  endToEndId: paymentReferencesSchema.shape.endToEndId,
  after: wholeNumber.transform(Number).default(0),
  limit: wholeNumber.transform(Number).pipe(z.int().min(1).max(500)).default(50),
});

@Controller('v1/settlements')
export class ListController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** A bank's own settlements, an operator's all of them, oldest first. */
  @Allow('bank', 'operator')
  @Get()
  list(@Req() { caller }: CallerRequest, @Query() query: unknown): Promise<SettlementPage> {
    if (!caller) throw new ProblemError(401, 'key-missing', 'Send your API key.');
    const { uetr, endToEndId, after, limit } = listQuery.parse(query);
    return this.queries.execute(
      new ListRequest({
        ...(caller.role === 'bank' && { bank: caller.participant }),
        ...(uetr !== undefined && { uetr }),
        ...(endToEndId !== undefined && { endToEndId }),
        after,
        limit,
      }),
    );
  }
}
