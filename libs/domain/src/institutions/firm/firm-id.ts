import { type Decider, never } from '@corridor/kernel';
import { checkStep, refuse } from '../../checks.js';
import type { FirmIdCommand, FirmIdEvent } from './firm-id.events.js';

export type FirmIdState =
  | {
      readonly status: 'free';
      /** Participant id of the firm that gave it back; absent where none ever had it. */
      readonly before?: string;
    }
  | { readonly status: 'claimed'; readonly participantId: string };

const LEGAL: Readonly<Record<FirmIdState['status'], readonly FirmIdCommand['type'][]>> = {
  free: ['ClaimNationalId'],
  claimed: ['ReleaseNationalId'],
};

/** A number that a state gave: its stream is named by scheme and number, so that the log holds that it is of one firm at a time. */
export const firmId: Decider<FirmIdCommand, FirmIdEvent, FirmIdState> = {
  initialState: { status: 'free' },
  decide({ type, occurredAt, data }, state) {
    const isOwn = state.status === 'claimed' && state.participantId === data.participantId;
    if (type === 'ClaimNationalId') {
      if (isOwn) return [];
      if (state.status === 'claimed') {
        refuse('national-id-used', `${data.scheme} ${data.number} is of ${state.participantId}.`, '/number');
      }
      return [{ type: 'NationalIdClaimed', occurredAt, data }];
    }
    checkStep(type, `number is ${state.status}`, LEGAL[state.status]);
    if (!isOwn) refuse('national-id-of-another', `It is not of ${data.participantId}.`, '/participantId');
    return [{ type: 'NationalIdReleased', occurredAt, data }];
  },
  evolve(_, event) {
    switch (event.type) {
      case 'NationalIdClaimed':
        return { status: 'claimed', participantId: event.data.participantId };
      case 'NationalIdReleased':
        return { status: 'free', before: event.data.participantId };
      default:
        return never(event);
    }
  },
};
