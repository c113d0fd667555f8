import { SERVICES } from '@corridor/reference-data';
import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FiguresOfMonths } from '../calendar/months.types.js';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { CountryCode, CurrencyCode, DateTime, LocalDate, Position, YearMonth } from '../graphql/scalars.js';
import { OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { BilateralTradeArgs } from '../trade/bilateral-trade.types.js';

const ITEM = 'Item of the Extended Balance of Payments Services Classification 2010, or a part of one.';

export const ServiceFlowEnum = { EXPORT: 'export', IMPORT: 'import' } as const;
registerEnumType(ServiceFlowEnum, {
  name: 'ServiceFlow',
  description: 'Which way services went.',
  valuesMap: {
    EXPORT: { description: 'By a provider of the reporter.' },
    IMPORT: { description: 'By a provider of the partner.' },
  },
});

export const ServicePaymentEnum = {
  MATCHED: 'matched',
  ENTRY: 'entry',
  PERSON: 'person',
  RETURNED: 'returned',
  ENTRY_LESS: 'entry-less',
} as const;
registerEnumType(ServicePaymentEnum, {
  name: 'ServicePaymentKind',
  description: 'What became of what was paid for services.',
  valuesMap: {
    MATCHED: { description: 'It was said to be paid under the contract.' },
    ENTRY: {
      description:
        'The entry of the account told another value date than a status: taken out of the one day, or put in on the other.',
    },
    PERSON: { description: 'Whoever booked it, or an operator, took that back.' },
    RETURNED: { description: 'The bank gave the credit back.' },
    ENTRY_LESS: { description: 'The entry of the account was less than a status had told.' },
  },
});

@ArgsType()
export class ServicesTradeArgs extends BilateralTradeArgs {
  @Field(() => String, {
    nullable: true,
    description: `${ITEM} Only of it and its parts, such as \`SI\` for IT; left out, of all services.`,
  })
  service?: string | null;
}

@ObjectType({ isAbstract: true })
abstract class ServicesAmounts {
  @Field(() => MoneyType, {
    description: 'What providers of the reporter were paid by customers of the partner.',
  })
  exports!: MoneyType;

  @Field(() => MoneyType, {
    description: 'What providers of the partner were paid by customers of the reporter.',
  })
  imports!: MoneyType;

  @Field(() => MoneyType, { description: 'Exports and imports together.' })
  total!: MoneyType;
}

@ObjectType({ description: 'The trade in services of one month.' })
export class MonthOfServices extends ServicesAmounts {
  @Field(() => YearMonth, { description: 'The month of the value dates of the credits.' })
  month!: string;
}

@ObjectType({ description: 'The trade in services of one item.' })
export class ItemOfServices extends ServicesAmounts {
  @Field(() => ID, { description: ITEM })
  service!: string;

  @Field(() => String, { nullable: true, description: 'Its name, in English.' })
  name!: string | null;
}

export const nameOfService = (code: string): string | null => SERVICES.find(code)?.name ?? null;

@ObjectType({ description: 'What was paid for services in one currency, in that currency.' })
export class CurrencyOfServices extends ServicesAmounts {
  @Field(() => CurrencyCode, { description: 'The currency that banks booked.' })
  currency!: string;
}

@ObjectType({ description: 'What one event adds to a figure of trade in services, or takes off it.' })
export class ServicePayment {
  @Field(() => Position, { description: 'The event.' })
  position!: number;

  @Field(() => ServicePaymentEnum, { description: 'What it tells.' })
  what!: string;

  @Field(() => ServiceFlowEnum, { description: 'Which way the services went.' })
  flow!: string;

  @Field(() => ID, { description: 'The contract of services.' })
  serviceContractId!: string;

  @Field(() => ID, { description: 'The credit.' })
  settlementId!: string;

  @Field(() => ID, { description: 'The bank that booked it.' })
  bank!: string;

  @Field(() => ID, { description: `${ITEM} As it is known as of the position.` })
  service!: string;

  @Field(() => LocalDate, { description: 'Of the credit, by this event.' })
  valueDate!: string;

  @Field(() => MoneyType, {
    description: 'In the currency of the credit; below 0 where it was taken back, or out of this day.',
  })
  amount!: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Its share of the figure; null where nobody had a rate, which adds nothing.',
  })
  share!: MoneyType | null;

  @Field(() => [Position], {
    description:
      'The events that tell of it: the registration of the contract, what it was told last to be of, the match, and this one.',
  })
  positions!: number[];
}

export const ServicePaymentConnection = connectionOf(
  ServicePayment,
  'ServicePayment',
  'what was paid for services',
);

@ObjectType({
  description:
    'Services between two countries by what was settled under contracts of services, in USD at the rate of the value date of each credit. They are no part of trade in goods, nor of its targets.',
})
export class ServicesTrade extends FiguresOfMonths {
  @Field(() => CountryCode, { description: 'Whose exports and imports these are.' })
  reporter!: string;

  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;

  @Field(() => String, { nullable: true, description: 'The item that was asked for; null for all.' })
  service!: string | null;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => MoneyType, {
    description: 'What providers of the reporter were paid by customers of the partner.',
  })
  exports!: MoneyType;

  @Field(() => MoneyType, {
    description: 'What providers of the partner were paid by customers of the reporter.',
  })
  imports!: MoneyType;

  @Field(() => MoneyType, { description: 'Exports and imports together.' })
  total!: MoneyType;

  @Field(() => Int, {
    description:
      'Matches of a credit with a contract of which something is not in the dollars, since nobody had a rate for it.',
  })
  unconverted!: number;

  @Field(() => [MonthOfServices], {
    description: 'Month by month, the oldest first, those without any as well.',
  })
  months!: MonthOfServices[];

  @Field(() => [ItemOfServices], {
    description:
      'By the item of the contract, in the order of the codes; items of which nothing is told are left out.',
  })
  byService!: ItemOfServices[];

  @Field(() => [CurrencyOfServices], { description: 'As it was paid, each currency for itself.' })
  byCurrency!: CurrencyOfServices[];
}
