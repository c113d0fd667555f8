import type { DomainEvent } from '@corridor/kernel';

/** What every event of a webhook names. */
interface OfWebhook {
  readonly webhookId: string;
  /** Participant id of the bank that is told. */
  readonly bank: string;
}

/** From here on a bank is told at this address what happens to its payments. The secret itself stands in no event. */
export type WebhookRegistered = DomainEvent<
  'WebhookRegistered',
  OfWebhook & {
    readonly url: string;
    /** Types of the events that are sent; absent for all. */
    readonly types?: readonly string[];
    readonly description?: string;
    /** Names the secret that signs. */
    readonly secretId: string;
  }
>;

/** Another secret signs; the one before signs beside it until `previousUntil`, so that the receiver can change over. */
export type WebhookSecretRotated = DomainEvent<
  'WebhookSecretRotated',
  OfWebhook & {
    readonly secretId: string;
    /** RFC 3339. */
    readonly previousUntil: string;
  }
>;

/** Nothing is sent for a time, and nothing is lost by it. */
export type WebhookPaused = DomainEvent<'WebhookPaused', OfWebhook & { readonly reason?: string }>;

/** It is sent again from where it stood. */
export type WebhookResumed = DomainEvent<'WebhookResumed', OfWebhook>;

/** Why the ledger itself gives up sending: no delivery was taken for days, or the receiver said that it is gone (410). */
export type DisablingReason = 'failing' | 'gone';

export type WebhookDisabled = DomainEvent<
  'WebhookDisabled',
  OfWebhook & {
    readonly reason: DisablingReason;
    /** RFC 3339: since when nothing was taken. */
    readonly failingSince: string;
    /** Of the delivery that stands first. */
    readonly attempts: number;
  }
>;

export type WebhookEnded = DomainEvent<'WebhookEnded', OfWebhook>;

/** What was told between two positions, both with it, is sent again beside what is new. */
export type WebhookReplayAsked = DomainEvent<
  'WebhookReplayAsked',
  OfWebhook & {
    readonly replayId: string;
    /** Position in the ledger. */
    readonly from: number;
    readonly to: number;
  }
>;

export type WebhookEvent =
  | WebhookRegistered
  | WebhookSecretRotated
  | WebhookPaused
  | WebhookResumed
  | WebhookDisabled
  | WebhookEnded
  | WebhookReplayAsked;
