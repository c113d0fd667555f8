import type { WebhookCommand, WebhookState } from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  EventStore,
  inTransaction,
  type KnownResult,
  retryOnConflict,
} from '@corridor/event-store';
import {
  type Answered,
  answerOnce,
  type CommandRequest,
  LEDGER_PARTS,
  type LedgerParts,
  ProblemError,
} from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { PaymentsAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { newSecret, secretText } from '../delivery/signature.js';
import { OutgoingLog } from '../outgoing-log.js';

export interface WebhookAnswer {
  readonly webhookId: string;
}

export type SecretAnswer = WebhookAnswer & {
  /** Absent where the request is a repeated one: it is kept for ever what a request was answered, and a secret must not be. */
  readonly secret?: string;
  readonly previousUntil?: string;
};

/** A command to one webhook, with the answer to it. Commands that bring a secret make it themselves. */
export class WebhookRequest<Answer extends WebhookAnswer = WebhookAnswer> extends Command<
  Answered<Answer & SecretAnswer>
> {
  constructor(
    readonly command: WebhookCommand,
    readonly answer: Answer,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

/** Of a bank, that have not ended. */
const WEBHOOKS_MAX = 20;
/** Of a webhook, that are not through. */
const REPLAYS_MAX = 5;

@CommandHandler(WebhookRequest)
export class WebhookHandler implements ICommandHandler<WebhookRequest> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(OutgoingLog) private readonly log: OutgoingLog,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  /**
   * @throws ProblemError 404 `webhook-unknown` for one that is not the caller's, 409 `webhooks-too-many` and `replays-too-many`;
   *   Rejection as the decider says.
   */
  async execute({
    command,
    answer,
    request,
  }: WebhookRequest): Promise<Answered<WebhookAnswer & SecretAnswer>> {
    const secret = newSecret();
    const answered = await answerOnce(this.store, request, answer, async (context) => {
      await this.checkRoom(command);
      return this.append(command, request, context, secret);
    });
    const isNew = !answered.duplicate && answered.position !== undefined;
    if (!isNew || !hasSecret(command)) return answered;
    return { ...answered, answer: { ...answered.answer, secret: secretText(secret) } };
  }

  private append(
    command: WebhookCommand,
    { caller }: CommandRequest,
    context: AppendContext,
    secret: Buffer,
  ): Promise<AppendResult | KnownResult | undefined> {
    const { webhooks } = this.aggregates;
    const { webhookId } = command.data;
    return retryOnConflict(async () => {
      const loaded = await webhooks.load(webhookId);
      if (command.type !== 'RegisterWebhook') checkOwn(loaded.state, caller);
      const { append } = webhooks.decide(webhookId, command, loaded);
      // What has a secret is told once, under its key.
      if (!append) return hasSecret(command) ? undefined : webhooks.known(webhookId, command);
      const asked = { ...context, streams: [append] };
      if (!hasSecret(command) && command.type !== 'EndWebhook') return this.store.append(asked);
      // What signs is kept by the very transaction that tells of it.
      return inTransaction(this.parts.pool, async (client) => {
        const result = await this.store.appendIn(client, asked);
        if (result.outcome === 'appended') await keepSecret(client, command, secret);
        return result;
      });
    });
  }

  /** Requests at the same moment may pass it together: it bounds what is kept, to no exact number. */
  private async checkRoom(command: WebhookCommand): Promise<void> {
    const { pool } = this.parts;
    if (command.type === 'RegisterWebhook') {
      await this.log.atHead();
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM payments.webhooks WHERE bank = $1 AND status <> 'ended'`,
        [command.data.bank],
      );
      if ((rows[0]?.count ?? 0) < WEBHOOKS_MAX) return;
      throw new ProblemError(
        409,
        'webhooks-too-many',
        `You have ${WEBHOOKS_MAX} webhooks already; end one first.`,
      );
    }
    if (command.type === 'AskReplay') {
      await this.log.atHead();
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM payments.webhook_lanes l
         WHERE l.webhook_id = $1 AND l.is_replay AND NOT l.is_done AND l.cursor < l.to_position`,
        [command.data.webhookId],
      );
      if ((rows[0]?.count ?? 0) < REPLAYS_MAX) return;
      throw new ProblemError(
        409,
        'replays-too-many',
        `${REPLAYS_MAX} replays are under way; wait for one of them.`,
      );
    }
  }
}

export function webhookUnknown(): ProblemError {
  return new ProblemError(404, 'webhook-unknown', 'There is no webhook with this id among yours.');
}

/** A bank's own: another's does not exist for it. @throws ProblemError 404 `webhook-unknown`. */
function checkOwn(state: WebhookState, { role, participant }: CommandRequest['caller']): void {
  if (state.status === 'unknown' || (role === 'bank' && state.bank !== participant)) throw webhookUnknown();
}

function hasSecret(command: WebhookCommand): boolean {
  return command.type === 'RegisterWebhook' || command.type === 'RotateSecret';
}

async function keepSecret(client: pg.ClientBase, command: WebhookCommand, secret: Buffer): Promise<void> {
  const { occurredAt, data } = command;
  if (command.type === 'EndWebhook') {
    await client.query('DELETE FROM payments.webhook_secrets WHERE webhook_id = $1', [data.webhookId]);
    return;
  }
  if (command.type === 'RotateSecret') {
    await client.query(
      'DELETE FROM payments.webhook_secrets WHERE webhook_id = $1 AND signs_until <= $2::timestamptz',
      [data.webhookId, occurredAt],
    );
    await client.query(
      'UPDATE payments.webhook_secrets SET signs_until = $2 WHERE webhook_id = $1 AND signs_until IS NULL',
      [data.webhookId, command.data.previousUntil],
    );
  }
  const { secretId } = command.data as { readonly secretId: string };
  await client.query(
    'INSERT INTO payments.webhook_secrets (webhook_id, secret_id, secret, made_at) VALUES ($1, $2, $3, $4)',
    [data.webhookId, secretId, secret, occurredAt],
  );
}
