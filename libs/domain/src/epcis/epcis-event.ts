import { type Decider, never } from '@corridor/kernel';
import { refuse } from '../checks.js';
import type { EpcisEventCommand } from './epcis-event.commands.js';
import type { EpcisEventEvent } from './epcis-event.events.js';

export type EpcisEventState = { readonly status: 'unknown' } | CapturedEpcisEvent;

/** Who brought it, and who else it concerns. */
export interface CapturedEpcisEvent {
  readonly status: 'captured';
  readonly hash: string;
  readonly captors: readonly string[];
  /** Participant ids, without the captors. */
  readonly parties: readonly string[];
}

/** An EPCIS event: captured once, however often it comes, by whomever. What is known by its id never says something else. */
export const epcisEvent: Decider<EpcisEventCommand, EpcisEventEvent, EpcisEventState> = {
  initialState: { status: 'unknown' },
  decide({ occurredAt, data }, state) {
    if (state.status === 'unknown') return [{ type: 'EpcisEventCaptured', occurredAt, data }];
    if (state.hash !== data.hash) {
      const message = `"${data.eventId}" is the eventID of an earlier event that says something else.`;
      refuse('event-id-reused', message, '/eventID');
    }
    if (state.captors.includes(data.captor)) return [];
    const { identifiedBy, errorDeclaration, hash, eventType, event, context, ...again } = data;
    return [{ type: 'EpcisEventCapturedAgain', occurredAt, data: again }];
  },
  evolve(state, event) {
    const { captor, parties } = event.data;
    switch (event.type) {
      case 'EpcisEventCaptured':
        return { status: 'captured', hash: event.data.hash, captors: [captor], parties };
      case 'EpcisEventCapturedAgain': {
        if (state.status === 'unknown')
          throw new Error('The history of an event begins with EpcisEventCaptured.');
        const all = [...new Set([...state.parties, ...parties])];
        return { ...state, captors: [...state.captors, captor], parties: all };
      }
      default:
        return never(event);
    }
  },
};
