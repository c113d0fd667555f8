import { EventStore } from '@corridor/event-store';
import {
  Allow,
  type Answered,
  actorOf,
  answerOnce,
  commandRequestOf,
  firstAnswer,
  Operation,
  responseOf,
  type Sent,
} from '@corridor/nest-kit';
import { checkIban } from '@corridor/reference-data';
import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { noted, type ValueNote, ValueNotes } from '../bank-calendars/value-notes.js';
import { bankDay } from '../dates/day-limits.js';
import { CLOCK, type Clock } from '../tokens.js';
import { AnsweredKeys } from './answered-keys.js';
import { CreditRequest } from './credit.handler.js';
import { creditOfBody } from './credit.js';
import { checkJson, keyMissing } from './json-request.js';
import { BOOKED_IN_SUM, HELD } from './outcomes.js';
import { settlementAnswer } from './settlement.answers.js';
import { settlementBody } from './settlement.body.js';

type Reply = { status(code: number): unknown };

/** `duplicate`: this transaction was booked before, in whatever format; the position is that of its first delivery. */
interface SettlementAnswer {
  readonly settlementId: string;
  readonly status: 'accepted' | 'duplicate';
  readonly position?: number;
  /** Where it is held. */
  readonly isoStatus?: 'PDNG';
  readonly reason?: 'held-by-screening' | 'booked-in-sum';
  readonly notes?: readonly ValueNote[];
}

@Controller('v1/settlements')
export class SettlementController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AnsweredKeys) private readonly answeredKeys: AnsweredKeys,
    @Inject(ValueNotes) private readonly valueNotes: ValueNotes,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Allow('bank')
  @Post()
  @Operation("Books a credit to a creditor's account.", {
    commands: ['BookSettlement', 'ConfirmSettlement'],
    body: settlementBody,
    answer: settlementAnswer,
    idempotencyKey: 'required',
    also: { 200: 'For a repeated key, with the first answer, and for what was booked before.' },
  })
  async book(
    @Req() request: Sent<typeof settlementBody>,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SettlementAnswer> {
    checkJson(request.body);
    const asked = commandRequestOf(request);
    if (!asked.idempotency) throw keyMissing();
    const { key, requestHash } = asked.idempotency;
    const bank = asked.caller.participant;
    const body = request.routeOptions.config.body.parse(request.body);
    const credit = creditOfBody(body, bank, bankDay(this.now()));
    const { settlementId } = credit;
    const [notes] = await this.valueNotes.of([credit]);

    const ofLedger = () =>
      firstAnswer<SettlementAnswer>(this.store, actorOf(asked.caller), asked.idempotency);
    const before = await this.answeredKeys.find(bank, key, requestHash);
    if (before) {
      // Older releases kept it there also where the log had the key: what the log answered first stands.
      const own = await ofLedger();
      return own ? answerOfLedger(reply, own, undefined) : answer(reply, before, notes);
    }
    let known: Known | undefined;
    let held: boolean | undefined;
    const first = { settlementId, status: 'accepted', ...noted(notes) } as const;
    const answered = await answerOnce<SettlementAnswer>(this.store, asked, first, async (context) => {
      // Behind the look for its key: what was taken before stays taken. In a file the bank reports on an account of its own.
      checkIban(credit.account, '/account');
      const booking = await this.commands.execute(new CreditRequest(credit, context));
      held = booking.held;
      if (booking.outcome !== 'known') return booking;
      known = booking;
      return undefined;
    });
    if (known === undefined) return answerOfLedger(reply, answered, held);
    // It may be known by the same request, sent twice at once: the one that was faster has the answer of the key.
    const twin = await ofLedger();
    if (twin) return answerOfLedger(reply, twin, held);
    const { position, inSum } = known;
    const told = {
      settlementId: known.settlementId,
      position,
      ...(held && { held }),
      ...(inSum && { inSum }),
    };
    const kept = await this.answeredKeys.keep(bank, key, { requestHash, ...told });
    return answer(reply, kept, notes);
  }
}

interface Known {
  readonly settlementId: string;
  readonly position: number;
  readonly held?: boolean;
  readonly inSum?: true;
}

/** What the log keeps under the key, or this request has just brought. */
function answerOfLedger(
  reply: Reply,
  answered: Answered<SettlementAnswer>,
  held: boolean | undefined,
): SettlementAnswer {
  reply.status(answered.duplicate ? 200 : 201);
  const told = responseOf(answered);
  if (!answered.duplicate) return { ...told, ...(held && HELD) };
  // A key is kept with the last event of its append: with the hold, where there is one, right behind the booking.
  const { position } = told;
  return { ...told, ...(told.isoStatus && position !== undefined && { position: position - 1 }) };
}

function answer(
  reply: Reply,
  { settlementId, position, held, inSum }: Known,
  notes: readonly ValueNote[] | undefined,
): SettlementAnswer {
  reply.status(200);
  const told = inSum && { reason: BOOKED_IN_SUM.reason };
  return { settlementId, status: 'duplicate', position, ...told, ...(held && HELD), ...noted(notes) };
}
