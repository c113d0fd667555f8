import { type BankPaymentState, type PaymentCommand, recallNamed } from '@corridor/domain';
import type { CancellationAnswer } from '@corridor/iso20022';
import { Rejection } from '@corridor/kernel';
import { isSameInstitution } from '@corridor/nest-kit';
import { reasonsOf, type Sent } from '../payments/payment-commands.js';
import { isAnswerToSender } from './recall-parties.js';

/** @throws Rejection `recall-unknown` where no recall was told that it could answer, `answer-from-other` where another bank answers that. */
export function answerOf(
  item: CancellationAnswer,
  paymentId: string,
  sent: Sent,
  state: BankPaymentState,
): PaymentCommand {
  const { bank, createdAt: occurredAt, instructingAgent } = sent;
  const recall =
    state.status === 'known' ? recallNamed(state, item.caseId, isAnswerToSender(sent)) : undefined;
  const status = item.status ?? item.confirmation;
  if (!recall || status === undefined) {
    const message = 'It answers a recall that the ledger does not have; send the camt.056 first.';
    throw new Rejection('recall-unknown', message);
  }
  const { recallId, assignee = '' } = recall.requested;
  if (recall.isSent && instructingAgent !== undefined && !isSameInstitution(instructingAgent, assignee)) {
    const message = `It is from ${instructingAgent}, and the recall was sent to ${assignee}, which answers it.`;
    throw new Rejection('answer-from-other', message);
  }
  const { messageFormat: format, messageId } = item;
  const reasons = reasonsOf(item.reasons);
  const data = { paymentId, bank, recallId, status, reasons, by: 'bank', format, messageId } as const;
  return { type: 'AnswerRecall', occurredAt, data };
}
