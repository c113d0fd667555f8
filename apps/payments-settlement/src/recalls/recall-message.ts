import { createHash } from 'node:crypto';
import { type Envelope, writeResolutionOfInvestigation } from '@corridor/iso20022';
import type { RecallItem, RecallStatus } from './recall.answers.js';

/** The version of the camt.029 that answers are written in. */
export const ANSWER_FORMAT = 'camt.029.001.09';

type Reason = NonNullable<
  Parameters<typeof writeResolutionOfInvestigation>[0]['transactions'][number]['reasons']
>[number];

const NO_ONE = 'NOTPROVIDED';
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
  const { recallId, bank, status, answered, caseId, originator, uetr, endToEndId } = recall;
  if (!answered) return undefined;
  const back: Envelope = {
    from: { id: bank },
    to: { id: NO_ONE, ...(originator !== undefined && { name: originator }) },
  };
  return writeResolutionOfInvestigation({
    messageId: answered.messageId ?? answerMessageId(recallId, status),
    createdAt: answered.recordedAt,
    assigner: back.from,
    assignee: back.to,
    ...(caseId !== undefined && { resolvedCase: { id: caseId, creator: back.to } }),
    transactions: [
      {
        answer: WRITTEN_AS[status],
        ...(endToEndId !== undefined && { endToEndId }),
        ...(uetr !== undefined && { uetr }),
        reasons: answered.reasons.flatMap(reasonOf),
      },
    ],
  });
}

/** What has no code of its own is told in words alone, for which the message has no place. */
function reasonOf({ code, proprietary, additional }: RecallItem['reasons'][number]): Reason[] {
  if (code !== undefined) return [{ reason: { code } as const, additional }];
  return proprietary === undefined ? [] : [{ reason: { proprietary } as const, additional }];
}
