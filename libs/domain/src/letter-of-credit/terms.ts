import { toMoney } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, checkPositiveDecimal, refuse } from '../checks.js';
import { minorOf, mostOf } from './article-30.js';
import type { CreditTerms } from './credit-terms.js';
import type { CreditCommandOf } from './letter-of-credit.commands.js';

const QUANTITY_DIGITS = 6;
/** The most digits that JSON's amounts have. */
const MOST_MAX = 10n ** 18n - 1n;
/** Longer than any credit is for. */
const EXPIRY_YEARS_MAX = 30;

/** @throws Rejection naming the field at fault below `pointer`. */
export function checkTerms(terms: CreditTerms, pointer: string): void {
  const { amount, tolerance, about, expiry, latestShipmentOn, quantity } = terms;
  checkPositive(amount, `${pointer}/amount`);
  if (about && tolerance) {
    refuse('tolerance-told-twice', '"about" is a tolerance of 10 %: tell one of both.', `${pointer}/about`);
  }
  if (mostOf(terms) > MOST_MAX) {
    refuse('amount-too-large', 'With its tolerance, it has more than 18 digits.', `${pointer}/amount/amount`);
  }
  checkLocalDate(expiry.on, `${pointer}/expiry/on`);
  if (latestShipmentOn !== undefined) {
    checkLocalDate(latestShipmentOn, `${pointer}/latestShipmentOn`);
    if (latestShipmentOn > expiry.on) {
      const message = `What is shipped on ${latestShipmentOn} cannot be drawn on by ${expiry.on}.`;
      refuse('shipment-after-expiry', message, `${pointer}/latestShipmentOn`);
    }
  }
  if (quantity) checkPositiveDecimal(quantity.quantity, QUANTITY_DIGITS, `${pointer}/quantity/quantity`);
  checkAvailability(terms, pointer);
  checkDistinct(terms.documentsRequired, 'document-asked-twice', `${pointer}/documentsRequired`);
  checkDistinct(terms.consignmentIds, 'consignment-named-twice', `${pointer}/consignmentIds`);
}

/** @throws Rejection `expiry-too-far`: a slip of the pen, which would stay on record; and the last days of the calendar have none behind them that a bank could be open on. */
export function checkExpiry({ expiry }: CreditTerms, occurredAt: string, pointer: string): void {
  const year = Number(occurredAt.slice(0, 4)) + EXPIRY_YEARS_MAX;
  const last = `${String(year).padStart(4, '0')}${occurredAt.slice(4, 10)}`;
  if (expiry.on <= last) return;
  const message = `${expiry.on} lies more than ${EXPIRY_YEARS_MAX} years ahead.`;
  refuse('expiry-too-far', message, `${pointer}/expiry/on`);
}

/** A draft at sight has no tenor, what is paid later has one, and only a draft can be due so many days after its acceptance. */
function checkAvailability({ availableBy, tenor }: CreditTerms, pointer: string): void {
  if (availableBy === 'sight-payment' && tenor) {
    refuse('tenor-at-sight', 'What is paid at sight has no tenor.', `${pointer}/tenor`);
  }
  if ((availableBy === 'deferred-payment' || availableBy === 'acceptance') && !tenor) {
    refuse('tenor-missing', 'Tell how many days after what it is paid.', `${pointer}/tenor`);
  }
  if (tenor?.from === 'acceptance' && availableBy !== 'acceptance') {
    refuse('tenor-without-draft', 'No draft is accepted under this credit.', `${pointer}/tenor/from`);
  }
}

function checkDistinct(values: readonly string[], code: string, pointer: string): void {
  const at = values.findIndex((value, index) => values.indexOf(value) < index);
  if (at >= 0) refuse(code, `"${values[at]}" stands there twice.`, `${pointer}/${at}`);
}

/** @throws Rejection naming the field at fault. */
export function checkIssue({ occurredAt, data }: CreditCommandOf<'IssueCredit'>): void {
  const { applicant, beneficiary, issuingBank, confirmingBank, terms, margin } = data;
  if (applicant.participantId === beneficiary.participantId) {
    refuse('applicant-is-beneficiary', 'Nobody is paid by himself.', '/beneficiary/participantId');
  }
  if (confirmingBank?.participantId === issuingBank.participantId) {
    const message = 'A confirmation is the undertaking of another bank.';
    refuse('confirming-bank-issues', message, '/confirmingBank/participantId');
  }
  checkTerms(terms, '/terms');
  if (terms.expiry.on < occurredAt.slice(0, 10)) {
    const message = `It would expire on ${terms.expiry.on}, before it is issued.`;
    refuse('expiry-before-issue', message, '/terms/expiry/on');
  }
  checkExpiry(terms, occurredAt, '/terms');
  if (!margin) return;
  checkPositive(margin, '/margin');
  checkCurrency(margin, terms.amount.currency, '/margin');
  if (minorOf(margin) > mostOf(terms)) {
    const { amount } = margin;
    refuse('margin-above-amount', `${amount} is more than can come to be paid.`, '/margin/amount');
  }
}

/** @throws Rejection `amount-not-positive`, `currency-differs`, or what {@link toMoney} finds. */
export function checkDrawn(
  money: { readonly amount: string; readonly currency: string },
  terms: CreditTerms,
): bigint {
  checkPositive(money, '/amount');
  checkCurrency(money, terms.amount.currency, '/amount');
  return toMoney(money).minor;
}
