import type {
  EngagementCancelled,
  EngagementHeld,
  EngagementPlanned,
  EngagementRescheduled,
  FirmAttended,
  FirmsMet,
  ParticipationRegistered,
  ParticipationWithdrawn,
} from './engagement.events.js';

interface Command<Type extends string, Data> {
  readonly type: Type;
  /** By the clock of the city. */
  readonly occurredAt: string;
  readonly data: Data;
}

export type EngagementCommand =
  | Command<'PlanEngagement', EngagementPlanned['data']>
  | Command<'RescheduleEngagement', Omit<EngagementRescheduled['data'], 'replaced'>>
  | Command<'CancelEngagement', EngagementCancelled['data']>
  | Command<'HoldEngagement', EngagementHeld['data']>
  | Command<'RegisterParticipation', ParticipationRegistered['data']>
  | Command<'WithdrawParticipation', ParticipationWithdrawn['data']>
  | Command<'RecordAttendance', FirmAttended['data']>
  | Command<'RecordMeeting', FirmsMet['data']>;
