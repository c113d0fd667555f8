import type { RecordedEvent } from '@corridor/contracts';
import {
  type CasePart,
  type CaseState,
  type ForeseenCase,
  isOpened,
  type OngoingCase,
} from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';
import { seesAllFirms } from '../found.js';

export type KnownCase = ForeseenCase | OngoingCase;

/**
 * The case, if there is one for this caller: whose it is, the other firm of a dispute, and whom it is assigned to; for others it does not exist.
 * @throws ProblemError 404 `case-unknown`.
 */
export function caseSeenBy(caller: Caller, state: CaseState): KnownCase {
  if (state.status !== 'unknown' && isOpenTo(caller, state)) return state;
  throw caseUnknown();
}

export function caseUnknown(): ProblemError {
  return new ProblemError(404, 'case-unknown', 'There is no case with this id among yours.');
}

/** What the caller has to do with a case; an operator does everything. */
export function partsOf({ role, participant }: Caller, state: KnownCase): readonly CasePart[] {
  if (role === 'operator') return ['firm', 'bringer', 'assignee', 'council', 'commission'];
  const parts: CasePart[] = [];
  if (firmsOf(state).includes(participant)) parts.push('firm');
  if (isOpened(state) && (state.reopening?.by ?? state.openedBy) === participant) parts.push('bringer');
  if (isOpened(state) && state.assignee === participant) parts.push('assignee');
  if (role === 'council' || role === 'commission') parts.push(role);
  return parts;
}

/** @throws ProblemError 403 `not-your-part` where the caller sees the case and has no such part in it. */
export function checkPart(caller: Caller, state: KnownCase, part: CasePart): void {
  if (partsOf(caller, state).includes(part)) return;
  const message = {
    firm: 'The firms whose case it is do this.',
    bringer: 'The firm that brought the case, or opened it again, does this.',
    assignee: 'Whom the case is assigned to does this.',
    council: 'The Business Council does this.',
    commission: 'The Joint Intergovernmental Commission does this.',
  }[part];
  throw new ProblemError(403, 'not-your-part', `${message} Your key is of "${caller.participant}".`);
}

/**
 * Whether somebody who sees a case reads what was written in it: whoever has a part in it, but for the Commission where it is, or ever was, of a visa; it
 * does not see who travels either.
 * @param history of the case.
 */
export function readsTexts(
  caller: Caller,
  state: KnownCase,
  history: readonly Pick<RecordedEvent, 'data'>[],
): boolean {
  const isOfVisa =
    isOpened(state) &&
    (state.subject.kind === 'visa-application' ||
      history.some(({ data }) => (data as { readonly kind?: unknown }).kind === 'visa'));
  const parts = partsOf(caller, state).filter((part) => part !== 'commission' || !isOfVisa);
  return parts.length > 0 || (isOpened(state) && state.against === caller.participant);
}

export function firmsOf(state: KnownCase): readonly string[] {
  return isOpened(state) ? state.firms : state.foreseen.firms;
}

function isOpenTo(caller: Caller, state: KnownCase): boolean {
  if (seesAllFirms(caller) || partsOf(caller, state).length > 0) return true;
  return isOpened(state) && state.against === caller.participant;
}
