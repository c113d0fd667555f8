import { type CutOff, cutOffsOf, holidaysOf } from '@corridor/domain';
import { publishedCalendar } from '@corridor/reference-data';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';

export interface BankCalendarView {
  readonly country: string;
  readonly weekend: readonly number[];
  readonly weekendChanges: readonly { readonly from: string; readonly weekend: readonly number[] }[];
  readonly cutOffs: readonly CutOff[];
  /** In the order of days. */
  readonly holidays: readonly { readonly day: string; readonly name: string }[];
}

/** Asks when banks of a country are shut; the holidays from one day to another, both included, where they are told. */
export class BankCalendarQuery extends Query<BankCalendarView> {
  constructor(
    readonly country: string,
    readonly period: { readonly from?: string; readonly to?: string },
  ) {
    super();
  }
}

@QueryHandler(BankCalendarQuery)
export class BankCalendarQueryHandler implements IQueryHandler<BankCalendarQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates) {}

  async execute({ country, period: { from = '', to } }: BankCalendarQuery): Promise<BankCalendarView> {
    const { state } = await this.aggregates.calendars.load(country);
    const known = publishedCalendar(country);
    const holidays = [...holidaysOf(state, known)].map(([day, name]) => ({ day, name }));
    return {
      country,
      weekend: known.weekend,
      weekendChanges: state.status === 'unknown' ? [] : state.weekends,
      cutOffs: cutOffsOf(state),
      holidays: holidays.filter(({ day }) => day >= from && (to === undefined || day <= to)),
    };
  }
}
