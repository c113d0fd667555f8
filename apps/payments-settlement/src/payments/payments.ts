import {
  type BankPaymentState,
  CREDITED,
  hasWaitingReturns,
  type PaymentCommand,
  type PaymentReturnAdvised,
  payment,
} from '@corridor/domain';
import { type AppendContext, EventStore, firstPositionOf, retryOnConflict } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentsAggregates } from '../aggregates.js';
import type { ToldCredit } from '../booking/credit.js';
import { Credits } from '../booking/credits.js';
import { historyOf } from '../booking/history.js';
import { bankDay, checkBookingDays } from '../dates/day-limits.js';
import { CreditNames } from '../naming/credit-names.js';
import { paymentName } from '../naming/names-of-credit.js';
import { decideInTurn } from '../process/decide-in-turn.js';
import { Recalls } from '../recalls/recalls.js';
import { GiveBack } from '../returns/give-back.js';
import { returnsOf } from '../returns/returns-of.js';
import { AGGREGATES, CLOCK, type Clock } from '../tokens.js';
import type { PaymentItem } from './alike-payments.js';
import { commandOn, isTold } from './command-on.js';
import {
  type CreditElsewhere,
  creditByStatus,
  creditedElsewhere,
  informsAs,
  keeperOf,
  type Lacking,
} from './credit-by-status.js';
import { otherwiseInstructed } from './other-instruction.js';
import { commandOf, defined, paymentIdOfItem, type Sent } from './payment-commands.js';
import { PaymentOriginals } from './payment-originals.js';
import type { Effect, PaymentOutcome } from './payment-outcome.js';
import { originalInSum, returnByAdvice, returnNumber } from './return-by-advice.js';
import { firstTold, returnToldBy } from './told-before.js';
import { checkDays, dayOfInstant } from './told-days.js';

/** An item as it is taken, and its credit where no UETR names that. */
interface Named {
  readonly item: PaymentItem;
  readonly settlementId?: string;
}

const ATTEMPTS_MAX = 20;
type Known = Extract<BankPaymentState, { status: 'known' }>;

/** Keeps what messages tell of payments, and books what follows from it, in one append. */
@Injectable()
export class Payments {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(Credits) private readonly credits: Credits,
    @Inject(CreditNames) private readonly names: CreditNames,
    @Inject(GiveBack) private readonly returns: GiveBack,
    @Inject(PaymentOriginals) private readonly originals: PaymentOriginals,
    @Inject(Recalls) private readonly recalls: Recalls,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws Rejection, ContractViolation for an item that cannot be taken. */
  async take(told: PaymentItem, sent: Sent, context: AppendContext): Promise<PaymentOutcome> {
    const { item, settlementId: named } = await this.named(told, sent);
    const paymentId = await this.idOf(item, sent);
    return retryOnConflict(async () => {
      const { payments } = this.aggregates;
      const before = await payments.load(paymentId);
      const command = commandOn(item, paymentId, sent, before.state);
      const recalling = await this.recalls.following(command, before.state);
      const commands = [command, ...recalling.commands];
      const { loaded, append } = decideInTurn(payments, paymentId, commands, before);
      if (append) checkDays(command, this.today());
      const isNews = append !== undefined;
      const { streams: others, ...follows } = await this.follows(
        item,
        command,
        loaded.state,
        sent,
        named,
        isNews,
      );
      const informs = await this.takenAsInformation(command, loaded.state, sent, follows.elsewhere);
      const all = informs ? decideInTurn(payments, paymentId, [...commands, informs], before).append : append;
      const streams = [...others, ...recalling.streams];
      // The payment comes first: the position of the append is that of what was told.
      const appended = all ? [all, ...streams] : streams;
      if (!append) {
        if (appended.length > 0) await this.store.append({ ...context, streams: appended });
        return {
          // What it lacked when it came first is known by now: it books only this time, and is no duplicate of what booked nothing.
          outcome: streams.length > 0 ? 'told' : 'known',
          paymentId,
          ...(await firstTold(this.store, paymentId, command)),
          ...follows,
        };
      }
      const position = firstPositionOf(await this.store.append({ ...context, streams: appended }));
      const outcome = follows.lacks === undefined ? 'told' : 'pending';
      return { outcome, paymentId, position, ...follows };
    }, ATTEMPTS_MAX);
  }

