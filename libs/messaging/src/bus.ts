import type { OwningService, RecordedEvent } from '@corridor/contracts';

/** A batch of one subscription, in the order of each stream. */
export type BatchHandler = (events: readonly RecordedEvent[]) => Promise<void>;

export interface Subscription {
  /** Settles after the batch under way; nothing is delivered behind it. */
  stop(): Promise<void>;
  /** Rejects if the subscription cannot go on; never resolves before {@link stop}. */
  readonly failed: Promise<never>;
}

export interface SubscribeOptions {
  /** Members of a group share its messages; what a group has had acknowledged is not delivered to it again. */
  readonly group: string;
  readonly services: readonly OwningService[];
  /** At most this many events a batch (default 500). */
  readonly batchSize?: number;
  /** Messages of events that pass by: the handler does not get them, and they are not read. */
  readonly passes?: (type: string, schemaVersion: number) => boolean;
  /** A new group begins with the oldest message kept (default) or with what comes from now on. */
  readonly from?: 'beginning' | 'now';
}

/**
 * The bus between services: at least once, in order per stream. A batch whose handler rejects is delivered again.
 * Adapters: Kafka, and a log in PostgreSQL for machines without Java. Both pass the same contract tests.
 */
export interface Bus {
  readonly kind: 'kafka' | 'postgres';
  /** What tells the messages kept here from those of another bus. @throws if the bus cannot be reached in time. */
  identity(): Promise<string>;
  /** Publishes in order; resolves once the bus keeps them durably. @throws if the bus cannot be reached in time. */
  publish(service: OwningService, events: readonly RecordedEvent[]): Promise<void>;
  subscribe(options: SubscribeOptions, handler: BatchHandler): Promise<Subscription>;
  /** For health checks. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Told of a message that is no event of the ledger: it is kept for an operator and not delivered.
 * @param position Where the bus itself knows one: with it the message is kept once, however often it is told of.
 */
export type OnUnreadable = (
  group: string,
  message: string,
  reason: string,
  position?: number,
) => Promise<void>;
