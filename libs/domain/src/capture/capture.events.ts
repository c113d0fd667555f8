import type { DomainEvent } from '@corridor/kernel';

/** What was wrong with an event of the document. */
export interface CaptureError {
  /** JSON pointer into the document. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

export type CaptureFinished = DomainEvent<
  'CaptureFinished',
  {
    readonly captureId: string;
    /** Participant id of who sent the document. */
    readonly captor: string;
    /** `rollback`: all events or none. */
    readonly errorBehaviour: 'rollback' | 'proceed';
    readonly success: boolean;
    /** In the document. */
    readonly events: number;
    /** Of these, how many are in the ledger through this capture. */
    readonly captured: number;
    /** Of these, how many had been captured before by the same participant, or stood twice in the document. */
    readonly duplicates: number;
    /** Recorded with consignments. */
    readonly checkpoints: number;
    readonly errors: readonly CaptureError[];
    /** Events that name a consignment and led to no checkpoint of it. */
    readonly unmapped: readonly {
      readonly pointer: string;
      readonly code: string;
      readonly consignmentId?: string;
    }[];
  }
>;

export type CaptureEvent = CaptureFinished;

export type CaptureCommand = {
  readonly type: 'FinishCapture';
  readonly occurredAt: string;
  readonly data: CaptureFinished['data'];
};
