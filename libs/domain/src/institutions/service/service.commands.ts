import type {
  DepartureReported,
  ServiceAnnounced,
  ServiceEnded,
  ServiceResumed,
  ServiceScheduleChanged,
  ServiceStarted,
  ServiceSuspended,
} from './service.events.js';

type Asking<Type extends string, Data> = {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
};

export type ServiceCommand =
  | Asking<'AnnounceService', ServiceAnnounced['data']>
  | Asking<'StartService', ServiceStarted['data']>
  | Asking<'ChangeSchedule', ServiceScheduleChanged['data']>
  | Asking<'SuspendService', ServiceSuspended['data']>
  | Asking<'ResumeService', ServiceResumed['data']>
  | Asking<'EndService', ServiceEnded['data']>
  | Asking<'ReportDeparture', DepartureReported['data']>;
