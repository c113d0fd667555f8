import type { DomainEvent } from '@corridor/kernel';
import type { TransportMode } from '../../consignment/goods.js';

/** What one departure takes. */
export type ServiceCapacity =
  | { readonly basis: 'tonnes'; readonly tonnes: string }
  | { readonly basis: 'teu'; readonly teu: number }
  /** Of an aircraft: what its hold takes beside its passengers. */
  | { readonly basis: 'seats-and-belly'; readonly seats: number; readonly bellyKg: number };

export interface ServiceSchedule {
  readonly departuresPerWeek: number;
  readonly capacity: ServiceCapacity;
}

/** A scheduled service was announced: from the first of its stops to the last one; the way back is a service of its own. */
export type ServiceAnnounced = DomainEvent<
  'ServiceAnnounced',
  ServiceSchedule & {
    readonly serviceId: string;
    readonly name: string;
    readonly mode: TransportMode;
    /** UN/LOCODEs in the order in which they are called at. */
    readonly stops: readonly string[];
    /** Participant id of who runs it. */
    readonly operator: string;
    /** `YYYY-MM-DD`, as all days here. */
    readonly plannedStart: string;
    readonly announcedBy: string;
    readonly source: string;
    /** Whether the Commission, the Business Council or the ledger's operator told it: then they stand behind it. */
    readonly confirmed: boolean;
  }
>;

/** The Commission or the Business Council stands behind what a trader announced. */
export type ServiceConfirmed = DomainEvent<'ServiceConfirmed', { readonly serviceId: string }>;

export type ServiceStarted = DomainEvent<
  'ServiceStarted',
  { readonly serviceId: string; readonly startedOn: string }
>;

/** It did not start then: it was told by mistake. */
export type ServiceStartWithdrawn = DomainEvent<
  'ServiceStartWithdrawn',
  { readonly serviceId: string; readonly startedOn: string; readonly reason: string }
>;

/** What it says holds from a day on, until another change. */
export type ServiceScheduleChanged = DomainEvent<
  'ServiceScheduleChanged',
  ServiceSchedule & { readonly serviceId: string; readonly from: string; readonly reason: string }
>;

type FromDay = { readonly serviceId: string; readonly from: string; readonly reason: string };

export type ServiceSuspended = DomainEvent<'ServiceSuspended', FromDay>;

export type ServiceResumed = DomainEvent<'ServiceResumed', FromDay>;

/** `endedOn` is the last day; of a service that never started, the day on which it was called off. */
export type ServiceEnded = DomainEvent<
  'ServiceEnded',
  { readonly serviceId: string; readonly endedOn: string; readonly reason: string }
>;

/** Told again for the same day and run, it takes the place of what was told. */
export type DepartureReported = DomainEvent<
  'DepartureReported',
  {
    readonly serviceId: string;
    readonly departedOn: string;
    /** Which departure of the day. */
    readonly run: number;
    readonly loadTonnes?: string;
  }
>;

/** It did not depart then: it was told by mistake. */
export type DepartureWithdrawn = DomainEvent<
  'DepartureWithdrawn',
  {
    readonly serviceId: string;
    readonly departedOn: string;
    readonly run: number;
    readonly reason: string;
  }
>;

type LoadedLeg = { readonly serviceId: string; readonly consignmentId: string; readonly from: string };

/** Goods that it carried were told of: on that day, it ran. In one append with what tells of the goods. */
export type ServiceLoaded = DomainEvent<'ServiceLoaded', LoadedLeg & { readonly departedOn: string }>;

export type ServiceLoadWithdrawn = DomainEvent<'ServiceLoadWithdrawn', LoadedLeg>;

export type ServiceEvent =
  | ServiceAnnounced
  | ServiceConfirmed
  | ServiceStarted
  | ServiceStartWithdrawn
  | ServiceScheduleChanged
  | ServiceSuspended
  | ServiceResumed
  | ServiceEnded
  | DepartureReported
  | DepartureWithdrawn
  | ServiceLoaded
  | ServiceLoadWithdrawn;
