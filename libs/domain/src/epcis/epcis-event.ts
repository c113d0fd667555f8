import { type Decider, never } from '@corridor/kernel';
import { illegalStep, refuse } from '../checks.js';
import { isSameCheckpoint } from '../consignment/checkpoints.js';
import type { EpcisEventCommand } from './epcis-event.commands.js';
import type {
  EpcisEventCaptured,
  EpcisEventEvent,
  EpcisEventUpheldCheckpoints,
  LedTo,
} from './epcis-event.events.js';

export type EpcisEventState = UnknownEpcisEvent | CapturedEpcisEvent;

interface DeclaredWrong {
  /** Ids of consignments for which it is declared wrong: of these it moves none. */
  readonly wrongFor: readonly string[];
}

/** It did not come yet; that it is wrong may be known already. */
export interface UnknownEpcisEvent extends DeclaredWrong {
  readonly status: 'unknown';
  /** Participant ids of those who said so, and of the parties that they said it for. */
  readonly declaredBy: readonly string[];
}

/** Who brought it, and who else it concerns. */
export interface CapturedEpcisEvent extends DeclaredWrong {
  readonly status: 'captured';
  readonly hash: string;
  readonly captors: readonly string[];
  /** Participant ids, without the captors. */
  readonly parties: readonly string[];
  /** Consignments that it names and that one of its captors may act for. */
  readonly consignmentIds: readonly string[];
  /** What it led to, also where that was withdrawn since. */
  readonly checkpoints: readonly LedTo[];
}

/**
 * An EPCIS event: captured once, however often it comes, by whomever. What is known by its id never says something else. That it is wrong is
 * told in its own stream: whichever of the two comes first, the other one meets it there.
 */
export const epcisEvent: Decider<EpcisEventCommand, EpcisEventEvent, EpcisEventState> = {
  initialState: { status: 'unknown', wrongFor: [], declaredBy: [] },
  decide(command, state) {
    const { occurredAt } = command;
    switch (command.type) {
      case 'CaptureEpcisEvent':
        return captured(occurredAt, command.data, state);
      case 'DeclareEpcisEventWrong': {
        const { data } = command;
        if (data.consignmentIds.every((id) => state.wrongFor.includes(id))) return [];
        return [{ type: 'EpcisEventDeclaredWrong', occurredAt, data }];
      }
      case 'UpholdCheckpoints':
        return upheld(occurredAt, command.data, state);
      default:
        return never(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'EpcisEventCaptured': {
        const { hash, captor, parties, consignmentIds } = event.data;
        const { wrongFor } = state;
        const checkpoints = ledTo(event);
        return {
          status: 'captured',
          hash,
          captors: [captor],
          parties,
          consignmentIds,
          checkpoints,
          wrongFor,
        };
      }
      case 'EpcisEventCapturedAgain': {
        const { captor, parties, consignmentIds } = event.data;
        if (state.status === 'unknown')
          throw new Error('The history of an event begins with EpcisEventCaptured.');
        return {
          ...state,
          captors: [...state.captors, captor],
          parties: union(state.parties, parties),
          consignmentIds: union(state.consignmentIds, consignmentIds),
          checkpoints: [...state.checkpoints, ...ledTo(event)],
        };
      }
      case 'EpcisEventDeclaredWrong': {
        const { captor, parties, consignmentIds } = event.data;
        const wrongFor = union(state.wrongFor, consignmentIds);
        if (state.status === 'captured') return { ...state, wrongFor };
        return { ...state, wrongFor, declaredBy: union(state.declaredBy, [captor, ...parties]) };
      }
      case 'EpcisEventUpheldCheckpoints':
        if (state.status === 'unknown')
          throw new Error('The history of an event begins with EpcisEventCaptured.');
        return { ...state, checkpoints: [...state.checkpoints, ...event.data.checkpoints] };
      default:
        return never(event);
    }
  },
};

function captured(
  occurredAt: string,
  data: EpcisEventCaptured['data'],
  state: EpcisEventState,
): readonly EpcisEventEvent[] {
  if (state.status === 'unknown') return [{ type: 'EpcisEventCaptured', occurredAt, data }];
  if (state.hash !== data.hash) {
    const message = `"${data.eventId}" is the eventID of an earlier event that says something else.`;
    refuse('event-id-reused', message, '/eventID');
  }
  if (state.captors.includes(data.captor)) return [];
  const { identifiedBy, errorDeclaration, hash, eventType, event, context, ...again } = data;
  return [{ type: 'EpcisEventCapturedAgain', occurredAt, data: again }];
}

/** @throws Rejection `illegal-step` for an event that was not captured, or is wrong itself for one of the consignments. */
function upheld(
  occurredAt: string,
  data: EpcisEventUpheldCheckpoints['data'],
  state: EpcisEventState,
): readonly EpcisEventEvent[] {
  const isWrong = data.checkpoints.some(({ consignmentId }) => state.wrongFor.includes(consignmentId));
  if (state.status === 'unknown' || isWrong) {
    const legalNow = ['CaptureEpcisEvent', 'DeclareEpcisEventWrong'];
    throw illegalStep('UpholdCheckpoints', 'event is not captured, or wrong itself', legalNow);
  }
  const checkpoints = data.checkpoints.filter(
    (one) => !state.checkpoints.some((before) => isSameLedTo(one, before)),
  );
  if (checkpoints.length === 0) return [];
  return [{ type: 'EpcisEventUpheldCheckpoints', occurredAt, data: { ...data, checkpoints } }];
}

function isSameLedTo(one: LedTo, other: LedTo): boolean {
  if (one.consignmentId !== other.consignmentId) return false;
  return isSameCheckpoint({ ...one, occurredAt: one.seenAt }, { ...other, occurredAt: other.seenAt });
}

/** It was seen when the event happened. */
function ledTo({
  occurredAt,
  data,
}: Extract<EpcisEventEvent, { type: 'EpcisEventCaptured' | 'EpcisEventCapturedAgain' }>): readonly LedTo[] {
  return data.checkpoints.map((checkpoint) => ({ ...checkpoint, seenAt: occurredAt }));
}

function union(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...some, ...others])];
}
