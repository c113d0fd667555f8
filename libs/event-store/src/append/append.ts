/** The version a stream must have for the append to take place. */
export type ExpectedVersion = 'any' | 'noStream' | number;

/** An event to append, beside what the append says for all of its events. */
export interface EventToAppend {
  readonly type: string;
  readonly schemaVersion: number;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  /** Plain JSON. */
  readonly data: unknown;
  /** Participant ids of those who may see it. */
  readonly participants: readonly string[];
}

export interface StreamAppend {
  readonly streamId: string;
  readonly expectedVersion: ExpectedVersion;
  /** At least one. */
  readonly events: readonly EventToAppend[];
}

/** One or several streams, all or nothing. */
export interface AppendRequest {
  readonly streams: readonly StreamAppend[];
  /** `role:participant`. */
  readonly actor: string;
  /** UUID. */
  readonly correlationId: string;
  /** Position of the event that led to this one. */
  readonly causationId?: number;
  readonly demo?: boolean;
  /** RFC 3339, for an import by the ledger's owner; for everyone else the database's clock decides. */
  readonly recordedAt?: string;
  /** Kept for ever: the actor's second append under the key appends nothing and gets the first answer. */
  readonly idempotency?: {
    readonly key: string;
    /** SHA-256 of the request, hex: another request under the same key is refused. */
    readonly requestHash: string;
    /** What the first caller was answered, JSON. */
    readonly answer: unknown;
  };
}

export type AppendResult =
  | {
      readonly outcome: 'appended';
      /** Positions of the first and the last event. */
      readonly firstPosition: number;
      readonly position: number;
      /** The new version of each stream, in the order of the request. */
      readonly versions: readonly number[];
    }
  | {
      /** The idempotency key was used before by the same request. */
      readonly outcome: 'duplicate';
      readonly position: number;
      readonly answer: unknown;
    };

/** Where what was appended begins; of a duplicate, the position that it was answered with. */
export function firstPositionOf(result: AppendResult): number {
  return result.outcome === 'appended' ? result.firstPosition : result.position;
}
