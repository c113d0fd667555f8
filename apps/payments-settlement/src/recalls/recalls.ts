import {
  type BankPaymentState,
  isFinalAnswer,
  type PaymentCommand,
  type PaymentReason,
  payment,
  type Recall,
  type RecallAnswered,
  type RecallRequested,
} from '@corridor/domain';
import { EventStore, type StreamAppend } from '@corridor/event-store';
import { toMoney } from '@corridor/kernel';
import { bankNamedBy, isSameInstitution, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentsAggregates } from '../aggregates.js';
import { historyOf } from '../booking/history.js';
import { CreditNames } from '../naming/credit-names.js';
import { paymentName } from '../naming/names-of-credit.js';
import { recallIdOf } from '../naming/settlement-id.js';
import { originalPaymentId } from '../payments/payment-identity.js';
import { PaymentOriginals } from '../payments/payment-originals.js';
import { decideInTurn } from '../process/decide-in-turn.js';
import { AGGREGATES, CLOCK, type Clock } from '../tokens.js';

/** What a step of a recall leads to: on the stream of its payment, and at the other bank. */
export interface Following {
  readonly commands: readonly PaymentCommand[];
  readonly streams: readonly StreamAppend[];
  /** Of one that is sent: it stands with its assignee, at the latest behind these streams. */
  readonly isPassedOn?: true;
}

type Of<Type extends PaymentCommand['type']> = Extract<PaymentCommand, { type: Type }>;

const NOTHING: Following = { commands: [], streams: [] };
/** Why the ledger itself refuses a recall. */
const UNKNOWN: PaymentReason = { code: 'NOOR', additional: ['The ledger knows no payment that it names.'] };
const GIVEN_BACK: PaymentReason = { code: 'ARDT', additional: ['All of the payment went back already.'] };

/**
 * Hands recalls from bank to bank, and their answers back. Each bank has the recall on its own payment, under an id of its own; what one tells of it is
 * appended to both at once. Who sent one learns nothing but what the other bank answers, and that all went back already; else not even whether it was passed on.
 */
@Injectable()
export class Recalls {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(CreditNames) private readonly names: CreditNames,
    @Inject(PaymentOriginals) private readonly originals: PaymentOriginals,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @param state of the payment, before the command. @throws Rejection as {@link payment} says of an answer. */
  async following(command: PaymentCommand, state: BankPaymentState): Promise<Following> {
    switch (command.type) {
      case 'RequestRecall':
        if (recallOf(state, command.data.recallId)) return NOTHING;
        return this.answeredAtOnce(command, state);
      case 'SendRecall':
        return this.passedOn(command, state);
      case 'AnswerRecall': {
        const recall = recallOf(state, command.data.recallId);
        if (!recall || recall.isSent) return NOTHING;
        // What is no news leaves what stands.
        const { answered = command.data, answeredAt = command.occurredAt } = recall;
        const isNews = payment.decide(command, state).length > 0;
        const stands = isNews ? command : { ...command, occurredAt: answeredAt, data: answered };
        return { commands: [], streams: await this.toldToSender(recall.requested, stands) };
      }
      default:
        return NOTHING;
    }
  }

  /**
   * A recall on its way to its assignee: where that is a bank of the ledger that has the payment, it stands there, too, and what that bank answered it
   * before is told at once.
   */
  private async passedOn(
    { data, occurredAt }: Of<'SendRecall'>,
    state: BankPaymentState,
  ): Promise<Following> {
    // What has its answer for good, by a camt.029 that came to the bank, is over.
    const { answered: before } = recallOf(state, data.recallId) ?? {};
    if (isFinalAnswer(before?.status) && before?.by !== 'ledger') return NOTHING;
    const bank = await bankNamedBy(this.parts.pool, data.assignee);
    if (bank === undefined || bank === data.bank) return NOTHING;
    const paymentId = await this.paymentAt(bank, data, false);
    const loaded = await this.aggregates.payments.load(paymentId);
    const there =
      loaded.state.status === 'known' ? loaded.state.recalls.find(isSameAs(data, false)) : undefined;
    const own = ({ answered, answeredAt = occurredAt }: Answer): readonly PaymentCommand[] =>
      isForSender(answered, before)
        ? [{ type: 'AnswerRecall', occurredAt: answeredAt, data: toldAs(data, answered) }]
        : [];
    if (!there) {
      const { caseId = '', cancellationId = '', assignmentId } = data;
      const recallId = recallIdOf(paymentId, [caseId, cancellationId, assignmentId]);
      const asked = {
        type: 'RequestRecall',
        occurredAt,
        data: { ...data, paymentId, bank, recallId },
      } as const;
      const answer = await this.answerOfLedger(asked, loaded.state);
      if (answer.data.reasons.includes(UNKNOWN)) return NOTHING;
      const { append } = decideInTurn(this.aggregates.payments, paymentId, [asked, answer], loaded);
      const answered = { answered: answer.data, answeredAt: answer.occurredAt };
      return { commands: own(answered), streams: append ? [append] : [], isPassedOn: true };
    }
    const { requested } = there;
    // Under the same names, another bank may have asked.
    const isFrom = requested.assigner !== undefined && isSameInstitution(requested.assigner, data.assigner);
    return { commands: isFrom ? own(there) : [], streams: [], isPassedOn: true };
  }

