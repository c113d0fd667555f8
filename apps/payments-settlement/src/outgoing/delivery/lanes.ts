import type pg from 'pg';
import { itemsOf, type OutgoingItem } from '../outgoing-items.js';
import type { Fault } from './sender.js';

/** What is sent in order: what is new for a webhook, or one of its replays. */
export interface Lane {
  readonly laneId: string;
  readonly webhookId: string;
  readonly bank: string;
  readonly url: string;
  readonly types?: readonly string[];
  readonly isReplay: boolean;
  /** What stands up to here was taken, or is not for this webhook. */
  readonly cursor: number;
  /** Attempts so far of the item behind the cursor. */
  readonly attempts: number;
  /** Last position of a replay. */
  readonly to?: number;
}

/** What became of an attempt that was not taken. */
export interface FailedAttempt {
  readonly status?: number;
  readonly fault?: Fault;
  readonly nextAt: Date;
}

interface LaneRow {
  readonly lane_id: string;
  readonly webhook_id: string;
  readonly bank: string;
  readonly url: string;
  readonly types: readonly string[] | null;
  readonly is_replay: boolean;
  readonly cursor: string;
  readonly attempts: number;
  readonly to_position: string | null;
}

/** SQL: lane `l` has something to send that its webhook `w` wants. */
export const HAS_ITEM = `EXISTS (SELECT FROM payments.outgoing o WHERE o.bank = w.bank AND o.position > l.cursor
  AND (l.to_position IS NULL OR o.position <= l.to_position) AND (w.types IS NULL OR o.type = ANY (w.types)))`;

/** Rows that a statement tidies away at once. */
const TIDIED_MAX = 10_000;
const KEPT_DAYS = 30;
/** A cursor that lags behind by more, with nothing to send, is brought up: each look goes over what lies behind it. */
const LAG_MAX = 1_000;

/** How far webhooks have been sent what they are told. */
export class Lanes {
  constructor(private readonly pool: Pick<pg.Pool, 'query'>) {}

  /** Lanes that have something to send now, those first that could be sent the longest ago; not the `busy` ones. */
  async due(
    client: pg.ClientBase,
    now: Date,
    busy: readonly string[],
    limit: number,
  ): Promise<readonly Lane[]> {
    const { rows } = await client.query<LaneRow>({
      name: 'payments-webhook-lanes-due',
      text: `SELECT l.lane_id, l.webhook_id, w.bank, w.url, w.types, l.is_replay, l.cursor, l.attempts, l.to_position
        FROM payments.webhook_lanes l JOIN payments.webhooks w USING (webhook_id)
        WHERE w.status = 'active' AND NOT l.is_done AND l.next_at <= $1 AND l.lane_id <> ALL ($2::uuid[]) AND ${HAS_ITEM}
        ORDER BY l.next_at, l.cursor, l.lane_id LIMIT $3`,
      values: [now, busy, limit],
    });
    return rows.map(
      ({ lane_id, webhook_id, bank, url, types, is_replay, cursor, attempts, to_position }) => ({
        laneId: lane_id,
        webhookId: webhook_id,
        bank,
        url,
        ...(types && { types }),
        isReplay: is_replay,
        cursor: Number(cursor),
        attempts,
        ...(to_position !== null && { to: Number(to_position) }),
      }),
    );
  }

  /** The next items of a lane behind `after`, oldest first. */
  async next({ bank, types, to }: Lane, after: number, limit: number): Promise<readonly OutgoingItem[]> {
    const filter = { bank, after, limit, ...(types && { types }), ...(to !== undefined && { to }) };
    return (await itemsOf(this.pool, filter)).items;
  }

  /** The secrets that sign now, the newest first. */
  async secretsOf(webhookId: string, now: Date): Promise<readonly Buffer[]> {
    const { rows } = await this.pool.query<{ secret: Buffer }>({
      name: 'payments-webhook-secrets',
      text: `SELECT secret FROM payments.webhook_secrets WHERE webhook_id = $1 AND (signs_until IS NULL OR signs_until > $2)
        ORDER BY signs_until DESC NULLS FIRST, secret_id`,
      values: [webhookId, now],
    });
    return rows.map(({ secret }) => secret);
  }

