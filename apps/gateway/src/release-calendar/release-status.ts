import type { ReleaseRule } from '@corridor/contracts';
import { addMonths, firstDay, isMonth, listMonths, type Month } from '../calendar/month.js';

export type ReleaseStatus = 'provisional' | 'revised' | 'final';

/** A rule with the first month that it is for; null for the default, which is for all that no other is for. */
export interface RuleFrom extends ReleaseRule {
  readonly effectiveFrom: Month | null;
}

/** When a country's figures are provisional, revised and final, as it was known on a day of its own clock. */
export interface ReleaseCalendarAt {
  /** `YYYY-MM-DD`; undefined before the first event of the ledger. */
  readonly today: string | undefined;
  /** The default first, and then in the order of their months. */
  readonly rules: readonly [RuleFrom, ...RuleFrom[]];
}

/** The full months before `today` that are provisional, the oldest first: the newest ones, as far as each is for its own rule. */
export function provisionalMonths({ today, rules }: ReleaseCalendarAt): readonly Month[] {
  if (today === undefined) return [];
  const running = today.slice(0, 7);
  let from = running;
  for (let behind = 0; behind < ruleOf(addMonths(from, -1), rules).provisionalMonths; behind += 1)
    from = addMonths(from, -1);
  return listMonths(from, addMonths(running, -1));
}

/** The month as whose first day by the country's clock a month is final; null where nobody says that it ever is. */
export function finalMonthOf(month: Month, { rules }: ReleaseCalendarAt): Month | null {
  const { finalAfterMonths, yearEndMonth } = ruleOf(month, rules);
  if (finalAfterMonths === undefined) return null;
  const waitsFor =
    yearEndMonth === undefined ? 0 : (((yearEndMonth - Number(month.slice(5, 7))) % 12) + 12) % 12;
  const final = addMonths(month, waitsFor + finalAfterMonths + 1);
  // Behind the calendar of four digits there is no day to tell.
  return isMonth(final) ? final : null;
}

/** How final a month is. One that is not over is provisional, as all are before the ledger has begun. */
export function statusOf(month: Month, calendar: ReleaseCalendarAt): ReleaseStatus {
  const { today } = calendar;
  const [from] = provisionalMonths(calendar);
  if (today === undefined || month >= (from ?? today.slice(0, 7))) return 'provisional';
  const final = finalMonthOf(month, calendar);
  return final !== null && today >= firstDay(final) ? 'final' : 'revised';
}

const ORDER: readonly ReleaseStatus[] = ['provisional', 'revised', 'final'];

/** Of what is made of several figures: that of the one that is least final. */
export function leastFinal(statuses: readonly ReleaseStatus[]): ReleaseStatus {
  return ORDER.find((status) => statuses.includes(status)) ?? 'final';
}

function ruleOf(month: Month, rules: ReleaseCalendarAt['rules']): RuleFrom {
  return rules.findLast(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= month) ?? rules[0];
}
