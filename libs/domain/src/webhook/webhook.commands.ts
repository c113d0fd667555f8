import type {
  WebhookDisabled,
  WebhookPaused,
  WebhookRegistered,
  WebhookReplayAsked,
  WebhookSecretRotated,
} from './webhook.events.js';

/** A command asks for an event; whose webhook it is, is known to the webhook. */
type Asking<Type extends string, Data> = {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
};
type WithoutBank<Data> = Omit<Data, 'bank'>;

export type WebhookCommand =
  | Asking<'RegisterWebhook', WebhookRegistered['data']>
  | Asking<'RotateSecret', WithoutBank<WebhookSecretRotated['data']>>
  | Asking<'PauseWebhook', WithoutBank<WebhookPaused['data']>>
  | Asking<'ResumeWebhook', { readonly webhookId: string }>
  | Asking<'DisableWebhook', WithoutBank<WebhookDisabled['data']>>
  | Asking<'EndWebhook', { readonly webhookId: string }>
  | Asking<'AskReplay', WithoutBank<WebhookReplayAsked['data']>>;
