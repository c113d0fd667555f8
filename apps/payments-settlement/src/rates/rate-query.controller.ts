import { amountSchema, currencySchema, localDateSchema, participantIdSchema } from '@corridor/contracts';
import { Allow, type Asked, commandRequestOf, Operation, queryOf, ROLES } from '@corridor/nest-kit';
import { checkCurrencyCode } from '@corridor/reference-data';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { conversionAnswer, ratePage } from './rate.answers.js';
import { type Conversion, ConversionQuery, RateListQuery, type RatePage } from './rate.query.js';
import { sourcesSeenBy } from './rate-sources.js';

const wholeNumber = z.string().regex(/^\d{1,15}$/, 'is a whole number');

const listQuery = z.strictObject({
  base: currencySchema.exactOptional(),
  quote: currencySchema.exactOptional(),
  on: localDateSchema.exactOptional().describe('Only rates for this day.'),
  source: participantIdSchema.exactOptional(),
  after: wholeNumber
    .transform(Number)
    .default(0)
    .describe('Only what was posted behind this position: `next` of the page before.'),
  limit: wholeNumber
    .transform(Number)
    .pipe(z.int().min(1).max(500))
    .default(50)
    .describe('Rates of a page, 1 to 500; 50 where it is left out.'),
});

const conversionQuery = z.strictObject({
  from: currencySchema,
  to: currencySchema,
  amount: amountSchema.describe('In `from`.'),
  on: localDateSchema.describe('Rates of later days do not count.'),
  source: participantIdSchema
    .exactOptional()
    .describe("Only this one's rates; left out, a bank's own and those of the central banks."),
});

@Controller('v1/rates')
export class RateQueryController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Allow(...ROLES)
  @Get()
  @Operation(
    "Lists rates in the order in which they were posted: those of the central banks, to a bank its own too, to an operator everybody's.",
    { query: listQuery, answer: ratePage },
  )
  list(@Req() request: Asked<typeof listQuery>): Promise<RatePage> {
    const { caller } = commandRequestOf(request);
    return this.queries.execute(new RateListQuery(queryOf(request), sourcesSeenBy(caller)));
  }

  @Allow(...ROLES)
  @Get('conversion')
  @Operation('Converts an amount by the rates for a day, and tells which.', {
    query: conversionQuery,
    answer: conversionAnswer,
    refuses: [409],
  })
  convert(@Req() request: Asked<typeof conversionQuery>): Promise<Conversion> {
    const { caller } = commandRequestOf(request);
    const { from, to, amount, on, source } = queryOf(request);
    checkCurrencyCode(from, '/from');
    checkCurrencyCode(to, '/to');
    const seen = sourcesSeenBy(caller);
    const asked = source === undefined ? seen : [source].filter((each) => seen?.includes(each) ?? true);
    return this.queries.execute(
      new ConversionQuery({ amount: { amount, currency: from }, to, on, ...(asked && { sources: asked }) }),
    );
  }
}
