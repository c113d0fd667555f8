/** Names the streams of one kind of aggregate; a stream is `category-<id>`. */
export const CATEGORIES = {
  consignment: 'trade-events',
  declaration: 'trade-events',
  invoice: 'trade-events',
  target: 'trade-events',
  goal: 'trade-events',
  route: 'trade-events',
  epcis: 'trade-events',
  capture: 'trade-events',
  obligation: 'payments-settlement',
  settlement: 'payments-settlement',
  payment: 'payments-settlement',
  message: 'payments-settlement',
  statement: 'payments-settlement',
  lc: 'payments-settlement',
  rate: 'payments-settlement',
  calendar: 'payments-settlement',
  webhook: 'payments-settlement',
  flag: 'payments-settlement',
  instrument: 'payments-settlement',
  collection: 'payments-settlement',
  guarantee: 'trade-events',
  transit: 'trade-events',
  ucr: 'trade-events',
  commitment: 'trade-events',
  contract: 'trade-events',
  allocation: 'trade-events',
  evidence: 'trade-events',
  meeting: 'trade-events',
  action: 'trade-events',
  case: 'trade-events',
  servicelevel: 'trade-events',
  subject: 'trade-events',
  visa: 'trade-events',
  engagement: 'trade-events',
  lead: 'trade-events',
  need: 'trade-events',
  match: 'trade-events',
  firm: 'trade-events',
  firmid: 'trade-events',
  service: 'trade-events',
  carriage: 'trade-events',
  milestone: 'trade-events',
  statistic: 'trade-events',
  cost: 'trade-events',
  releasecalendar: 'trade-events',
  servicecontract: 'trade-events',
} as const;

export type Category = keyof typeof CATEGORIES;
/** The service that owns a category: it alone appends to it and publishes it. */
export type OwningService = (typeof CATEGORIES)[Category];

/** An event as it stands in the log; every reader gets it in this form, from the log itself or from the bus. */
export interface RecordedEvent {
  /** Contiguous from 1, in commit order: its identity in the whole ledger. */
  readonly position: number;
  /** `category-<id>`. */
  readonly streamId: string;
  /** Contiguous from 1 in the stream. */
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  /** RFC 3339 with the offset of the place where it happened. */
  readonly occurredAt: string;
  /** RFC 3339 in UTC, to the microsecond: when the ledger knew. */
  readonly recordedAt: string;
  /** Who asked for it: `role:participant`, e.g. `bank:demo-bank-karachi` or `process:payments-settlement`. */
  readonly actor: string;
  /** UUID that goes from the first request through every event it led to. */
  readonly correlationId: string;
  /** Position of the event that led to this one. */
  readonly causationId?: number;
  /** Participant ids of the firms and banks that may see it. */
  readonly participants: readonly string[];
  /** Made by the demo generator. */
  readonly demo: boolean;
  readonly data: unknown;
}

/** The category of a stream: what stands before the first `-`. */
export function categoryOf(streamId: string): string {
  const cut = streamId.indexOf('-');
  return cut < 0 ? streamId : streamId.slice(0, cut);
}

/** The Kafka topic of a service's events. */
export function topicOf(service: OwningService): string {
  return `ledger.${service}.v1`;
}
