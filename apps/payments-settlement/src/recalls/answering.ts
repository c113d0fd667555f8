import {
  type BankPaymentState,
  type KnownPayment,
  type PaymentCommand,
  type Recall,
  type RecallAnswered,
  recallNamed,
  toldKey,
} from '@corridor/domain';
import type { CancellationAnswer } from '@corridor/iso20022';
import { Rejection } from '@corridor/kernel';
import { isSameInstitution } from '@corridor/nest-kit';
import { reasonsOf, type Sent } from '../payments/payment-commands.js';
import { isAnswerToSender, isFromItself } from './recall-parties.js';

/** @throws Rejection `recall-unknown` where no recall was told that it could answer, `answer-from-other` where another bank answers that. */
export function answerOf(
  item: CancellationAnswer,
  paymentId: string,
  sent: Sent,
  state: BankPaymentState,
): PaymentCommand {
  const { bank, createdAt: occurredAt, instructingAgent } = sent;
  const { caseId, messageFormat: format, messageId } = item;
  const status = item.status ?? item.confirmation;
  const reasons = reasonsOf(item.reasons);
  if (state.status === 'unknown' || status === undefined) throw unknown();
  const answering = ({ requested: { recallId } }: Recall): RecallAnswered['data'] => {
    return { paymentId, bank, recallId, status, reasons, by: 'bank', format, messageId };
  };
  // Taken before, it answers what it answered then, whatever was told behind it.
  const answered = only(state, (each) => isTold(state, answering(each)));
  const recall = recallNamed(answered, caseId) ?? recallAnswered(state, caseId, sent);
  if (!recall) throw unknown();
  const { assignee = '' } = recall.requested;
  if (recall.isSent && instructingAgent !== undefined && !isSameInstitution(instructingAgent, assignee)) {
    const message = `It is from ${instructingAgent}, and the recall was sent to ${assignee}, which answers it.`;
    throw new Rejection('answer-from-other', message);
  }
  return { type: 'AnswerRecall', occurredAt, data: answering(recall) };
}

function unknown(): Rejection {
  const message = 'It answers a recall that the ledger does not have; send the camt.056 first.';
  return new Rejection('recall-unknown', message);
}

/** Older releases kept what a bank sent as what it was sent: such a recall has its answer where none of its case is told as sent. */
function recallAnswered(state: KnownPayment, caseId: string | undefined, sent: Sent): Recall | undefined {
  const isSent = isAnswerToSender(sent);
  const recall = recallNamed(state, caseId, isSent);
  if (recall || !isSent) return recall;
  return recallNamed(
    only(state, ({ requested }) => isFromItself(sent, requested)),
    caseId,
  );
}

function only({ recalls }: KnownPayment, is: (recall: Recall) => boolean): Pick<KnownPayment, 'recalls'> {
  return { recalls: recalls.filter(is) };
}

function isTold({ told }: KnownPayment, data: RecallAnswered['data']): boolean {
  return told.includes(toldKey({ type: 'RecallAnswered', data }));
}
