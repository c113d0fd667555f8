import { Rejection, toMoney } from '@corridor/kernel';
import type { Credit } from './credit.js';

/** What a translation puts in the place of the end that it cut off. */
const CUT_MARK = /\+$/;

/**
 * That a credit is the one that was booked. A reference that only one delivery has says nothing: formats carry more or less. Days are
 * held against each other where both name the entry by the servicer's own reference: another message may tell of the payment by other days.
 * @param position of the event that booked it.
 * @throws Rejection `settlement-differs` naming what is other.
 */
export function checkSameCredit(booked: Credit, credit: Credit, position: number): void {
  const differs = (pointer: string, has: string): Rejection => {
    const message = `The ledger has it with ${has} at position ${position}; another transaction needs a reference of its own.`;
    return new Rejection('settlement-differs', message, { pointer });
  };
  const [before, now] = [toMoney(booked.amount), toMoney(credit.amount)];
  // A status knows what was sent, the entry of the account what came: the entry rules, whichever comes first.
  const ofStatus = booked.basis !== credit.basis;
  if (!ofStatus && (before.currency !== now.currency || before.minor !== now.minor)) {
    throw differs('/amount', `${booked.amount.amount} ${booked.amount.currency}`);
  }
  const [had, has] = [booked.references, credit.references];
  if (isOther(had.uetr, has.uetr)) throw differs('/references/uetr', `UETR ${had.uetr}`);
  const samePayment = had.uetr !== undefined && had.uetr === has.uetr;
  const { accountServicerReference } = had;
  // Older formats tell no UETR: the reference of the servicer says as surely which payment a status told.
  const sameOfStatus =
    ofStatus &&
    accountServicerReference !== undefined &&
    accountServicerReference === has.accountServicerReference;
  const mayBeCut = samePayment || sameOfStatus;
  if (isOther(had.endToEndId, has.endToEndId) && !(mayBeCut && isCut(had.endToEndId, has.endToEndId))) {
    throw differs('/references/endToEndId', `end-to-end id ${had.endToEndId}`);
  }
  // A status tells when the bank took the payment in, whatever it calls the credit.
  if (ofStatus || credit.basis === 'status-accc') return;
  const sameEntry =
    accountServicerReference === undefined
      ? has.accountServicerReference === undefined && !samePayment
      : accountServicerReference === has.accountServicerReference;
  if (!sameEntry) return;
  if (booked.valueDate !== credit.valueDate) throw differs('/valueDate', `value date ${booked.valueDate}`);
  if (booked.bookedOn !== credit.bookedOn) throw differs('/bookedOn', `booking date ${booked.bookedOn}`);
}

function isOther(before: string | undefined, now: string | undefined): boolean {
  return before !== undefined && now !== undefined && before !== now;
}

/** Networks cut an id to what their format holds, with or without a mark. */
function isCut(one = '', other = ''): boolean {
  return isBeginning(one, other) || isBeginning(other, one);
}

function isBeginning(short: string, long: string): boolean {
  const kept = short.replace(CUT_MARK, '');
  return kept !== '' && long.startsWith(kept);
}
