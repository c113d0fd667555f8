import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkStep, isSame, refuse } from '../checks.js';
import type {
  CollectionAccepted,
  CollectionCommand,
  CollectionEvent,
  CollectionPresented,
} from './collection.events.js';

export interface CollectionState {
  readonly presented?: CollectionPresented['data'];
  readonly accepted?: CollectionAccepted['data'];
}

/** Types of commands that are legal. */
export function legalForCollection({ presented, accepted }: CollectionState): readonly string[] {
  return [...(presented || accepted ? [] : ['PresentCollection']), ...(accepted ? [] : ['AcceptCollection'])];
}

/** How far it has come. */
export function standingOfCollection({ presented, accepted }: CollectionState): string {
  if (accepted) return 'accepted';
  return presented ? 'presented' : 'unknown';
}

/**
 * Documents that banks collect the price of goods by, without a credit. Each step is told once; the same again is no news. An
 * acceptance may be told alone: nobody accepts what was not presented to him.
 */
export const collection: Decider<CollectionCommand, CollectionEvent, CollectionState> = {
  initialState: {},
  decide(command, state) {
    const { occurredAt } = command;
    const standing = `collection is ${standingOfCollection(state)}`;
    switch (command.type) {
      case 'PresentCollection': {
        const { data } = command;
        checkLocalDate(data.presentedOn, '/presentedOn');
        if (state.presented && isSame(state.presented, data)) return [];
        checkStep(command.type, standing, legalForCollection(state));
        return [{ type: 'CollectionPresented', occurredAt, data }];
      }
      case 'AcceptCollection': {
        const { data } = command;
        const { acceptedOn, maturityOn } = data;
        checkLocalDate(acceptedOn, '/acceptedOn');
        if (maturityOn !== undefined) checkLocalDate(maturityOn, '/maturityOn');
        if (state.accepted && isSame(state.accepted, data)) return [];
        checkStep(command.type, standing, legalForCollection(state));
        if (maturityOn !== undefined && maturityOn < acceptedOn) {
          refuse('maturity-before-acceptance', `${maturityOn} lies before the acceptance.`, '/maturityOn');
        }
        if (state.presented && acceptedOn < state.presented.presentedOn) {
          const message = `It was presented on ${state.presented.presentedOn} only.`;
          refuse('accepted-before-presented', message, '/acceptedOn');
        }
        return [{ type: 'CollectionAccepted', occurredAt, data }];
      }
      default:
        return never(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'CollectionPresented':
        return { ...state, presented: event.data };
      case 'CollectionAccepted':
        return { ...state, accepted: event.data };
      default:
        return never(event);
    }
  },
};
