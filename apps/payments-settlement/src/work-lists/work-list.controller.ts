import { localDateSchema, suspenseReasonSchema } from '@corridor/contracts';
import { Allow, type Asked, callerOf, Operation, queryOf } from '@corridor/nest-kit';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { ofOwnBank } from '../requests/own-bank.js';
import { CLOCK, type Clock } from '../tokens.js';
import { type HeldPage, HeldQuery } from './held.js';
import { type AgeBand, ObligationListQuery, type ObligationPage } from './obligation-list.js';
import { type SuspensePage, SuspenseQuery } from './suspense.js';
import { AGE_BANDS, ageBandSchema, heldPage, obligationPage, suspensePage } from './work-list.answers.js';

const wholeNumber = z.string().regex(/^\d{1,15}$/, 'is a whole number');

const suspenseQuery = z.strictObject({
  reason: z.enum([...suspenseReasonSchema.options, 'held']).exactOptional(),
  after: wholeNumber.transform(Number).default(0).describe('`next` of the page before.'),
  limit: limitOf(100, 20),
});

const heldQuery = z.strictObject({
  unscreened: z
    .enum(['true', 'false'])
    .exactOptional()
    .describe(
      '`true`: only what is held since what looks for parties did not answer; `false`: only what was found.',
    ),
  after: wholeNumber.transform(Number).default(0).describe('`next` of the page before.'),
  limit: limitOf(500, 50),
});

const obligationQuery = z.strictObject({
  overdue: z
    .enum(['true', 'false'])
    .exactOptional()
    .describe('`true`: only what should be paid by now; `false`: only what is not due yet.'),
  age: ageBandSchema.exactOptional().describe('Only what is so many days overdue.'),
  on: localDateSchema
    .exactOptional()
    .describe('The day that ages are counted to; today where it is left out.'),
  after: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is `next` of the page before')
    .exactOptional(),
  limit: limitOf(500, 50),
});

/** Pakistan and Kazakhstan are at UTC+5. */
const OFFSET_MS = 5 * 3_600_000;

@Controller('v1/work-lists')
export class WorkListController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank', 'operator')
  @Get('suspense')
  @Operation('Lists booked money that pays nothing yet: why, since when, and what it may pay.', {
    query: suspenseQuery,
    answer: suspensePage,
  })
  suspense(@Req() request: Asked<typeof suspenseQuery>): Promise<SuspensePage> {
    const caller = callerOf(request);
    return this.queries.execute(new SuspenseQuery({ ...ofOwnBank(caller), ...queryOf(request) }));
  }

  /** Not for banks: they might warn whoever is looked at. */
  @Allow('operator')
  @Get('screening')
  @Operation('Lists booked money that is held for its parties: what was found, where, and since when.', {
    query: heldQuery,
    answer: heldPage,
  })
  held(@Req() request: Asked<typeof heldQuery>): Promise<HeldPage> {
    const { unscreened, ...page } = queryOf(request);
    return this.queries.execute(
      new HeldQuery({ ...page, ...(unscreened !== undefined && { unscreened: unscreened === 'true' }) }),
    );
  }

  @Allow('bank', 'operator')
  @Get('obligations')
  @Operation('Lists what is owed and not paid by how long it is due, the longest first.', {
    query: obligationQuery,
    answer: obligationPage,
  })
  obligations(@Req() request: Asked<typeof obligationQuery>): Promise<ObligationPage> {
    const caller = callerOf(request);
    const { overdue, age, on, after, limit } = queryOf(request);
    const [dueOn, obligationId] = after?.split('_') ?? [];
    return this.queries.execute(
      new ObligationListQuery({
        ...ofOwnBank(caller),
        on: on ?? new Date(this.now() + OFFSET_MS).toISOString().slice(0, 10),
        bands: bandsOf(overdue, age),
        ...(dueOn !== undefined && obligationId !== undefined && { after: { dueOn, obligationId } }),
        limit,
      }),
    );
  }
}

/** Both have to hold: what is not due and 31 days overdue is nothing. */
function bandsOf(overdue: 'true' | 'false' | undefined, age: AgeBand | undefined): readonly AgeBand[] {
  return AGE_BANDS.filter((band) => age === undefined || band === age).filter(
    (band) => overdue === undefined || (overdue === 'true') === (band !== 'not-due'),
  );
}

function limitOf(max: number, usual: number) {
  return wholeNumber
    .transform(Number)
    .pipe(z.int().min(1).max(max))
    .default(usual)
    .describe(`Items of a page, 1 to ${max}; ${usual} where it is left out.`);
}
