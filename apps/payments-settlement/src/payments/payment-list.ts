import { type RecordedEvent, readerOf } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import { never } from '@corridor/kernel';
import type pg from 'pg';
import { LogList } from '../list/log-list.js';
import type { Line } from './payment-links.js';

/** What the list of payments is made of. */
export const PAYMENT_LIST_EVENTS = [
  'PaymentInstructed',
  'PaymentCovered',
  'PaymentStatusReported',
  'PaymentReturnAdvised',
  'RecallRequested',
  'RecallSent',
  'RecallAnswered',
  'StatementRecorded',
] as const;
const read = readerOf(PAYMENT_LIST_EVENTS, () => undefined);
type ListedEvent = NonNullable<ReturnType<typeof read>>;

/** Payments with their messages, recalls, and statements that do not add up. */
export class PaymentList extends LogList {
  constructor(store: Pick<EventStore, 'head' | 'readAll'>, pool: pg.Pool, batchSize?: number) {
    const of = { categories: ['payment', 'statement'] } as const;
    const options = { list: 'payments', name: 'The list of payments', setsAside: () => true };
    super({ ...options, of, write, batchSize }, store, pool);
  }
}

async function write(client: pg.ClientBase, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events.flatMap((each) => read(each) ?? [])) await apply(client, event);
}

async function apply(client: pg.ClientBase, event: ListedEvent): Promise<void> {
  const { position, recordedAt, type, data } = event;
  if (type === 'StatementRecorded') {
    if (data.findings.length === 0) return;
    await client.query('INSERT INTO payments.statement_findings VALUES ($1, $2, $3, $4, $5)', [
      position,
      data.bank,
      data.account,
      JSON.stringify(data),
      recordedAt,
    ]);
    return;
  }
  const { paymentId, bank, format, messageId } = data;
  const { uetr, endToEndId } = referencesOf(event);
  await client.query(
    `INSERT INTO payments.payments AS p VALUES ($1, $2, $3, $4, $5) ON CONFLICT (payment_id) DO UPDATE
     SET uetr = coalesce(p.uetr, EXCLUDED.uetr), end_to_end_id = coalesce(p.end_to_end_id, EXCLUDED.end_to_end_id)`,
    [paymentId, position, bank, uetr, endToEndId],
  );
  await client.query('INSERT INTO payments.payment_messages VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    paymentId,
    position,
    type,
    format,
    messageId,
    JSON.stringify(lineOf(event)),
    recordedAt,
  ]);
  if (type === 'PaymentReturnAdvised' && uetr !== undefined) {
    await client.query(
      'INSERT INTO payments.awaited_returns (position, payment_id, bank, uetr) VALUES ($1, $2, $3, $4)',
      [position, paymentId, bank, uetr],
    );
  } else if (type === 'RecallRequested' || type === 'RecallSent') {
    await client.query(
      `INSERT INTO payments.recalls (recall_id, payment_id, position, bank, case_id, uetr, requested, recorded_at, sent, waits)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9 AND $6::text IS NOT NULL)`,
      [
        data.recallId,
        paymentId,
        position,
        bank,
        data.caseId,
        uetr,
        JSON.stringify(data),
        recordedAt,
        type === 'RecallSent',
      ],
    );
  } else if (type === 'RecallAnswered') {
    const { status, reasons, by, format: form, messageId: id } = data;
    const answered = { status, reasons, by, format: form, messageId: id, position, recordedAt };
    await client.query('UPDATE payments.recalls SET status = $2, answered = $3 WHERE recall_id = $1', [
      data.recallId,
      status,
      JSON.stringify(answered),
    ]);
  }
}

type PaymentEvent = Exclude<ListedEvent, { type: 'StatementRecorded' }>;

function referencesOf(event: PaymentEvent): { readonly uetr?: string; readonly endToEndId?: string } {
  switch (event.type) {
    case 'PaymentInstructed':
    case 'PaymentCovered':
      return event.data.references;
    case 'PaymentStatusReported':
    case 'PaymentReturnAdvised':
    case 'RecallRequested':
    case 'RecallSent':
      return event.data.original;
    case 'RecallAnswered':
      return {};
    default:
      return never(event);
  }
}

function lineOf(event: PaymentEvent): Line {
  switch (event.type) {
    case 'PaymentInstructed':
    case 'PaymentCovered':
      return { amount: event.data.amount };
    case 'PaymentStatusReported':
    case 'RecallAnswered':
      return { status: event.data.status, reasons: event.data.reasons };
    case 'PaymentReturnAdvised':
      return { amount: event.data.returnedAmount, reasons: event.data.reasons };
    case 'RecallRequested':
    case 'RecallSent':
      return { ...(event.data.amount && { amount: event.data.amount }), reasons: event.data.reasons };
    default:
      return never(event);
  }
}
