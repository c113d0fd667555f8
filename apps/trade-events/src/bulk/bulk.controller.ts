import { Readable } from 'node:stream';
import { EventStore } from '@corridor/event-store';
import {
  Allow,
  checkNoKey,
  commandRequestOf,
  type HttpRequest,
  Operation,
  ProblemError,
  RightOfWay,
  streamOfLines,
} from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Post, Req, StreamableFile } from '@nestjs/common';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../tokens.js';
import { bulkAnswer } from './bulk.answers.js';
import { bulkAnswers, bulkBody } from './bulk-answers.js';
import { type BulkFormat, bulkItems } from './bulk-items.js';

const FORMATS: Readonly<Record<string, BulkFormat>> = { 'application/x-ndjson': 'ndjson', 'text/csv': 'csv' };

/** Thousands of consignments in one request, each with its answer. */
@Controller('v1/consignments/bulk')
export class BulkController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(RightOfWay) private readonly rightOfWay: RightOfWay,
  ) {}

  @Allow('trader', 'operator')
  @Post()
  @HttpCode(200)
  @Operation(
    'Declares up to 50,000 consignments, one a line. Each has its answer, in the order of the lines. A `reference` stands for an Idempotency-Key: sent again, it adds nothing.',
    {
      commands: ['DeclareConsignment'],
      body: bulkBody,
      answer: bulkAnswer,
      takes: Object.keys(FORMATS),
      gives: 'application/x-ndjson',
      idempotencyKey: 'none',
    },
  )
  declare(@Req() request: HttpRequest): StreamableFile {
    const { body, headers, ...rest } = request;
    const [type = ''] = String(headers['content-type'] ?? '').split(';');
    const format = FORMATS[type.trim().toLowerCase()];
    if (!format || !(body instanceof Readable)) {
      const message = `Send one consignment a line as ${Object.keys(FORMATS).join(' or ')}.`;
      throw new ProblemError(415, 'media-type-unsupported', message);
    }
    checkNoKey(headers);
    const asked = commandRequestOf({ ...rest, headers });
    const { store, aggregates, now } = this;
    const answers = bulkAnswers(bulkItems(body, format), { store, aggregates, now, request: asked });
    return new StreamableFile(streamOfLines(answers, this.rightOfWay), { type: 'application/x-ndjson' });
  }
}
