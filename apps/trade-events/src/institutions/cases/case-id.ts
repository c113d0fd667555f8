import { derivedId } from '@corridor/contracts';
import { type CaseKind, type CaseSubject, isSharedCase, SUBJECT_IDS } from '@corridor/domain';

/**
 * The id of the n-th case of a kind on a subject, so that the log itself holds one at a time: a hold and a returned payment have one for all whom they
 * concern, and the first of them is the one that opens by itself; of all else each firm has its own.
 */
export function caseIdOf(kind: CaseKind, subject: CaseSubject, firm: string, nth = 1): string {
  const ids = SUBJECT_IDS[subject.kind].map((id) => subject[id] ?? '');
  const whose = isSharedCase(kind, subject) ? '' : firm;
  return derivedId('corridor-ledger case v1', kind, subject.kind, ...ids, whose, String(nth));
}
