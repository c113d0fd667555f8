import { Rejection } from '@corridor/kernel';
import { dueDate } from '../calendar.js';
import type { CreditCommandOf } from './letter-of-credit.commands.js';
import type { KnownCredit, Presentation } from './letter-of-credit-state.js';
import { checkPart, payingBanksOf } from './parts.js';
import type { Unposted } from './posted.js';
import { drawingOf, steppedOn } from './presenting.js';

export function acceptDraft(
  { occurredAt, data }: CreditCommandOf<'AcceptDraft'>,
  state: KnownCredit,
): readonly Unposted[] {
  const { presentation: number, bank } = data;
  const presentation = steppedOn('AcceptDraft', occurredAt, number, state);
  checkPart(payingBanksOf(state), bank);
  const acceptedOn = occurredAt.slice(0, 10);
  const maturityOn = presentation.maturityOn ?? dueDate(acceptedOn, state.terms.tenor?.days ?? 0);
  const drawing = drawingOf(number, presentation, state);
  return [{ type: 'DraftAccepted', occurredAt, data: { ...drawing, bank, acceptedOn, maturityOn } }];
}

/** @throws Rejection `not-matured` where it is not due yet: what a bank pays before, it buys or lends. */
export function honourPresentation(
  { occurredAt, data }: CreditCommandOf<'HonourPresentation'>,
  state: KnownCredit,
): readonly Unposted[] {
  const presentation = steppedOn('HonourPresentation', occurredAt, data.presentation, state);
  checkPart(payingBanksOf(state), data.bank);
  const { maturityOn } = presentation;
  if (maturityOn !== undefined && occurredAt.slice(0, 10) < maturityOn) {
    throw new Rejection('not-matured', `It is to be paid on ${maturityOn}.`);
  }
  return [{ type: 'PresentationHonoured', occurredAt, data: paying(occurredAt, data, presentation, state) }];
}

/** A bank that buys its own undertaking would pay: only a bank beside the issuing one negotiates. */
export function negotiatePresentation(
  { occurredAt, data }: CreditCommandOf<'NegotiatePresentation'>,
  state: KnownCredit,
): readonly Unposted[] {
  const presentation = steppedOn('NegotiatePresentation', occurredAt, data.presentation, state);
  const { participantId: issuer } = state.issued.issuingBank;
  checkPart(
    payingBanksOf(state).filter((bank) => bank !== issuer),
    data.bank,
  );
  return [
    { type: 'PresentationNegotiated', occurredAt, data: paying(occurredAt, data, presentation, state) },
  ];
}

export function reimburseBank(
  { occurredAt, data }: CreditCommandOf<'ReimburseBank'>,
  state: KnownCredit,
): readonly Unposted[] {
  const presentation = steppedOn('ReimburseBank', occurredAt, data.presentation, state);
  const { paidBy: paidTo } = presentation;
  if (paidTo === undefined) throw new Error(`Presentation ${data.presentation} is honoured by nobody.`);
  const paid = { ...data, bank: state.issued.issuingBank.participantId };
  return [
    {
      type: 'PresentationReimbursed',
      occurredAt,
      data: { ...paying(occurredAt, paid, presentation, state), paidTo },
    },
  ];
}

interface Paying {
  readonly presentation: number;
  readonly bank: string;
  readonly uetr?: string;
}

function paying(
  occurredAt: string,
  { presentation: number, bank, uetr }: Paying,
  presentation: Presentation,
  state: KnownCredit,
) {
  const paidOn = occurredAt.slice(0, 10);
  const drawing = drawingOf(number, presentation, state);
  return { ...drawing, paidBy: bank, paidOn, ...(uetr !== undefined && { uetr }) };
}
