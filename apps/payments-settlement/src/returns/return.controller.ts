import { uuidSchema } from '@corridor/contracts';
import { EventStore } from '@corridor/event-store';
import {
  Allow,
  type Answered,
  actorOf,
  answerOnce,
  commandRequestOf,
  firstAnswer,
  Operation,
  ProblemError,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { checkReturnReason } from '@corridor/reference-data';
import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AnsweredKeys } from '../booking/answered-keys.js';
import { checkJson, keyMissing } from '../booking/json-request.js';
import { returnAnswer } from '../booking/settlement.answers.js';
import { bankDay } from '../dates/day-limits.js';
import { AGGREGATES, CLOCK, type Clock } from '../tokens.js';
import { returnBody } from './return.body.js';
import { ReturnRequest } from './return.handler.js';
import { type Original, returnOfBody } from './return.js';

type Reply = { status(code: number): unknown };

/** `duplicate`: this return was booked before, in whatever format; the position is that of its first delivery. */
interface ReturnAnswer {
  readonly settlementId: string;
  readonly returnId: string;
  readonly status: 'accepted' | 'duplicate';
  readonly position?: number;
}

@Controller('v1/settlements')
export class ReturnController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(AnsweredKeys) private readonly answeredKeys: AnsweredKeys,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank')
  @Post(':settlementId/returns')
  @Operation('Takes a booked credit back, in part or whole: what it paid is owed again.', {
    commands: ['ReturnSettlement'],
    body: returnBody,
    answer: returnAnswer,
    idempotencyKey: 'required',
    also: { 200: 'For a repeated key, with the first answer, and for what was booked before.' },
  })
  async giveBack(
    @Param('settlementId') settlementId: string,
    @Req() request: Sent<typeof returnBody>,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReturnAnswer> {
    checkJson(request.body);
    const asked = commandRequestOf(request);
    if (!asked.idempotency) throw keyMissing();
    const { key, requestHash } = asked.idempotency;
    const bank = asked.caller.participant;
    const original = await this.originalOf(bank, settlementId);
    const body = request.routeOptions.config.body.parse(request.body);
    const data = returnOfBody(body, original, bankDay(this.now()));
    const { returnId } = data;

    const ofLedger = () => firstAnswer<ReturnAnswer>(this.store, actorOf(asked.caller), asked.idempotency);
    const before = await this.answeredKeys.find(bank, key, requestHash);
    if (before) {
      // Older releases kept it there also where the log had the key: what the log answered first stands.
      const own = await ofLedger();
      return own ? answerOfLedger(reply, own) : known(reply, settlementId, returnId, before.position);
    }
    let told: { readonly returnId: string; readonly position: number } | undefined;
    const first = { settlementId, returnId, status: 'accepted' } as const;
    const answered = await answerOnce<ReturnAnswer>(this.store, asked, first, async (context) => {
      // A client that writes JSON chose the code by hand, and may leave it out. A file's is kept as it stands: banks' systems write
      // it from the list of the quarter, which may be newer than ours, and money that went back went back.
      if (data.reason !== undefined) checkReturnReason(data.reason, '/reason');
      const booking = await this.commands.execute(new ReturnRequest(settlementId, data, context));
      if (booking.outcome !== 'known') return booking;
      told = booking;
      return undefined;
    });
    if (!told) return answerOfLedger(reply, answered);
    // It may be known by the same request, sent twice at once: the one that was faster has the answer of the key.
    const twin = await ofLedger();
    if (twin) return answerOfLedger(reply, twin);
    const { position } = told;
    const kept = await this.answeredKeys.keep(bank, key, { requestHash, settlementId, position });
    return known(reply, settlementId, told.returnId, kept.position);
  }

  /** A bank's own: another's does not exist for it. @throws ProblemError 404 `settlement-unknown`. */
  private async originalOf(bank: string, settlementId: string): Promise<Original> {
    if (uuidSchema.safeParse(settlementId).success) {
      const { state } = await this.aggregates.settlements.load(settlementId);
      if (state.status !== 'unknown' && state.settlement.bank === bank) return state.settlement;
    }
    throw new ProblemError(404, 'settlement-unknown', 'There is no settlement with this id among yours.');
  }
}

/** What the log keeps under the key, or this request has just brought. */
function answerOfLedger(reply: Reply, answered: Answered<ReturnAnswer>): ReturnAnswer {
  reply.status(answered.duplicate ? 200 : 201);
  return responseOf(answered);
}

function known(reply: Reply, settlementId: string, returnId: string, position: number): ReturnAnswer {
  reply.status(200);
  return { settlementId, returnId, status: 'duplicate', position };
}
