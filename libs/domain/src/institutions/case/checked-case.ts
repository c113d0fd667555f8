import { refuse } from '../../checks.js';
import type { CaseKind } from '../service-level/service-level.events.js';
import type { CaseCommand } from './case.commands.js';
import type { CaseSubject } from './case.events.js';
import type { OngoingCase } from './case-state.js';

type DataOf<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>['data'];

/** The ids that a subject of each kind has, each of which has to be told. */
export const SUBJECT_IDS: Readonly<
  Record<CaseSubject['kind'], readonly (keyof Omit<CaseSubject, 'kind'>)[]>
> = {
  consignment: ['consignmentId'],
  hold: ['declarationId', 'holdId'],
  obligation: ['obligationId'],
  'returned-payment': ['obligationId', 'returnId'],
  settlement: ['settlementId'],
  'visa-application': ['applicationId'],
  none: [],
};

/** Whether a case concerns both parties of the goods alike, and ends by itself with what it is about; a dispute is between them. */
export function isSharedCase(kind: CaseKind, subject: Pick<CaseSubject, 'kind'>): boolean {
  return kind !== 'dispute' && (subject.kind === 'hold' || subject.kind === 'returned-payment');
}

/** What each kind of case may be about, beside nothing that the ledger knows. */
const SUBJECTS: Readonly<Record<CaseKind, readonly CaseSubject['kind'][]>> = {
  'customs-hold': ['hold', 'consignment'],
  'payment-stuck': ['returned-payment', 'obligation', 'settlement', 'consignment'],
  'red-tape': ['hold', 'consignment', 'obligation', 'settlement', 'visa-application'],
  visa: ['visa-application'],
  transport: ['consignment'],
  dispute: ['consignment', 'obligation', 'returned-payment', 'settlement'],
};

/** @throws Rejection with a pointer: `subject-not-of-kind`, `subject-incomplete`, `other-firm-missing`, `other-firm-needless`, `dispute-with-itself`. */
export function checkOpening({
  kind,
  subject,
  against,
  firms,
}: Pick<DataOf<'OpenCase'>, 'kind' | 'subject' | 'against' | 'firms'>): void {
  if (subject.kind !== 'none' && !SUBJECTS[kind].includes(subject.kind)) {
    const message = `A case of the kind ${kind} is about ${SUBJECTS[kind].join(', ')} or none.`;
    refuse('subject-not-of-kind', message, '/subject/kind');
  }
  for (const id of SUBJECT_IDS[subject.kind]) {
    if (subject[id] !== undefined) continue;
    refuse('subject-incomplete', `A ${subject.kind} is named by its ${id}.`, `/subject/${id}`);
  }
  if (kind === 'dispute' && against === undefined) {
    refuse('other-firm-missing', 'A dispute names the other firm.', '/against');
  }
  if (kind !== 'dispute' && against !== undefined) {
    refuse('other-firm-needless', 'Only a dispute is with another firm.', '/against');
  }
  if (against !== undefined && firms.includes(against)) {
    refuse('dispute-with-itself', `"${against}" opens the case itself.`, '/against');
  }
}

/** @throws Rejection `other-firm-missing` for a dispute that names no other firm. */
export function checkTriage({ kind }: DataOf<'TriageCase'>, { against }: OngoingCase): void {
  if (kind !== 'dispute' || against !== undefined) return;
  refuse('other-firm-missing', 'This case names no other firm: have the firm open a dispute.', '/kind');
}

/** @throws Rejection with a pointer: `outcome-of-firm`, `loser-needless`, `loser-not-of-case`. */
export function checkResolution(
  { outcome, lostBy }: DataOf<'ResolveCase'>,
  { kind, firms, against }: OngoingCase,
): void {
  if (outcome === 'withdrawn') {
    refuse('outcome-of-firm', 'Only the firm withdraws its case.', '/outcome');
  }
  if (lostBy === undefined) return;
  if (kind !== 'dispute') refuse('loser-needless', 'Only a dispute is lost by somebody.', '/lostBy');
  const parties = against === undefined ? firms : [...firms, against];
  if (parties.includes(lostBy)) return;
  refuse('loser-not-of-case', `The dispute is between ${parties.join(' and ')}.`, '/lostBy');
}
