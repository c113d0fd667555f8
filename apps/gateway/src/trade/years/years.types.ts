import { ArgsType, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { YearMonth } from '../../graphql/scalars.js';
import { TradeAmounts } from '../bilateral-trade.types.js';

/** The month, 1 to 12, with which a year begins. */
export const YearKind = { CALENDAR: 1, JULY_TO_JUNE: 7 } as const;
export type YearBegins = (typeof YearKind)[keyof typeof YearKind];
registerEnumType(YearKind, {
  name: 'YearKind',
  description: 'Which twelve months a year is.',
  valuesMap: {
    CALENDAR: { description: 'January to December, as Kazakhstan counts.' },
    JULY_TO_JUNE: { description: "July to June, as Pakistan's fiscal years." },
  },
});

@ArgsType()
export class YearsArgs {
  @Field(() => YearKind, { defaultValue: YearKind.CALENDAR, description: 'Which twelve months a year is.' })
  of!: YearBegins;
}

@ObjectType({ description: 'The bilateral trade of one year.' })
export class YearOfTrade extends TradeAmounts {
  @Field(() => String, { description: 'The year: "2026", or "2025-26" where it begins in July.' })
  year!: string;

  @Field(() => YearMonth, { description: 'Its first month of those asked for.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Its last month of those asked for.' })
  to!: string;

  @Field(() => Int, { description: 'How many of its months are among those asked for: 12 of a whole year.' })
  months!: number;
}
