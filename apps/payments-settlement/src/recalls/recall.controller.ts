import { Readable } from 'node:stream';
import { uuidSchema } from '@corridor/contracts';
import {
  Allow,
  type Asked,
  type Caller,
  callerOf,
  commandRequestOf,
  type HttpRequest,
  LEDGER_PARTS,
  type LedgerParts,
  Operation,
  ProblemError,
  queryOf,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { byClockOf, checkCancellationRejection } from '@corridor/reference-data';
import { Controller, Get, HttpCode, Inject, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { checkJson } from '../booking/json-request.js';
import { PaymentList } from '../payments/payment-list.js';
import { ofOwnBank } from '../requests/own-bank.js';
import { CLOCK, type Clock } from '../tokens.js';
import {
  type RecallItem,
  recallAnswerBody,
  recallAnswered,
  recallDirectionSchema,
  recallPage,
  recallStatusSchema,
} from './recall.answers.js';
import { type RecallAnswer, RecallRequest } from './recall.handler.js';
import { ANSWER_FORMAT, answerMessageId, recallMessage } from './recall-message.js';
import { selectRecalls } from './recall-rows.js';

const wholeNumber = z.string().regex(/^\d{1,15}$/, 'is a whole number');
const query = z.strictObject({
  status: recallStatusSchema.exactOptional(),
  direction: recallDirectionSchema.exactOptional(),
  after: wholeNumber.transform(Number).default(0).describe('`next` of the page before.'),
  limit: wholeNumber.transform(Number).pipe(z.int().min(1).max(500)).default(50),
});

type Page = z.infer<typeof recallPage>;

/** What banks are asked to give back, and what they answer. */
@Controller('v1/recalls')
export class RecallController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(PaymentList) private readonly list: PaymentList,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank', 'operator')
  @Get()
  @Operation(
    'Lists the recalls (camt.056) that a bank was sent or sent itself, for an operator those of all, oldest first.',
    {
      query,
      answer: recallPage,
    },
  )
  async recalls(@Req() request: Asked<typeof query>): Promise<Page> {
    const caller = callerOf(request);
    const { status, direction, after, limit } = queryOf(request);
    await this.list.atHead();
    const found = await selectRecalls(this.parts.pool, {
      ...ofOwnBank(caller),
      ...(status !== undefined && { status }),
      ...(direction !== undefined && { direction }),
      after,
      limit,
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(found.length > limit && last && { next: String(last.position) }) };
  }

  @Allow('bank')
  @Post(':recallId/answer')
  @HttpCode(200)
  @Operation(
    "The creditor's bank answers a recall: the payment will come back, or why it will not. That alone moves nothing.",
    { commands: ['AnswerRecall'], body: recallAnswerBody, answer: recallAnswered, refuses: [404] },
  )
  async answer(
    @Param('recallId') recallId: string,
    @Req() request: Sent<typeof recallAnswerBody>,
  ): Promise<RecallAnswer & { readonly position?: number }> {
    checkJson(request.body);
    const asked = commandRequestOf(request);
    const { paymentId, bank, direction, assignee } = await this.own(recallId, asked.caller);
    if (direction === 'sent') {
      const detail = `You sent this recall: ${assignee} answers it. Where its answer came to you, send that camt.029 to POST /v1/iso20022.`;
      throw new ProblemError(403, 'not-the-assignee', detail);
    }
    const body = request.routeOptions.config.body.parse(request.body);
    if (body.answer === 'rejected') checkCancellationRejection(body.reason, '/reason');
    const messageId = answerMessageId(recallId, body.answer);
    const additional = body.note === undefined ? [] : [body.note];
    const code = body.answer === 'rejected' ? { code: body.reason } : {};
    const data = {
      paymentId,
      bank,
      recallId,
      status: body.answer === 'accepted' ? 'ACCR' : 'RJCR',
      reasons: body.answer === 'rejected' || body.note !== undefined ? [{ ...code, additional }] : [],
      by: 'bank',
      format: ANSWER_FORMAT,
      messageId,
    } as const;
    const answer = { recallId, status: body.answer, messageId };
    const occurredAt = byClockOf('PK', new Date(this.now()).toISOString());
    return responseOf(await this.commands.execute(new RecallRequest(data, answer, occurredAt, asked)));
  }

  @Allow('bank', 'operator')
  @Get(':recallId/answer')
  @Operation('The last answer of a recall, as the camt.029 that tells it.', {
    answer: z.string(),
    gives: 'application/xml',
  })
  async message(@Param('recallId') recallId: string, @Req() request: HttpRequest): Promise<StreamableFile> {
    const xml = recallMessage(await this.own(recallId, callerOf(request)));
    if (xml === undefined) throw new ProblemError(404, 'recall-unanswered', 'Nobody has answered it yet.');
    return new StreamableFile(Readable.from([xml]), { type: 'application/xml' });
  }

  /** A bank's own: another's does not exist for it. @throws ProblemError 404 `recall-unknown`. */
  private async own(recallId: string, caller: Caller): Promise<RecallItem> {
    if (uuidSchema.safeParse(recallId).success) {
      await this.list.atHead();
      const one = { ...ofOwnBank(caller), recallId, after: 0, limit: 1 };
      const [found] = await selectRecalls(this.parts.pool, one);
      if (found) return found;
    }
    throw new ProblemError(404, 'recall-unknown', 'There is no recall with this id among yours.');
  }
}
