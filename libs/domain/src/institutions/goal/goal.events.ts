import type { DomainEvent } from '@corridor/kernel';

interface Of {
  /** Made of the two countries and the definition. */
  readonly goalId: string;
  readonly targetId: string;
}

export type GoalTaken = DomainEvent<
  'GoalTaken',
  Of & { readonly reporter: string; readonly partner: string; readonly definition?: string }
>;
export type GoalFreed = DomainEvent<'GoalFreed', Of>;

export type GoalEvent = GoalTaken | GoalFreed;

export type GoalCommand =
  | { readonly type: 'TakeGoal'; readonly occurredAt: string; readonly data: GoalTaken['data'] }
  | { readonly type: 'FreeGoal'; readonly occurredAt: string; readonly data: GoalFreed['data'] };
