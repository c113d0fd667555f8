import type { EventType } from '@corridor/contracts';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Fault } from '../delivery/sender.js';
import { OutgoingLog } from '../outgoing-log.js';
import { webhookUnknown } from './webhook.handler.js';

export interface DeliveryFilter {
  readonly webhookId: string;
  /** Whose it has to be; absent for anybody's. */
  readonly bank?: string;
  readonly status?: 'delivered' | 'failing';
  /** Only older ones. */
  readonly after?: number;
  readonly limit: number;
}

/** What became of an item that was sent. */
export interface Delivery {
  /** The `webhook-id` that it was sent with. */
  readonly id: string;
  readonly position: number;
  readonly type: EventType;
  readonly replayId?: string;
  readonly status: 'delivered' | 'failing';
  readonly attempts: number;
  readonly lastAttemptAt: string;
  /** Of the last answer. */
  readonly httpStatus?: number;
  /** Why the last attempt got no answer. */
  readonly fault?: Fault;
  readonly deliveredAt?: string;
  readonly nextTryAt?: string;
}

export interface DeliveryPage {
  readonly items: readonly Delivery[];
  /** Gives the next page as `after`; absent on the last. */
  readonly next?: string;
}

/** Asks what became of what was sent, the latest first. */
export class DeliveriesRequest extends Query<DeliveryPage> {
  constructor(readonly filter: DeliveryFilter) {
    super();
  }
}

interface DeliveryRow {
  readonly number: string;
  readonly position: string;
  readonly type: EventType;
  readonly lane_id: string;
  readonly is_replay: boolean;
  readonly attempts: number;
  readonly last_at: Date;
  readonly http_status: number | null;
  readonly fault: Fault | null;
  readonly delivered_at: Date | null;
  readonly next_at: Date | number;
}

@QueryHandler(DeliveriesRequest)
export class DeliveriesHandler implements IQueryHandler<DeliveriesRequest> {
  constructor(
    @Inject(OutgoingLog) private readonly log: OutgoingLog,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  /** @throws ProblemError 404 `webhook-unknown`, 503 `index-behind`. */
  async execute({ filter }: DeliveriesRequest): Promise<DeliveryPage> {
    const { webhookId, bank, status, after, limit } = filter;
    const { pool } = this.parts;
    await this.log.atHead();
    const { rowCount } = await pool.query(
      'SELECT FROM payments.webhooks WHERE webhook_id = $1 AND ($2::text IS NULL OR bank = $2)',
      [webhookId, bank],
    );
    if (rowCount === 0) throw webhookUnknown();
    const { rows } = await pool.query<DeliveryRow>(
      `SELECT d.number, d.position, d.type, d.lane_id, l.is_replay, d.attempts, d.last_at, d.http_status, d.fault, d.delivered_at, l.next_at
       FROM payments.webhook_deliveries d JOIN payments.webhook_lanes l USING (lane_id)
       WHERE d.webhook_id = $1 AND ($2::bigint IS NULL OR d.number < $2)
         AND ($3::text IS NULL OR ($3 = 'delivered') = (d.delivered_at IS NOT NULL))
       ORDER BY d.number DESC LIMIT $4`,
      [webhookId, after, status, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(toDelivery), ...(rows.length > limit && last && { next: last.number }) };
  }
}

function toDelivery(row: DeliveryRow): Delivery {
  const { delivered_at, http_status, fault, next_at } = row;
  return {
    id: `evt_${row.position}`,
    position: Number(row.position),
    type: row.type,
    ...(row.is_replay && { replayId: row.lane_id }),
    status: delivered_at ? 'delivered' : 'failing',
    attempts: row.attempts,
    lastAttemptAt: row.last_at.toISOString(),
    ...(http_status !== null && { httpStatus: http_status }),
    ...(fault !== null && { fault }),
    ...(delivered_at && { deliveredAt: delivered_at.toISOString() }),
    // It is at once that what was resumed is tried: node-postgres tells that as a number.
    ...(!delivered_at && next_at instanceof Date && { nextTryAt: next_at.toISOString() }),
  };
}
