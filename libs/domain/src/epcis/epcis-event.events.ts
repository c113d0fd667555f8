import type { DomainEvent } from '@corridor/kernel';

/** A movement of goods that an event told of, which was recorded with their consignment. */
export interface MappedCheckpoint {
  readonly consignmentId: string;
  /** UN/LOCODE. */
  readonly location: string;
  readonly movement: 'arrived' | 'departed';
}

/** A checkpoint that an event led to. */
export interface LedTo extends MappedCheckpoint {
  /** RFC 3339 with offset. */
  readonly seenAt: string;
}

/** Why an event led to no checkpoint, of one consignment or at all. */
export interface Unmapped {
  /** In kebab-case, e.g. `place-unknown`, `illegal-step`. */
  readonly code: string;
  readonly consignmentId?: string;
}

interface Captured {
  /** The id of the stream, made of what the event is known by. */
  readonly eventKey: string;
  /** The eventID that was given, or else the event's hash. */
  readonly eventId: string;
  /** The job that brought it; absent where it came alone. */
  readonly captureId?: string;
  /** Participant id of who brought it. */
  readonly captor: string;
  /** Consignments that it names and that its captor may act for. */
  readonly consignmentIds: readonly string[];
  /** Participant ids of their exporters and importers. */
  readonly parties: readonly string[];
  readonly checkpoints: readonly MappedCheckpoint[];
  readonly unmapped: readonly Unmapped[];
}

export type EpcisEventCaptured = DomainEvent<
  'EpcisEventCaptured',
  Captured & {
    /** `hash`: the event is known by what it says. */
    readonly identifiedBy: 'event-id' | 'hash';
    /** Whether it declares the event of this id wrong. */
    readonly errorDeclaration: boolean;
    /** `ni:///sha-256;…?ver=CBV2.0` (CBV 2.0, 8.9): of what it says, whatever its id. */
    readonly hash: string;
    /** `ObjectEvent` and the like. */
    readonly eventType: string;
    /** As it was given, JSON. */
    readonly event: Readonly<Record<string, unknown>>;
    /** The JSON-LD context in whose scope it stands. */
    readonly context: unknown;
  }
>;

/** Another participant brought the same event. */
export type EpcisEventCapturedAgain = DomainEvent<'EpcisEventCapturedAgain', Captured>;

/** An error declaration says that the event of this stream is wrong, captured or still to come; its own capture stands in its own stream. */
export type EpcisEventDeclaredWrong = DomainEvent<
  'EpcisEventDeclaredWrong',
  {
    readonly eventKey: string;
    /** The stream of the error declaration. */
    readonly declaredBy: string;
    /** Participant id of who brought that. */
    readonly captor: string;
    /** Consignments that it speaks for: that it names or that the event had moved, and that its captor may act for. */
    readonly consignmentIds: readonly string[];
    /** Participant ids of their exporters and importers. */
    readonly parties: readonly string[];
  }
>;

/**
 * The event of this stream corrects one that is declared wrong, and tells of the same checkpoints: they stand, as what this one led to, and
 * are taken back where this one is wrong, too.
 */
export type EpcisEventUpheldCheckpoints = DomainEvent<
  'EpcisEventUpheldCheckpoints',
  {
    readonly eventKey: string;
    /** The stream of the event that was wrong. */
    readonly wrongKey: string;
    /** The stream of the error declaration that names this one as its correction. */
    readonly declaredBy: string;
    /** Participant id of who brought that. */
    readonly captor: string;
    readonly checkpoints: readonly LedTo[];
    /** Participant ids of the exporters and importers of their consignments. */
    readonly parties: readonly string[];
  }
>;

export type EpcisEventEvent =
  | EpcisEventCaptured
  | EpcisEventCapturedAgain
  | EpcisEventDeclaredWrong
  | EpcisEventUpheldCheckpoints;
