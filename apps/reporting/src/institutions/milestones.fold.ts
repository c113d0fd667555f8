import type { EventOf } from '@corridor/contracts';
import { type KnownMilestone, milestone } from '@corridor/domain';

export const MILESTONE_EVENTS = [
  'MilestonePlanned',
  'MilestoneReplanned',
  'MilestoneDone',
  'CompletionWithdrawn',
  'MilestoneCancelled',
] as const;
export type MilestoneEventOfLog = EventOf<(typeof MILESTONE_EVENTS)[number]>;

/** A row of `reporting.milestone_versions`, without its generation. */
export interface MilestoneVersionRow {
  readonly milestone_id: string;
  readonly position: number;
  readonly planned_position: number;
  readonly status: KnownMilestone['status'];
  readonly details: KnownMilestone;
  readonly demo: boolean;
}

/**
 * What events make of milestones, by the rules that decided them: a version for each.
 * @param last the newest version of each milestone that the events tell of, where there is one
 */
export function foldMilestones(
  events: readonly MilestoneEventOfLog[],
  last: ReadonlyMap<string, MilestoneVersionRow>,
): readonly MilestoneVersionRow[] {
  const newest = new Map(last);
  return events.map((event) => {
    const before = newest.get(event.data.milestoneId);
    const details = milestone.evolve(before?.details ?? milestone.initialState, event);
    if (details.status === 'unknown') throw new Error('No event makes a milestone unknown.');
    const row: MilestoneVersionRow = {
      milestone_id: details.milestoneId,
      position: event.position,
      planned_position: before?.planned_position ?? event.position,
      status: details.status,
      details,
      demo: before?.demo ?? event.demo,
    };
    newest.set(row.milestone_id, row);
    return row;
  });
}
