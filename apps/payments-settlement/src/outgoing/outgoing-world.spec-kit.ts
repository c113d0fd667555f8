import { randomUUID } from 'node:crypto';
import type { WebhookCommand } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { aggregatesOn, type PaymentsAggregates } from '../aggregates.js';
import { ALMATY, KARACHI } from '../trade-world.spec-kit.js';
import { WebhookSender } from './delivery/sender.js';
import { type DelivererOptions, WebhookDeliverer } from './delivery/webhook-deliverer.js';
import { OutgoingLog } from './outgoing-log.js';
import { WebhookHandler, WebhookRequest } from './webhooks/webhook.handler.js';

const AT = '2026-11-02T09:00:00Z';

/** A process that delivers, driven by hand. */
export interface Delivering {
  readonly deliverer: WebhookDeliverer;
  readonly sender: WebhookSender;
  /** Follows the log, starts on what is due, and waits for it; again and again until nothing is. */
  readonly run: () => Promise<void>;
}

/** A ledger with the service's parts, none of which runs by itself. */
export class OutgoingWorld {
  /** What the deliverers take for the time, in milliseconds since 1970. */
  now = Date.parse(AT);
  private readonly deliverers: WebhookDeliverer[] = [];

  private constructor(
    readonly ledger: TestLedger,
    readonly owner: pg.Pool,
    readonly pool: pg.Pool,
    readonly store: EventStore,
    readonly aggregates: PaymentsAggregates,
    readonly log: OutgoingLog,
  ) {}

  static async start(): Promise<OutgoingWorld> {
    const ledger = await startTestLedger();
    const pool = ledgerPool(ledger.url, 'payments_settlement', 16);
    const store = new EventStore({ pool });
    const aggregates = aggregatesOn(store);
    return new OutgoingWorld(
      ledger,
      ledgerPool(ledger.url),
      pool,
      store,
      aggregates,
      new OutgoingLog(store, pool),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.deliverers.map((each) => each.stop()));
    await Promise.all([this.owner.end(), this.pool.end()]);
    await this.ledger.stop();
  }

  /** Another process that delivers: jitter is left out, and nothing is given up for its time unless `deadline` says so. */
  delivering(
    options: Partial<DelivererOptions> & { readonly deadline?: () => AbortSignal } = {},
  ): Delivering {
    const { deadline = () => new AbortController().signal, ...others } = options;
    const sender = new WebhookSender({ allowsLoopback: true, deadline });
    const { pool, aggregates } = this;
    const deliverer = new WebhookDeliverer({
      pool,
      aggregates,
      sender,
      now: () => this.now,
      random: () => 0,
      ...others,
    });
    this.deliverers.push(deliverer);
    const run = async (): Promise<void> => {
      await this.follow();
      while ((await deliverer.step()) > 0) await deliverer.idle();
      await deliverer.idle();
    };
    return { deliverer, sender, run };
  }

  async follow(): Promise<void> {
    await this.log.waitFor(await this.store.head(), 20_000);
  }

  /** A bank's webhook, with its secret as it was shown. */
  async webhook(
    url: string,
    { bank = KARACHI, types }: { readonly bank?: string; readonly types?: string[] } = {},
  ) {
    const webhookId = randomUUID();
    const data = { webhookId, bank, url, secretId: randomUUID(), ...(types && { types }) };
    const secret = await this.command({ type: 'RegisterWebhook', occurredAt: this.at(), data }, bank);
    return { webhookId, secret };
  }

  /** Sends a command to a webhook as its bank; gives the secret that it brought. */
  async command(command: WebhookCommand, bank = KARACHI): Promise<string> {
    const handler = new WebhookHandler(this.store, this.aggregates, this.log, { pool: this.pool });
    const { webhookId } = command.data;
    const request = { caller: { participant: bank, role: 'bank' }, correlationId: randomUUID() } as const;
    const { answer } = await handler.execute(new WebhookRequest(command, { webhookId }, request));
    await this.follow();
    return answer.secret ?? '';
  }

  /** Now, as the clock of this world has it. */
  at(laterMs = 0): string {
    return new Date(this.now + laterMs).toISOString();
  }

  /** Books a credit; gives the position of its event. */
  async booked(
    endToEndId: string,
    { bank = KARACHI } = {},
  ): Promise<{ settlementId: string; position: number }> {
    const settlementId = randomUUID();
    const data = {
      settlementId,
      bank,
      basis: 'booked-credit' as const,
      account: 'PK36SCBL0000001123456702',
      references: { endToEndId, remittance: [] },
      amount: { amount: '1000.00', currency: 'USD' },
      bookedOn: '2026-11-02',
      valueDate: '2026-11-02',
      format: 'json',
    };
    return this.settlement(settlementId, { type: 'BookSettlement', occurredAt: AT, data }, bank);
  }

  /** What it pays is not known. */
  async suspended(settlementId: string, { bank = KARACHI } = {}): Promise<{ position: number }> {
    const command = { type: 'SuspendSettlement', occurredAt: AT, data: {} } as const;
    return this.settlement(settlementId, command, bank);
  }

  private async settlement(
    settlementId: string,
    command: Parameters<PaymentsAggregates['settlements']['handle']>[1],
    bank: string,
  ) {
    const context = { actor: `bank:${bank}`, correlationId: randomUUID() };
    const { result } = await this.aggregates.settlements.handle(settlementId, command, context);
    if (result?.outcome !== 'appended') throw new Error('nothing was appended');
    await this.follow();
    return { settlementId, position: result.position };
  }
}

export { ALMATY, KARACHI };
