import { type Decider, never } from '@corridor/kernel';
import { checkStep, isSame } from '../../checks.js';
import type { SubjectCommand } from './subject.commands.js';
import type { ErasureReason, SealedPerson, SubjectEvent } from './subject.events.js';

export type SubjectState = { readonly status: 'unknown' } | KnownSubject;

export type KnownSubject = {
  readonly subjectId: string;
  readonly firm: string;
} & (
  | { readonly status: 'registered'; readonly person: SealedPerson }
  /** The ciphertext stays in the log, and tells nobody anything. */
  | { readonly status: 'erased'; readonly erasedAt: string; readonly reason: ErasureReason }
);

/** Which commands each status allows. */
const LEGAL: Readonly<Record<SubjectState['status'], readonly SubjectCommand['type'][]>> = {
  unknown: ['RegisterSubject'],
  registered: ['CorrectPersonalData', 'ErasePersonalData'],
  erased: [],
};

/** The commands that a subject allows as it stands. */
export function legalForSubject({ status }: Pick<SubjectState, 'status'>): readonly SubjectCommand['type'][] {
  return LEGAL[status];
}

/** Somebody whose personal data the ledger holds, until it is erased for good. */
export const subject: Decider<SubjectCommand, SubjectEvent, SubjectState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: SubjectCommand, state: SubjectState): readonly SubjectEvent[] {
  // What is erased stays erased, whoever asks for it again and why.
  if (command.type === 'ErasePersonalData' && state.status === 'erased') return [];
  checkStep(command.type, `subject is ${state.status}`, legalForSubject(state));
  const { occurredAt } = command;
  switch (command.type) {
    case 'RegisterSubject':
      return [{ type: 'SubjectRegistered', occurredAt, data: command.data }];
    case 'CorrectPersonalData':
      // Of one ciphertext; whether another one says the same, only whoever opens both can tell.
      if (state.status === 'registered' && isSame(state.person, command.data.person)) return [];
      return [{ type: 'PersonalDataCorrected', occurredAt, data: command.data }];
    case 'ErasePersonalData':
      return [{ type: 'PersonalDataErased', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

function evolve(state: SubjectState, event: SubjectEvent): SubjectState {
  switch (event.type) {
    case 'SubjectRegistered':
      return { status: 'registered', ...event.data };
    case 'PersonalDataCorrected': {
      const { subjectId, firm } = known(state);
      return { status: 'registered', subjectId, firm, person: event.data.person };
    }
    case 'PersonalDataErased': {
      const { subjectId, firm } = known(state);
      const { reason } = event.data;
      return { status: 'erased', subjectId, firm, erasedAt: event.occurredAt, reason };
    }
    default:
      return never(event);
  }
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: SubjectState): KnownSubject {
  if (state.status === 'unknown') throw new Error('The history of a subject begins with SubjectRegistered.');
  return state;
}
