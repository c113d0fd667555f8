import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FiguresOfMonths, MonthsArgs } from '../calendar/months.types.js';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { CountryCode, CurrencyCode, DateTime, Decimal, LocalDate, Position } from '../graphql/scalars.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';

export const AgeBandEnum = {
  NOT_DUE: 'not-due',
  DAYS_1_30: '1-30',
  DAYS_31_60: '31-60',
  DAYS_61_90: '61-90',
  OVER_90: 'over-90',
} as const;
registerEnumType(AgeBandEnum, {
  name: 'AgeBand',
  description: 'For how many days a debt is overdue.',
  valuesMap: {
    NOT_DUE: { description: 'It is not due yet, or on this very day.' },
    DAYS_1_30: { description: '1 to 30 days.' },
    DAYS_31_60: { description: '31 to 60 days.' },
    DAYS_61_90: { description: '61 to 90 days.' },
    OVER_90: { description: 'More than 90 days.' },
  },
});

const DAYS =
  'From the day on which the terms start to the value date of the credit, as a mean weighted by amount, two digits, rounded half to even; null where all were paid in advance.';
const LATE =
  'The same from the due date on: below 0 where it was paid early; null where all were paid in advance.';
export const AGENT =
  "The debtor's bank by the first eight characters of its BIC, with all of its branches; null where no message about the credit told it.";
export const REASON = 'Code of the ISO 20022 list ExternalReturnReason1Code; null where none was told.';

@ObjectType({ description: 'How long payments take from one bank to another, in one currency.' })
export class DaysToSettle {
  @Field(() => ID, { nullable: true, description: AGENT })
  debtorAgent!: string | null;

  @Field(() => ID, { description: 'The bank that books for the creditor.' })
  creditorBank!: string;

  @Field(() => CurrencyCode, { description: 'The currency that was owed.' })
  currency!: string;

  @Field(() => Int, {
    description:
      'Obligations paid in full, advances left out. One that two banks paid counts for each, by its part.',
  })
  obligations!: number;

  @Field(() => Int, { description: 'Obligations that were paid before their terms started.' })
  advances!: number;

  @Field(() => MoneyType, {
    description: 'What was paid of them, advances left out: the weight of the mean.',
  })
  amount!: MoneyType;

  @Field(() => Decimal, { nullable: true, description: DAYS })
  days!: string | null;

  @Field(() => Decimal, { nullable: true, description: LATE })
  daysLate!: string | null;
}

@ObjectType({ description: 'What one obligation adds to the days to settle: its amount times its days.' })
export class DaysToSettleShare {
  @Field(() => ID, { description: 'The obligation.' })
  obligationId!: string;

  @Field(() => ID, { description: 'Its invoice.' })
  invoiceId!: string;

  @Field(() => ID, { description: 'The consignment that was invoiced.' })
  consignmentId!: string;

  @Field(() => ID, { nullable: true, description: AGENT })
  debtorAgent!: string | null;

  @Field(() => ID, { description: 'The bank that books for the creditor.' })
  creditorBank!: string;

  @Field(() => LocalDate, { description: 'The value date on which the last of it was paid.' })
  settledOn!: string;

  @Field(() => Boolean, { description: 'Whether it was paid before its terms started.' })
  isAdvance!: boolean;

  @Field(() => MoneyType, { description: 'What that bank paid of it.' })
  amount!: MoneyType;

  @Field(() => Decimal, {
    description: 'The amount in minor units times the days: these sum to the numerator of the mean exactly.',
  })
  amountDays!: string;

  @Field(() => [Position], { description: 'The events that tell of it, in the order of the ledger.' })
  positions!: number[];
}

export const DaysToSettleShareConnection = connectionOf(
  DaysToSettleShare,
  'DaysToSettleShare',
  'obligations behind the days to settle',
);

@ObjectType({ description: 'What was settled in one currency, that of the payment between banks.' })
export class SettledInCurrency {
  @Field(() => CurrencyCode, { description: 'The currency.' })
  currency!: string;

