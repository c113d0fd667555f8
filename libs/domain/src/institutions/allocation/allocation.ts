import { type Decider, never, Rejection } from '@corridor/kernel';
import { illegalStep } from '../../checks.js';
import type {
  AllocationCommand,
  AllocationEvent,
  CommitmentLinked,
  CommitmentUnlinked,
} from './allocation.events.js';

export type AllocationState = (
  | { readonly status: 'unlinked' }
  | { readonly status: 'linked'; readonly link: CommitmentLinked['data'] }
) & {
  /** What a person said that they do not serve. */
  readonly notOf: readonly string[];
  /** Ids of the letters of credit that are for the goods, or once were. */
  readonly credits: readonly string[];
};

export function legalForAllocation({ status }: AllocationState): readonly AllocationCommand['type'][] {
  const always = ['FollowPapers', 'NameCredit'] as const;
  return status === 'linked' ? ['UnlinkFromCommitment', ...always] : ['LinkToCommitment', ...always];
}

/**
 * Which commitment goods, or a letter of credit, serve: one at a time, whoever asks at once, since its own stream decides. What a person says is
 * not changed by papers.
 */
export const allocation: Decider<AllocationCommand, AllocationEvent, AllocationState> = {
  initialState: { status: 'unlinked', notOf: [], credits: [] },
  decide,
  evolve,
};

function decide(command: AllocationCommand, state: AllocationState): readonly AllocationEvent[] {
  const { occurredAt } = command;
  switch (command.type) {
    case 'LinkToCommitment': {
      const { data } = command;
      if (state.status === 'linked') {
        if (state.link.commitmentId === data.commitmentId) return [];
        const message = `It serves the commitment ${state.link.commitmentId}: unlink it there first.`;
        throw new Rejection('linked-elsewhere', message, { pointer: '/id' });
      }
      return [{ type: 'CommitmentLinked', occurredAt, data: { ...data, basis: 'hand' } }];
    }
    case 'UnlinkFromCommitment': {
      const { data } = command;
      if (state.status !== 'linked' || state.link.commitmentId !== data.commitmentId) {
        if (state.notOf.includes(data.commitmentId)) return [];
        const legal = legalForAllocation(state);
        throw illegalStep(command.type, 'commitment is not the one that is served', legal);
      }
      return [{ type: 'CommitmentUnlinked', occurredAt, data: { ...data, basis: 'hand' } }];
    }
    case 'FollowPapers':
      return follow(command, state);
    case 'NameCredit':
      if (state.credits.includes(command.data.letterOfCreditId)) return [];
      return [{ type: 'CreditNamed', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Papers lead to the first commitment that no person said no to; to none, where there is no such. */
function follow(
  {
    occurredAt,
    data: { allocated, papers, reason },
  }: Extract<AllocationCommand, { readonly type: 'FollowPapers' }>,
  state: AllocationState,
): readonly AllocationEvent[] {
  const now = papers.find(({ commitmentId }) => !state.notOf.includes(commitmentId));
  const link: CommitmentLinked | undefined = now && {
    type: 'CommitmentLinked',
    occurredAt,
    data: { allocated, ...now },
  };
  if (state.status !== 'linked') return link ? [link] : [];
  const { commitmentId, basis, contractId } = state.link;
  if (basis === 'hand') return [];
  if (now?.commitmentId === commitmentId && now.basis === basis && now.contractId === contractId) return [];
  const unlink: CommitmentUnlinked = {
    type: 'CommitmentUnlinked',
    occurredAt,
    data: { allocated, commitmentId, basis, reason },
  };
  return link ? [unlink, link] : [unlink];
}

function evolve(state: AllocationState, event: AllocationEvent): AllocationState {
  const { notOf, credits } = state;
  switch (event.type) {
    case 'CommitmentLinked': {
      const others = notOf.filter((each) => each !== event.data.commitmentId);
      return { status: 'linked', link: event.data, notOf: others, credits };
    }
    case 'CommitmentUnlinked': {
      const { commitmentId, basis } = event.data;
      return { status: 'unlinked', notOf: basis === 'hand' ? [...notOf, commitmentId] : notOf, credits };
    }
    case 'CreditNamed':
      return { ...state, credits: [...credits, event.data.letterOfCreditId] };
    default:
      return never(event);
  }
}
