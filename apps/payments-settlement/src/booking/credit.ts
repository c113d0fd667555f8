import type { InDollars, RemittedDocument, SettlementBooked, SettlementCommand } from '@corridor/domain';
import {
  canonicalAccount,
  type NotifiedEntry,
  saysNoReference,
  settlementIdentity,
  type Charge as ToldCharge,
} from '@corridor/iso20022';
import { Rejection, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkBookingDays } from '../dates/day-limits.js';
import type { CreditTelling } from '../naming/names-of-credit.js';
import { settlementIdOf } from '../naming/settlement-id.js';
import type { SettlementBody } from './settlement.body.js';

/** As many as an event holds. */
const CHARGES_MAX = 20;

/** A credit that a bank has booked, on its way into the ledger. */
export type Credit = Omit<SettlementBooked['data'], 'postings'>;

/** A credit, and which of those of its message that look like it it is; from 1. */
export interface ToldCredit {
  readonly credit: Credit;
  readonly occurrence: number;
  /** The bank says that it sums up so many payments, and details none: it is no news, or waits for the details. */
  readonly undetailed?: number;
}

export function tellingOf({ credit, occurrence }: ToldCredit): CreditTelling {
  const { settlementId, bank, account, amount, valueDate, references, basis, entry } = credit;
  const { accountServicerReference, uetr, endToEndId } = references;
  const told = { settlementId, bank, account, accountServicerReference, uetr, endToEndId, amount, valueDate };
  return { ...told, entry, occurrence, byStatus: basis === 'status-accc' };
}

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
  const { ultimateDebtorName, ultimateCreditorName } = entry;
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
    ...(entry.debtorAccount !== undefined && { debtorAccount: entry.debtorAccount }),
    ...(entry.debtorAgent !== undefined && { debtorAgent: entry.debtorAgent }),
    ...(creditorName !== undefined && { creditorName }),
    ...(ultimateDebtorName !== undefined && { ultimateDebtorName }),
    ...(ultimateCreditorName !== undefined && { ultimateCreditorName }),
    ...(entry.documents && { documents: entry.documents }),
    ...(entry.creditorAgent !== undefined && { creditorAgent: entry.creditorAgent }),
    ...(entry.instructionId !== undefined && { instructionId: entry.instructionId }),
    ...(entry.clearingSystemReference !== undefined && {
      clearingSystemReference: entry.clearingSystemReference,
    }),
    ...(entry.instructedAmount !== undefined && { instructedAmount: entry.instructedAmount }),
    ...chargesOf(entry.charges),
    ...entryOf(entry),
    format: entry.messageFormat,
    messageId: entry.messageId,
  };
}

/** The entry that details it as one of several payments, or under a reference of its own; else the entry that it is, where that has a reference more. */
function entryOf({
  batch,
  accountServicerReference,
  entryServicerReference,
  entryReference,
  entryTotal,
}: NotifiedEntry): Pick<Credit, 'entry'> {
  const numberOfTransactions = Math.max(batch?.transactions ?? 1, 1);
  const isDetail = numberOfTransactions > 1 || entryServicerReference !== undefined;
  if (!isDetail && entryReference === undefined) return {};
  const ofEntry = isDetail ? entryServicerReference : accountServicerReference;
  return {
    entry: {
      ...(ofEntry !== undefined && { accountServicerReference: ofEntry }),
      ...(entryReference !== undefined && { entryReference }),
      amount: entryTotal,
      ...(isDetail && { numberOfTransactions }),
    },
  };
}

/**
 * The credit that a body in JSON tells of, by the same identity.
 * @param today `YYYY-MM-DD` of the bank.
 * @throws Rejection for an amount that is none, and `date-in-future`.
 */
export function creditOfBody(body: SettlementBody, bank: string, today: string): Credit {
  checkBookingDays(body, today);
  const { instructedAmount, charges, documents, ...told } = body;
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
    ...told,
    account,
    references,
    amount,
    ...(told.debtorAccount !== undefined && { debtorAccount: canonicalAccount(told.debtorAccount) }),
    ...(instructedAmount && {
      instructedAmount: toMoneyJson(toMoney(instructedAmount, '/instructedAmount')),
    }),
    ...(documents && { documents: documents.map(documentOf) }),
    ...(charges && {
      charges: charges.map((charge, index) => ({
        ...charge,
        amount: toMoneyJson(toMoney(charge.amount, `/charges/${index}/amount`)),
      })),
    }),
    format: 'json',
  };
}

