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
  }
>;

export type ServiceStarted = DomainEvent<
  'ServiceStarted',
  { readonly serviceId: string; readonly startedOn: string }
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

export type ServiceEvent =
  | ServiceAnnounced
  | ServiceStarted
  | ServiceScheduleChanged
  | ServiceSuspended
  | ServiceResumed
  | ServiceEnded
  | DepartureReported;
