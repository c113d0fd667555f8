import { type BankPaymentState, type KnownPayment, type PaymentCommand, payment } from '@corridor/domain';
import { answerOf } from '../recalls/answering.js';
import { askOf } from '../recalls/asking.js';
import type { PaymentItem } from './alike-payments.js';
import { commandOf, type Sent } from './payment-commands.js';

/** What a message tells, as a command to its payment as that is. @throws Rejection as {@link answerOf}, {@link askOf}. */
export function commandOn(
  item: PaymentItem,
  paymentId: string,
  sent: Sent,
  state: BankPaymentState,
): PaymentCommand {
  switch (item.kind) {
    case 'cancellation-answer':
      return answerOf(item, paymentId, sent, state);
    case 'cancellation-request':
      return askOf(item, paymentId, sent, state);
    default:
      return commandOf(item, sent, paymentId);
  }
}

/** Whether a payment was told an item, or the recall that it answers. */
export function isTold(item: PaymentItem, state: KnownPayment, sent: Sent): boolean {
  if (item.kind !== 'cancellation-answer')
    return payment.decide(commandOn(item, state.paymentId, sent, state), state).length === 0;
  return state.recalls.some(({ requested }) => requested.caseId === item.caseId);
}
