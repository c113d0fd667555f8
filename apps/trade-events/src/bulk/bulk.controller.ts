import { Readable } from 'node:stream';
import { EventStore } from '@corridor/event-store';
import { Allow, commandRequestOf, type HttpRequest, Operation, ProblemError } from '@corridor/nest-kit';
import { Controller, HttpCode, Inject, Post, Req, StreamableFile } from '@nestjs/common';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../tokens.js';
import { bulkAnswer } from './bulk.answers.js';
import { type BulkAnswer, bulkAnswers, bulkBody } from './bulk-answers.js';
import { type BulkFormat, bulkItems } from './bulk-items.js';

const FORMATS: Readonly<Record<string, BulkFormat>> = { 'application/x-ndjson': 'ndjson', 'text/csv': 'csv' };

/** Thousands of consignments in one request, each with its answer. */
@Controller('v1/consignments/bulk')
export class BulkController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('trader', 'operator')
  @Post()
  @HttpCode(200)
  @Operation(
    'Declares up to 50,000 consignments, one a line. Each has its answer, in the order of the lines. A `reference` stands for an Idempotency-Key: sent again, it adds nothing.',
    {
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
    if (headers['idempotency-key'] !== undefined) {
      const message =
        'Each line has a reference of its own, which stands for the key; send none for all of them.';
      throw new ProblemError(422, 'idempotency-key-unneeded', message);
    }
    const asked = commandRequestOf({ ...rest, headers });
    const { store, aggregates, now } = this;
    const answers = bulkAnswers(bulkItems(body, format), { store, aggregates, now, request: asked });
    return new StreamableFile(answered(answers), { type: 'application/x-ndjson' });
  }
}

/** Characters of answers that go out at once; what a group of the log answers comes together. */
const CHUNK_LENGTH = 16_384;

/**
 * The answers as they come. Not held up by a client that sends all before it reads anything: both would wait for each other. They are
 * as many as a request has lines at most, some hundred bytes each.
 */
function answered(answers: AsyncGenerator<BulkAnswer>): Readable {
  let isOver = false;
  let chunk = '';
  let waiting: NodeJS.Immediate | undefined;
  const stream = new Readable({
    read: () => undefined,
    destroy: (error, done) => {
      isOver = true;
      done(error);
    },
  });
  const send = (): void => {
    clearImmediate(waiting);
    waiting = undefined;
    if (chunk !== '' && !isOver) stream.push(chunk);
    chunk = '';
  };
  const answer = async (): Promise<void> => {
    for await (const one of answers) {
      if (isOver) return;
      chunk += `${JSON.stringify(one)}\n`;
      if (chunk.length >= CHUNK_LENGTH) send();
      else waiting ??= setImmediate(send);
    }
    send();
    stream.push(null);
  };
  answer().catch((error: Error) => stream.destroy(error));
  return stream;
}
