import { type MoneyJson, Rejection, sum, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkPositive, refuse } from '../checks.js';
import type { DeclarationCommand } from './declaration.commands.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { LodgedDeclaration } from './declaration-state.js';

export type DataOf<Type extends DeclarationCommand['type']> = Extract<
  DeclarationCommand,
  { type: Type }
>['data'];

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

/** Whether they are the same amount, however many digits it is told with. */
export function isEqual(one: MoneyJson, other: MoneyJson): boolean {
  return one.currency === other.currency && toMoney(one).minor === toMoney(other).minor;
}