  /** Whether a payment has been told what an item tells; nothing is appended. */
  async look(told: PaymentItem, sent: Sent): Promise<PaymentOutcome | undefined> {
    const { item, settlementId: named } = await this.named(told, sent);
    if (item.kind === 'cancellation-answer') return undefined;
    const paymentId = await this.idOf(item, sent);
    const { state } = await this.aggregates.payments.load(paymentId);
    const command = commandOn(item, paymentId, sent, state);
    if (state.status === 'unknown' || payment.decide(command, state).length > 0) return undefined;
    const first = await firstTold(this.store, paymentId, command);
    return {
      outcome: 'known',
      paymentId,
      ...first,
      ...(await this.waitsFor(item, command, state, sent, named)),
    };
  }

  /**
   * A return that names its payment by no UETR is of the one that its other ids name, or refused: nothing would tell when that
   * came. What was told before under these ids stays where it is.
   */
  private async named(item: PaymentItem, sent: Sent): Promise<Named> {
    if (item.kind !== 'payment-return' || item.original.uetr !== undefined) return { item };
    const { state } = await this.aggregates.payments.load(paymentIdOfItem(item, sent.bank));
    const isTold = payment.decide(commandOf(item, sent), state).length === 0;
    try {
      const found = await this.originals.find(sent.bank, item.original);
      if ('settlementId' in found) return { item, settlementId: found.settlementId };
      return { item: isTold ? item : { ...item, original: { ...item.original, uetr: found.uetr } } };
    } catch (error) {
      if (isTold && error instanceof Rejection) return { item };
      throw error;
    }
  }

  /** Of several payments that a message calls the same, a later message without a UETR means that of the reference that it names. */
  private async idOf(item: PaymentItem, sent: Sent): Promise<string> {
    const { bank } = sent;
    const paymentId = paymentIdOfItem(item, bank);
    if (item.kind === 'credit-transfer' || item.kind === 'payment-return' || item.paymentId !== undefined)
      return paymentId;
    // An older release told all to the first.
    return this.originals.meant(bank, item.original, paymentId, (first) => isTold(item, first, sent));
  }

  /** A return that was kept before its credit came stays so where it does not fit that: it stands on the work list. */
  private async follows(
    item: PaymentItem,
    command: PaymentCommand,
    state: BankPaymentState,
    sent: Sent,
    named: string | undefined,
    isNews: boolean,
  ): Promise<Effect> {
    try {
      return await this.effectOf(item, command, state, sent, named);
    } catch (error) {
      if (isNews || item.kind !== 'payment-return' || !(error instanceof Rejection)) throw error;
      return { streams: [], refused: error };
    }
  }

  private async effectOf(
    item: PaymentItem,
    command: PaymentCommand,
    state: BankPaymentState,
    sent: Sent,
    named: string | undefined,
  ): Promise<Effect> {
    if (state.status === 'unknown') return { streams: [] };
    switch (item.kind) {
      case 'credit-transfer': {
        const otherwise = otherwiseInstructed(command, state);
        return { ...(await this.settled(state, sent, false)), ...(otherwise !== undefined && { otherwise }) };
      }
      case 'status-report': {
        const asksForIt = item.status === CREDITED;
        const informs =
          asksForIt && command.type === 'ReportPaymentStatus' ? informsAs(state, command.data) : undefined;
        const effect = await this.settled(state, sent, asksForIt && informs === undefined);
        if (informs) return { streams: effect.streams, informs };
        const isOfNone = item.level !== 'transaction' && item.paymentId === undefined;
        return effect.lacks && isOfNone ? { ...effect, lacks: 'message-unknown' } : effect;
      }
      case 'payment-return':
        return this.givenBack(returnToldBy(command, state), state, sent, named);
      case 'cancellation-request':
      case 'cancellation-answer': {
        if (!('recallId' in command.data)) return { streams: [] };
        const { recallId } = command.data;
        const recall = state.recalls.find(({ requested }) => requested.recallId === recallId);
        const { answered: answer, isSent } = recall ?? {};
        const lacks = isSent && answer === undefined ? { lacks: 'recall-unanswered' as const } : {};
        return { streams: [], recallId, ...lacks, ...(answer && { answer }) };
      }
    }
  }

