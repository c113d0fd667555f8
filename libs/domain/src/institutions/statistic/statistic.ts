import { type Decider, never } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkStep, isSame, refuse } from '../../checks.js';
import type {
  OfficialStatisticsPublished,
  StatisticCommand,
  StatisticEvent,
  StatisticLine,
} from './statistic.events.js';

type Told = OfficialStatisticsPublished['data'];

/** What was published at one time. */
export interface StatisticTelling {
  readonly told: Told;
  /** Why it was taken back; `undefined` while it counts. */
  readonly withdrawnFor: string | undefined;
}

export type StatisticState =
  | { readonly status: 'unknown' }
  /** In the order in which they were told. The newest that was not taken back counts. */
  | { readonly status: 'published' | 'withdrawn'; readonly tellings: readonly StatisticTelling[] };

const LEGAL: Readonly<Record<StatisticState['status'], readonly StatisticCommand['type'][]>> = {
  unknown: ['PublishOfficialStatistics'],
  published: ['PublishOfficialStatistics', 'WithdrawOfficialStatistics'],
  withdrawn: ['PublishOfficialStatistics'],
};

/** Statistics can always be published anew: a revision may come years later. */
export function legalForStatistic({ status }: StatisticState): readonly StatisticCommand['type'][] {
  return LEGAL[status];
}

/** What counts now. */
export function standingStatistic(state: StatisticState): Told | undefined {
  if (state.status === 'unknown') return undefined;
  return state.tellings.findLast(({ withdrawnFor }) => withdrawnFor === undefined)?.told;
}

/**
 * What one source says of one flow between two countries in one period. The newest telling that was not taken back counts. The same figures from a later
 * download are told again, so that what was downloaded between the two is older than what stands; from the same or an earlier day they are nothing new.
 */
export const statistic: Decider<StatisticCommand, StatisticEvent, StatisticState> = {
  initialState: { status: 'unknown' },
  decide(command, state) {
    const { occurredAt } = command;
    switch (command.type) {
      case 'PublishOfficialStatistics': {
        const { data } = command;
        checkDays(data);
        const told = { ...data, lines: inOrder(data.lines) };
        const standing = standingStatistic(state);
        if (standing) {
          if (tellsSame(told, standing)) {
            if (told.downloadedOn <= standing.downloadedOn) return [];
          } else checkSuccession(told, standing);
        }
        return [{ type: 'OfficialStatisticsPublished', occurredAt, data: told }];
      }
      case 'WithdrawOfficialStatistics': {
        const { data } = command;
        const telling = state.status === 'unknown' ? undefined : state.tellings[data.telling - 1];
        if (telling?.withdrawnFor !== undefined) {
          if (telling.withdrawnFor === data.reason) return [];
          const message = `It was taken back already, for another reason: "${telling.withdrawnFor}". That stands.`;
          refuse('telling-withdrawn', message, '/reason');
        }
        checkStep(command.type, `statistic is ${state.status}`, LEGAL[state.status]);
        if (!telling) refuse('telling-unknown', `Nothing was told a ${data.telling}. time.`, '/telling');
        return [{ type: 'OfficialStatisticsWithdrawn', occurredAt, data }];
      }
      default:
        return never(command);
    }
  },
  evolve(state, event) {
    const before = state.status === 'unknown' ? [] : state.tellings;
    switch (event.type) {
      case 'OfficialStatisticsPublished':
        return { status: 'published', tellings: [...before, { told: event.data, withdrawnFor: undefined }] };
      case 'OfficialStatisticsWithdrawn': {
        const at = event.data.telling - 1;
        const withdrawnFor = event.data.reason;
        const tellings = before.map((each, index) => (index === at ? { ...each, withdrawnFor } : each));
        return {
          status: tellings.some((each) => each.withdrawnFor === undefined) ? 'published' : 'withdrawn',
          tellings,
        };
      }
      default:
        return never(event);
    }
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
