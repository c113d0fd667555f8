import type { Decider } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { isSame, refuse } from '../../checks.js';
import type {
  OfficialStatisticsPublished,
  StatisticCommand,
  StatisticEvent,
  StatisticLine,
} from './statistic.events.js';

type Told = OfficialStatisticsPublished['data'];

export type StatisticState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'published';
      /** As it counts now. */
      readonly told: Told;
    };

/** Statistics can always be published anew: a revision may come years later. */
export function legalForStatistic(): readonly StatisticCommand['type'][] {
  return ['PublishOfficialStatistics'];
}

/**
 * What one source says of one flow between two countries in one period. The newest telling counts. The same figures from a later download are told again,
 * so that what was downloaded between the two is older than what stands; from the same or an earlier day they are nothing new.
 */
export const statistic: Decider<StatisticCommand, StatisticEvent, StatisticState> = {
  initialState: { status: 'unknown' },
  decide({ occurredAt, data }, state) {
    checkDays(data);
    const told = { ...data, lines: inOrder(data.lines) };
    if (state.status === 'published') {
      if (tellsSame(told, state.told)) {
        if (told.downloadedOn <= state.told.downloadedOn) return [];
      } else checkSuccession(told, state.told);
    }
    return [{ type: 'OfficialStatisticsPublished', occurredAt, data: told }];
  },
  evolve(_, { data }) {
    return { status: 'published', told: data };
  },
};

function checkDays({ period, publishedOn, downloadedOn }: Told): void {
  checkLocalDate(downloadedOn, '/downloadedOn');
  if (publishedOn !== undefined) {
    checkLocalDate(publishedOn, '/publishedOn');
    if (publishedOn > downloadedOn) {
      const message = `What was published on ${publishedOn} was not downloaded before, on ${downloadedOn}.`;
      refuse('published-after-download', message, '/publishedOn');
    }
  }
  // Text compares as the calendar does: a period that begins behind the day has no figures yet.
  if (period > downloadedOn.slice(0, period.length)) {
    refuse('period-ahead', `${period} lies behind the day of the download, ${downloadedOn}.`, '/period');
  }
}

/** @throws Rejection `line-twice`: a code that is told twice would count twice. */
function inOrder(lines: readonly StatisticLine[]): readonly StatisticLine[] {
  const sorted = lines.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const twice = sorted.find(({ code }, index) => sorted[index + 1]?.code === code);
  if (twice) refuse('line-twice', `${twice.code} is told twice: one line tells all of it.`, '/lines');
  return sorted;
}

/** An older download does not replace a newer one, what is final is not provisional again, and some goods alone do not replace all. */
function checkSuccession(told: Told, before: Told): void {
  if (told.downloadedOn < before.downloadedOn) {
    const message = `Figures of ${before.downloadedOn} are loaded already: what was downloaded on ${told.downloadedOn} is older.`;
    refuse('download-older', message, '/downloadedOn');
  }
  if (before.status !== 'provisional' && told.status === 'provisional') {
    refuse(
      'status-backwards',
      `The figures are ${before.status}: others are revised or final, not provisional.`,
      '/status',
    );
  }
  if (hasTotal(before) && !hasTotal(told)) {
    const message = 'TOTAL stands, and this leaves it out: ask the source for all goods, or at least TOTAL.';
    refuse('total-missing', message, '/lines');
  }
}

function hasTotal({ lines }: Told): boolean {
  return lines.some(({ code }) => code === 'TOTAL');
}

/** Whether two tellings differ in nothing but the day of their download and the order of their lines. */
export function tellsSame(one: Told, other: Told): boolean {
  return isSame(figuresOf(one), figuresOf(other));
}

/** All that a telling says but the day on which it was fetched, in one order. */
function figuresOf({ downloadedOn: _, lines, ...told }: Told): unknown {
  const ordered = inOrder(lines).map(({ code, value, cif, fob, netKg, netKgEstimated, quantity }) => [
    code,
    value,
    cif ?? null,
    fob ?? null,
    netKg ?? null,
    netKgEstimated,
    quantity ? [quantity.amount, quantity.unit] : null,
  ]);
  return [Object.entries(told).sort(([a], [b]) => (a < b ? -1 : 1)), ordered];
}