  /** A status says that the creditor has it, and all is known that the credit is booked by. */
  private async settled(state: Known, { bics }: Sent, asksForIt: boolean): Promise<Effect> {
    const settling = state.credited.filter((credited) => informsAs(state, credited) === undefined);
    const all = settling.map((credited) => creditByStatus(state, credited, bics));
    const told = all.find((each) => this.whyAhead(each) === undefined) ?? all[0];
    if (told === undefined) return { streams: [] };
    if (typeof told === 'string') return { streams: [], ...(asksForIt && { lacks: told }) };
    if ('elsewhere' in told) return { streams: [], ...(asksForIt && told) };
    const ahead = this.whyAhead(told);
    if (ahead !== undefined && !(await this.credits.look([told]))[0]) {
      // Older releases kept statuses of days that lie far ahead: no other message is refused for what they say.
      if (asksForIt) throw ahead;
      return { streams: [] };
    }
    const { append, ...follows } = await this.credits.appendOf(told);
    const { account } = told.credit;
    return { streams: append ? [append] : [], ...follows, ...(asksForIt && { account }) };
  }

  /** `date-in-future` for a credit of a day that lies ahead. */
  private whyAhead(told: ToldCredit | Lacking | CreditElsewhere): unknown {
    if (typeof told === 'string' || 'elsewhere' in told) return undefined;
    try {
      checkBookingDays(told.credit, this.today());
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** What a message that was told before still waits for, that it informs, or why it is not done. */
  private async waitsFor(
    item: PaymentItem,
    command: PaymentCommand,
    state: Known,
    sent: Sent,
    named: string | undefined,
  ): Promise<Pick<Effect, 'lacks' | 'elsewhere' | 'refused'>> {
    if (item.kind !== 'payment-return') return {};
    const { lacks, elsewhere, refused } = await this.follows(item, command, state, sent, named, false);
    return defined({ lacks, elsewhere, refused });
  }

  /** Returns that undo no credit with the bank are taken as information: once that is known, as they come or as their instruction does. */
  private async takenAsInformation(
    { type, occurredAt, data }: PaymentCommand,
    state: BankPaymentState,
    { bank, bics }: Sent,
    elsewhere: string | undefined,
  ): Promise<PaymentCommand | undefined> {
    if (state.status === 'unknown' || !hasWaitingReturns(state) || data.messageId === undefined)
      return undefined;
    if (type === 'InstructPayment') {
      if (await this.holderOf(bank, data.references.uetr)) return undefined;
    } else if (type !== 'AdvisePaymentReturn' || elsewhere === undefined) return undefined;
    const creditorAgent = elsewhere ?? creditedElsewhere(state, bics)?.elsewhere;
    if (creditorAgent === undefined) return undefined;
    const { paymentId, format, messageId } = data;
    return {
      type: 'TakeReturnAsInformation',
      occurredAt,
      data: { paymentId, bank, creditorAgent, format, messageId },
    };
  }

  private async holderOf(bank: string, uetr: string | undefined): ReturnType<CreditNames['holderOf']> {
    return uetr === undefined ? undefined : this.names.holderOf(paymentName(bank, uetr));
  }

  private today(): string {
    return bankDay(this.now());
  }

  /** What the credit paid is undone; where that has not come yet, it is waited for. */
  private async givenBack(
    advice: PaymentReturnAdvised['data'] | undefined,
    state: Known,
    sent: Sent,
    named: string | undefined,
  ): Promise<Effect> {
    const { bank, createdAt } = sent;
    const holder = named === undefined ? await this.holderOf(bank, advice?.original.uetr) : undefined;
    if (holder?.inSum) throw originalInSum(holder.settlementId);
    const settlementId = named ?? holder?.settlementId;
    const waits = { streams: [], ...notCredited(advice, state, sent) };
    if (!advice || settlementId === undefined) return waits;
    const history = await historyOf(this.store, settlementId);
    const { loaded, events } = history;
    if (loaded.state.status === 'unknown') return waits;
    const number = returnNumber(advice, state.returns);
    const days = { came: dayOfInstant(createdAt), today: this.today() };
    const told = returnByAdvice(advice, number, loaded.state, returnsOf(events), days);
    const { streams, returnId } = await this.returns.decide(settlementId, told, history);
    return { streams, settlementId, returnId };
  }
}

/** Of what was credited with another bank, no credit will come: a return of it informs. Should one come all the same, it is done then. */
function notCredited(
  advice: PaymentReturnAdvised['data'] | undefined,
  state: Known,
  { bics }: Sent,
): Pick<Effect, 'lacks' | 'elsewhere'> {
  const wasInforming = advice !== undefined && state.returns.indexOf(advice) < state.informing;
  const elsewhere = wasInforming ? keeperOf(state.instruction) : creditedElsewhere(state, bics)?.elsewhere;
  return elsewhere === undefined ? { lacks: 'original-unknown' } : { elsewhere };
}
