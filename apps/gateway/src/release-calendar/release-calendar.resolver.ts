import { DEFAULT_RELEASE_RULE, DEFAULT_RELEASE_SOURCE } from '@corridor/contracts';
import type { Type } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { MonthOfMirror } from '../mirror-gap/mirror-gap.types.js';
import { MonthOfTrade } from '../trade/bilateral-trade.types.js';
import {
  MonthRelease,
  ReleaseCalendar,
  ReleaseCalendarArgs,
  ReleasedMonth,
} from './release-calendar.types.js';
import { provisionalMonths } from './release-status.js';
import { calendarOf, type Released, type Releases } from './releases.js';

@LedgerResolver(() => ReleaseCalendar)
export class ReleaseCalendarResolver {
  @Query(() => ReleaseCalendar, {
    nullable: true,
    description:
      "When are a country's figures of trade provisional, revised and final, by which telling, and which months are provisional now?",
  })
  async releaseCalendar(
    @Args() { reporter, ...asked }: ReleaseCalendarArgs,
    @Context() { session, readModels }: Operation,
  ): Promise<ReleaseCalendar> {
    const asOf = await readModels.asOf(asked, 'official-trade');
    const calendar = await calendarOf({ session, readModels }, reporter, asOf);
    const byDefault = {
      effectiveFrom: null,
      provisionalMonths: DEFAULT_RELEASE_RULE.provisionalMonths,
      finalAfterMonths: DEFAULT_RELEASE_RULE.finalAfterMonths ?? null,
      yearEndMonth: DEFAULT_RELEASE_RULE.yearEndMonth ?? null,
      source: DEFAULT_RELEASE_SOURCE,
      isDefault: true,
      position: null,
    };
    const told = calendar.rows.map((row) => ({
      effectiveFrom: row.effective_from,
      provisionalMonths: row.provisional_months,
      finalAfterMonths: row.final_after_months,
      yearEndMonth: row.year_end_month,
      source: row.source,
      isDefault: false,
      position: Number(row.position),
    }));
    return {
      reporter,
      rules: [byDefault, ...told],
      today: calendar.today ?? null,
      provisional: provisionalMonths(calendar),
      asOf,
    };
  }
}

@LedgerResolver(() => MonthRelease)
export class MonthReleaseResolver {
  @ResolveField(() => Boolean, {
    nullable: true,
    description:
      'Whether an event that tells of the month was recorded on or behind the day from which it is final, also where what that takes out and puts in is the same. Null with `occurredUntil`; an error where the last one is archived.',
  })
  restatedAfterFinal(@Parent() { restated }: Released): Promise<boolean | null> {
    return restated();
  }
}

/** A month under way, with what says how final the months of its figure are. */
interface MonthAsked {
  readonly month: string;
  readonly releases: Releases;
}

function resolverOf(month: () => Type, description: string): Type {
  @LedgerResolver(month)
  class ReleaseOfMonthResolver {
    @ResolveField(() => MonthRelease, { nullable: true, description })
    release(@Parent() { month: of, releases }: MonthAsked): Promise<Released> {
      return releases.of(of);
    }
  }
  return ReleaseOfMonthResolver;
}

const OF_REPORTER = "How final it is by the reporter's release calendar.";

export const MONTH_RELEASE_RESOLVERS = [
  resolverOf(() => MonthOfTrade, OF_REPORTER),
  resolverOf(() => ReleasedMonth, OF_REPORTER),
  resolverOf(
    () => MonthOfMirror,
    'How final it is by the release calendars of both sides: the one that is less final says it.',
  ),
];
