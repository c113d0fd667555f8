import { readerOf } from '@corridor/contracts';
import type { EventStore } from '@corridor/event-store';
import { type MoneyJson, never } from '@corridor/kernel';
import type pg from 'pg';

const BATCH_SIZE = 1_000;

/** What the list of payments is made of. */
export const PAYMENT_LIST_EVENTS = [
  'PaymentInstructed',
  'PaymentCovered',
  'PaymentStatusReported',
  'PaymentReturnAdvised',
  'RecallRequested',
  'RecallAnswered',
  'StatementRecorded',
] as const;
const read = readerOf(PAYMENT_LIST_EVENTS, () => undefined);
type ListedEvent = NonNullable<ReturnType<typeof read>>;

/** What is worth a line of a message. */
interface Line {
  readonly status?: string;
  readonly amount?: MoneyJson;
  readonly reasons?: readonly unknown[];
}

/**
 * Payments with their messages, recalls, and statements that do not add up, made of the log in the order of positions. The checkpoint moves in the
 * transaction of what it stands for, so each event is applied once, whoever builds it.
 */
export class PaymentList {
  private running: Promise<number> | undefined;

  constructor(
    private readonly store: Pick<EventStore, 'head' | 'readAll'>,
    private readonly pool: pg.Pool,
  ) {}

  /** Applies the next batch; says how many events it held. */
  step(): Promise<number> {
    this.running ??= this.applyNext().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Goes on until what stands in the log by now is in it. */
  async atHead(): Promise<void> {
    const head = await this.store.head();
    while ((await this.reached()) < head) await this.step();
  }

  private async reached(): Promise<number> {
    const { rows } = await this.pool.query<{ position: string }>({
      name: 'payments-messages-checkpoint',
      text: 'SELECT position FROM payments.messages_checkpoint',
    });
    return Number(rows[0]?.position ?? 0);
  }

  private async applyNext(): Promise<number> {
    const after = await this.reached();
    const head = await this.store.head();
    if (head === after) return 0;
    const categories = ['payment', 'statement'] as const;
    const events = await this.store.readAll({ after, limit: BATCH_SIZE, categories });
    const last = events.at(-1)?.position ?? after;
    const reached = events.length === BATCH_SIZE ? last : Math.max(head, last);
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const moved = await client.query(
        'UPDATE payments.messages_checkpoint SET position = $2 WHERE position = $1',
        [after, reached],
      );
      if (moved.rowCount === 1) {
        for (const event of events.flatMap((each) => read(each) ?? [])) await apply(client, event);
      }
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
    return events.length;
  }
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
  } else if (type === 'RecallRequested') {
    await client.query(
      `INSERT INTO payments.recalls (recall_id, payment_id, position, bank, case_id, uetr, requested)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [data.recallId, paymentId, position, bank, data.caseId, uetr, JSON.stringify(data)],
    );
  } else if (type === 'RecallAnswered') {
    await client.query('UPDATE payments.recalls SET status = $2 WHERE recall_id = $1', [
      data.recallId,
      data.status,
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
      return { ...(event.data.amount && { amount: event.data.amount }), reasons: event.data.reasons };
    default:
      return never(event);
  }
}
