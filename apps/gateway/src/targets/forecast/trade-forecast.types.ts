import { ArgsType, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MoneyType } from '../../graphql/money.type.js';
import { CountryCode, DateTime, Decimal, Position, YearMonth } from '../../graphql/scalars.js';
import { AsOfArgs, OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../../read/as-of.types.js';
import type { Method } from './forecast.js';

export const ForecastMethod: Readonly<Record<string, Method>> = {
  SEASONAL_NAIVE: 'seasonal-naive',
  HOLT_WINTERS: 'holt-winters',
};
registerEnumType(ForecastMethod, {
  name: 'ForecastMethod',
  description: 'How a forecast is made.',
  valuesMap: {
    SEASONAL_NAIVE: { description: 'Each month as the same month of the year before.' },
    HOLT_WINTERS: {
      description:
        'Level, trend and seasons, smoothed exponentially; the trend is damped (Gardner & McKenzie 1985). The parameters are those of a grid that fit the months best.',
    },
  },
});

@ObjectType({ description: 'What one month is forecast to bring.' })
export class MonthOfForecast {
  @Field(() => YearMonth, { description: 'The month.' })
  month!: string;

  @Field(() => MoneyType, { description: 'Exports and imports together.' })
  total!: MoneyType;
}

@ObjectType({ description: 'How Holt–Winters follows the months; each is a share from 0 to 1.' })
export class SmoothingParameters {
  @Field(() => Decimal, { description: 'How fast the level follows (α).' })
  alpha!: string;

  @Field(() => Decimal, { description: 'How fast the trend follows the level (β*).' })
  beta!: string;

  @Field(() => Decimal, { description: 'How fast the seasons follow (γ).' })
  gamma!: string;

  @Field(() => Decimal, { description: 'What is left of the trend after a month (φ).' })
  phi!: string;
}

@ObjectType({ description: 'How a method would have done so far.' })
export class MethodTested {
  @Field(() => ForecastMethod, { description: 'The method.' })
  method!: Method;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Its mean absolute scaled error: below 1 it misses less than a month differs from the year before. Four digits, rounded half to even. Null where no month differs.',
  })
  mase!: string | null;

  @Field(() => MoneyType, { description: 'By how much it missed the sum of twelve months, on average.' })
  meanAbsoluteError!: MoneyType;

  @Field(() => SmoothingParameters, {
    nullable: true,
    description: 'The parameters over the whole history; null for a method without any.',
  })
  parameters!: SmoothingParameters | null;
}

@ObjectType({
  description: 'What the method chosen would have said at an earlier time of the twelve months after it.',
})
export class ForecastTrial {
  @Field(() => YearMonth, { description: 'The last month that it would have known.' })
  lastKnown!: string;

  @Field(() => MoneyType, { description: 'What it would have told of the twelve months after that.' })
  forecast!: MoneyType;

  @Field(() => MoneyType, { description: 'What these brought.' })
  actual!: MoneyType;

  @Field(() => MoneyType, { description: '`actual` − `forecast`.' })
  error!: MoneyType;
}

@ObjectType({
  description:
    'The bilateral trade of one reporter, forecast for the twelve months after its history. The history itself, and the events behind it: `bilateralTrade` with `historyFrom`, `historyTo` and the same `asOf` and `occurredUntil`.',
})
export class TradeForecast {
  @Field(() => CountryCode, { description: 'Whose statistics.' })
  reporter!: string;

  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;

  @Field(() => Int, { description: 'How many months of history there are; a forecast rests on 48 at least.' })
  historyMonths!: number;

  @Field(() => YearMonth, { nullable: true, description: 'First month of the history; null without any.' })
  historyFrom!: string | null;

  @Field(() => YearMonth, { nullable: true, description: 'Last month of the history; null without any.' })
  historyTo!: string | null;

  @Field(() => [YearMonth], {
    description:
      "The full months left out as provisional by the reporter's release calendar, of which declarations are still to come or to be put right; the forecast begins with them.",
  })
  provisional!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Why there is no forecast; null where there is one.' })
  reason!: string | null;

  @Field(() => ForecastMethod, {
    nullable: true,
    description: 'The method with the lower scaled error. Null without a forecast, as all that follows.',
  })
  method!: Method | null;

  @Field(() => [MonthOfForecast], { description: 'The twelve months; none without a forecast.' })
  months!: readonly MonthOfForecast[];

  @Field(() => MoneyType, { nullable: true, description: 'The twelve months together.' })
  total!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Lower end of the 80 % range of `total`: with the 10th percentile of the errors so far.',
  })
  low!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Upper end of the 80 % range of `total`: with the 90th percentile of the errors so far.',
  })
  high!: MoneyType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Where `total` lies outside its own range: on which side, and why; null where it lies in it.',
  })
  note!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The share of the trials whose actual sum lay in the range that could be told then, by the errors known at their origin; four digits, rounded half to even. Trials that follow each other share eleven months: few of them say little. Null where no trial had five errors before it.',
  })
  coverage!: string | null;

  @Field(() => Int, { description: 'How many trials `coverage` is a share of.' })
  coverageOrigins!: number;

  @Field(() => Int, { description: 'How many trials the errors come from; 0 without a forecast.' })
  origins!: number;

  @Field(() => [MethodTested], { description: 'Both methods with their errors; none without a forecast.' })
  methods!: readonly MethodTested[];

  @Field(() => [ForecastTrial], {
    description: 'The trials of the method chosen, oldest first; none without a forecast.',
  })
  trials!: readonly ForecastTrial[];

  @Field(() => Position, {
    description:
      'The position that the figure is as of: asked with `asOf: <this>` again, it is the same for ever.',
  })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;
}

@ArgsType()
export class TradeForecastArgs extends AsOfArgs {
  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;

  @Field(() => CountryCode, { description: 'Whose statistics.' })
  reporter!: string;

  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;
}