  @Field(() => Int, { description: 'How many credits.' })
  settlements!: number;

  @Field(() => MoneyType, { description: 'What they settle of obligations.' })
  amount!: MoneyType;

  @Field(() => MoneyType, { description: "The part of it that is in a party's own currency." })
  own!: MoneyType;

  @Field(() => MoneyType, {
    description: 'The amount in US dollars, each credit at the rate of its value date.',
  })
  usd!: MoneyType;

  @Field(() => Int, {
    description: 'Credits for which no rate was known: they are in the amount and not in the dollars.',
  })
  unconverted!: number;
}

@ObjectType({ description: 'What is owed and not paid, by how long it is overdue.' })
export class OpenObligations {
  @Field(() => ID, { description: 'The bank that books for the creditor.' })
  creditorBank!: string;

  @Field(() => CurrencyCode, { description: 'The currency.' })
  currency!: string;

  @Field(() => AgeBandEnum, { description: 'For how long it is overdue.' })
  age!: string;

  @Field(() => Int, { description: 'How many obligations.' })
  obligations!: number;

  @Field(() => MoneyType, { description: 'What is owed of them.' })
  outstanding!: MoneyType;
}

@ObjectType({ description: 'Credits that banks gave back for one reason, in one currency.' })
export class ReturnsForReason {
  @Field(() => String, { nullable: true, description: REASON })
  reason!: string | null;

  @Field(() => CurrencyCode, { description: 'The currency.' })
  currency!: string;

  @Field(() => Int, { description: 'How many returns.' })
  returns!: number;

  @Field(() => MoneyType, { description: 'What of the credits was undone.' })
  amount!: MoneyType;

  @Field(() => MoneyType, { description: 'What went back, less what banks kept.' })
  returned!: MoneyType;
}

@ObjectType({
  description:
    'How trade is paid: how long it takes, in which currencies, what is open, and what went back. Months are those of value dates, of returns those of booking dates.',
})
export class PaymentsOfMonths extends FiguresOfMonths {
  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => CountryCode, {
    nullable: true,
    description: "The country of the debtor's banks that was asked for; null for all.",
  })
  debtorAgentCountry!: string | null;

  @Field(() => [DaysToSettle], {
    description:
      'Obligations whose last part was paid in these months, by pair of banks and currency. A return reopens: such an obligation is out until it is paid again.',
  })
  daysToSettle!: DaysToSettle[];

  @Field(() => [SettledInCurrency], { description: 'By the currency that banks paid in.' })
  byCurrency!: SettledInCurrency[];

  @Field(() => Decimal, {
    nullable: true,
    description:
      "The share of what was settled, in US dollars, that was paid in a party's own currency: 0 to 1, four digits; null where nothing was, and where nobody had a rate for any of what was paid in an own currency.",
  })
  localCurrencyShare!: string | null;

  @Field(() => [OpenObligations], {
    description: 'What is open as of the position, by bank, currency and age on a day.',
  })
  openObligations!: OpenObligations[];

  @Field(() => [ReturnsForReason], { description: 'What banks gave back, by reason.' })
  returns!: ReturnsForReason[];
}

@ArgsType()
export class PaymentsArgs extends MonthsArgs {
  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;

  @Field(() => CountryCode, {
    nullable: true,
    description:
      "Only what came from banks of this country, which the fifth and the sixth character of the debtor's bank's BIC tell (ISO 9362); what came from a bank that no message told is left out. It narrows days to settle, what was settled by currency and by pair of banks, what explains these and their restatements; of what is open, waits or went back nothing is told by the debtor's bank, and such a field is refused with it.",
  })
  debtorAgentCountry?: string | null;
}

@ArgsType()
export class OpenArgs {
  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The day on which ages are told; left out, that of `occurredUntil`, as its offset has it, or without one the last day of the months that are asked for, but no later than the day, by UTC, on which the last event up to the position was recorded. Where that event is archived, a day has to be named.',
  })
  on?: string | null;
}
