import { addBankingDays, type BankCalendar } from '../bank-calendar/banking-days.js';

/** A bank has five banking days behind that on which it got the documents (UCP 600, article 14(b)). */
const EXAMINATION_BANKING_DAYS = 5;

/** The last day for a notice of refusal. */
export function examineByOf(receivedOn: string, calendars: readonly BankCalendar[]): string {
  return addBankingDays(receivedOn, EXAMINATION_BANKING_DAYS, calendars);
}
