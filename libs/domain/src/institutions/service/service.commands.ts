import type {
  DepartureReported,
  DepartureWithdrawn,
  ServiceAnnounced,
  ServiceConfirmed,
  ServiceEnded,
  ServiceLoaded,
  ServiceLoadWithdrawn,
  ServiceResumed,
  ServiceScheduleChanged,
  ServiceStarted,
  ServiceStartWithdrawn,
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
  | Asking<'ConfirmService', ServiceConfirmed['data']>
  | Asking<'StartService', ServiceStarted['data']>
  | Asking<'WithdrawStart', Omit<ServiceStartWithdrawn['data'], 'startedOn'>>
  | Asking<'ChangeSchedule', ServiceScheduleChanged['data']>
  | Asking<'SuspendService', ServiceSuspended['data']>
  | Asking<'ResumeService', ServiceResumed['data']>
  | Asking<'EndService', ServiceEnded['data']>
  | Asking<'ReportDeparture', DepartureReported['data']>
  | Asking<'WithdrawDeparture', DepartureWithdrawn['data']>
  | Asking<'LoadService', ServiceLoaded['data']>
  | Asking<'WithdrawLoad', ServiceLoadWithdrawn['data']>;
