import {
  type KnownCredit,
  type LetterOfCreditCommand,
  legalForPresentation,
  type Presentation,
  payingBanksOf,
} from '@corridor/domain';
import { never } from '@corridor/kernel';
import type { Caller } from '@corridor/nest-kit';
import type { CreditStep } from './credit-step.js';

type Step = LetterOfCreditCommand['type'];

/** The presentation that a step is on, where it is on one that the credit has. */
export function presentationOf(
  { data }: CreditStep,
  { presentations }: KnownCredit,
): Presentation | undefined {
  return 'presentation' in data ? presentations[data.presentation - 1] : undefined;
}

/**
 * Of steps that are legal, those that the caller may take by the part that he has in the credit. Operators see whose turn it is: they are told of all.
 * @param of the presentation that the steps are on; of any that allows them where it is left out.
 */
export function yoursOf<Type extends Step>(
  { role, participant }: Caller,
  legal: readonly Type[],
  state: KnownCredit,
  of?: Presentation,
): readonly Type[] {
  if (role === 'operator') return legal;
  return legal.filter((type) => {
    const on = of
      ? [of]
      : state.presentations.filter((each) => legalForPresentation(state, each).includes(type));
    // A step that is on no presentation is somebody's by the credit alone.
    return (on.length > 0 ? on : [undefined]).some((each) => isYours(participant, type, state, each));
  });
}

function isYours(participant: string, type: Step, state: KnownCredit, of: Presentation | undefined): boolean {
  const { confirmingBank, issuingBank } = state.issued;
  // Whoever has a part in a credit may ask for these, and is told more closely why not.
  if (type === 'AgreeToCancellation' && participant === confirmingBank?.participantId) {
    return state.confirmed > 0n;
  }
  if (type === 'NegotiatePresentation' && participant === issuingBank.participantId) return false;
  if (type === 'ForwardPresentation' && participant === of?.made.presentedTo)
    return of.heldBy === participant;
  const whose = actorsOf(type, state, of);
  return whose !== 'all' && whose.includes(participant);
}

/** The participants that a step is for; nobody of what the ledger and its operators do by themselves. */
export function actorsOf(type: Step, state: KnownCredit, on?: Presentation): readonly string[] | 'all' {
  const { issuingBank, advisingBank, confirmingBank, applicant, beneficiary } = state.issued;
  const of = (...banks: ({ readonly participantId: string } | undefined)[]) =>
    banks.flatMap((bank) => (bank ? [bank.participantId] : []));
  switch (type) {
    case 'AdviseCredit':
      return of(advisingBank);
    case 'ConfirmCredit':
    case 'DeclineConfirmation':
    case 'AdviseAmendment':
      return of(confirmingBank);
    case 'IssueCredit':
    case 'ProposeAmendment':
    case 'AgreeToWaiver':
    case 'ReimburseBank':
    case 'CloseCredit':
      return of(issuingBank);
    case 'AcceptAmendment':
    case 'RejectAmendment':
    case 'PresentDocuments':
    case 'WithdrawPresentation':
      return of(beneficiary);
    case 'WaiveDiscrepancies':
      return of(applicant);
    case 'FindComplying':
    case 'RefusePresentation':
      return on ? [on.heldBy] : 'all';
    case 'ForwardPresentation':
      // Who had them go on may say so again.
      return on ? [...of(beneficiary), ...new Set([on.made.presentedTo, on.heldBy])] : 'all';
    case 'AcceptDraft':
    case 'HonourPresentation':
    case 'NegotiatePresentation':
      return payingBanksOf(state);
    case 'AgreeToCancellation':
      return of(issuingBank, confirmingBank, beneficiary);
    case 'DeemComplying':
    case 'TakeUpShipment':
    case 'TakeUpTransportDocument':
    case 'DropTransportDocument':
      return [];
    // Its route is for operators.
    case 'ExpireCredit':
      return 'all';
    default:
      return never(type);
  }
}
