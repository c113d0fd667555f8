import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate, daysBetween } from '../../calendar.js';
import { checkStep, refuse } from '../../checks.js';
import type { VisaCommand } from './visa.commands.js';
import type {
  InvitationDeclineReason,
  VisaDocument,
  VisaEvent,
  VisaGranted,
  VisaInvitationIssued,
  VisaInvitationRequested,
  VisaRefused,
  VisaSubmitted,
} from './visa.events.js';

export type VisaState = { readonly status: 'unknown' } | KnownVisa;

export type VisaStatus =
  | 'requested'
  | 'declined'
  | 'invited'
  | 'submitted'
  | 'documents-awaited'
  | 'granted'
  | 'refused'
  | 'withdrawn';

/** An application as far as it has come; each part is absent until it was told. */
export type KnownVisa = VisaInvitationRequested['data'] & {
  readonly status: VisaStatus;
  /** The day on which the firm asked. */
  readonly requestedOn: string;
  readonly declined?: InvitationDeclineReason;
  readonly invitation?: Omit<VisaInvitationIssued['data'], 'visaId'>;
  readonly submission?: Omit<VisaSubmitted['data'], 'visaId'>;
  /** Those that the consulate asked for and has not got. */
  readonly documentsAwaited: readonly VisaDocument[];
  /** Whether it ever got some that it had asked for. */
  readonly documentsSupplied: boolean;
  readonly granted?: Omit<VisaGranted['data'], 'visaId'>;
  readonly refused?: Omit<VisaRefused['data'], 'visaId'>;
};

const AT_CONSULATE = [
  'CorrectVisaSubmission',
  'RequestVisaDocuments',
  'GrantVisa',
  'RefuseVisa',
  'WithdrawVisa',
] as const;

/** Which commands each status allows. */
const LEGAL: Readonly<Record<VisaState['status'], readonly VisaCommand['type'][]>> = {
  unknown: ['RequestVisaInvitation'],
  requested: ['IssueVisaInvitation', 'DeclineVisaInvitation', 'WithdrawVisa'],
  declined: [],
  invited: ['SubmitVisa', 'WithdrawVisa'],
  submitted: AT_CONSULATE,
  'documents-awaited': ['SupplyVisaDocuments', ...AT_CONSULATE],
  granted: ['CorrectVisaSubmission'],
  refused: ['CorrectVisaSubmission'],
  withdrawn: [],
};

/** The commands that an application allows as it stands. */
export function legalForVisa({ status }: Pick<VisaState, 'status'>): readonly VisaCommand['type'][] {
  return LEGAL[status];
}

