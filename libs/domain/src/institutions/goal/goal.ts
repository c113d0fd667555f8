import { type Decider, never } from '@corridor/kernel';
import { refuse } from '../../checks.js';
import type { GoalCommand, GoalEvent } from './goal.events.js';

export interface GoalState {
  /** The target that stands for it; absent while none does. */
  readonly targetId?: string;
}

/** The trade of one reporter with a partner, by one definition: one target stands for it, whoever sets another one at once. */
export const goal: Decider<GoalCommand, GoalEvent, GoalState> = {
  initialState: {},
  decide(command, state) {
    const { occurredAt } = command;
    const { targetId } = command.data;
    switch (command.type) {
      case 'TakeGoal':
        if (state.targetId === targetId) return [];
        if (state.targetId !== undefined) {
          refuse(
            'target-stands',
            `The target ${state.targetId} stands for it: revise that one.`,
            '/targetId',
          );
        }
        return [{ type: 'GoalTaken', occurredAt, data: command.data }];
      case 'FreeGoal':
        return state.targetId === targetId ? [{ type: 'GoalFreed', occurredAt, data: command.data }] : [];
      default:
        return never(command);
    }
  },
  evolve(_, event) {
    return event.type === 'GoalTaken' ? { targetId: event.data.targetId } : {};
  },
};
