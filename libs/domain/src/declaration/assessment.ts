import { type MoneyJson, Rejection, sum, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, refuse } from '../checks.js';
import type { DeclarationCommand } from './declaration.commands.js';
import { type DeclarationEvent, DUTY_REFUND_REASONS } from './declaration.events.js';
import type { Assessment, Lodged, LodgedDeclaration } from './declaration-state.js';

type DataOf<Type extends DeclarationCommand['type']> = Extract<DeclarationCommand, { type: Type }>['data'];

/**
 * What is owed. It may be assessed anew while nothing was paid.
 * @throws Rejection `duty-paid-already`, or naming the duty at fault.
 */
export function assessed(
  occurredAt: string,
  data: DataOf<'AssessDuty'>,
  { lodged, assessment }: LodgedDeclaration,
): readonly DeclarationEvent[] {
  const [first] = data.duties;
  if (!first)
    refuse('duties-missing', 'At least one duty has to be named; "0" where nothing is owed.', '/duties');
  if (assessment && assessment.payments.length > 0) {
    const message =
      'Some of the assessment is paid; what was paid too much or too little is settled behind the clearance.';
    throw new Rejection('duty-paid-already', message);
  }
  const { currency } = first.amount;
  for (const [index, { amount }] of data.duties.entries()) {
    const pointer = `/duties/${index}/amount`;
    checkCurrency(amount, currency, pointer);
    if (toMoney(amount, pointer).minor < 0n)
      refuse('duty-negative', 'A duty is not below 0.', `${pointer}/amount`);
  }
  checkLocalDate(data.dueOn, '/dueOn');
  const total = toMoneyJson(
    sum(
      currency,
      data.duties.map(({ amount }) => toMoney(amount)),
    ),
  );
  const { consignmentId } = lodged;
  return [{ type: 'DutyAssessed', occurredAt, data: { ...data, consignmentId, total } }];
}

/**
 * A payment to the treasury; one that is told again under its reference says nothing new.
 * @throws Rejection `duty-not-assessed`, `payment-reference-used`, `payment-exceeds-outstanding`, or naming the field at fault.
 */
export function paid(
  occurredAt: string,
  data: DataOf<'PayDuty'>,
  { lodged, assessment }: LodgedDeclaration,
): readonly DeclarationEvent[] {
  if (!assessment) throw new Rejection('duty-not-assessed', 'Nothing was assessed that could be paid.');
  checkPositive(data.amount, '/amount');
  checkCurrency(data.amount, assessment.total.currency, '/amount');
  checkLocalDate(data.paidOn, '/paidOn');
  const before = assessment.payments.find((one) => one.paymentReference === data.paymentReference);
  if (before) {
    if (isEqual(before.amount, data.amount)) return [];
    const message = `The payment ${data.paymentReference} was told with ${before.amount.amount} ${before.amount.currency}.`;
    throw new Rejection('payment-reference-used', message, { pointer: '/paymentReference' });
  }
  const { currency } = assessment.total;
  const minor = toMoney(assessment.outstanding).minor - toMoney(data.amount).minor;
  if (minor < 0n) {
    const message = `${assessment.outstanding.amount} ${currency} are owed, less than ${data.amount.amount}.`;
    throw new Rejection('payment-exceeds-outstanding', message, { pointer: '/amount/amount' });
  }
  const outstanding = toMoneyJson({ minor, currency });
  const { consignmentId } = lodged;
  return [{ type: 'DutyPaid', occurredAt, data: { ...data, consignmentId, outstanding } }];
}

interface Owing {
  readonly lodged: Lodged;
  readonly assessment?: Assessment;
}

export function isRefundable({ assessment }: Pick<Owing, 'assessment'>): boolean {
  return assessment !== undefined && assessment.payments.length > 0;
}

/**
 * Duty that is given back of what was paid; a refund that is told again under its reference says nothing new.
 * @throws Rejection `refund-reference-used`, `refund-exceeds-paid`, or naming the field at fault.
 */
export function refunded(
  occurredAt: string,
  data: DataOf<'RefundDuty'>,
  { lodged, assessment }: Owing,
): readonly DeclarationEvent[] {
  if (!assessment) throw new Error('What is given back was paid before.');
  const { currency } = assessment.total;
  if (!DUTY_REFUND_REASONS.includes(data.reason)) {
    const message = `"${data.reason}" is no reason; ${DUTY_REFUND_REASONS.join(', ')} are.`;
    refuse('refund-reason-unknown', message, '/reason');
  }
  if (data.reason === 'other' && data.note === undefined) {
    refuse('note-missing', 'Say in a note why it is given back, where no other reason fits.', '/note');
  }
  checkPositive(data.amount, '/amount');
  checkCurrency(data.amount, currency, '/amount');
  checkLocalDate(data.refundedOn, '/refundedOn');
  const before = assessment.refunds.find((one) => one.refundReference === data.refundReference);
  if (before) {
    if (isEqual(before.amount, data.amount)) return [];
    const message = `The refund ${data.refundReference} was told with ${before.amount.amount} ${before.amount.currency}.`;
    throw new Rejection('refund-reference-used', message, { pointer: '/refundReference' });
  }
  const total = (some: readonly { readonly amount: MoneyJson }[]) =>
    sum(
      currency,
      some.map(({ amount }) => toMoney(amount)),
    ).minor;
  const left = total(assessment.payments) - total(assessment.refunds);
  const minor = left - toMoney(data.amount).minor;
  if (minor < 0n) {
    const { amount } = toMoneyJson({ minor: left, currency });
    const message = `${amount} ${currency} were paid and not given back, less than ${data.amount.amount}.`;
    throw new Rejection('refund-exceeds-paid', message, { pointer: '/amount/amount' });
  }
  const { consignmentId } = lodged;
  const refundable = toMoneyJson({ minor, currency });
  return [{ type: 'DutyRefunded', occurredAt, data: { ...data, consignmentId, refundable } }];
}

function isEqual(one: MoneyJson, other: MoneyJson): boolean {
  return one.currency === other.currency && toMoney(one).minor === toMoney(other).minor;
}