  /**
   * An item was taken: the cursor moves behind it, and the delivery is told of, in one statement. A lane that another process moved
   * on meanwhile stays where that brought it.
   * @returns whether its webhook is still active
   */
  async taken(
    { laneId }: Lane,
    after: number,
    item: OutgoingItem,
    now: Date,
    status: number,
  ): Promise<boolean> {
    const { rows } = await this.pool.query<{ status: string }>({
      name: 'payments-webhook-taken',
      text: `WITH moved AS (
          UPDATE payments.webhook_lanes SET cursor = $3, attempts = 0, failing_since = NULL, next_at = $4
          WHERE lane_id = $1 AND cursor = $2 RETURNING webhook_id),
        told AS (
          INSERT INTO payments.webhook_deliveries (lane_id, position, webhook_id, type, attempts, last_at, http_status, delivered_at)
          SELECT $1, $3, webhook_id, $5, 1, $4, $6, $4 FROM moved
          ON CONFLICT (lane_id, position) DO UPDATE SET attempts = webhook_deliveries.attempts + 1, last_at = excluded.last_at,
            http_status = excluded.http_status, fault = NULL, delivered_at = excluded.delivered_at)
        SELECT w.status FROM payments.webhooks w JOIN moved USING (webhook_id)`,
      values: [laneId, after, item.position, now, item.type, status],
    });
    return rows[0]?.status === 'active';
  }

  /**
   * An item was not taken, and is tried again at `nextAt`.
   * @returns since when its lane fails; `undefined` where another process moved the lane on.
   */
  async failed(
    { laneId }: Lane,
    after: number,
    item: OutgoingItem,
    now: Date,
    { status, fault, nextAt }: FailedAttempt,
  ): Promise<Date | undefined> {
    const { rows } = await this.pool.query<{ failing_since: Date }>({
      name: 'payments-webhook-failed',
      text: `WITH moved AS (
          UPDATE payments.webhook_lanes SET attempts = attempts + 1, failing_since = coalesce(failing_since, $3), next_at = $8
          WHERE lane_id = $1 AND cursor = $2 RETURNING webhook_id, failing_since),
        told AS (
          INSERT INTO payments.webhook_deliveries (lane_id, position, webhook_id, type, attempts, last_at, http_status, fault)
          SELECT $1, $4, webhook_id, $5, 1, $3, $6, $7 FROM moved
          ON CONFLICT (lane_id, position) DO UPDATE SET attempts = webhook_deliveries.attempts + 1, last_at = excluded.last_at,
            http_status = excluded.http_status, fault = excluded.fault)
        SELECT failing_since FROM moved`,
      values: [laneId, after, now, item.position, item.type, status, fault, nextAt],
    });
    return rows[0]?.failing_since;
  }

  /** Brings up cursors that nothing is to be sent behind, ends replays that are through, and drops what is old. Says how many rows it changed. */
  async tidy(now: Date): Promise<number> {
    const { rowCount: moved } = await this.pool.query(
      `UPDATE payments.webhook_lanes l SET cursor = least(c.position, coalesce(l.to_position, c.position)),
          is_done = l.to_position IS NOT NULL AND l.to_position <= c.position
        FROM payments.webhooks w, payments.list_checkpoints c
        WHERE c.list = 'outgoing' AND w.webhook_id = l.webhook_id AND NOT l.is_done AND NOT ${HAS_ITEM}
          AND (l.cursor < c.position - $1::bigint OR l.to_position <= c.position)`,
      [LAG_MAX],
    );
    const { rowCount: dropped } = await this.pool.query(
      `DELETE FROM payments.webhook_deliveries WHERE number IN (
        SELECT number FROM payments.webhook_deliveries WHERE last_at < $1::timestamptz - make_interval(days => $2) LIMIT $3)`,
      [now, KEPT_DAYS, TIDIED_MAX],
    );
    return (moved ?? 0) + (dropped ?? 0);
  }
}
