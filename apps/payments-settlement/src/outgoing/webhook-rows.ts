import { type RecordedEvent, readerOf } from '@corridor/contracts';
import { never } from '@corridor/kernel';
import type pg from 'pg';

export const WEBHOOK_EVENTS = [
  'WebhookRegistered',
  'WebhookSecretRotated',
  'WebhookPaused',
  'WebhookResumed',
  'WebhookDisabled',
  'WebhookEnded',
  'WebhookReplayAsked',
] as const;

const read = readerOf(WEBHOOK_EVENTS, () => undefined);

/**
 * Applies an event to the tables of webhooks; one of another kind passes by. An event that was applied before changes nothing.
 * @throws ContractViolation where it is not what was published for its type, or in a version that is not known here.
 */
export async function applyToWebhooks(client: pg.ClientBase, recorded: RecordedEvent): Promise<void> {
  const event = read(recorded);
  if (!event) return;
  const { position, data } = event;
  const { webhookId } = data;
  const becomes = async (status: string, reason?: string): Promise<boolean> => {
    const { rowCount } = await client.query(
      'UPDATE payments.webhooks SET status = $3, reason = $4, position = $2 WHERE webhook_id = $1 AND position < $2',
      [webhookId, position, status, reason],
    );
    return rowCount === 1;
  };
  switch (event.type) {
    case 'WebhookRegistered': {
      const { bank, url, types, description } = event.data;
      await client.query(
        `INSERT INTO payments.webhooks VALUES ($1, $2, $3, $4, $5, 'active', NULL, $6, $7, $7) ON CONFLICT DO NOTHING`,
        [webhookId, bank, url, types, description, event.occurredAt, position],
      );
      // What happened before is asked for by a replay.
      await client.query(
        `INSERT INTO payments.webhook_lanes (lane_id, webhook_id, is_replay, cursor) VALUES ($1, $1, false, $2)
         ON CONFLICT DO NOTHING`,
        [webhookId, position],
      );
      break;
    }
    case 'WebhookReplayAsked': {
      const { replayId, from, to } = event.data;
      await client.query(
        `INSERT INTO payments.webhook_lanes (lane_id, webhook_id, is_replay, cursor, from_position, to_position)
         VALUES ($1, $2, true, $3::bigint - 1, $3, $4) ON CONFLICT DO NOTHING`,
        [replayId, webhookId, from, to],
      );
      break;
    }
    case 'WebhookResumed':
      // What failed before is tried at once, and has its days again.
      if (await becomes('active')) {
        await client.query(
          `UPDATE payments.webhook_lanes SET attempts = 0, failing_since = NULL, next_at = '-infinity' WHERE webhook_id = $1`,
          [webhookId],
        );
      }
      break;
    case 'WebhookPaused':
      await becomes('paused', event.data.reason);
      break;
    case 'WebhookDisabled':
      await becomes('disabled', event.data.reason);
      break;
    case 'WebhookEnded':
      await becomes('ended');
      break;
    // The secrets are kept by the request itself.
    case 'WebhookSecretRotated':
      break;
    default:
      never(event);
  }
}
