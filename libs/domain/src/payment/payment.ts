import { type Decider, never } from '@corridor/kernel';
import { checkPositive, illegalStep } from '../checks.js';
import type { PaymentCommand } from './payment.commands.js';
import type { PaymentEvent, PaymentInstructed, RecallAnswered } from './payment.events.js';
import {
  type BankPaymentState,
  CREDITED,
  isFinalAnswer,
  isSameAnswer,
  type KnownPayment,
  type Recall,
  standingOfRecall,
  toldKey,
} from './payment-state.js';

/**
 * A payment between banks as messages tell of it: what was instructed, its cover, how it stands, its return and its recall. It moves no
 * money: what was credited and given back stands on the stream of the settlement. Messages come in any order, and more than
 * once: each adds what it says, and what was told before leads to nothing.
 */
export const payment: Decider<PaymentCommand, PaymentEvent, BankPaymentState> = {
  initialState: { status: 'unknown' },
  decide(command, state) {
    const event = eventOf(command);
    if (command.type === 'AnswerRecall') return answered(command, event, state);
    if (event.type === 'ReturnTakenAsInformation')
      return state.status === 'known' && hasWaitingReturns(state) ? [event] : [];
    if (state.status === 'known' && isTold(state, event, command)) return [];
    return [event];
  },
  evolve,
};

/** Whether a return was told of that was not taken as information. */
export function hasWaitingReturns({
  returns,
  informing,
}: Pick<KnownPayment, 'returns' | 'informing'>): boolean {
  return returns.length > informing;
}

/** A recall is the same by its id, in whatever message it comes. */
function isTold(
  { told, recalls }: KnownPayment,
  event: PaymentEvent,
  { occurrence = 1 }: PaymentCommand,
): boolean {
  if (event.type === 'RecallRequested' || event.type === 'RecallSent') {
    const { recallId } = event.data;
    return recalls.some(({ requested }) => requested.recallId === recallId);
  }
  const key = toldKey(event);
  return told.filter((each) => each === key).length >= occurrence;
}

function eventOf(command: PaymentCommand): PaymentEvent {
  const { occurredAt } = command;
  switch (command.type) {
    case 'InstructPayment':
      checkPositive(command.data.amount, '/amount');
      return { type: 'PaymentInstructed', occurredAt, data: command.data };
    case 'CoverPayment':
      checkPositive(command.data.amount, '/amount');
      return { type: 'PaymentCovered', occurredAt, data: command.data };
    case 'ReportPaymentStatus':
      return { type: 'PaymentStatusReported', occurredAt, data: command.data };
    case 'AdvisePaymentReturn':
      checkPositive(command.data.returnedAmount, '/returnedAmount');
      return { type: 'PaymentReturnAdvised', occurredAt, data: command.data };
    case 'TakeReturnAsInformation':
      return { type: 'ReturnTakenAsInformation', occurredAt, data: command.data };
    case 'RequestRecall':
      return { type: 'RecallRequested', occurredAt, data: command.data };
    case 'SendRecall':
      return { type: 'RecallSent', occurredAt, data: command.data };
    case 'AnswerRecall':
      return { type: 'RecallAnswered', occurredAt, data: command.data };
    default:
      return never(command);
  }
}

/** What a bank answers for good stays so; until then it may be looked at for as long as it takes. What the ledger answered gives way to a bank. */
function answered(
  { data, isOfAssignee = false }: Extract<PaymentCommand, { type: 'AnswerRecall' }>,
  event: PaymentEvent,
  state: BankPaymentState,
): readonly PaymentEvent[] {
  const recall =
    state.status === 'known' && state.recalls.find(({ requested }) => requested.recallId === data.recallId);
  if (!recall)
    throw illegalStep('AnswerRecall', 'recall is unknown', ['RequestRecall', 'SendRecall'], 'unknown');
  const { answered: before, isSent } = recall;
  if (!before) return [event];
  const isForGood = isFinalAnswer(before.status);
  // Messages come in any order: that it is looked at is no news behind its answer.
  if (isForGood && !isFinalAnswer(data.status)) return [];
  const key = toldKey(event);
  const isOwn = isOfAssignee && isSent;
  if (isSameAnswer(before, data) && (!isOwn || toldKey({ ...event, data: before }) === key)) return [];
  if (isOwn) return [event];
  // Told before another one took its place.
  if (state.told.includes(key)) return [];
  if (!isForGood || (before.by === 'ledger' && data.by !== 'ledger')) return [event];
  throw illegalStep(
    'AnswerRecall',
    `recall is answered with ${wordsOf(before)}`,
    [],
    standingOfRecall(before.status),
  );
}

/** With its reasons, and by whom. */
function wordsOf({ status, reasons, by }: RecallAnswered['data']): string {
  const codes = reasons.flatMap(({ code, proprietary }) => code ?? proprietary ?? []);
  return `${[status, ...codes].join(' ')} by the ${by}`;
}

function evolve(state: BankPaymentState, event: PaymentEvent): BankPaymentState {
  const { paymentId, bank } = event.data;
  const before: KnownPayment =
    state.status === 'known'
      ? state
      : {
          status: 'known',
          paymentId,
          bank,
          credited: [],
          covers: [],
          returns: [],
          informing: 0,
          recalls: [],
          told: [],
        };
  const now = { ...before, told: [...before.told, toldKey(event)] };
  switch (event.type) {
    case 'PaymentInstructed':
      return { ...now, instruction: better(before.instruction, event.data) };
    case 'PaymentCovered':
      return { ...now, covers: [...before.covers, event.data.messageId] };
    case 'PaymentStatusReported':
      return event.data.status === CREDITED ? { ...now, credited: [...before.credited, event.data] } : now;
    case 'PaymentReturnAdvised':
      return { ...now, returns: [...before.returns, event.data] };
    case 'ReturnTakenAsInformation':
      return { ...now, informing: before.returns.length };
    case 'RecallRequested':
    case 'RecallSent': {
      const recall = { requested: event.data, isSent: event.type === 'RecallSent' };
      return { ...now, recalls: [...before.recalls, recall] };
    }
    case 'RecallAnswered': {
      const { occurredAt: answeredAt, data: answered } = event;
      const answer = (recall: Recall): Recall =>
        recall.requested.recallId === answered.recallId ? { ...recall, answered, answeredAt } : recall;
      return { ...now, recalls: before.recalls.map(answer) };
    }
    default:
      return never(event);
  }
}

type Instruction = PaymentInstructed['data'];

function better(before: Instruction | undefined, now: Instruction): Instruction {
  if (!before) return now;
  const isOrdered = ({ format }: Instruction): boolean => format.startsWith('pain.');
  return isOrdered(before) && !isOrdered(now) ? now : before;
}
