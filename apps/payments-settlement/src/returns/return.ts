import type { PaymentReferences, SettlementCommand } from '@corridor/domain';
import { type NotifiedEntry, saysNoReference } from '@corridor/iso20022';
import { toMoney, toMoneyJson } from '@corridor/kernel';
import { checkBooked, presentDays, startOfBankDay } from '../booking/credit.js';
import { checkBookingDays } from '../dates/day-limits.js';
import { returnIdOf } from '../naming/settlement-id.js';
import type { ReturnBody } from './return.body.js';

type Returning = Extract<SettlementCommand, { type: 'ReturnSettlement' }>;

/** A return that a bank has booked, on its way into the ledger. */
export type Return = Returning['data'];

/** The credit that is given back. */
export interface Original {
  readonly settlementId: string;
  readonly references: PaymentReferences;
}

/**
 * The return that an entry of a camt.054 tells of.
 * @param entry a debit that reverses a credit.
 * @throws Rejection with a stable code where nothing is to be booked: `copy-not-settled`, `not-booked`; `field-missing` with
 *   the pointer of a day that is not there, `date-in-future` with that of one that lies ahead.
 */
export function returnOfEntry(entry: NotifiedEntry, original: Original, today: string): Return {
  checkBooked(entry);
  const { amount, endToEndId, uetr, accountServicerReference, remittance, returnReason, occurrence } = entry;
  return withId(original, occurrence, {
    amount,
    ...(returnReason !== undefined && { reason: returnReason }),
    ...presentDays(entry, today),
    ...returnReferenceOf(entry, original),
    references: {
      ...(endToEndId !== undefined && { endToEndId }),
      ...(uetr !== undefined && { uetr }),
      ...(accountServicerReference !== undefined && { accountServicerReference }),
      remittance,
    },
    format: entry.messageFormat,
    messageId: entry.messageId,
  });
}

/** Banks repeat the credit's own reference: that names no return. */
function returnReferenceOf(
  { accountServicerReference, entryReference }: NotifiedEntry,
  { references }: Original,
): Pick<Return, 'returnReference'> {
  const isOwn = accountServicerReference !== references.accountServicerReference;
  const returnReference = (isOwn ? accountServicerReference : undefined) ?? entryReference;
  return returnReference === undefined ? {} : { returnReference };
}

/**
 * The return that a body in JSON tells of, by the same identity.
 * @throws Rejection for an amount that is none, and `date-in-future`.
 */
export function returnOfBody(body: ReturnBody, original: Original, today: string): Return {
  checkBookingDays(body, today);
  const { reason, bookedOn, valueDate, references, returnReference } = body;
  const { endToEndId, uetr, accountServicerReference, remittance = [] } = references ?? {};
  return withId(original, 1, {
    amount: toMoneyJson(toMoney(body.amount, '/amount')),
    ...(reason !== undefined && { reason }),
    bookedOn,
    valueDate,
    ...(returnReference !== undefined && { returnReference }),
    references: {
      ...(endToEndId !== undefined && !saysNoReference(endToEndId) && { endToEndId }),
      ...(uetr !== undefined && { uetr }),
      ...(accountServicerReference !== undefined &&
        !saysNoReference(accountServicerReference) && { accountServicerReference }),
      remittance,
    },
    format: 'json',
  });
}

/** The command to book it. Of the moment a bank tells the day only. */
export function returningOf(data: Return): Returning {
  return { type: 'ReturnSettlement', occurredAt: startOfBankDay(data.bookedOn), data };
}

/**
 * Tells a return from the others of its settlement, whatever brings it. Banks repeat the references of what they return: one
 * that the credit has names the credit, and only one that it has not names the return: the account servicer's, else a UETR.
 * Without any, two returns of one amount on the same days are one, delivered twice, unless one message tells of both.
 */
function withId(
  { settlementId, references: original }: Original,
  occurrence: number,
  told: Omit<Return, 'returnId'>,
): Return {
  const { amount, bookedOn, valueDate, references } = told;
  const { accountServicerReference, uetr } = references;
  const days = [amount.amount, amount.currency, bookedOn, valueDate];
  const identity =
    accountServicerReference !== undefined && accountServicerReference !== original.accountServicerReference
      ? ['AcctSvcrRef', accountServicerReference]
      : uetr !== undefined && uetr !== original.uetr
        ? ['UETR', uetr, ...days]
        : ['none', ...days, occurrence];
  return { returnId: returnIdOf(settlementId, JSON.stringify(identity)), ...told };
}
