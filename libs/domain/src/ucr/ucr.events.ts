import type { DomainEvent } from '@corridor/kernel';

interface Held {
  /** As it was written; it is compared without regard to spaces and capitals. */
  readonly ucr: string;
  readonly consignmentId: string;
  /** Participant ids of those whose consignment it is. */
  readonly exporter: string;
  readonly importer: string;
}

/** A unique consignment reference (WCO) is that of one consignment from now on, and of no other one unless it is released. */
export type UcrAssigned = DomainEvent<'UcrAssigned', Held>;

/** It was another's: it is not that of the consignment any more, and one of this participant may have it. */
export type UcrReleased = DomainEvent<
  'UcrReleased',
  Held & {
    /** Participant id of who may declare a consignment under it, as exporter or importer; nobody else may. */
    readonly releasedTo: string;
    readonly reason: string;
  }
>;

export type UcrEvent = UcrAssigned | UcrReleased;

export type UcrCommand =
  | {
      readonly type: 'AssignUcr';
      /** When the consignment was declared: RFC 3339 with offset. */
      readonly occurredAt: string;
      readonly data: UcrAssigned['data'];
    }
  | {
      readonly type: 'ReleaseUcr';
      /** When it was decided that it is another's, likewise. */
      readonly occurredAt: string;
      /** `consignmentId` is of the one that loses it. */
      readonly data: Pick<UcrReleased['data'], 'consignmentId' | 'releasedTo' | 'reason'>;
    };
