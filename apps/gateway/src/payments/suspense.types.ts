import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { CurrencyCode, LocalDate, Position } from '../graphql/scalars.js';

export const SuspenseAgeEnum = {
  VALUE_DATE_AHEAD: 'ahead',
  DAYS_0_30: '0-30',
  DAYS_31_60: '31-60',
  DAYS_61_90: '61-90',
  OVER_90: 'over-90',
} as const;
registerEnumType(SuspenseAgeEnum, {
  name: 'SuspenseAge',
  description: 'For how many days money has been there without paying anything.',
  valuesMap: {
    VALUE_DATE_AHEAD: { description: 'It was booked, and its value date is yet to come on that day.' },
    DAYS_0_30: { description: 'Up to 30 days.' },
    DAYS_31_60: { description: '31 to 60 days.' },
    DAYS_61_90: { description: '61 to 90 days.' },
    OVER_90: { description: 'More than 90 days.' },
  },
});

@ObjectType({ description: 'What came in at a bank and pays nothing yet, by how long that is.' })
export class Suspense {
  @Field(() => ID, { description: 'The bank that booked it.' })
  bank!: string;

  @Field(() => CurrencyCode, { description: 'The currency.' })
  currency!: string;

  @Field(() => SuspenseAgeEnum, { description: 'How long it has been there, from its value date.' })
  age!: string;

  @Field(() => Int, { description: 'Of how many credits.' })
  settlements!: number;

  @Field(() => MoneyType, { description: 'What of them pays nothing yet.' })
  amount!: MoneyType;

  @Field(() => LocalDate, { description: 'The value date of the oldest.' })
  oldest!: string;
}

@ObjectType({ description: 'What of one credit pays nothing yet.' })
export class SuspenseShare {
  @Field(() => ID, { description: 'The credit.' })
  settlementId!: string;

  @Field(() => ID, { description: 'The bank that booked it.' })
  bank!: string;

  @Field(() => LocalDate, { description: 'Its value date.' })
  valueDate!: string;

  @Field(() => Int, { description: 'Days from that; below 0 while it is yet to come.' })
  days!: number;

  @Field(() => MoneyType, { description: 'What of it pays nothing yet.' })
  amount!: MoneyType;

  @Field(() => [Position], { description: 'The events that posted it, in the order of the ledger.' })
  positions!: number[];
}

export const SuspenseShareConnection = connectionOf(
  SuspenseShare,
  'SuspenseShare',
  'credits that pay nothing yet',
);
