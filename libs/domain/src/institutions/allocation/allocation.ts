import { type Decider, never, Rejection } from '@corridor/kernel';
import { illegalStep } from '../../checks.js';
import type { AllocationCommand, AllocationEvent, CommitmentLinked } from './allocation.events.js';

export type AllocationState =
  | {
      readonly status: 'unlinked' /** That a person said they do not serve. */;
      readonly notOf: readonly string[];
    }
  | {
      readonly status: 'linked';
      readonly link: CommitmentLinked['data'];
      readonly notOf: readonly string[];
    };

export function legalForAllocation({ status }: AllocationState): readonly AllocationCommand['type'][] {
  return status === 'linked' ? ['UnlinkFromCommitment'] : ['LinkToCommitment'];
}

/**
 * Which commitment goods, or a letter of credit, serve: one at a time, whoever asks at once, since its own stream decides. What a person says is
 * not changed by a number.
 */
export const allocation: Decider<AllocationCommand, AllocationEvent, AllocationState> = {
  initialState: { status: 'unlinked', notOf: [] },
  decide,
  evolve,
};

function decide(command: AllocationCommand, state: AllocationState): readonly AllocationEvent[] {
  const { occurredAt } = command;
  const { commitmentId, basis } = command.data;
  switch (command.type) {
    case 'LinkToCommitment': {
      const isByNumber = basis === 'contract-number';
      if (state.status === 'linked') {
        if (state.link.commitmentId === commitmentId || isByNumber) return [];
        const message = `It serves the commitment ${state.link.commitmentId}: unlink it there first.`;
        throw new Rejection('linked-elsewhere', message);
      }
      if (isByNumber && state.notOf.includes(commitmentId)) return [];
      return [{ type: 'CommitmentLinked', occurredAt, data: command.data }];
    }
    case 'UnlinkFromCommitment': {
      const { data } = command;
      if (state.status !== 'linked' || state.link.commitmentId !== commitmentId) {
        if (basis === 'contract-number' || state.notOf.includes(commitmentId)) return [];
        throw illegalStep(
          command.type,
          'commitment is not the one that is served',
          legalForAllocation(state),
        );
      }
      if (basis === 'contract-number' && state.link.basis === 'hand') return [];
      return [{ type: 'CommitmentUnlinked', occurredAt, data }];
    }
    default:
      return never(command);
  }
}

function evolve({ notOf }: AllocationState, event: AllocationEvent): AllocationState {
  const { commitmentId, basis } = event.data;
  const others = notOf.filter((each) => each !== commitmentId);
  switch (event.type) {
    case 'CommitmentLinked':
      return { status: 'linked', link: event.data, notOf: others };
    case 'CommitmentUnlinked':
      return { status: 'unlinked', notOf: basis === 'hand' ? [...others, commitmentId] : others };
    default:
      return never(event);
  }
}
