import { CREDITED, type PaymentCommand, type PaymentStatusReported } from '@corridor/domain';
import { bankDay, checkDayOf, checkSettlementDay } from '../dates/day-limits.js';
import { instantOf } from './payment-commands.js';

type Status = PaymentStatusReported['data'];

/** The day on which a status says that the creditor was credited: that of its acceptance, by the clock of the bank. */
export function creditedDay({ acceptedAt, effectiveSettlementDate }: Status): string | undefined {
  return acceptanceDay(acceptedAt) ?? effectiveSettlementDate;
}

function acceptanceDay(acceptedAt = ''): string | undefined {
  const ms = Date.parse(instantOf(acceptedAt, ''));
  if (!Number.isNaN(ms)) return bankDay(ms);
  const day = acceptedAt.slice(0, 10);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
}

/** The bank's day of an instant in RFC 3339. */
export function dayOfInstant(instant: string): string {
  return bankDay(Date.parse(instant));
}

/** @throws Rejection `date-in-future`: a day that lies ahead is a slip of the pen, which would stay on record, also where what is told waits. */
export function checkDays({ type, occurredAt, data }: PaymentCommand, today: string): void {
  if (type === 'ReportPaymentStatus' && data.status === CREDITED) {
    const accepted = acceptanceDay(data.acceptedAt);
    const day = accepted ?? data.effectiveSettlementDate;
    const pointer = accepted === undefined ? '/effectiveSettlementDate' : '/acceptedAt';
    if (day !== undefined) checkDayOf(day, today, pointer);
  } else if (type === 'AdvisePaymentReturn' && data.settlementDate !== undefined) {
    checkSettlementDay(data.settlementDate, today, '/settlementDate');
  } else if (type === 'AnswerRecall') {
    // It is told to the bank that asked, too, as of when the message was made.
    checkDayOf(dayOfInstant(occurredAt), today, '/createdAt');
  }
}
