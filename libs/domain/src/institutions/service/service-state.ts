import type {
  DepartureReported,
  ServiceAnnounced,
  ServiceLoaded,
  ServiceSchedule,
} from './service.events.js';

export type ServiceState = { readonly status: 'unknown' } | KnownService;

/** What was announced, and what became of it. */
export type KnownService = ServiceAnnounced['data'] & {
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
  /** As told last, by day and run. */
  readonly departures: readonly Omit<DepartureReported['data'], 'serviceId'>[];
  /** Those that were told by mistake, and not told again since. */
  readonly withdrawnDepartures: readonly Pick<DepartureReported['data'], 'departedOn' | 'run'>[];
  /** Legs on which goods were told of that it carried. */
  readonly loads: readonly Omit<ServiceLoaded['data'], 'serviceId'>[];
};
