import type { DomainEvent } from '@corridor/kernel';

export interface AgendaItem {
  readonly itemId: string;
  readonly kind: 'case' | 'commitment' | 'route' | 'mirror-gap' | 'action' | 'other';
  /** Id of the case, commitment, route or action; of a gap, its countries and chapter. */
  readonly subject?: string;
  readonly title: string;
  /** What shows that it is stuck. */
  readonly because: string;
}

interface Of {
  readonly meetingId: string;
}

interface Days {
  /** `YYYY-MM-DD`, local. */
  readonly startsOn: string;
  readonly endsOn: string;
}

export type MeetingScheduled = DomainEvent<
  'MeetingScheduled',
  Of &
    Days & {
      readonly name: string;
      /** Number of the session. */
      readonly session?: number;
      /** UN/LOCODE. */
      readonly place: string;
      /** ISO 3166-1 alpha-2. */
      readonly countries: readonly string[];
    }
>;
export type MeetingRescheduled = DomainEvent<
  'MeetingRescheduled',
  Of & Days & { readonly place: string; readonly reason: string }
>;
export type MeetingCancelled = DomainEvent<'MeetingCancelled', Of & { readonly reason: string }>;
/** What the ledger proposes, as of a position. */
export type AgendaProposed = DomainEvent<
  'AgendaProposed',
  Of & { readonly items: readonly AgendaItem[]; readonly asOf: number }
>;
export type AgendaItemAdded = DomainEvent<'AgendaItemAdded', Of & { readonly item: AgendaItem }>;
export type AgendaItemDropped = DomainEvent<
  'AgendaItemDropped',
  Of & { readonly itemId: string; readonly reason: string }
>;
export type MeetingOpened = DomainEvent<
  'MeetingOpened',
  Of & {
    readonly delegations: readonly {
      readonly country: string;
      readonly institution: string;
      readonly people: number;
    }[];
  }
>;
export type MinutesRecorded = DomainEvent<
  'MinutesRecorded',
  Of & { readonly itemId: string; readonly text: string }
>;
export type DecisionTaken = DomainEvent<
  'DecisionTaken',
  Of & { readonly decisionId: string; readonly itemId: string; readonly text: string }
>;
/** The position that its progress report is of, for ever. */
export type MeetingClosed = DomainEvent<
  'MeetingClosed',
  Of & { readonly asOf: number; readonly asOfAt?: string }
>;
export type MomentumFaded = DomainEvent<
  'MomentumFaded',
  Of & {
    readonly commitmentId: string;
    readonly lastProgressOn: string;
    readonly days: number;
    readonly asOf: number;
  }
>;

export type MeetingEvent =
  | MeetingScheduled
  | MeetingRescheduled
  | MeetingCancelled
  | AgendaProposed
  | AgendaItemAdded
  | AgendaItemDropped
  | MeetingOpened
  | MinutesRecorded
  | DecisionTaken
  | MeetingClosed
  | MomentumFaded;

interface Asking<Type extends string, Data> {
  readonly type: Type;
  /** RFC 3339 with the offset of where it happened. */
  readonly occurredAt: string;
  readonly data: Data;
}

export type MeetingCommand =
  | Asking<'ScheduleMeeting', MeetingScheduled['data']>
  | Asking<'RescheduleMeeting', MeetingRescheduled['data']>
  | Asking<'CancelMeeting', MeetingCancelled['data']>
  | Asking<'ProposeAgenda', AgendaProposed['data']>
  | Asking<'AddAgendaItem', AgendaItemAdded['data']>
  | Asking<'DropAgendaItem', AgendaItemDropped['data']>
  | Asking<'OpenMeeting', MeetingOpened['data']>
  | Asking<'RecordMinutes', MinutesRecorded['data']>
  | Asking<'TakeDecision', DecisionTaken['data']>
  | Asking<'CloseMeeting', MeetingClosed['data']>
  /** The ledger's own. */
  | Asking<'RemindOfMomentum', MomentumFaded['data']>;
