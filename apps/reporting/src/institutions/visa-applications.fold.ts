import type { EventOf } from '@corridor/contracts';
import { daysBetween, type VisaStatus } from '@corridor/domain';
import { never } from '@corridor/kernel';

export const VISA_EVENTS = [
  'VisaInvitationRequested',
  'VisaInvitationIssued',
  'VisaInvitationDeclined',
  'VisaSubmitted',
  'VisaSubmissionCorrected',
  'VisaDocumentsRequested',
  'VisaDocumentsSupplied',
  'VisaGranted',
  'VisaRefused',
  'VisaWithdrawn',
] as const;
export type VisaEventOfLog = EventOf<(typeof VISA_EVENTS)[number]>;

/** A row of `reporting.visa_applications`, without its generation. */
export interface VisaRow {
  readonly visa_id: string;
  readonly firm: string;
  readonly purpose: string;
  readonly nationality: string;
  readonly destination: string;
  readonly intended_from: string;
  readonly intended_until: string;
  readonly delegation_id: string | null;
  readonly case_id: string | null;
  readonly status: VisaStatus;
  readonly consulate: string | null;
  readonly place: string | null;
  readonly submitted_on: string | null;
  readonly decided_on: string | null;
  readonly days_taken: number | null;
  readonly reason: string | null;
  readonly demo: boolean;
  readonly first_position: number;
  readonly last_position: number;
}

/** A row of `reporting.visa_facts`, without its generation. */
export interface VisaFact {
  readonly position: number;
  readonly visa_id: string;
  readonly kind:
    | 'requested'
    | 'invited'
    | 'declined'
    | 'submitted'
    | 'documents-requested'
    | 'documents-supplied'
    | 'granted'
    | 'refused'
    | 'withdrawn';
  readonly on_day: string;
  /** When the ledger recorded it. */
  readonly told_at: string;
  readonly days_taken: number | null;
  readonly reason: string | null;
}

/**
 * What events make of applications, and a fact of each. Who the traveller is, not even by an id, is in neither.
 * @param stored the applications that the events tell of, where they are known already
 */
export function foldVisas(
  events: readonly VisaEventOfLog[],
  stored: ReadonlyMap<string, VisaRow>,
): { readonly rows: readonly VisaRow[]; readonly facts: readonly VisaFact[] } {
  const rows = new Map<string, VisaRow>();
  const facts: VisaFact[] = [];
  for (const event of events) {
    const { visaId } = event.data;
    const row = changed(event, rows.get(visaId) ?? stored.get(visaId));
    rows.set(visaId, { ...row, last_position: event.position });
    const { position, occurredAt, recordedAt: told_at } = event;
    const none = { on_day: occurredAt.slice(0, 10), days_taken: null, reason: null };
    facts.push({ position, visa_id: visaId, told_at, ...none, ...factOf(event) });
  }
  return { rows: [...rows.values()], facts };
}

function changed(event: VisaEventOfLog, before: VisaRow | undefined): VisaRow {
  if (event.type === 'VisaInvitationRequested') return requested(event);
  if (!before) throw new Error('The history of an application begins with VisaInvitationRequested.');
  switch (event.type) {
    case 'VisaInvitationIssued':
      return { ...before, status: 'invited' };
    case 'VisaInvitationDeclined':
      return { ...before, status: 'declined', reason: event.data.reason };
    case 'VisaSubmitted': {
      const { consulate, place, submittedOn: submitted_on } = event.data;
      return { ...before, status: 'submitted', consulate, place, submitted_on };
    }
    case 'VisaSubmissionCorrected': {
      const { submittedOn: submitted_on } = event.data;
      const { decided_on } = before;
      const days_taken = decided_on === null ? null : daysBetween(submitted_on, decided_on);
      return { ...before, submitted_on, days_taken };
    }
    case 'VisaDocumentsRequested':
      return { ...before, status: 'documents-awaited' };
    case 'VisaDocumentsSupplied':
      return { ...before, status: 'submitted' };
    case 'VisaGranted':
      return { ...before, status: 'granted', ...decided(event.data) };
    case 'VisaRefused':
      return { ...before, status: 'refused', ...decided(event.data), reason: event.data.reason };
    case 'VisaWithdrawn':
      return { ...before, status: 'withdrawn' };
    default:
      return never(event);
  }
}

function requested({ data, demo, position }: EventOf<'VisaInvitationRequested'>): VisaRow {
  return {
    visa_id: data.visaId,
    firm: data.firm,
    purpose: data.purpose,
    nationality: data.nationality,
    destination: data.destination,
    intended_from: data.intendedFrom,
    intended_until: data.intendedUntil,
    delegation_id: data.delegationId ?? null,
    case_id: data.caseId ?? null,
    status: 'requested',
    consulate: null,
    place: null,
    submitted_on: null,
    decided_on: null,
    days_taken: null,
    reason: null,
    demo,
    first_position: position,
    last_position: position,
  };
}

interface Decided {
  readonly decidedOn: string;
  readonly daysTaken: number;
}

function decided({ decidedOn: decided_on, daysTaken: days_taken }: Decided) {
  return { decided_on, days_taken };
}

function factOf(event: VisaEventOfLog): Pick<VisaFact, 'kind'> & Partial<VisaFact> {
  switch (event.type) {
    case 'VisaInvitationRequested':
      return { kind: 'requested' };
    case 'VisaInvitationIssued':
      return { kind: 'invited', on_day: event.data.issuedOn };
    case 'VisaInvitationDeclined':
      return { kind: 'declined', reason: event.data.reason };
    case 'VisaSubmitted':
      return { kind: 'submitted', on_day: event.data.submittedOn };
    // As it is submitted on that day: of these, the last one counts.
    case 'VisaSubmissionCorrected':
      return { kind: 'submitted', on_day: event.data.submittedOn };
    case 'VisaDocumentsRequested':
      return { kind: 'documents-requested' };
    case 'VisaDocumentsSupplied':
      return { kind: 'documents-supplied' };
    case 'VisaGranted': {
      const { decidedOn: on_day, daysTaken: days_taken } = event.data;
      return { kind: 'granted', on_day, days_taken };
    }
    case 'VisaRefused': {
      const { decidedOn: on_day, daysTaken: days_taken, reason } = event.data;
      return { kind: 'refused', on_day, days_taken, reason };
    }
    case 'VisaWithdrawn':
      return { kind: 'withdrawn' };
    default:
      return never(event);
  }
}
