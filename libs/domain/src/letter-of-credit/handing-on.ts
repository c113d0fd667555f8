import { examineByOf } from './examination.js';
import type { CreditCommandOf } from './letter-of-credit.commands.js';
import type { KnownCredit } from './letter-of-credit-state.js';
import { checkPart, isBound, payingBanksOf } from './parts.js';
import type { Unposted } from './posted.js';
import { presentationOf, steppedOn } from './presenting.js';

/** Nobody is bound by documents before they comply, so whoever presented them may have them back. */
export function withdrawPresentation(
  { occurredAt, data }: CreditCommandOf<'WithdrawPresentation'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { presentation } = data;
  if (presentationOf(presentation, state).status === 'withdrawn') return [];
  steppedOn('WithdrawPresentation', occurredAt, presentation, state);
  const { letterOfCreditId } = state.issued;
  return [{ type: 'PresentationWithdrawn', occurredAt, data: { letterOfCreditId, presentation } }];
}

/** A nominated bank need not examine (UCP 600, article 12): what it has goes on to one that must. */
export function forwardPresentation(
  { occurredAt, data }: CreditCommandOf<'ForwardPresentation'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { presentation, to, calendars, today: receivedOn } = data;
  const { status, heldBy, made } = presentationOf(presentation, state);
  if (status === 'presented' && heldBy === to && made.presentedTo !== to) return [];
  steppedOn('ForwardPresentation', occurredAt, presentation, state);
  checkPart(
    payingBanksOf(state).filter((bank) => isBound(state, bank)),
    to,
    '/to',
  );
  const { letterOfCreditId } = state.issued;
  const examineBy = examineByOf(receivedOn, calendars);
  const forwarded = { letterOfCreditId, presentation, from: heldBy, to, receivedOn, examineBy };
  return [{ type: 'PresentationForwarded', occurredAt, data: forwarded }];
}
