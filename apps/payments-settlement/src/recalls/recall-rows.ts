import { type PaymentReason, RECALL_ENDS, type RecallRequested, standingOfRecall } from '@corridor/domain';
import type pg from 'pg';
import { defined } from '../payments/payment-commands.js';
import type { RecallDirection, RecallItem, RecallStatus } from './recall.answers.js';

/** A row of `payments.recalls`. */
interface Row {
  readonly recall_id: string;
  readonly payment_id: string;
  readonly position: string;
  readonly bank: string;
  readonly sent: boolean;
  readonly status: string | null;
  readonly requested: RecallRequested['data'];
  readonly recorded: string;
  readonly answered: Answered | null;
}

interface Answered {
  readonly status: string;
  readonly by: 'ledger' | 'bank' | 'operator';
  readonly reasons: readonly PaymentReason[];
  readonly format: string;
  readonly messageId?: string;
  readonly position: number;
  /** Absent of what an older release listed. */
  readonly occurredAt?: string;
  readonly recordedAt: string;
}

export interface RecallFilter {
  /** Only this bank's; absent for all. */
  readonly bank?: string;
  readonly recallId?: string;
  readonly direction?: RecallDirection;
  readonly status?: RecallStatus;
  /** Behind this position, 0 for the beginning. */
  readonly after: number;
  readonly limit: number;
}

/** ISO 20022's statuses that end a recall; with any other it is looked at. */
const ENDS = Object.keys(RECALL_ENDS);

/** Recalls, oldest first; with one more than the limit where there are more. */
export async function selectRecalls(
  pool: Pick<pg.Pool, 'query'>,
  { bank, recallId, direction, status, after, limit }: RecallFilter,
): Promise<readonly RecallItem[]> {
  const values: unknown[] = [after, limit + 1];
  const conditions = ['position > $1'];
  if (bank !== undefined) conditions.push(`bank = $${values.push(bank)}`);
  if (recallId !== undefined) conditions.push(`recall_id = $${values.push(recallId)}`);
  if (direction !== undefined) conditions.push(direction === 'sent' ? 'sent' : 'NOT sent');
  if (status === 'pending') {
    const ended = values.push(ENDS);
    conditions.push(`(status IS NULL OR status <> ALL ($${ended}))`);
  } else if (status !== undefined) {
    const ends = ENDS.filter((each) => standingOfRecall(each) === status);
    conditions.push(`status = ANY ($${values.push(ends)})`);
  }
  const { rows } = await pool.query<Row>(
    `SELECT recall_id, payment_id, position, bank, sent, status, requested, answered,
       to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded
     FROM payments.recalls WHERE ${conditions.join(' AND ')} ORDER BY position LIMIT $2`,
    values,
  );
  return rows.map(toItem);
}

function toItem({
  recall_id,
  payment_id,
  position,
  bank,
  sent,
  status,
  requested,
  recorded,
  answered,
}: Row): RecallItem {
  const { assignmentId, assigner, assignee, caseId, caseCreator, original } = requested;
  const { amount, reasons, originator, format, messageId } = requested;
  const { uetr, endToEndId, instructionId, transactionId, messageName, createdAt } = original;
  return {
    recallId: recall_id,
    paymentId: payment_id,
    bank,
    direction: sent ? 'sent' : 'received',
    status: standingOfRecall(status),
    ...(status !== null && { isoStatus: status }),
    assignmentId,
    ...defined({ assigner, assignee, caseId, caseCreator }),
    original: defined({
      messageId: original.messageId,
      messageName,
      createdAt,
      instructionId,
      transactionId,
    }),
    ...(uetr !== undefined && { uetr }),
    ...(endToEndId !== undefined && { endToEndId }),
    ...(amount && { amount }),
    reasons: reasons.map(toReason),
    ...(originator !== undefined && { originator }),
    format,
    messageId,
    requestedAt: recorded,
    ...(answered && {
      answered: {
        isoStatus: answered.status,
        by: answered.by,
        reasons: answered.reasons.map(toReason),
        format: answered.format,
        ...(answered.messageId !== undefined && { messageId: answered.messageId }),
        position: answered.position,
        ...(answered.occurredAt !== undefined && { occurredAt: answered.occurredAt }),
        recordedAt: answered.recordedAt,
      },
    }),
    position: Number(position),
  };
}

function toReason({ additional, ...named }: PaymentReason): RecallItem['reasons'][number] {
  return { ...named, additional: [...additional] };
}
