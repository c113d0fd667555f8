import { Readable } from 'node:stream';
import { EventStore } from '@corridor/event-store';
import {
  Allow,
  checkNoKey,
  commandRequestOf,
  type HttpRequest,
  jsonLines,
  Operation,
  ProblemError,
  RightOfWay,
  streamOfLines,
} from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Post, Req, StreamableFile } from '@nestjs/common';
import { ValueNotes } from '../bank-calendars/value-notes.js';
import { CLOCK, type Clock } from '../tokens.js';
import { AnsweredKeys } from './answered-keys.js';
import { bulkAnswers, bulkBody } from './bulk-answers.js';
import { Credits } from './credits.js';
import { bulkSettlementAnswer } from './settlement.answers.js';

const NDJSON = 'application/x-ndjson';

/** Thousands of settlements in one request, each with its answer. */
@Controller('v1/settlements/bulk')
export class BulkSettlementController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Credits) private readonly credits: Credits,
    @Inject(AnsweredKeys) private readonly answeredKeys: AnsweredKeys,
    @Inject(ValueNotes) private readonly valueNotes: ValueNotes,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(RightOfWay) private readonly rightOfWay: RightOfWay,
  ) {}

  @Allow('bank')
  @Post()
  @HttpCode(200)
  @Operation(
    'Books up to 50,000 credits, one a line. Each has its answer, in the order of the lines. A `reference` stands for an Idempotency-Key: sent again, it adds nothing.',
    {
      commands: ['BookSettlement', 'ConfirmSettlement'],
      body: bulkBody,
      answer: bulkSettlementAnswer,
      takes: [NDJSON],
      gives: NDJSON,
      idempotencyKey: 'none',
    },
  )
  book(@Req() request: HttpRequest): StreamableFile {
    const { body, headers, ...rest } = request;
    const [type = ''] = String(headers['content-type'] ?? '').split(';');
    if (type.trim().toLowerCase() !== NDJSON || !(body instanceof Readable)) {
      throw new ProblemError(415, 'media-type-unsupported', `Send one settlement a line as ${NDJSON}.`);
    }
    checkNoKey(headers);
    const { store, credits, answeredKeys, valueNotes, now } = this;
    const asked = commandRequestOf({ ...rest, headers });
    const answers = bulkAnswers(jsonLines(body), {
      store,
      credits,
      answeredKeys,
      valueNotes,
      now,
      request: asked,
    });
    return new StreamableFile(streamOfLines(answers, this.rightOfWay), { type: NDJSON });
  }
}
