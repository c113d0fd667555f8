import type { DomainEvent } from '@corridor/kernel';

/** A unique consignment reference (WCO) is that of one consignment from now on, and of no other one ever. */
export type UcrAssigned = DomainEvent<
  'UcrAssigned',
  {
    /** As it was written; it is compared without regard to spaces and capitals. */
    readonly ucr: string;
    readonly consignmentId: string;
    /** Participant ids of those whose consignment it is. */
    readonly exporter: string;
    readonly importer: string;
  }
>;

export type UcrEvent = UcrAssigned;

export type UcrCommand = {
  readonly type: 'AssignUcr';
  /** When the consignment was declared: RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: UcrAssigned['data'];
};
