import { Allow, type Asked, commandRequestOf, Operation, queryOf } from '@corridor/nest-kit';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import { z } from 'zod';
import { ofOwnBank } from '../requests/own-bank.js';
import { pageQuery, wholeNumberQuery } from '../requests/page-query.js';
import { CLOCK, type Clock } from '../tokens.js';
import { repatriationPage } from './instrument.answers.js';
import { RepatriationList, type RepatriationPage } from './repatriation-list.js';

const repatriationQuery = z.strictObject({
  dueWithinDays: wholeNumberQuery
    .pipe(z.int().max(36_500))
    .exactOptional()
    .describe('Only what is due within so many days from today, and what is overdue.'),
  overdue: z.enum(['true', 'false']).default('false').describe('`true`: only what is overdue.'),
  ...pageQuery,
});

@Controller('v1/work-lists/repatriation')
export class RepatriationListController {
  constructor(
    @Inject(RepatriationList) private readonly repatriation: RepatriationList,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank', 'trader', 'operator')
  @Get()
  @Operation(
    'Lists what has to come home and has not, with its last day, the most urgent first: a bank what it follows, a trader what it holds, an operator all.',
    { query: repatriationQuery, answer: repatriationPage },
  )
  list(@Req() request: Asked<typeof repatriationQuery>): Promise<RepatriationPage> {
    const { caller } = commandRequestOf(request);
    const { overdue, ...asked } = queryOf(request);
    const filter = {
      ...asked,
      overdueOnly: overdue === 'true',
      ...ofOwnBank(caller),
      ...(caller.role === 'trader' && { holder: caller.participant }),
    };
    return this.repatriation.page(filter, new Date(this.now()).toISOString());
  }
}
