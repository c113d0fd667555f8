import { ArgsType, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CountryCode, LocalDate, Position, YearMonth } from '../graphql/scalars.js';
import { AsOfArgs } from '../read/as-of.types.js';

export const ReleaseStatusEnum = {
  PROVISIONAL: 'provisional',
  REVISED: 'revised',
  FINAL: 'final',
} as const;
registerEnumType(ReleaseStatusEnum, {
  name: 'ReleaseStatus',
  description: "How final a month is by its reporter's release calendar, whatever became of its amounts.",
  valuesMap: {
    PROVISIONAL: {
      description:
        'One of the newest months, or not over: declarations are still to come, or to be put right.',
    },
    REVISED: {
      description: 'Behind its first revision: what had come by then is in it. It may still change.',
    },
    FINAL: { description: 'No further change is planned; one that comes nevertheless is told.' },
  },
});

@ObjectType({ description: 'How final the figures of one month are, by the release calendar.' })
export class MonthRelease {
  @Field(() => ReleaseStatusEnum, {
    description: 'How final they are on the day of the position, by the clock of the reporter.',
  })
  status!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'From which day on they are final; null where nobody says that they ever are.',
  })
  finalFrom!: string | null;
}

@ObjectType({ description: 'One of the months of a figure.' })
export class ReleasedMonth {
  @Field(() => YearMonth, { description: 'The month.' })
  month!: string;
}

@ObjectType('ReleaseRule', {
  description: 'From which month of trade on figures are released in which way.',
})
export class ReleaseRuleType {
  @Field(() => YearMonth, {
    nullable: true,
    description:
      'The first month that it is for, up to the next one that is told; null for the default, which is for all others.',
  })
  effectiveFrom!: string | null;

  @Field(() => Int, { description: 'How many of the newest full months are provisional.' })
  provisionalMonths!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many full months have to lie behind a month until it is final; null where nobody says that it ever is.',
  })
  finalAfterMonths!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Where the months of a year become final together, the month in which that ends: all of them wait for it.',
  })
  yearEndMonth!: number | null;

  @Field(() => String, { description: 'Who says so, and where.' })
  source!: string;

  @Field(() => Boolean, { description: 'Whether it is the default of the ledger, which nobody told.' })
  isDefault!: boolean;

  @Field(() => Position, { nullable: true, description: 'The event that tells it; null for the default.' })
  position!: number | null;
}

@ObjectType({ description: "When a country's figures of trade are provisional, revised and final." })
export class ReleaseCalendar {
  @Field(() => CountryCode, { description: 'Whose figures.' })
  reporter!: string;

  @Field(() => [ReleaseRuleType], { description: 'The default, and then in the order of their months.' })
  rules!: ReleaseRuleType[];

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day of the position by the clock of the reporter; null before the first event.',
  })
  today!: string | null;

  @Field(() => [YearMonth], { description: 'The full months that are provisional on it, the oldest first.' })
  provisional!: readonly string[];

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;
}

@ArgsType()
export class ReleaseCalendarArgs extends AsOfArgs {
  @Field(() => CountryCode, { description: 'Whose figures.' })
  reporter!: string;
}
