import type {
  DepartureReported,
  ServiceAnnounced,
  ServiceLoaded,
  ServiceSchedule,
} from './service.events.js';
import { allTold, type Told } from './told.js';

export type ServiceState = { readonly status: 'unknown' } | KnownService;

/** What was announced, and what became of it. */
export type KnownService = ServiceAnnounced['data'] & {
  /** By what was told last, also of days ahead: what it is on a day, {@link standingOn} says. */
  readonly status: 'announced' | 'running' | 'suspended' | 'ended';
  readonly startedOn?: string;
  /** Why the start that was told last did not hold; absent once another one is told. */
  readonly startWithdrawnFor?: string;
  /** By the day from which they hold, of each day one. */
  readonly changes: readonly (ServiceSchedule & { readonly from: string })[];
  /** In their order; the last one has no end while it is suspended. */
  readonly pauses: readonly { readonly from: string; readonly until?: string; readonly reason: string }[];
  readonly endedOn?: string;
  readonly endReason?: string;
  /** As told last, by day and run: {@link departuresOf}. */
  readonly departures: Told<Departure>;
  /** Those that were told by mistake, and not told again since. */
  readonly withdrawnDepartures: Told<Pick<Departure, 'departedOn' | 'run'>>;
  /** Legs on which goods were told of that it carried: {@link loadsOf}. */
  readonly loads: Told<Load>;
};

export type Departure = Omit<DepartureReported['data'], 'serviceId'>;
export type Load = Omit<ServiceLoaded['data'], 'serviceId'>;

/** What of a service grows with each departure, while nothing was told. */
export const NO_DEPARTURES = { departures: {}, withdrawnDepartures: {}, loads: {} } as const;

/** By day and run. */
export function departuresOf({ departures }: Pick<KnownService, 'departures'>): readonly Departure[] {
  return [...allTold(departures)].sort((a, b) =>
    a.departedOn === b.departedOn ? a.run - b.run : a.departedOn < b.departedOn ? -1 : 1,
  );
}

/** By day. */
export function loadsOf({ loads }: Pick<KnownService, 'loads'>): readonly Load[] {
  return [...allTold(loads)].sort((a, b) => (a.departedOn < b.departedOn ? -1 : 1));
}