  /** What the ledger answers for a bank that was sent a recall; of what went back, who sent it is told, too. */
  private async answeredAtOnce(asked: Of<'RequestRecall'>, state: BankPaymentState): Promise<Following> {
    const answer = await this.answerOfLedger(asked, state);
    return { commands: [answer], streams: await this.toldToSender(asked.data, answer) };
  }

  /** The answer of a recall, for the bank that sent it, where that keeps it in the ledger: it takes the place of what that bank told of it. */
  private async toldToSender(
    requested: RecallRequested['data'],
    { data, occurredAt }: Of<'AnswerRecall'>,
  ): Promise<readonly StreamAppend[]> {
    const { assigner, bank } = requested;
    const sender = assigner === undefined ? undefined : await bankNamedBy(this.parts.pool, assigner);
    if (sender === undefined || sender === bank) return [];
    const { payments } = this.aggregates;
    const paymentId = await this.paymentAt(sender, requested, true);
    const loaded = await payments.load(paymentId);
    const sent =
      loaded.state.status === 'known' ? loaded.state.recalls.find(isSameAs(requested, true)) : undefined;
    const { assignee } = sent?.requested ?? {};
    if (!sent || assignee === undefined) return [];
    // Its assignee's own takes the place of whatever was told before.
    const isOfAssignee = data.by !== 'ledger';
    if (!isOfAssignee && !isForSender(data, sent.answered)) return [];
    if ((await bankNamedBy(this.parts.pool, assignee)) !== bank) return [];
    const answer = toldAs(sent.requested, data);
    const command = { type: 'AnswerRecall', occurredAt, data: answer, isOfAssignee } as const;
    const { append } = payments.decide(paymentId, command, loaded);
    return append ? [append] : [];
  }

  /** Id of the payment at a bank that a recall is of, which that bank sent or was sent. @throws ListBehind. */
  private paymentAt(bank: string, recall: RecallRequested['data'], isSent: boolean): Promise<string> {
    const { messageId, original, amount } = recall;
    const named = { ...original, ...(amount && { amount }) };
    const firstId = originalPaymentId(bank, messageId, named);
    const isSame = isSameAs(recall, isSent);
    return this.originals.meant(bank, named, firstId, ({ recalls }) => recalls.some(isSame));
  }

  /** The credit that a recall would take back, where that is booked. */
  private async creditOf({ bank, original: { uetr } }: Pick<RecallRequested['data'], 'bank' | 'original'>) {
    const holder = uetr === undefined ? undefined : await this.names.holderOf(paymentName(bank, uetr));
    const history = holder && (await historyOf(this.store, holder.settlementId));
    const credit = history?.loaded.state;
    return credit?.status === 'booked' ? credit : undefined;
  }

  /** Now, whenever it was asked: that it is looked at, or why that is of no use. */
  private async answerOfLedger(
    { data }: Of<'RequestRecall'>,
    state: BankPaymentState,
  ): Promise<Of<'AnswerRecall'>> {
    const credit = await this.creditOf(data);
    const isKnown = credit !== undefined || isInstructed(state);
    const isBack = credit && toMoney(credit.returned).minor === toMoney(credit.settlement.amount).minor;
    const reason = isKnown ? (isBack ? GIVEN_BACK : undefined) : UNKNOWN;
    const looked = lookedAt(data);
    const answer = reason === undefined ? looked : { ...looked, status: 'RJCR', reasons: [reason] };
    const occurredAt = byClockOf('PK', new Date(this.now()).toISOString());
    return { type: 'AnswerRecall', occurredAt, data: answer };
  }
}

type Answer = Pick<Recall, 'answered' | 'answeredAt'>;
type Ids = Pick<RecallAnswered['data'], 'paymentId' | 'bank' | 'recallId'>;

function isInstructed(state: BankPaymentState): boolean {
  return state.status === 'known' && state.instruction !== undefined;
}

function recallOf(state: BankPaymentState, recallId: string): Recall | undefined {
  if (state.status === 'unknown') return undefined;
  return state.recalls.find(({ requested }) => requested.recallId === recallId);
}

/** Finds at the one bank what stands at the other one. */
function isSameAs({ assignmentId, caseId, cancellationId }: RecallRequested['data'], isSent: boolean) {
  return ({ requested, ...recall }: Recall): boolean =>
    recall.isSent === isSent &&
    requested.assignmentId === assignmentId &&
    requested.caseId === caseId &&
    requested.cancellationId === cancellationId;
}

/** That the bank which answers it has it. */
function lookedAt({ paymentId, bank, recallId }: Ids): RecallAnswered['data'] {
  return { paymentId, bank, recallId, status: 'PDCR', reasons: [], by: 'ledger', format: 'json' };
}

/**
 * Whether it binds who sent the recall: what the bank answers for good, and that there is nothing left to give back, unless a bank told otherwise.
 * @param before what who sent it was told before.
 */
function isForSender(
  answered: RecallAnswered['data'] | undefined,
  before: RecallAnswered['data'] | undefined,
): answered is RecallAnswered['data'] {
  if (!answered || !isFinalAnswer(answered.status)) return false;
  if (answered.by !== 'ledger') return true;
  return !isFinalAnswer(before?.status) && answered.reasons.some(({ code }) => code === GIVEN_BACK.code);
}

/** The same answer, on the payment of the other bank. */
function toldAs(
  { paymentId, bank, recallId }: Ids,
  answered: RecallAnswered['data'],
): RecallAnswered['data'] {
  return { ...answered, paymentId, bank, recallId };
}
