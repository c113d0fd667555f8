import type { Decider } from '@corridor/kernel';
import { isSame, refuse } from '../../checks.js';
import type { ReleaseCalendarCommand, ReleaseCalendarEvent, ReleaseRule } from './release-calendar.events.js';

/** What was told last of the months from one on. */
export interface ReleaseEntry extends ReleaseRule {
  readonly effectiveFrom: string;
  readonly source: string;
}

export type ReleaseCalendarState =
  | { readonly status: 'default' }
  /** In the order of their months. */
  | { readonly status: 'set'; readonly entries: readonly ReleaseEntry[] };

/** It can always be told anew: for other months, or otherwise for the same. */
export function legalForReleaseCalendar(): readonly ReleaseCalendarCommand['type'][] {
  return ['SetReleaseCalendar'];
}

/** When the figures of one country are provisional, revised and final. What is told again of the same month takes the place of what was told before. */
export const releaseCalendar: Decider<ReleaseCalendarCommand, ReleaseCalendarEvent, ReleaseCalendarState> = {
  initialState: { status: 'default' },
  decide({ occurredAt, data }, state) {
    check(data);
    const { reporter, effectiveFrom, source, ...rule } = data;
    const told = entryOf({ effectiveFrom, source, ...rule });
    const before = entriesOf(state).find((entry) => entry.effectiveFrom === effectiveFrom);
    if (before && isSame(before, told)) return [];
    return [{ type: 'ReleaseCalendarSet', occurredAt, data: { reporter, ...told } }];
  },
  evolve(state, { data: { reporter: _, ...told } }) {
    const entry = entryOf(told);
    const others = entriesOf(state).filter(({ effectiveFrom }) => effectiveFrom !== entry.effectiveFrom);
    const entries = [...others, entry].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
    return { status: 'set', entries };
  },
};

function entriesOf(state: ReleaseCalendarState): readonly ReleaseEntry[] {
  return state.status === 'set' ? state.entries : [];
}

/** Each in one order of its fields, so that the same is the same text. */
function entryOf({
  effectiveFrom,
  provisionalMonths,
  finalAfterMonths,
  yearEndMonth,
  source,
}: ReleaseEntry): ReleaseEntry {
  return {
    effectiveFrom,
    provisionalMonths,
    ...(finalAfterMonths !== undefined && { finalAfterMonths }),
    ...(yearEndMonth !== undefined && { yearEndMonth }),
    source,
  };
}

function check({ provisionalMonths, finalAfterMonths, yearEndMonth }: ReleaseRule): void {
  if (finalAfterMonths === undefined) {
    if (yearEndMonth === undefined) return;
    const message = 'Say after how many months behind the end of its year a month is final.';
    refuse('final-after-missing', message, '/finalAfterMonths');
  }
  if (finalAfterMonths < provisionalMonths) {
    const message = `What is provisional for ${provisionalMonths} months is not final after ${finalAfterMonths}: give at least as many.`;
    refuse('final-while-provisional', message, '/finalAfterMonths');
  }
}
