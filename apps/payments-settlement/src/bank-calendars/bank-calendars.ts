import {
  addBankingDays,
  type BankCalendarState,
  bankingDayFrom,
  type CountryCalendar,
  type CutOff,
  calendarOf,
  cutOffFor,
  cutOffsOf,
  type ValueDating,
  valueDate,
} from '@corridor/domain';
import { byClockOf, publishedCalendar } from '@corridor/reference-data';
import type { PaymentsAggregates } from '../aggregates.js';
import { SharedLook } from '../list/shared-look.js';

const OFFSET = /(?:Z|[+-]\d\d:\d\d)$/;

interface Kept {
  readonly state: BankCalendarState;
  readonly version: number;
  readonly calendar: CountryCalendar;
}

/** How money is received: by whom, and with whom it is settled. */
export interface Received {
  /** RFC 3339; the clock of `country` tells its day. What is told without an offset is by that clock. */
  readonly receivedAt: string;
  /** ISO 3166-1 alpha-2 of the bank that receives it: its cut-off counts. */
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Of the other banks that have to be open. */
  readonly others: readonly string[];
}

export interface Valued extends ValueDating {
  /** By the clock of the country. */
  readonly receivedAt: string;
  /** The one that holds on that day. */
  readonly cutOff?: CutOff;
}

/** When banks are open, by country (ISO 3166-1 alpha-2): kept in memory, with one look at the log each moment for a country that is asked for. */
export class BankCalendars {
  private readonly kept = new Map<string, SharedLook<Kept>>();

  constructor(private readonly calendars: Pick<PaymentsAggregates['calendars'], 'load'>) {}

  /** In the order of `countries`. */
  async calendarsOf(countries: readonly string[]): Promise<readonly CountryCalendar[]> {
    const kept = await Promise.all(countries.map((country) => this.keptOf(country).current()));
    return kept.map(({ calendar }) => calendar);
  }

  /** The day itself (`YYYY-MM-DD`) where the banks of all countries are open, else the next one. */
  async bankingDayFrom(day: string, countries: readonly string[]): Promise<string> {
    return bankingDayFrom(day, await this.calendarsOf(countries));
  }

  /** The `count`-th day behind `day` on which the banks of all countries are open. */
  async addBankingDays(day: string, count: number, countries: readonly string[]): Promise<string> {
    return addBankingDays(day, count, await this.calendarsOf(countries));
  }

  /** The earliest value date of what is received, by the clock and the cut-off of `country`, and why no earlier one. */
  async valueDate({ receivedAt, country, currency, others }: Received): Promise<Valued> {
    const { state, calendar } = await this.keptOf(country).current();
    const here = OFFSET.test(receivedAt) ? byClockOf(country, receivedAt) : receivedAt;
    const cutOff = cutOffFor(cutOffsOf(state), currency, here.slice(0, 10));
    const dating = valueDate({
      receivedAt: here,
      calendar,
      ...(cutOff && { cutOff: cutOff.at }),
      others: await this.calendarsOf(others),
    });
    return { receivedAt: here, ...(cutOff && { cutOff }), ...dating };
  }

  /** Whoever asks from now on finds what is in the log by now. */
  outdate(country: string): void {
    this.kept.get(country)?.outdate();
  }

  private keptOf(country: string): SharedLook<Kept> {
    const found = this.kept.get(country);
    if (found) return found;
    const look = new SharedLook<Kept>(async (before) => {
      const { state, version } = await this.calendars.load(country);
      if (before?.version === version) return before;
      return { state, version, calendar: { country, ...calendarOf(state, publishedCalendar(country)) } };
    });
    this.kept.set(country, look);
    return look;
  }
}
