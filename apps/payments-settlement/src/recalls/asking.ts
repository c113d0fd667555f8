import { type BankPaymentState, isFinalAnswer, type PaymentCommand, type Recall } from '@corridor/domain';
import type { CancellationRequest } from '@corridor/iso20022';
import { isSameInstitution } from '@corridor/nest-kit';
import { recallIdOf } from '../naming/settlement-id.js';
import { defined, originalOf, reasonsOf, type Sent } from '../payments/payment-commands.js';
import { isFromItself, isToOther, ownBic, sentBetween } from './recall-parties.js';

/**
 * A camt.056, as a command to its payment. One on record stays what it is there, where the BICs of the key do not tell any more which way it went.
 * @throws Rejection as {@link sentBetween}, of what is not on record.
 */
export function askOf(
  item: CancellationRequest,
  paymentId: string,
  sent: Sent,
  state: BankPaymentState,
): PaymentCommand {
  const { assignmentId, caseId, caseCreator, cancellationId, original, originator, reasons } = item;
  const { messageFormat: format, messageId } = item;
  const { bank, bics, createdAt: occurredAt, instructingAgent: assigner, instructedAgent } = sent;
  const identity = [caseId ?? '', cancellationId ?? '', assignmentId];
  // A bank that passes one on has both under the same names.
  const receivedId = recallIdOf(paymentId, identity);
  const sentId = recallIdOf(paymentId, ['sent', ...identity]);
  const onRecord = recordOf(state, receivedId, sentId, sent);
  if (onRecord) return onRecord;
  const told = {
    ...{ paymentId, bank, assignmentId },
    ...defined({ caseId, caseCreator, cancellationId, originator, amount: original.amount }),
    original: originalOf(original),
    reasons: reasonsOf(reasons),
    ...{ format, messageId },
  };
  const between = sentBetween(sent);
  if (between) return { type: 'SendRecall', occurredAt, data: { ...told, recallId: sentId, ...between } };
  const assignee = ownBic(bics, instructedAgent);
  const data = { ...told, recallId: receivedId, ...defined({ assigner, assignee }) };
  return { type: 'RequestRecall', occurredAt, data };
}

/** What was told of it before, where that decides what it is. */
function recordOf(
  state: BankPaymentState,
  receivedId: string,
  sentId: string,
  sent: Sent,
): PaymentCommand | undefined {
  if (state.status === 'unknown') return undefined;
  const [received, own] = [receivedId, sentId].map((id) =>
    state.recalls.find(({ requested }) => requested.recallId === id),
  );
  const { createdAt: occurredAt, instructingAgent: assigner } = sent;
  // A bank that has the BIC of its assignee by now, too, sent it all the same.
  if (own && isBetween(sent, own)) return sentBefore(own, occurredAt);
  if (!isToOther(sent)) return undefined;
  if (isFromItself(sent, defined({ assigner }))) {
    // Sent, and told to an older release, which kept it as received: it is sent on, unless it has its answer.
    return received && !own && isOver(received, sent)
      ? { type: 'RequestRecall', occurredAt, data: received.requested }
      : undefined;
  }
  if (received) return { type: 'RequestRecall', occurredAt, data: received.requested };
  return own && sentBefore(own, occurredAt);
}

function sentBefore({ requested }: Recall, occurredAt: string): PaymentCommand {
  const { assigner = '', assignee = '' } = requested;
  return { type: 'SendRecall', occurredAt, data: { ...requested, assigner, assignee } };
}

function isBetween({ instructingAgent, instructedAgent }: Sent, { requested }: Recall): boolean {
  const { assigner, assignee } = requested;
  return isNamed(instructingAgent, assigner) && isNamed(instructedAgent, assignee);
}

function isNamed(bic: string | undefined, recorded: string | undefined): boolean {
  return bic !== undefined && recorded !== undefined && isSameInstitution(bic, recorded);
}

function isOver({ requested, answered }: Recall, sent: Sent): boolean {
  return isFromItself(sent, requested) && answered?.by === 'bank' && isFinalAnswer(answered.status);
}