/** An application for a business visa, from the invitation that a firm asks for to what a consulate decides. */
export const visa: Decider<VisaCommand, VisaEvent, VisaState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: VisaCommand, state: VisaState): readonly VisaEvent[] {
  if (state.status !== 'unknown' && isSo(command, state)) return [];
  checkStep(command.type, `visa application is ${state.status}`, legalForVisa(state));
  const { occurredAt } = command;
  const day = occurredAt.slice(0, 10);
  switch (command.type) {
    case 'RequestVisaInvitation':
      checkAsked(command.data, day);
      return [{ type: 'VisaInvitationRequested', occurredAt, data: command.data }];
    case 'IssueVisaInvitation':
      checkIssued(command.data.issuedOn, day, known(state));
      return [{ type: 'VisaInvitationIssued', occurredAt, data: command.data }];
    case 'DeclineVisaInvitation':
      return [{ type: 'VisaInvitationDeclined', occurredAt, data: command.data }];
    case 'SubmitVisa':
      checkSubmitted(day, known(state));
      return [{ type: 'VisaSubmitted', occurredAt, data: { ...command.data, submittedOn: day } }];
    case 'CorrectVisaSubmission': {
      const { visaId, submittedOn } = command.data;
      const replaced = checkCorrected(submittedOn, day, known(state));
      return [{ type: 'VisaSubmissionCorrected', occurredAt, data: { visaId, submittedOn, replaced } }];
    }
    case 'RequestVisaDocuments':
      return [{ type: 'VisaDocumentsRequested', occurredAt, data: command.data }];
    case 'SupplyVisaDocuments':
      return [{ type: 'VisaDocumentsSupplied', occurredAt, data: command.data }];
    case 'GrantVisa': {
      const { visaId, ...terms } = command.data;
      const decided = decidedOn(day, known(state));
      checkSpan(terms.validFrom, terms.validUntil, 'validFrom', 'validUntil');
      if (terms.validUntil < day) {
        refuse('visa-over-already', `It was granted on ${day}, behind its own last day.`, '/validUntil');
      }
      return [{ type: 'VisaGranted', occurredAt, data: { visaId, ...decided, ...terms } }];
    }
    case 'RefuseVisa': {
      const { visaId, reason } = command.data;
      const decided = decidedOn(day, known(state));
      return [{ type: 'VisaRefused', occurredAt, data: { visaId, ...decided, reason } }];
    }
    case 'WithdrawVisa':
      return [{ type: 'VisaWithdrawn', occurredAt, data: command.data }];
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: VisaCommand, state: KnownVisa): boolean {
  const { invitation, submission, granted, refused } = state;
  switch (command.type) {
    case 'RequestVisaInvitation':
      return false;
    case 'IssueVisaInvitation': {
      const { invitationNumber, issuedOn } = command.data;
      return invitation?.invitationNumber === invitationNumber && invitation.issuedOn === issuedOn;
    }
    case 'DeclineVisaInvitation':
      return state.declined === command.data.reason;
    case 'SubmitVisa': {
      const { consulate, place } = command.data;
      return submission?.consulate === consulate && submission.place === place;
    }
    case 'CorrectVisaSubmission':
      return submission?.submittedOn === command.data.submittedOn;
    case 'RequestVisaDocuments':
      return command.data.documents.every((document) => state.documentsAwaited.includes(document));
    case 'SupplyVisaDocuments':
      return state.documentsSupplied && state.documentsAwaited.length === 0;
    case 'GrantVisa': {
      const { validFrom, validUntil, entries } = command.data;
      return (
        granted?.validFrom === validFrom && granted.validUntil === validUntil && granted.entries === entries
      );
    }
    case 'RefuseVisa':
      return refused?.reason === command.data.reason;
    case 'WithdrawVisa':
      return state.status === 'withdrawn';
    default:
      return never(command);
  }
}

function checkSpan(from: string, until: string, first: string, last: string): void {
  checkLocalDate(from, `/${first}`);
  checkLocalDate(until, `/${last}`);
  // Days as YYYY-MM-DD sort as texts.
  if (until < from) refuse('until-before-from', `${until} lies before ${first}, ${from}.`, `/${last}`);
}

function checkAsked(
  { nationality, destination, intendedFrom, intendedUntil }: VisaInvitationRequested['data'],
  day: string,
): void {
  if (nationality === destination) {
    refuse('destination-own', `Whoever is of ${nationality} needs no visa for it.`, '/destination');
  }
  checkSpan(intendedFrom, intendedUntil, 'intendedFrom', 'intendedUntil');
  if (intendedFrom < day) {
    refuse('intended-before-asked', `It was asked for on ${day}, behind ${intendedFrom}.`, '/intendedFrom');
  }
}

function checkIssued(issuedOn: string, day: string, { requestedOn }: KnownVisa): void {
  checkLocalDate(issuedOn, '/issuedOn');
  if (issuedOn > day) {
    refuse('invitation-ahead', `It was issued on ${day} at the latest, when this was told.`, '/issuedOn');
  }
  if (issuedOn < requestedOn) {
    refuse('invited-before-asked', `The firm asked for it on ${requestedOn}.`, '/issuedOn');
  }
}

/** @param day by the clock of the consulate's place. */
function checkSubmitted(day: string, { invitation }: KnownVisa): void {
  if (!invitation) throw new Error('No application is submitted without an invitation.');
  if (day >= invitation.issuedOn) return;
  const message = `The invitation that it needs was issued on ${invitation.issuedOn}.`;
  refuse('submitted-before-invited', message, '/occurredAt');
}

/** @returns the day that was told before. */
function checkCorrected(submittedOn: string, day: string, state: KnownVisa): string {
  const { submission, invitation, granted, refused } = state;
  if (!submission || !invitation) throw new Error('What was not submitted is not corrected.');
  const pointer = '/submittedOn';
  checkLocalDate(submittedOn, pointer);
  if (submittedOn < invitation.issuedOn) {
    const message = `The invitation that it needs was issued on ${invitation.issuedOn}.`;
    refuse('submitted-before-invited', message, pointer);
  }
  const last = granted?.decidedOn ?? refused?.decidedOn ?? day;
  if (submittedOn > last) refuse('submission-ahead', `It was submitted on ${last} at the latest.`, pointer);
  return submission.submittedOn;
}

/** @param day by the clock of the consulate's place, as that of the submission. */
function decidedOn(day: string, { submission }: KnownVisa): { decidedOn: string; daysTaken: number } {
  if (!submission) throw new Error('No application is decided that was not submitted.');
  const { submittedOn } = submission;
  if (day < submittedOn) {
    refuse('decided-before-submitted', `The application was submitted on ${submittedOn}.`, '/occurredAt');
  }
  return { decidedOn: day, daysTaken: daysBetween(submittedOn, day) };
}

function evolve(state: VisaState, event: VisaEvent): VisaState {
  if (event.type === 'VisaInvitationRequested') {
    const requestedOn = event.occurredAt.slice(0, 10);
    const begun = { status: 'requested', documentsAwaited: [], documentsSupplied: false } as const;
    return { ...event.data, ...begun, requestedOn };
  }
  const before = known(state);
  switch (event.type) {
    case 'VisaInvitationIssued': {
      const { visaId: _, ...invitation } = event.data;
      return { ...before, status: 'invited', invitation };
    }
    case 'VisaInvitationDeclined':
      return { ...before, status: 'declined', declined: event.data.reason };
    case 'VisaSubmitted': {
      const { visaId: _, ...submission } = event.data;
      return { ...before, status: 'submitted', submission };
    }
    case 'VisaSubmissionCorrected': {
      const { submittedOn } = event.data;
      const { submission, granted, refused } = before;
      if (!submission) throw new Error('What was not submitted is not corrected.');
      const daysTo = (decidedOn: string) => ({ daysTaken: daysBetween(submittedOn, decidedOn) });
      return {
        ...before,
        submission: { ...submission, submittedOn },
        ...(granted && { granted: { ...granted, ...daysTo(granted.decidedOn) } }),
        ...(refused && { refused: { ...refused, ...daysTo(refused.decidedOn) } }),
      };
    }
    case 'VisaDocumentsRequested': {
      const documentsAwaited = [...new Set([...before.documentsAwaited, ...event.data.documents])].sort();
      return { ...before, status: 'documents-awaited', documentsAwaited };
    }
    case 'VisaDocumentsSupplied':
      return { ...before, status: 'submitted', documentsAwaited: [], documentsSupplied: true };
    case 'VisaGranted': {
      const { visaId: _, ...granted } = event.data;
      return { ...before, status: 'granted', granted, documentsAwaited: [] };
    }
    case 'VisaRefused': {
      const { visaId: _, ...refused } = event.data;
      return { ...before, status: 'refused', refused, documentsAwaited: [] };
    }
    case 'VisaWithdrawn':
      return { ...before, status: 'withdrawn', documentsAwaited: [] };
    default:
      return never(event);
  }
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: VisaState): KnownVisa {
  if (state.status === 'unknown') {
    throw new Error('The history of an application begins with VisaInvitationRequested.');
  }
  return state;
}
