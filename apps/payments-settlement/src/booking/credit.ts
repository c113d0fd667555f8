import type { SettlementBooked, SettlementCommand } from '@corridor/domain';
import {
  canonicalAccount,
  type NotifiedEntry,
  saysNoReference,
  settlementIdentity,
} from '@corridor/iso20022';
import { Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkBookingDays } from '../dates/day-limits.js';
import type { SettlementBody } from './settlement.body.js';
import { settlementIdOf } from './settlement-id.js';

/** A credit that a bank has booked, on its way into the ledger. */
export type Credit = Omit<SettlementBooked['data'], 'postings'>;

/**
 * The credit that an entry of a camt.054 tells of.
 * @param today `YYYY-MM-DD` of the bank.
 * @throws Rejection with a stable code where nothing is to be booked: `copy-not-settled`, `reversal-not-settled`,
 *   `not-a-credit`, `not-booked`; `field-missing` with the pointer of a day that is not there, `date-in-future` with that of one that
 *   lies ahead.
 */
export function creditOfEntry(entry: NotifiedEntry, bank: string, today: string): Credit {
  checkSettles(entry);
  const { account, amount, endToEndId, uetr, accountServicerReference, debtorName, creditorName } = entry;
  return {
    settlementId: settlementIdOf(bank, settlementIdentity(entry)),
    bank,
    basis: 'booked-credit',
    account,
    references: {
      ...(endToEndId !== undefined && { endToEndId }),
      ...(uetr !== undefined && { uetr }),
      ...(accountServicerReference !== undefined && { accountServicerReference }),
      remittance: entry.remittance,
    },
    amount,
    ...presentDays(entry, today),
    ...(debtorName !== undefined && { debtorName }),
    ...(creditorName !== undefined && { creditorName }),
    format: entry.messageFormat,
    messageId: entry.messageId,
  };
}

/**
 * The credit that a body in JSON tells of, by the same identity.
 * @param today `YYYY-MM-DD` of the bank.
 * @throws Rejection for an amount that is none, and `date-in-future`.
 */
export function creditOfBody(body: SettlementBody, bank: string, today: string): Credit {
  checkBookingDays(body, today);
  const amount = toMoneyJson(toMoney(body.amount, '/amount'));
  const account = canonicalAccount(body.account);
  const { endToEndId, accountServicerReference, uetr, remittance = [] } = body.references;
  const references = {
    ...(endToEndId !== undefined && !saysNoReference(endToEndId) && { endToEndId }),
    ...(uetr !== undefined && { uetr }),
    ...(accountServicerReference !== undefined &&
      !saysNoReference(accountServicerReference) && { accountServicerReference }),
    remittance,
  };
  const identity = settlementIdentity({
    ...body,
    ...references,
    account,
    amount,
    creditDebit: 'CRDT',
    reversal: false,
    // One request tells of one transaction.
    occurrence: 1,
  });
  return {
    settlementId: settlementIdOf(bank, identity),
    bank,
    basis: 'booked-credit',
    ...body,
    account,
    references,
    amount,
    format: 'json',
  };
}

/** The command to book it. Of the moment a bank tells the day only. */
export function bookingOf(credit: Credit): SettlementCommand {
  return { type: 'BookSettlement', occurredAt: startOfBankDay(credit.bookedOn), data: credit };
}

/** Pakistan is at UTC+5, and Kazakhstan all of it since 2024-03-01: the day is right in both, now and in the years before. */
export function startOfBankDay(day: string): string {
  return `${day}T00:00:00+05:00`;
}

function checkSettles(entry: NotifiedEntry): void {
  checkOriginal(entry);
  if (entry.reversal) {
    const message =
      'It takes an earlier debit back (CRDT with RvslInd), which is no payment; only the reversal of a credit (DBIT) is booked.';
    throw new Rejection('reversal-not-settled', message);
  }
  if (entry.creditDebit !== 'CRDT') {
    throw new Rejection(
      'not-a-credit',
      `It is a debit (${entry.creditDebit}); only credits settle what is owed.`,
    );
  }
  checkBooked(entry);
}

/** @throws Rejection `copy-not-settled` or `not-booked` where the entry moves no money, or not yet. */
export function checkBooked(entry: NotifiedEntry): void {
  checkOriginal(entry);
  if (entry.status === 'BOOK') return;
  const message = `Its status is ${entry.status}; only BOOK settles. Send it again when it is booked.`;
  throw new Rejection('not-booked', message);
}

function checkOriginal({ copyDuplicate }: NotifiedEntry): void {
  if (copyDuplicate === undefined) return;
  const message = `The notification is a copy or a duplicate (CpyDplctInd ${copyDuplicate}), which informs only; the original settles.`;
  throw new Rejection('copy-not-settled', message);
}

/** The days of an entry. @throws Rejection `field-missing` or `date-in-future` with the pointer of the day. */
export function presentDays(
  { bookedOn, valueDate }: Pick<NotifiedEntry, 'bookedOn' | 'valueDate'>,
  today: string,
): { readonly bookedOn: string; readonly valueDate: string } {
  const days = {
    bookedOn: presentDay(bookedOn, '/bookedOn', 'BookgDt'),
    valueDate: presentDay(valueDate, '/valueDate', 'ValDt'),
  };
  checkBookingDays(days, today);
  return days;
}

function presentDay(day: string | undefined, pointer: string, element: string): string {
  if (day !== undefined) return day;
  throw new Rejection('field-missing', `${element} is missing; a booked entry has it.`, { pointer });
}
