import { derivedId } from '@corridor/contracts';
import { type CaseKind, type CaseSubject, SUBJECT_IDS } from '@corridor/domain';

/**
 * The id of the n-th case of a kind on a subject, so that the log itself holds one at a time: a hold and a returned payment have one for all whom they
 * concern, and the first of them is the one that opens by itself; of all else each firm has its own.
 */
export function caseIdOf(kind: CaseKind, subject: CaseSubject, firm: string, nth = 1): string {
  const ids = SUBJECT_IDS[subject.kind].map((id) => subject[id] ?? '');
  const whose = isShared(kind, subject) ? '' : firm;
  return derivedId('corridor-ledger case v1', kind, subject.kind, ...ids, whose, String(nth));
}

/** Whether it concerns both parties of the goods alike; a dispute is between them. */
export function isShared(kind: CaseKind, subject: Pick<CaseSubject, 'kind'>): boolean {
  return kind !== 'dispute' && (subject.kind === 'hold' || subject.kind === 'returned-payment');
}
