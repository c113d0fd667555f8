import type { DomainEvent } from '@corridor/kernel';

export type MilestoneKind = 'road' | 'rail' | 'terminal' | 'customs-post';

/** A piece of infrastructure is to be done by a day. */
export type MilestonePlanned = DomainEvent<
  'MilestonePlanned',
  {
    readonly milestoneId: string;
    readonly name: string;
    readonly kind: MilestoneKind;
    /** UN/LOCODE of its place, or of both ends of its section, in the direction in which that is measured. */
    readonly places: readonly string[];
    /** Routes that it serves. */
    readonly routeIds: readonly string[];
    /** `YYYY-MM-DD`, as all days here. */
    readonly plannedOn: string;
    /** When work begins: what is measured before ends there. */
    readonly workFrom?: string;
    readonly responsible: string;
    readonly source: string;
  }
>;

/** It has another day: against the first plan, it stays late. */
export type MilestoneReplanned = DomainEvent<
  'MilestoneReplanned',
  {
    readonly milestoneId: string;
    readonly plannedOn: string;
    /** The day that this takes the place of. */
    readonly before: string;
    readonly reason: string;
  }
>;

export type MilestoneDone = DomainEvent<
  'MilestoneDone',
  {
    readonly milestoneId: string;
    readonly doneOn: string;
    /** SHA-256 of the file that shows it. */
    readonly evidenceSha256: string;
  }
>;

/** It is not done: it was told by mistake. */
export type CompletionWithdrawn = DomainEvent<
  'CompletionWithdrawn',
  {
    readonly milestoneId: string;
    /** The day that was told. */
    readonly doneOn: string;
    readonly reason: string;
  }
>;

export type MilestoneCancelled = DomainEvent<
  'MilestoneCancelled',
  { readonly milestoneId: string; readonly reason: string }
>;

export type MilestoneEvent =
  | MilestonePlanned
  | MilestoneReplanned
  | MilestoneDone
  | CompletionWithdrawn
  | MilestoneCancelled;

type Asking<Type extends string, Data> = {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
};

export type MilestoneCommand =
  | Asking<'PlanMilestone', MilestonePlanned['data']>
  | Asking<'ReplanMilestone', Omit<MilestoneReplanned['data'], 'before'>>
  | Asking<'CompleteMilestone', MilestoneDone['data']>
  | Asking<'WithdrawCompletion', Omit<CompletionWithdrawn['data'], 'doneOn'>>
  | Asking<'CancelMilestone', MilestoneCancelled['data']>;