/** A document with its amounts as events hold them. @throws Rejection for an amount that is none. */
function documentOf(document: RemittedDocument, index: number): RemittedDocument {
  const amounts = DOCUMENT_AMOUNTS.flatMap((name) => {
    const amount = document[name];
    return amount ? [[name, toMoneyJson(toMoney(amount, `/documents/${index}/${name}`))]] : [];
  });
  const adjustments = document.adjustments?.map((each, at) => ({
    ...each,
    amount: toMoneyJson(toMoney(each.amount, `/documents/${index}/adjustments/${at}/amount`)),
  }));
  return { ...document, ...(adjustments && { adjustments }), ...Object.fromEntries(amounts) };
}

const DOCUMENT_AMOUNTS = ['duePayable', 'discount', 'creditNote', 'tax', 'remitted'] as const;

/** What banks took, as the events hold it; what they gave back is no charge. */
export function chargesOf(told: readonly ToldCharge[] = []): Pick<Credit, 'chargeBearer' | 'charges'> {
  const taken = told.filter(({ creditDebit }) => creditDebit !== 'CRDT').slice(0, CHARGES_MAX);
  const bearers = new Set(taken.flatMap(({ bearer }) => bearer ?? []));
  const [bearer] = bearers;
  return {
    ...(bearer !== undefined && bearers.size === 1 && { chargeBearer: bearer }),
    ...(taken.length > 0 && {
      charges: taken.map(({ amount, bearer: by, agent }) => ({
        amount,
        ...(by !== undefined && { bearer: by }),
        ...(agent !== undefined && { agent }),
      })),
    }),
  };
}

/** The command to book it. Of the moment a bank tells the day only. */
export function bookingOf(credit: Credit): SettlementCommand {
  return { type: 'BookSettlement', occurredAt: startOfBankDay(credit.bookedOn), data: credit };
}

/** The command that keeps what another message tells of it. */
export function confirmationOf(credit: Credit, usd?: InDollars): SettlementCommand {
  const { basis, references, account, amount, bookedOn, valueDate, format } = credit;
  const { debtorName, debtorAgent, creditorName, entry, messageId } = credit;
  const { instructedAmount, chargeBearer, charges } = credit;
  return {
    type: 'ConfirmSettlement',
    occurredAt: startOfBankDay(bookedOn),
    data: {
      basis,
      references,
      account,
      amount,
      bookedOn,
      valueDate,
      ...(debtorName !== undefined && { debtorName }),
      ...(debtorAgent !== undefined && { debtorAgent }),
      ...(creditorName !== undefined && { creditorName }),
      ...(instructedAmount && { instructedAmount }),
      ...(chargeBearer !== undefined && { chargeBearer }),
      ...(charges && { charges }),
      ...(entry && { entry }),
      ...(usd && { usd }),
      format,
      ...(messageId !== undefined && { messageId }),
    },
  };
}

/** The command that keeps on a payment that its entry was told as one amount, too. */
export function summedUp(sum: Credit): SettlementCommand {
  const { account, amount, bookedOn, valueDate, format, messageId } = sum;
  const { accountServicerReference } = sum.references;
  return {
    type: 'ConfirmSettlement',
    occurredAt: startOfBankDay(bookedOn),
    data: {
      references: { remittance: [] },
      account,
      bookedOn,
      valueDate,
      entry: {
        ...(accountServicerReference !== undefined && { accountServicerReference }),
        ...sum.entry,
        amount,
      },
      format,
      ...(messageId !== undefined && { messageId }),
    },
  };
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

/** How many payments an entry sums up, where the bank says so and details none. */
export function undetailedIn({ batch }: NotifiedEntry): number | undefined {
  if (batch?.stated === undefined || batch.stated <= 1 || batch.transactions > 1) return undefined;
  return batch.stated;
}

/**
 * A batch that the bank booked as one is told again by each of its payments, with its own references: where these are not booked yet, they
 * are waited for.
 */
export function notDetailed(stated: number): Rejection {
  const message = `It sums up ${stated} payments, whose details settle: send the camt.054 or camt.053 that has them.`;
  return new Rejection('batch-not-detailed', message);
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
