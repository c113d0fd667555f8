import { Rejection, toMoneyJson } from '@corridor/kernel';
import { checkStep } from '../checks.js';
import { availableOf } from './commitments.js';
import { endOf } from './expiry.js';
import { isUsedUp, legalForCredit } from './legal-steps.js';
import type { CreditCommandOf } from './letter-of-credit.commands.js';
import type { CancellationParty } from './letter-of-credit.events.js';
import { isOpen, isPending, type KnownCredit } from './letter-of-credit-state.js';
import type { Unposted } from './posted.js';

export function expireCredit(
  { occurredAt, data }: CreditCommandOf<'ExpireCredit'>,
  state: KnownCredit,
): readonly Unposted[] {
  if (state.status === 'expired') return [];
  const { lastDay, isOver } = endOf(state, data.places);
  if (!isOver) {
    const message = `Documents may be presented until the end of ${lastDay}, by its terms or by an amendment that is not answered.`;
    throw new Rejection('credit-still-valid', message);
  }
  const { letterOfCreditId } = state.issued;
  return [{ type: 'LetterOfCreditExpired', occurredAt, data: { letterOfCreditId, lastDay } }];
}

/** A credit is cancelled once all agree without whom it is not (UCP 600, article 10(a)). */
export function agreeToCancellation(
  { occurredAt, data }: CreditCommandOf<'AgreeToCancellation'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { agreedToCancel, confirmed, issued } = state;
  const { by } = data;
  const needed: readonly CancellationParty[] =
    confirmed > 0n ? ['issuing-bank', 'confirming-bank', 'beneficiary'] : ['issuing-bank', 'beneficiary'];
  if (!needed.includes(by)) {
    const legalNow = legalForCredit(state).filter((type) => type !== 'AgreeToCancellation');
    checkStep('AgreeToCancellation', 'credit is not confirmed', legalNow);
  }
  if (agreedToCancel.includes(by)) return [];
  const { letterOfCreditId } = issued;
  const agreed: Unposted = { type: 'CreditCancellationAgreed', occurredAt, data: { letterOfCreditId, by } };
  const missing = needed.filter((each) => each !== by && !agreedToCancel.includes(each));
  if (missing.length > 0) return [agreed];
  return [agreed, { type: 'LetterOfCreditCancelled', occurredAt, data: { letterOfCreditId } }];
}

export function closeCredit(
  { type, occurredAt }: CreditCommandOf<'CloseCredit'>,
  state: KnownCredit,
): readonly Unposted[] {
  checkStep(type, `credit is ${inWords(state)}`, legalForCredit(state));
  const { letterOfCreditId } = state.issued;
  return [{ type: 'LetterOfCreditClosed', occurredAt, data: { letterOfCreditId } }];
}

/** How it stands, with what may still come to be drawn or paid. */
function inWords(state: KnownCredit): string {
  const { status, terms, presentations } = state;
  const money = (minor: bigint) => {
    const { amount, currency } = toMoneyJson({ minor, currency: terms.amount.currency });
    return `${amount} ${currency}`;
  };
  const pending = presentations.flatMap((each, index) =>
    isPending(each) ? [`presentation ${index + 1} over ${money(each.amount)} is ${each.status}`] : [],
  );
  const available = availableOf(state);
  const canBeDrawn = isOpen(state) && !isUsedUp(state) && available > 0n;
  const left = canBeDrawn ? [`${money(available)} can still be drawn until ${terms.expiry.on}`] : [];
  return [status, ...pending, ...left].join(', ').replace(/, (?=[^,]*$)/, ', and ');
}
