import { createHash } from 'node:crypto';
import { isInstant, type OriginalMessage, writeResolutionOfInvestigation } from '@corridor/iso20022';
import type { RecallItem, RecallStatus } from './recall.answers.js';
import { answeringParties } from './recall-parties.js';

/** The version of the camt.029 that answers are written in. */
export const ANSWER_FORMAT = 'camt.029.001.09';

type Reason = NonNullable<
  Parameters<typeof writeResolutionOfInvestigation>[0]['transactions'][number]['reasons']
>[number];

const WRITTEN_AS = { accepted: 'cancelled', pending: 'pending', rejected: 'rejected' } as const;

/** Of the camt.029 that answers a recall so: of the same answer the same. */
export function answerMessageId(recallId: string, status: RecallStatus): string {
  return createHash('sha256')
    .update(JSON.stringify([recallId, status]))
    .digest('hex')
    .slice(0, 32);
}

/** The last answer of a recall as a camt.029; `undefined` where there is none. The same at each call. */
export function recallMessage(recall: RecallItem): string | undefined {
  const { recallId, status, answered, caseId, original, uetr, endToEndId } = recall;
  if (!answered) return undefined;
  const { from, to } = answeringParties(recall);
  const { caseCreator = to } = recall;
  const { instructionId, transactionId } = original;
  const heldBy = originalMessageOf(original);
  return writeResolutionOfInvestigation({
    messageId: answered.messageId ?? answerMessageId(recallId, status),
    // When the bank made its own, unless the standard has no room for that.
    createdAt: isInstant(answered.occurredAt) ? answered.occurredAt : answered.recordedAt,
    assigner: from,
    assignee: to,
    ...(caseId !== undefined && { resolvedCase: { id: caseId, creator: caseCreator } }),
    transactions: [
      {
        answer: WRITTEN_AS[status],
        ...(heldBy && { original: heldBy }),
        ...(instructionId !== undefined && { instructionId }),
        ...(endToEndId !== undefined && { endToEndId }),
        ...(transactionId !== undefined && { transactionId }),
        ...(uetr !== undefined && { uetr }),
        reasons: answered.reasons.flatMap(reasonOf),
      },
    ],
  });
}

/** The message that held the payment, where both its id and its name are told. */
export function originalMessageOf({
  messageId,
  messageName,
  createdAt,
}: RecallItem['original']): OriginalMessage | undefined {
  if (messageId === undefined || messageName === undefined) return undefined;
  return { messageId, messageName, ...(createdAt !== undefined && { createdAt }) };
}

/** What has no code of its own is told in words alone, for which the message has no place. */
function reasonOf({ code, proprietary, additional }: RecallItem['reasons'][number]): Reason[] {
  if (code !== undefined) return [{ reason: { code } as const, additional }];
  return proprietary === undefined ? [] : [{ reason: { proprietary } as const, additional }];
}
