import type { MoneyJson } from '@corridor/kernel';

/**
 * SQL of which credits are of which payment: those of its UETR at its bank; else, where the one or the other has none, those of
 * its end-to-end id, if that names one payment and one credit there. What names several links none.
 */
const ONLY_ONE = `p.bank = s.bank AND p.end_to_end_id = s.end_to_end_id AND (p.uetr IS NULL OR s.uetr IS NULL)
  AND NOT EXISTS (SELECT FROM payments.payments q
    WHERE q.end_to_end_id = p.end_to_end_id AND q.bank = p.bank AND q.payment_id <> p.payment_id)
  AND NOT EXISTS (SELECT FROM payments.settlements t
    WHERE t.end_to_end_id = s.end_to_end_id AND t.bank = s.bank AND t.settlement_id <> s.settlement_id)`;

/** Ids of the settlements of the payment `p`. */
export const SETTLEMENTS_OF_PAYMENT = `SELECT s.settlement_id FROM payments.settlements s WHERE s.uetr = p.uetr AND s.bank = p.bank
  UNION SELECT s.settlement_id FROM payments.settlements s WHERE ${ONLY_ONE}`;

/** Id of the payment of the settlement `s`. */
export const PAYMENT_OF_SETTLEMENT = `SELECT p.payment_id FROM payments.payments p WHERE p.uetr = s.uetr AND p.bank = s.bank
  UNION ALL SELECT p.payment_id FROM payments.payments p WHERE ${ONLY_ONE} LIMIT 1`;

export interface MessageRow {
  readonly type: string;
  readonly format: string;
  readonly messageId: string | null;
  readonly told: Line;
  readonly position: number;
  readonly recordedAt: string;
}

/** What is worth a line of a message. */
export interface Line {
  readonly status?: string;
  readonly amount?: MoneyJson;
  readonly reasons?: readonly unknown[];
  /** Of an instruction: what it is for. Absent of what an older release listed. */
  readonly remittance?: readonly string[];
  readonly occurredAt?: string;
}

/**
 * JSON of all messages that told of a payment and its credits, in the order in which they came. What a message of the payment itself led to
 * on the stream of a credit is no message more.
 * @param payment an expression, its id; null where none is known.
 * @param settlements a list or a query of ids.
 */
export function messagesOf(payment: string, settlements: string): string {
  return `(SELECT coalesce(json_agg(json_build_object('type', m.type, 'format', m.format, 'messageId', m.message_id, 'told', m.told,
      'position', m.position, 'recordedAt', to_char(m.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
      ORDER BY m.position), '[]')
    FROM (
      SELECT type, format, message_id, told, position, recorded_at FROM payments.payment_messages WHERE payment_id = ${payment}
      UNION ALL
      SELECT e.type, e.format, e.message_id, '{}', e.position, e.recorded_at FROM (
        SELECT CASE t.position WHEN b.position THEN 'SettlementBooked' ELSE 'SettlementConfirmed' END AS type,
            t.format, t.message_id, t.position, t.recorded_at
          FROM payments.settlement_messages t JOIN payments.settlements b USING (settlement_id)
          WHERE t.settlement_id IN (${settlements})
        UNION ALL
        SELECT 'SettlementReturned', r.format, r.message_id, r.position, r.recorded_at
          FROM payments.settlement_returns r WHERE r.settlement_id IN (${settlements})
      ) e WHERE NOT EXISTS (SELECT FROM payments.payment_messages d
        WHERE d.payment_id = ${payment} AND d.format = e.format AND d.message_id = e.message_id)
    ) m)`;
}

export interface ToldMessage {
  readonly type: string;
  readonly format: string;
  readonly messageId?: string;
  readonly status?: string;
  readonly amount?: MoneyJson;
  readonly occurredAt?: string;
  readonly position: number;
  readonly recordedAt: string;
}

export function toldMessageOf({
  type,
  format,
  messageId,
  told,
  position,
  recordedAt,
}: MessageRow): ToldMessage {
  return {
    type,
    format,
    ...(messageId !== null && { messageId }),
    ...(told.status !== undefined && { status: told.status }),
    ...(told.amount && { amount: told.amount }),
    ...(told.occurredAt !== undefined && { occurredAt: told.occurredAt }),
    position,
    recordedAt,
  };
}
