import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { CountryCode, DateTime, Decimal, LocalDate, Position, YearMonth } from '../graphql/scalars.js';
import { AsOfArgs, OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';

@ObjectType('Target', {
  description: 'A goal for the yearly bilateral trade of one reporter, as it was announced.',
})
export class TargetType {
  @Field(() => ID, { description: 'Its name in the ledger.' })
  targetId!: string;

  @Field(() => MoneyType, { description: 'Exports and imports of twelve months together.' })
  yearlyAmount!: MoneyType;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day by which it is to be reached; null where none was named.',
  })
  dueOn!: string | null;

  @Field(() => LocalDate, { description: 'The day on which this was told, where it was told.' })
  toldOn!: string;

  @Field(() => String, { description: 'Where it was announced.' })
  source!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The calendar year that it is compared with; null where none was told.',
  })
  baselineYear!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'What counts, in the words of those who set it; null where they told none.',
  })
  definition!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The meeting of the Commission that decided it; null where none was told.',
  })
  meetingId!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was revised; null of what was set first.' })
  reason!: string | null;

  @Field(() => Position, { description: 'The event that recorded it.' })
  position!: number;
}

@ObjectType({
  description:
    'What the year that a target is compared with brought, by what the target is measured by: exports and imports, as the reporter declared them.',
})
export class TargetBaseline {
  @Field(() => Int, { description: 'The calendar year, in the time zone of the reporter.' })
  year!: number;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'Exports and imports of its full months together. Null where the ledger has no trade of the year.',
  })
  traded!: MoneyType | null;

  @Field(() => Int, {
    description:
      'How many full months of the year that is: 12, or fewer where the ledger begins within it, or the year is not over; then `traded` is no full year.',
  })
  months!: number;

  @Field(() => String, { nullable: true, description: 'Why `traded` is null; null where it is not.' })
  reason!: string | null;
}

@ObjectType({
  description:
    "How far a reporter has come towards its target of yearly trade with a partner: the trade of the last 12 full months against the target in force. Full months end before the month of the as-of instant, in the reporter's own time zone. The events behind it: `bilateralTrade` with the same `from`, `to`, `asOf` and `occurredUntil`.",
})
export class TargetProgress {
  @Field(() => CountryCode, { description: 'Whose statistics and whose target.' })
  reporter!: string;

  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;

  @Field(() => TargetType, {
    nullable: true,
    description: 'The target in force: the one set last, as it was revised last. Null where none has been.',
  })
  target!: TargetType | null;

  @Field(() => [TargetType], {
    description: 'Every target of the pair, set or revised, up to the as-of position: the newest first.',
  })
  history!: readonly TargetType[];

  @Field(() => MoneyType, { description: 'Exports and imports of the months `from` to `to`.' })
  realised!: MoneyType;

  @Field(() => Int, {
    description:
      'How many full months that is: 12, or fewer while the ledger has less history; then `realised` is no full year.',
  })
  months!: number;

  @Field(() => YearMonth, {
    nullable: true,
    description: 'First month; null while not even one month is full.',
  })
  from!: string | null;

  @Field(() => YearMonth, {
    nullable: true,
    description: 'Last month; null while not even one month is full.',
  })
  to!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '`realised` ÷ the target, four digits, rounded half to even: "0.0837" is 8.37 %. Null without a target.',
  })
  share!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'What a year would bring at the pace of the last 3 full months: their sum × 4. Null under 3 months of history.',
  })
  runRate!: MoneyType | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The growth a year that would lead from `realised` to the target by its day: (target ÷ realised)^(1 ÷ years left) − 1, with 365.25 days a year; "0.5000" is 50 %. Null without a target with a day, once that day has come, and with nothing realised.',
  })
  growthNeeded!: string | null;

  @Field(() => Position, {
    description:
      'The position that the figure is as of: asked with `asOf: <this>` again, it is the same for ever.',
  })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;
}

@ArgsType()
export class TargetProgressArgs extends AsOfArgs {
  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;

  @Field(() => CountryCode, { description: 'Whose statistics and whose target.' })
  reporter!: string;

  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;
}
