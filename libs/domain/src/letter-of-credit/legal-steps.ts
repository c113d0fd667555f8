import { availableOf } from './commitments.js';
import type { LetterOfCreditCommand } from './letter-of-credit.commands.js';
import {
  type Amendment,
  isOpen,
  isPending,
  type KnownCredit,
  type LetterOfCreditState,
  type Presentation,
} from './letter-of-credit-state.js';
import { isBound } from './parts.js';

type Step = LetterOfCreditCommand['type'];

/** What the ledger itself tells a credit: nobody asks for it, and no state of a credit refuses it. */
export const TAKEN_UP = ['TakeUpShipment', 'TakeUpTransportDocument', 'DropTransportDocument'] as const;

/**
 * The commands that a credit allows as it stands, of at least one of its amendments and presentations; but for its expiry, which a day decides and not
 * its state.
 */
export function legalForCredit(state: LetterOfCreditState): readonly Step[] {
  if (state.status === 'unknown') return ['IssueCredit'];
  if (isEnded(state)) return [];
  const ofPresentations = new Set(
    state.presentations.flatMap((presentation) => legalForPresentation(state, presentation)),
  );
  const open = isOpen(state);
  const idle = !state.presentations.some(isPending);
  return [
    ...(state.status === 'issued' && state.issued.advisingBank ? (['AdviseCredit'] as const) : []),
    ...(open && mayConfirm(state) ? (['ConfirmCredit', 'DeclineConfirmation'] as const) : []),
    ...(open ? amendmentSteps(state) : []),
    'PresentDocuments',
    ...ofPresentations,
    ...(open && idle ? (['AgreeToCancellation'] as const) : []),
    ...(idle && (!open || isUsedUp(state)) ? (['CloseCredit'] as const) : []),
  ];
}

/** The commands on one presentation. */
export function legalForPresentation(state: KnownCredit, presentation: Presentation): readonly Step[] {
  const { terms } = state;
  if (isEnded(state)) return [];
  const byDraft = terms.availableBy === 'acceptance';
  const waiver = presentation.waived ? (['AgreeToWaiver'] as const) : (['WaiveDiscrepancies'] as const);
  switch (presentation.status) {
    case 'presented':
      return [
        'FindComplying',
        'DeemComplying',
        'RefusePresentation',
        'WithdrawPresentation',
        // A bank that is bound examines them itself.
        ...(isBound(state, presentation.heldBy) ? [] : (['ForwardPresentation'] as const)),
        ...waiver,
      ];
    case 'withdrawn':
      return [];
    case 'refused':
      return waiver;
    case 'complying': {
      if (byDraft) return ['AcceptDraft'];
      const negotiation = terms.availableBy === 'negotiation' ? (['NegotiatePresentation'] as const) : [];
      return ['HonourPresentation', ...negotiation];
    }
    case 'accepted':
      return ['HonourPresentation'];
    case 'honoured':
      return ['ReimburseBank'];
    case 'settled':
      return [];
  }
}

/** How far that has come which a command is on, and what it allows: a presentation or an amendment as long as the credit allows any step on it, else the credit. */
export function standingForCredit(
  state: LetterOfCreditState,
  { data }: LetterOfCreditCommand,
): { readonly currentState: string; readonly legalNow: readonly Step[] } {
  if (state.status !== 'unknown' && !isEnded(state)) {
    const presentation = 'presentation' in data ? state.presentations[data.presentation - 1] : undefined;
    if (presentation) {
      return { currentState: presentation.status, legalNow: legalForPresentation(state, presentation) };
    }
    const amendment = 'amendment' in data ? state.amendments[data.amendment - 1] : undefined;
    if (amendment && isOpen(state)) {
      return { currentState: amendment.status, legalNow: legalForAmendment(state, amendment) };
    }
  }
  return { currentState: state.status, legalNow: legalForCredit(state) };
}

function amendmentSteps(state: KnownCredit): readonly Step[] {
  const steps = state.amendments.flatMap((amendment) => legalForAmendment(state, amendment));
  return ['ProposeAmendment', ...AMENDMENT_STEPS.filter((step) => steps.includes(step))];
}

const AMENDMENT_STEPS = ['AdviseAmendment', 'AcceptAmendment', 'RejectAmendment'] as const;

/** The commands on one amendment. */
function legalForAmendment(
  { confirmed }: KnownCredit,
  { status, confirmationExtended }: Amendment,
): readonly Step[] {
  if (status !== 'proposed') return [];
  const isUnadvised = confirmed > 0n && confirmationExtended === undefined;
  return [...(isUnadvised ? (['AdviseAmendment'] as const) : []), 'AcceptAmendment', 'RejectAmendment'];
}

function mayConfirm({ issued, confirmed, declined }: KnownCredit): boolean {
  return issued.confirmingBank !== undefined && confirmed === 0n && !declined;
}

function isEnded({ status }: KnownCredit): boolean {
  return status === 'cancelled' || status === 'closed';
}

/** Whether nothing more can be drawn before it expires. */
export function isUsedUp(state: KnownCredit): boolean {
  const settled = state.presentations.some(({ status }) => status === 'settled');
  return settled && (availableOf(state) === 0n || !state.terms.partialShipments);
}
