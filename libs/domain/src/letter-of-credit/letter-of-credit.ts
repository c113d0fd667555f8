import { type Decider, never, toMoneyJson } from '@corridor/kernel';
import { checkStep, refuse } from '../checks.js';
import { acceptAmendment, adviseAmendment, proposeAmendment, rejectAmendment } from './amending.js';
import { mostOf } from './article-30.js';
import { agreeToCancellation, closeCredit, expireCredit } from './ending.js';
import { forwardPresentation, withdrawPresentation } from './handing-on.js';
import { legalForCredit } from './legal-steps.js';
import type { LetterOfCreditCommand } from './letter-of-credit.commands.js';
import type { LetterOfCreditEvent } from './letter-of-credit.events.js';
import { evolve, known } from './letter-of-credit-evolve.js';
import { isOpen, type KnownCredit, type LetterOfCreditState } from './letter-of-credit-state.js';
import { checkPart } from './parts.js';
import { acceptDraft, honourPresentation, negotiatePresentation, reimburseBank } from './paying.js';
import { posted, type Unposted } from './posted.js';
import {
  agreeToWaiver,
  deemComplying,
  findComplying,
  presentDocuments,
  refusePresentation,
  waiveDiscrepancies,
} from './presenting.js';
import { takeUp } from './taking-up.js';
import { checkIssue } from './terms.js';

/** A documentary credit under UCP 600 (ICC, 2007), from its issue to the day on which nothing is left to draw and nothing to pay. */
export const letterOfCredit: Decider<LetterOfCreditCommand, LetterOfCreditEvent, LetterOfCreditState> = {
  initialState: { status: 'unknown' },
  decide: (command, state) => posted(state, decided(command, state)),
  evolve,
};

function decided(command: LetterOfCreditCommand, state: LetterOfCreditState): readonly Unposted[] {
  if (command.type === 'IssueCredit') {
    checkStep(command.type, `credit is ${state.status}`, legalForCredit(state));
    checkIssue(command);
    const { occurredAt, data } = command;
    const { amount } = data.terms;
    const undertaking = toMoneyJson({ minor: mostOf(data.terms), currency: amount.currency });
    return [{ type: 'LetterOfCreditIssued', occurredAt, data: { ...data, undertaking } }];
  }
  switch (command.type) {
    case 'TakeUpShipment':
    case 'TakeUpTransportDocument':
    case 'DropTransportDocument':
      return state.status === 'unknown' ? [] : takeUp(command, state);
    default:
      return stepped(command, state);
  }
}

type Step = Exclude<
  LetterOfCreditCommand,
  { readonly type: 'IssueCredit' | 'TakeUpShipment' | 'TakeUpTransportDocument' | 'DropTransportDocument' }
>;

function stepped(command: Step, state: LetterOfCreditState): readonly Unposted[] {
  const before = checked(command, state);
  const { occurredAt } = command;
  const { letterOfCreditId, advisingBank, confirmingBank, terms } = before.issued;
  switch (command.type) {
    case 'AdviseCredit':
      checkPart([advisingBank?.participantId], command.data.bank);
      return [{ type: 'LetterOfCreditAdvised', occurredAt, data: { letterOfCreditId, ...command.data } }];
    case 'ConfirmCredit': {
      checkPart([confirmingBank?.participantId], command.data.bank);
      // It confirms what it is shown: the terms that hold, and amendments that it advises by themselves.
      const minor = mostOf(before.terms);
      const undertaking = toMoneyJson({ minor, currency: terms.amount.currency });
      const data = { letterOfCreditId, ...command.data, undertaking };
      return [{ type: 'LetterOfCreditConfirmed', occurredAt, data }];
    }
    case 'DeclineConfirmation':
      checkPart([confirmingBank?.participantId], command.data.bank);
      return [{ type: 'ConfirmationDeclined', occurredAt, data: { letterOfCreditId, ...command.data } }];
    case 'ProposeAmendment':
      return proposeAmendment(command, before);
    case 'AdviseAmendment':
      return adviseAmendment(command, before);
    case 'AcceptAmendment':
      return acceptAmendment(command, before);
    case 'RejectAmendment':
      return rejectAmendment(command, before);
    case 'PresentDocuments':
      return presentDocuments(command, before);
    case 'FindComplying':
      return findComplying(command, before);
    case 'DeemComplying':
      return deemComplying(command, before);
    case 'RefusePresentation':
      return refusePresentation(command, before);
    case 'WithdrawPresentation':
      return withdrawPresentation(command, before);
    case 'ForwardPresentation':
      return forwardPresentation(command, before);
    case 'WaiveDiscrepancies':
      return waiveDiscrepancies(command, before);
    case 'AgreeToWaiver':
      return agreeToWaiver(command, before);
    case 'AcceptDraft':
      return acceptDraft(command, before);
    case 'HonourPresentation':
      return honourPresentation(command, before);
    case 'NegotiatePresentation':
      return negotiatePresentation(command, before);
    case 'ReimburseBank':
      return reimburseBank(command, before);
    case 'ExpireCredit':
      return expireCredit(command, before);
    case 'AgreeToCancellation':
      return agreeToCancellation(command, before);
    case 'CloseCredit':
      return closeCredit(command, before);
    default:
      return never(command);
  }
}

const AMENDMENT_STEPS: readonly string[] = ['AdviseAmendment', 'AcceptAmendment', 'RejectAmendment'];
const PRESENTATION_STEPS: readonly string[] = [
  'FindComplying',
  'DeemComplying',
  'RefusePresentation',
  'WithdrawPresentation',
  'ForwardPresentation',
  'WaiveDiscrepancies',
  'AgreeToWaiver',
  'AcceptDraft',
  'HonourPresentation',
  'NegotiatePresentation',
  'ReimburseBank',
];

/** @throws Rejection `illegal-step`, or `before-issue`. */
function checked({ type, occurredAt }: Step, state: LetterOfCreditState): KnownCredit {
  if (!isHeldAgainstItsPart(type, state)) checkStep(type, `credit is ${state.status}`, legalForCredit(state));
  const there = known(state);
  if (Date.parse(occurredAt) < Date.parse(there.issuedAt)) {
    const message = `${occurredAt} lies before the issue of the credit at ${there.issuedAt}.`;
    refuse('before-issue', message, '/occurredAt');
  }
  return there;
}

/**
 * What is asked of one amendment or presentation: that one tells more of what is legal than the credit does, while the credit allows any; and what is
 * held against more than how far the credit has come.
 */
function isHeldAgainstItsPart(type: Step['type'], state: LetterOfCreditState): boolean {
  if (state.status === 'unknown' || state.status === 'cancelled' || state.status === 'closed') return false;
  // The one is told by its last day, the other tells what is left.
  if (type === 'ExpireCredit' || type === 'CloseCredit') return true;
  return PRESENTATION_STEPS.includes(type) || (AMENDMENT_STEPS.includes(type) && isOpen(state));
}
