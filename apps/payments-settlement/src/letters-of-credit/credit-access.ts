import type { KnownCredit, LetterOfCreditState } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';
import type { CreditStep } from './credit-step.js';
import { actorsOf, presentationOf } from './whose-step.js';

/** Who may see a credit: the banks that have a part in it, its applicant and its beneficiary, and operators. Another's does not exist for them. */
export function creditFor({ role, participant }: Caller, state: LetterOfCreditState): KnownCredit {
  if (state.status !== 'unknown') {
    const { applicant, beneficiary } = state.issued;
    const traders = [applicant.participantId, beneficiary.participantId];
    const parties = role === 'bank' ? banksOf(state) : role === 'trader' ? traders : [];
    if (role === 'operator' || parties.includes(participant)) return state;
  }
  throw creditUnknown();
}

export function creditUnknown(): ProblemError {
  const message = 'There is no letter of credit with this id among yours.';
  return new ProblemError(404, 'letter-of-credit-unknown', message);
}

/** Whether somebody may know what the applicant put up: that is between him and the issuing bank. */
export function knowsMargin({ role, participant }: Caller, { issued }: KnownCredit): boolean {
  const { applicant, issuingBank } = issued;
  if (role === 'bank') return issuingBank.participantId === participant;
  return role === 'operator' || applicant.participantId === participant;
}

/** @throws ProblemError 403 `not-your-part` for a step that is for another party of the credit. */
export function checkYourPart({ participant }: Caller, step: CreditStep, state: KnownCredit): void {
  const whose = actorsOf(step.type, state, presentationOf(step, state));
  if (whose === 'all' || whose.includes(participant)) return;
  const named = whose.map((each) => `"${each}"`).join(' or ');
  const detail =
    named === ''
      ? `That is for ${BANK_OF_STEP[step.type] ?? 'a bank'}, and this credit names none.`
      : `That is for ${named}; your key is of "${participant}".`;
  throw new ProblemError(403, 'not-your-part', detail);
}

/** Steps that are for a bank which not every credit has. */
const BANK_OF_STEP: Readonly<Partial<Record<CreditStep['type'], string>>> = {
  AdviseCredit: 'the advising bank',
  ConfirmCredit: 'the confirming bank',
  DeclineConfirmation: 'the confirming bank',
  AdviseAmendment: 'the confirming bank',
};

function banksOf({ issued }: KnownCredit): readonly string[] {
  const { issuingBank, advisingBank, nominatedBank, confirmingBank } = issued;
  return [issuingBank, advisingBank, nominatedBank, confirmingBank].flatMap((bank) =>
    bank ? [bank.participantId] : [],
  );
}
