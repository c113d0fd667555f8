import type { IncomingMessage } from 'node:http';
import { participantIdSchema } from '@corridor/contracts';
import {
  Allow,
  type Asked,
  type Caller,
  callerOf,
  Operation,
  ProblemError,
  queryOf,
} from '@corridor/nest-kit';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { outgoingPage } from './outgoing.answers.js';
import { type OutgoingPage, OutgoingRequest } from './outgoing.handler.js';
import { OUTGOING_TYPES } from './outgoing-events.js';

const WAIT_MAX_S = 25;
const wholeNumber = z.string().regex(/^\d{1,15}$/, 'is a whole number');

/** Types in one parameter, separated by commas. */
export const typesParameter = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(OUTGOING_TYPES)).max(OUTGOING_TYPES.length));

const outgoingQuery = z.strictObject({
  after: wholeNumber
    .transform(Number)
    .default(0)
    .describe('Only what stands behind this position: `next` of the answer before.'),
  limit: wholeNumber
    .transform(Number)
    .pipe(z.int().min(1).max(500))
    .default(100)
    .describe('Items of an answer, 1 to 500; 100 where it is left out.'),
  types: typesParameter.exactOptional().describe('Only these types of events, separated by commas.'),
  wait: wholeNumber
    .transform(Number)
    .pipe(z.int().min(0).max(WAIT_MAX_S))
    .default(0)
    .describe(
      'Seconds, up to 25, that the answer may wait for the first item; it comes at once where there is one.',
    ),
  bank: participantIdSchema
    .exactOptional()
    .describe("Needed of an operator; a bank's own where it is left out."),
});

@Controller('v1/outgoing')
export class OutgoingController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Allow('bank', 'operator')
  @Get()
  @Operation("Tells what happened to a bank's payments since a cursor, oldest first.", {
    query: outgoingQuery,
    answer: outgoingPage,
    refuses: [429],
  })
  async list(
    @Req() request: Asked<typeof outgoingQuery>,
    @Req() { raw: { socket } }: { readonly raw: IncomingMessage },
  ): Promise<OutgoingPage> {
    const { bank, wait, ...filter } = queryOf(request);
    const asked = { ...filter, bank: bankOf(callerOf(request), bank) };
    const gone = new AbortController();
    const end = () => gone.abort();
    socket.once('close', end);
    try {
      return await this.queries.execute(new OutgoingRequest(asked, wait * 1_000, gone.signal));
    } finally {
      socket.off('close', end);
    }
  }
}

/**
 * The bank that is asked about: a bank's own, for an operator the one that it names.
 * @throws ProblemError 403 for another bank's, 422 where an operator names none.
 */
export function bankOf(caller: Caller, named: string | undefined): string {
  if (caller.role === 'bank') {
    if (named === undefined || named === caller.participant) return caller.participant;
    throw new ProblemError(403, 'not-your-bank', `Your key is of ${caller.participant}, not of ${named}.`);
  }
  if (named !== undefined) return named;
  throw new ProblemError(422, 'bank-missing', 'Name the bank, by "bank=".', { pointer: '/bank' });
}
