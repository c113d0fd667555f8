import { availableOf } from './commitments.js';
import type { LetterOfCreditCommand } from './letter-of-credit.commands.js';
import {
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
  if (state.status === 'cancelled' || state.status === 'closed') return [];
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
  const { status, terms } = state;
  if (status === 'cancelled' || status === 'closed') return [];
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

function amendmentSteps({ amendments, confirmed }: KnownCredit): readonly Step[] {
  const proposed = amendments.filter(({ status }) => status === 'proposed');
  const unadvised = proposed.some(({ confirmationExtended }) => confirmationExtended === undefined);
  return [
    'ProposeAmendment',
    ...(confirmed > 0n && unadvised ? (['AdviseAmendment'] as const) : []),
    ...(proposed.length > 0 ? (['AcceptAmendment', 'RejectAmendment'] as const) : []),
  ];
}

function mayConfirm({ issued, confirmed, declined }: KnownCredit): boolean {
  return issued.confirmingBank !== undefined && confirmed === 0n && !declined;
}

/** Whether nothing more can be drawn before it expires. */
function isUsedUp(state: KnownCredit): boolean {
  const settled = state.presentations.some(({ status }) => status === 'settled');
  return settled && (availableOf(state) === 0n || !state.terms.partialShipments);
}
