import type { KnownSubject, KnownVisa, SubjectState, VisaState } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';

/**
 * The application, if there is one for this caller: a firm has its own, a consulate those that were submitted to it, and another's does not
 * exist for them.
 * @throws ProblemError 404 `visa-unknown`.
 */
export function visaFor(caller: Caller, state: VisaState): KnownVisa {
  if (state.status !== 'unknown' && isOpenTo(caller, state)) return state;
  throw new ProblemError(404, 'visa-unknown', 'There is no visa application with this id among yours.');
}

function isOpenTo({ role, participant }: Caller, { firm, submission }: KnownVisa): boolean {
  if (role === 'trader') return firm === participant;
  if (role === 'consulate') return submission?.consulate === participant;
  return true;
}

/** Whether whoever may see an application may also see who the traveller is. */
export function seesPersonalData({ role }: Caller): boolean {
  return role !== 'commission' && role !== 'reporter';
}

/** A firm applies in its own name only. @throws ProblemError 403 `not-your-firm`. */
export function checkOwnFirm({ role, participant }: Caller, firm: string): void {
  if (role !== 'trader' || firm === participant) return;
  const message = `Your key is of "${participant}", which applies for its own travellers.`;
  throw new ProblemError(403, 'not-your-firm', message, { pointer: '/firm' });
}

/**
 * The subject, if the firm had it registered: another's does not exist for it.
 * @throws ProblemError 404 `subject-unknown`, 409 `subject-erased`.
 */
export function subjectOfFirm(firm: string, state: SubjectState): KnownSubject {
  const pointer = '/subjectId';
  if (state.status === 'unknown' || state.firm !== firm) throw subjectUnknown(pointer);
  if (state.status === 'erased') throw subjectErased(pointer);
  return state;
}

/** The subject, if there is one for this caller: a firm has its own. @throws ProblemError 404 `subject-unknown`. */
export function subjectFor({ role, participant }: Caller, state: SubjectState): KnownSubject {
  if (state.status === 'unknown') throw subjectUnknown();
  if (role === 'trader' && state.firm !== participant) throw subjectUnknown();
  return state;
}

export function subjectErased(pointer?: string): ProblemError {
  const message = 'The data of this traveller was erased: apply for the person anew, as traveller.';
  return new ProblemError(409, 'subject-erased', message, pointer === undefined ? {} : { pointer });
}

export function subjectUnknown(pointer?: string): ProblemError {
  const message = 'There is no traveller with this id among yours.';
  return new ProblemError(404, 'subject-unknown', message, pointer === undefined ? {} : { pointer });
}
