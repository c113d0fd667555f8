import { Rejection, sum, toMoney, toMoneyJson } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkCurrency, checkNotBefore, checkPositive, refuse } from '../checks.js';
import { type DataOf, isEqual } from './assessment.js';
import { type DeclarationEvent, DUTY_REFUND_REASONS } from './declaration.events.js';
import type {
  Assessment,
  BEHIND_CUSTOMS,
  DeclarationState,
  Lodged,
  StandingRefund,
} from './declaration-state.js';

interface Owing {
  readonly status: (typeof BEHIND_CUSTOMS)[number];
  readonly lodged: Lodged;
  readonly assessment?: Assessment;
}

/** What calls a declaration off: it counts nowhere. */
const CALLED_OFF: ReadonlySet<DeclarationState['status']> = new Set([
  'refused',
  'invalidated',
  're-exported',
]);

/**
 * Refunds where anything was paid, whatever was given back of it, and withdrawals where anything was given back, whatever was withdrawn of it: one that is told
 * again says nothing new.
 */
export function legalForRefunds({
  assessment,
}: Pick<Owing, 'assessment'>): readonly ('RefundDuty' | 'WithdrawDutyRefund')[] {
  if (!assessment || assessment.payments.length === 0) return [];
  const isTold = assessment.refunds.length > 0 || assessment.withdrawals.length > 0;
  return isTold ? ['RefundDuty', 'WithdrawDutyRefund'] : ['RefundDuty'];
}

/**
 * Duty that is given back of what was paid; a refund that is told again under its reference, word by word, says nothing new.
 * @throws Rejection `refund-reference-used`, `refund-exceeds-paid`, or naming the field at fault.
 */
export function refunded(
  occurredAt: string,
  data: DataOf<'RefundDuty'>,
  { status, lodged, assessment }: Owing,
): readonly DeclarationEvent[] {
  if (!assessment) throw new Error('What is given back was paid before.');
  const { currency } = assessment.total;
  checkReason(data);
  checkPositive(data.amount, '/amount');
  checkCurrency(data.amount, currency, '/amount');
  checkLocalDate(data.refundedOn, '/refundedOn');
  const { refundReference } = data;
  const before = standing(assessment, refundReference);
  if (before) {
    if (isRepeat(before, data)) return [];
    const message = `The refund ${refundReference} was told with ${before.amount.amount} ${currency}, given on ${before.refundedOn}. Withdraw it first where it was told wrong; another one has a reference of its own.`;
    throw new Rejection('refund-reference-used', message, { pointer: '/refundReference' });
  }
  const withdrawal = withdrawalOf(assessment, refundReference);
  if (withdrawal) {
    const what = `The refund ${refundReference} was withdrawn`;
    checkNotBefore(occurredAt, withdrawal.withdrawnAt, 'before-withdrawal', what);
  }
  if (data.reason === 'called-off' && !CALLED_OFF.has(status)) {
    const message = `The declaration is ${status}; "called-off" is of one that was refused, invalidated or re-exported.`;
    refuse('refund-reason-unfit', message, '/reason');
  }
  checkDay(data.refundedOn, occurredAt, assessment);
  const left = refundableOf(assessment);
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

/**
 * A refund that was told wrong; its reference may be told anew from then on.
 * @throws Rejection `refund-unknown`, `refund-withdrawn` or `before-refund`.
 */
export function refundWithdrawn(
  occurredAt: string,
  data: DataOf<'WithdrawDutyRefund'>,
  { lodged, assessment }: Owing,
): readonly DeclarationEvent[] {
  if (!assessment) throw new Error('What is withdrawn was given back before.');
  const { refundReference, reason } = data;
  const refund = standing(assessment, refundReference);
  if (!refund) {
    const before = withdrawalOf(assessment, refundReference);
    if (!before)
      refuse(
        'refund-unknown',
        `No refund ${refundReference} was told of the declaration.`,
        '/refundReference',
      );
    if (before.reason === reason) return [];
    const message = `The refund ${refundReference} was withdrawn before: ${before.reason}`;
    refuse('refund-withdrawn', message, '/refundReference');
  }
  checkNotBefore(occurredAt, refund.refundedAt, 'before-refund', `The refund ${refundReference} was told`);
  const { currency } = assessment.total;
  const { amount } = refund;
  const refundable = toMoneyJson({ minor: refundableOf(assessment) + toMoney(amount).minor, currency });
  const { consignmentId } = lodged;
  return [{ type: 'DutyRefundWithdrawn', occurredAt, data: { ...data, consignmentId, amount, refundable } }];
}

function standing({ refunds }: Assessment, reference: string): StandingRefund | undefined {
  return refunds.find(({ refundReference }) => refundReference === reference);
}

function withdrawalOf({ withdrawals }: Assessment, reference: string) {
  return withdrawals.find(({ refundReference }) => refundReference === reference);
}

/** What was paid and is not given back, in minor units. */
function refundableOf({ total, payments, refunds }: Assessment): bigint {
  const [paid, back] = [payments, refunds].map((moved) =>
    sum(
      total.currency,
      moved.map(({ amount }) => toMoney(amount)),
    ),
  );
  return (paid?.minor ?? 0n) - (back?.minor ?? 0n);
}

function checkReason({ reason, note }: DataOf<'RefundDuty'>): void {
  if (!DUTY_REFUND_REASONS.includes(reason)) {
    const message = `"${reason}" is no reason; ${DUTY_REFUND_REASONS.join(', ')} are.`;
    refuse('refund-reason-unknown', message, '/reason');
  }
  if (reason === 'other' && note === undefined)
    refuse('note-missing', 'Say in a note why it is given back, where no other reason fits.', '/note');
}

/** Days are those of the customs office, by whose clock it is told. */
function checkDay(refundedOn: string, occurredAt: string, { payments }: Assessment): void {
  const today = occurredAt.slice(0, 10);
  if (refundedOn > today) {
    const message = `${refundedOn} lies ahead of ${today}, on which it is told. Tell a refund once it was given.`;
    refuse('refunded-ahead', message, '/refundedOn');
  }
  const [first] = payments.map(({ paidOn }) => paidOn).sort();
  if (first !== undefined && refundedOn < first) {
    const message = `${refundedOn} lies before ${first}, on which duty was paid first.`;
    refuse('refunded-before-payment', message, '/refundedOn');
  }
}

function isRepeat(before: StandingRefund, data: DataOf<'RefundDuty'>): boolean {
  return (
    isEqual(before.amount, data.amount) &&
    before.refundedOn === data.refundedOn &&
    before.reason === data.reason &&
    before.decisionReference === data.decisionReference &&
    before.note === data.note
  );
}
