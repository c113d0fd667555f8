import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { HAS_ITEM } from '../delivery/lanes.js';
import { OutgoingLog } from '../outgoing-log.js';
import { type WebhookRow, type WebhookView, webhookOf } from './webhook-view.js';

export interface WebhookFilter {
  /** Only this bank's; absent for all. */
  readonly bank?: string;
  readonly webhookId?: string;
  /** Registered behind this position, 0 for the beginning. */
  readonly after: number;
  readonly limit: number;
}

export interface WebhookPage {
  readonly items: readonly WebhookView[];
  /** Gives the next page as `after`; absent on the last. */
  readonly next?: string;
}

/** Asks for webhooks, in the order in which they were registered. */
export class WebhooksRequest extends Query<WebhookPage> {
  constructor(readonly filter: WebhookFilter) {
    super();
  }
}

/** A replay is through where nothing of it is left, and all of it is in the index. */
const SELECT = `SELECT w.webhook_id, w.bank, w.url, w.types, w.description, w.status, w.reason, w.registered_at, w.first_position,
  (SELECT coalesce(json_agg(json_build_object('laneId', l.lane_id, 'isReplay', l.is_replay, 'cursor', l.cursor, 'from', l.from_position,
      'to', l.to_position, 'isDone', l.is_done OR l.to_position <= c.position AND NOT ${HAS_ITEM}, 'attempts', l.attempts,
      'failingSince', (extract(epoch FROM l.failing_since) * 1000)::bigint,
      'nextAt', CASE WHEN isfinite(l.next_at) THEN (extract(epoch FROM l.next_at) * 1000)::bigint END)
      ORDER BY l.number), '[]')
    FROM (SELECT * FROM payments.webhook_lanes l WHERE l.webhook_id = w.webhook_id ORDER BY l.is_replay, l.number DESC LIMIT 11) l) AS lanes
  FROM payments.webhooks w JOIN payments.list_checkpoints c ON c.list = 'outgoing'`;

@QueryHandler(WebhooksRequest)
export class WebhooksHandler implements IQueryHandler<WebhooksRequest> {
  constructor(
    @Inject(OutgoingLog) private readonly log: OutgoingLog,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  /** @throws ProblemError 503 `index-behind`. */
  async execute({ filter: { bank, webhookId, after, limit } }: WebhooksRequest): Promise<WebhookPage> {
    await this.log.atHead();
    const { rows } = await this.parts.pool.query<WebhookRow>(
      `${SELECT} WHERE ($1::text IS NULL OR w.bank = $1) AND ($2::uuid IS NULL OR w.webhook_id = $2) AND w.first_position > $3
       ORDER BY w.first_position LIMIT $4`,
      [bank, webhookId, after, limit + 1],
    );
    const items = rows.slice(0, limit).map(webhookOf);
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: String(last.position) }) };
  }
}
