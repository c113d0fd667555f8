import { type BankCalendar, bankingDayFrom } from '../bank-calendar/banking-days.js';
import type { CreditTerms } from './credit-terms.js';
import type { KnownCredit, Presentation } from './letter-of-credit-state.js';

/** A place where documents are to be presented by a day: what day it is there by the ledger's own clock, and when its banks are open. */
export interface PlaceOfExpiry {
  /** UN/LOCODE. */
  readonly place: string;
  readonly today: string;
  readonly calendars: readonly BankCalendar[];
}

/** The last day for presentation: where the bank is shut on it, the next one on which it is open (UCP 600, article 29(a)). */
export function lastDayOf({ terms }: Pick<KnownCredit, 'terms'>, calendars: readonly BankCalendar[]): string {
  return bankingDayFrom(terms.expiry.on, calendars);
}

/**
 * Whether documents came by the last day of the credit: by the terms that held when they came, or by those that hold now. Documents that came within an
 * extension before its acceptance are in time once that is told (UCP 600, article 10(c)); what brings the expiry forward makes none late.
 * @param calendars of the bank that they were presented to.
 */
export function isInTime(
  state: Pick<KnownCredit, 'terms'>,
  { inTime, presentedOn }: Presentation['made'],
  calendars: readonly BankCalendar[],
): boolean {
  return inTime || presentedOn <= lastDayOf(state, calendars);
}

/**
 * The last day as far as the record itself tells it, without the calendars of banks: an expiry says to what day that of the terms was put off, where no
 * extension ran behind it.
 */
export function lastDayOnRecord(state: Pick<KnownCredit, 'terms' | 'amendments' | 'lapsed'>): string {
  const { on } = state.terms.expiry;
  const { lastDay } = state.lapsed ?? {};
  if (lastDay === undefined || lastDay <= on) return on;
  return expiriesOf(state).every((each) => each.on <= on) ? lastDay : on;
}

/**
 * By when, and where, documents may still come to be presented: by the terms that hold, and by the amendments that are not answered. The issuing bank is bound
 * by those as it makes them, and the beneficiary may accept them as long as they run (UCP 600, article 10(b) and (c)); what complies, the terms that hold say.
 */
export function expiriesOf({
  terms,
  amendments,
}: Pick<KnownCredit, 'terms' | 'amendments'>): readonly CreditTerms['expiry'][] {
  const proposed = amendments.filter(({ status }) => status === 'proposed');
  return [terms.expiry, ...proposed.flatMap(({ changes }) => changes.expiry ?? [])];
}

/** The last of those days, and whether all of them are over. @param places all of their places. */
export function endOf(
  state: Pick<KnownCredit, 'terms' | 'amendments'>,
  places: readonly PlaceOfExpiry[],
): { readonly lastDay: string; readonly isOver: boolean } {
  const days = expiriesOf(state).map(({ on, place }) => {
    const there = places.find((each) => each.place === place);
    if (!there) throw new Error(`It is not told what day it is at ${place}.`);
    const lastDay = bankingDayFrom(on, there.calendars);
    return { lastDay, isOver: there.today > lastDay };
  });
  const [lastDay = ''] = days.map((each) => each.lastDay).sort((a, b) => (a < b ? 1 : -1));
  return { lastDay, isOver: days.every(({ isOver }) => isOver) };
}
