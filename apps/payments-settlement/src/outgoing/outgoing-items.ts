import type { EventType } from '@corridor/contracts';
import type pg from 'pg';
import type { IsoStatus } from './outgoing-events.js';

/** What a bank is told of one event: by the feed and, the same, by a webhook. */
export interface OutgoingItem {
  /** Of the event in the ledger: the order of the items, and the cursor. */
  readonly position: number;
  /** The same however often and whichever way it is told. */
  readonly id: string;
  readonly type: EventType;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly settlementId?: string;
  readonly paymentId?: string;
  /** What the payment is called, where it is known. */
  readonly reference?: { readonly endToEndId?: string; readonly uetr?: string };
  /** The message of ISO 20022 that told of it, or that it is about. */
  readonly message?: { readonly messageId: string; readonly definition: string };
  readonly isoStatus?: IsoStatus;
  /** Whether it is invented, for the demo. */
  readonly demo: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Which items: those behind `after`, up to `to` where that is told. */
export interface ItemFilter {
  readonly bank: string;
  readonly after: number;
  readonly to?: number;
  /** Absent for all. */
  readonly types?: readonly string[];
  readonly limit: number;
}

export interface ItemPage {
  /** Oldest first. */
  readonly items: readonly OutgoingItem[];
  /** Every event up to here was looked at: what is not in `items` and lies before it never will be. */
  readonly asOf: number;
}

interface ItemRow {
  readonly reached: string;
  /** Null in the one row of a page without items. */
  readonly position: string | null;
  readonly type: EventType;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly demo: boolean;
  readonly settlement_id: string | null;
  readonly payment_id: string | null;
  readonly end_to_end_id: string | null;
  readonly uetr: string | null;
  readonly message_id: string | null;
  readonly message_format: string | null;
  readonly iso_status: IsoStatus | null;
  readonly data: OutgoingItem['data'];
}

/** A status between banks that says that the creditor was credited. */
const BOOKS = `o.type = 'PaymentStatusReported' AND o.data ->> 'status' = 'ACCC' AND o.message_format LIKE 'pacs.002%'`;
/** Between banks, and before it: an order of a customer books nothing. */
const ITS_INSTRUCTION = `SELECT FROM payments.outgoing i
  WHERE i.stream_id = o.stream_id AND i.position < o.position AND (i.end_to_end_id IS NOT NULL OR i.uetr IS NOT NULL)
    AND i.type = 'PaymentInstructed' AND i.message_format NOT LIKE 'pain.%'`;

/** Of the cover, whose creditor is a bank; that has come before it. */
const ITS_COVER = `SELECT FROM payments.outgoing c
  WHERE c.stream_id = o.stream_id AND c.position < o.position AND c.type = 'PaymentCovered'
    AND (o.data #>> '{original,messageName}' ILIKE 'pacs.009%'
      OR o.data #>> '{original,messageName}' IS NULL AND o.data #>> '{original,messageId}' = c.message_id)`;

/** One statement, so that the checkpoint and the items are of one moment. */
export async function itemsOf(pool: Pick<pg.Pool, 'query'>, filter: ItemFilter): Promise<ItemPage> {
  const { bank, after, to = Number.MAX_SAFE_INTEGER, types, limit } = filter;
  const { rows } = await pool.query<ItemRow>({
    name: 'payments-outgoing-items',
    text: `SELECT c.position AS reached, o.* FROM payments.list_checkpoints c LEFT JOIN LATERAL (
        SELECT o.position, o.type, o.occurred_at, o.recorded_at, o.demo, o.settlement_id, o.payment_id,
          coalesce(o.end_to_end_id, f.end_to_end_id) AS end_to_end_id, coalesce(o.uetr, f.uetr) AS uetr,
          coalesce(o.message_id, m.message_id) AS message_id, coalesce(o.message_format, m.message_format) AS message_format,
          CASE WHEN ${BOOKS} AND NOT EXISTS (${ITS_INSTRUCTION}) AND NOT EXISTS (${ITS_COVER}) THEN 'PDNG' ELSE o.iso_status END AS iso_status, o.data
        FROM payments.outgoing o
        LEFT JOIN LATERAL (
          SELECT f.end_to_end_id, f.uetr FROM payments.outgoing f
          WHERE f.stream_id = o.stream_id AND f.position <= o.position AND (f.end_to_end_id IS NOT NULL OR f.uetr IS NOT NULL)
          ORDER BY f.position LIMIT 1) f ON o.end_to_end_id IS NULL AND o.uetr IS NULL
        LEFT JOIN LATERAL (
          SELECT m.message_id, m.message_format FROM payments.outgoing m
          WHERE m.stream_id = o.stream_id AND m.position < o.position AND m.type = 'MessageReceived'
          ORDER BY m.position LIMIT 1) m ON o.type = 'MessageProcessed'
        WHERE o.bank = $1 AND o.position > $2 AND o.position <= $3 AND ($4::text[] IS NULL OR o.type = ANY ($4))
        ORDER BY o.position LIMIT $5) o ON true
      WHERE c.list = 'outgoing'`,
    values: [bank, after, to, types, limit],
  });
  const items = rows.flatMap((row) => (row.position === null ? [] : [toItem(row, Number(row.position))]));
  const asOf = items.length === limit ? (items.at(-1)?.position ?? after) : Number(rows[0]?.reached ?? 0);
  return { items, asOf };
}

function toItem(row: ItemRow, position: number): OutgoingItem {
  const { settlement_id, payment_id, end_to_end_id, uetr, message_id, message_format, iso_status } = row;
  const reference = {
    ...(end_to_end_id !== null && { endToEndId: end_to_end_id }),
    ...(uetr !== null && { uetr }),
  };
  return {
    position,
    id: `evt_${position}`,
    type: row.type,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    ...(settlement_id !== null && { settlementId: settlement_id }),
    ...(payment_id !== null && { paymentId: payment_id }),
    ...((end_to_end_id !== null || uetr !== null) && { reference }),
    ...(message_id !== null &&
      message_format !== null && { message: { messageId: message_id, definition: message_format } }),
    ...(iso_status !== null && { isoStatus: iso_status }),
    demo: row.demo,
    data: row.data,
  };
}
