import { randomUUID } from 'node:crypto';
import type { WebhookCommand } from '@corridor/domain';
import { Rejection } from '@corridor/kernel';
import { pause } from '@corridor/messaging';
import type pg from 'pg';
import type { PaymentsAggregates } from '../../aggregates.js';
import type { OutgoingItem } from '../outgoing-items.js';
import { backoffMs, retryAfterMs } from './backoff.js';
import { type Lane, Lanes } from './lanes.js';
import type { Outcome, WebhookSender } from './sender.js';
import { signatureOf } from './signature.js';

export interface DelivererOptions {
  readonly pool: pg.Pool;
  readonly aggregates: Pick<PaymentsAggregates, 'webhooks'>;
  readonly sender: Pick<WebhookSender, 'post' | 'close'>;
  /** Milliseconds since 1970 (default: the clock of the machine). */
  readonly now?: () => number;
  /** From 0 to below 1. */
  readonly random?: () => number;
  /** Lanes that are sent at once (default 64). */
  readonly atOnceMax?: number;
}

const AT_ONCE_MAX = 64;
const ITEMS_AT_A_TIME = 20;
/** Items of a lane in one go: then it stands behind those that wait. */
const ITEMS_OF_RUN_MAX = 200;
const GIVES_UP_AFTER_MS = 5 * 86_400_000;
const STOP_MAX_MS = 3_000;
const GONE = 410;

/**
 * Sends webhooks what their banks are told: of each lane in order, one item a request, at least once. Of several processes one does it
 * at a time, elected by a lock that its connection holds. A receiver that is slow or fails holds up its own lane alone.
 */
export class WebhookDeliverer {
  private readonly lanes: Lanes;
  private readonly running = new Map<string, Promise<void>>();
  private readonly failures: unknown[] = [];
  private leader: pg.PoolClient | undefined;

  constructor(private readonly options: DelivererOptions) {
    this.lanes = new Lanes(options.pool);
  }

  /**
   * Starts on lanes that have something to send, as many as may be sent at once, and does not wait for them; says how many these are.
   * @throws what a lane failed with since, where that was not its receiver's fault: it is tried again.
   */
  async step(): Promise<number> {
    if (this.failures.length > 0) throw this.failures.shift();
    const leader = await this.lead();
    const free = (this.options.atOnceMax ?? AT_ONCE_MAX) - this.running.size;
    if (!leader || free <= 0) return 0;
    let due: readonly Lane[];
    try {
      due = await this.lanes.due(leader, this.now(), [...this.running.keys()], free);
    } catch (error) {
      // The connection may be the one that broke, and with it the lock: elect anew.
      this.resign(error as Error);
      throw error;
    }
    for (const lane of due) {
      const run = this.run(lane)
        .catch((error) => void this.failures.push(error))
        .finally(() => this.running.delete(lane.laneId));
      this.running.set(lane.laneId, run);
    }
    return due.length;
  }

  /** Settles once nothing is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.running.values());
  }

  /** {@link Lanes.tidy}, for whoever leads. */
  async tidy(): Promise<number> {
    return this.leader ? this.lanes.tidy(this.now()) : 0;
  }

  /** Gives the lead up for another process, and ends attempts that do not end by themselves in a moment. */
  async stop(): Promise<void> {
    const { leader } = this;
    this.leader = undefined;
    // The server may take a moment to see that a connection is closed: another process has the lead at once.
    await leader?.query(`SELECT pg_advisory_unlock(hashtext('ledger webhooks'), 0)`).catch(() => undefined);
    leader?.release(new Error('stopped'));
    const idle = new AbortController();
    const ended = this.idle().finally(() => idle.abort());
    await pause(STOP_MAX_MS, idle.signal);
    this.options.sender.close();
    await ended;
  }

  private async run(lane: Lane): Promise<void> {
    let after = lane.cursor;
    for (let sent = 0; sent < ITEMS_OF_RUN_MAX; ) {
      const items = await this.lanes.next(lane, after, ITEMS_AT_A_TIME);
      if (items.length === 0) return;
      for (const item of items) {
        if (!this.leader) return;
        const outcome = await this.attempt(lane, item);
        if (!outcome.answered || outcome.status < 200 || outcome.status > 299) {
          // One that this process cut short itself, as it ends, says nothing of the receiver.
          return this.leader && this.notTaken(lane, after, item, outcome);
        }
        if (!(await this.lanes.taken(lane, after, item, this.now(), outcome.status))) return;
        after = item.position;
        sent += 1;
      }
    }
  }

  private async attempt(lane: Lane, item: OutgoingItem): Promise<Outcome> {
    const now = this.now();
    const secrets = await this.lanes.secretsOf(lane.webhookId, now);
    const body = JSON.stringify(item);
    const timestamp = Math.floor(now.getTime() / 1_000);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'corridor-ledger',
      'webhook-id': item.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf(secrets, { id: item.id, timestamp, body }),
      ...(lane.isReplay && { 'webhook-replay': 'true' }),
    };
    return this.options.sender.post(lane.url, headers, body);
  }

  private async notTaken(lane: Lane, after: number, item: OutgoingItem, outcome: Outcome): Promise<void> {
    const { random = Math.random } = this.options;
    const now = this.now();
    const attempts = (after === lane.cursor ? lane.attempts : 0) + 1;
    const askedMs = outcome.answered ? retryAfterMs(outcome.retryAfter, now.getTime()) : 0;
    const delayMs = Math.max(askedMs, backoffMs(attempts, random()));
    const failingSince = await this.lanes.failed(lane, after, item, now, {
      ...(outcome.answered ? { status: outcome.status } : { fault: outcome.fault }),
      nextAt: new Date(now.getTime() + delayMs),
    });
    if (!failingSince) return;
    const isGone = outcome.answered && outcome.status === GONE;
    if (!isGone && now.getTime() - failingSince.getTime() < GIVES_UP_AFTER_MS) return;
    const { webhookId } = lane;
    const reason = isGone ? 'gone' : 'failing';
    const data = { webhookId, reason, failingSince: failingSince.toISOString(), attempts } as const;
    await this.disable({ type: 'DisableWebhook', occurredAt: now.toISOString(), data });
  }

  private async disable(
    command: Extract<WebhookCommand, { readonly type: 'DisableWebhook' }>,
  ): Promise<void> {
    const context = { actor: 'process:payments-settlement', correlationId: randomUUID() };
    try {
      await this.options.aggregates.webhooks.handle(command.data.webhookId, command, context);
    } catch (error) {
      // Its bank has paused or ended it meanwhile.
      if (!(error instanceof Rejection) || error.code !== 'illegal-step') throw error;
    }
  }

  private now(): Date {
    return new Date(this.options.now?.() ?? Date.now());
  }

  private async lead(): Promise<pg.PoolClient | undefined> {
    if (this.leader) return this.leader;
    const client = await this.options.pool.connect();
    try {
      const { rows } = await client.query<{ elected: boolean }>(
        `SELECT pg_try_advisory_lock(hashtext('ledger webhooks'), 0) AS elected`,
      );
      if (rows[0]?.elected) {
        // A connection that breaks while it idles must not end the process; the next query on it fails.
        client.on('error', () => undefined);
        this.leader = client;
        return client;
      }
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
    client.release();
    return undefined;
  }

  private resign(reason: Error): void {
    this.leader?.release(reason);
    this.leader = undefined;
  }
}
