import { Rejection } from '@corridor/kernel';
import { checkCurrency, checkStep, refuse } from '../checks.js';
import { mostOf } from './article-30.js';
import { drawnOf } from './commitments.js';
import { amendedTerms, type CreditTerms } from './credit-terms.js';
import type { CreditCommandOf } from './letter-of-credit.commands.js';
import type { LetterOfCreditEvent } from './letter-of-credit.events.js';
import type { Amendment, KnownCredit } from './letter-of-credit-state.js';
import { checkPart } from './parts.js';
import type { Unposted } from './posted.js';
import { checkExpiry, checkTerms } from './terms.js';

const AMENDMENTS_MAX = 999;

export function proposeAmendment(
  { occurredAt, data }: CreditCommandOf<'ProposeAmendment'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { changes } = data;
  const { issued, terms, amendments } = state;
  if (Object.keys(changes).length === 0) refuse('amendment-empty', 'It changes nothing.', '/changes');
  if (amendments.length === AMENDMENTS_MAX) {
    throw new Rejection('amendments-exhausted', `A credit has at most ${AMENDMENTS_MAX} amendments.`);
  }
  if (changes.amount) checkCurrency(changes.amount, terms.amount.currency, '/changes/amount');
  const amended = amendedTerms(terms, changes);
  checkTerms(amended, '/changes');
  if (changes.expiry) checkExpiry(amended, occurredAt, '/changes');
  const amendment = amendments.length + 1;
  const { letterOfCreditId } = issued;
  return [{ type: 'CreditAmendmentProposed', occurredAt, data: { letterOfCreditId, amendment, changes } }];
}

export function adviseAmendment(
  { occurredAt, data }: CreditCommandOf<'AdviseAmendment'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { status, confirmationExtended } = amendmentOf(data.amendment, state);
  checkPart([state.issued.confirmingBank?.participantId], data.bank);
  if (confirmationExtended === data.confirmationExtended) return [];
  const isLegal = state.confirmed > 0n && status === 'proposed' && confirmationExtended === undefined;
  const is = state.confirmed > 0n ? `amendment is ${status}, and was advised` : 'credit is not confirmed';
  checkStep('AdviseAmendment', is, isLegal ? ['AdviseAmendment'] : []);
  const { letterOfCreditId } = state.issued;
  return [{ type: 'CreditAmendmentAdvised', occurredAt, data: { letterOfCreditId, ...data } }];
}

/** Whoever accepts a part of an amendment rejects it (UCP 600, article 10(e)). */
export function acceptAmendment(
  { occurredAt, data }: CreditCommandOf<'AcceptAmendment'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { amendment, only } = data;
  const { changes } = amendmentOf(amendment, state);
  const names = Object.keys(changes);
  const unknown = only?.findIndex((name) => !names.includes(name)) ?? -1;
  if (unknown >= 0) {
    refuse('change-unknown', `"${only?.[unknown]}" is nothing that it changes.`, `/only/${unknown}`);
  }
  if (only && names.some((name) => !only.includes(name))) {
    return rejected(occurredAt, amendment, true, state);
  }
  return accepted(occurredAt, amendment, 'notice', state);
}

export function rejectAmendment(
  { occurredAt, data }: CreditCommandOf<'RejectAmendment'>,
  state: KnownCredit,
): readonly Unposted[] {
  return rejected(occurredAt, data.amendment, false, state);
}

/** @throws Rejection `amendment-below-drawings` where more was drawn than it leaves. */
export function accepted(
  occurredAt: string,
  amendment: number,
  by: Extract<LetterOfCreditEvent, { type: 'CreditAmendmentAccepted' }>['data']['by'],
  state: KnownCredit,
): readonly Unposted[] {
  const { status, changes } = amendmentOf(amendment, state);
  if (status === 'accepted') return [];
  checkAnswerable('AcceptAmendment', status);
  const terms: CreditTerms = amendedTerms(state.terms, changes);
  checkTerms(terms, '/changes');
  if (mostOf(terms) < drawnOf(state)) {
    const message = `${terms.amount.amount} ${terms.amount.currency} are less than what was drawn already.`;
    throw new Rejection('amendment-below-drawings', message);
  }
  const { letterOfCreditId } = state.issued;
  return [{ type: 'CreditAmendmentAccepted', occurredAt, data: { letterOfCreditId, amendment, by, terms } }];
}

function rejected(
  occurredAt: string,
  amendment: number,
  partial: boolean,
  state: KnownCredit,
): readonly Unposted[] {
  const { status } = amendmentOf(amendment, state);
  if (status === 'rejected') return [];
  checkAnswerable('RejectAmendment', status);
  const { letterOfCreditId } = state.issued;
  return [{ type: 'CreditAmendmentRejected', occurredAt, data: { letterOfCreditId, amendment, partial } }];
}

function checkAnswerable(type: string, status: Amendment['status']): void {
  const legal = status === 'proposed' ? ['AcceptAmendment', 'RejectAmendment'] : [];
  checkStep(type, `amendment is ${status}`, legal);
}

function amendmentOf(number: number, { amendments }: KnownCredit): Amendment {
  const amendment = amendments[number - 1];
  if (!amendment) refuse('amendment-unknown', `The credit has no amendment ${number}.`, '/amendment');
  return amendment;
}
