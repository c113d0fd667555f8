import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { Decimal, LocalDate, Position, YearMonth } from '../graphql/scalars.js';
import { AGENT, DaysToSettle, SettledInCurrency } from './payments.types.js';

const BANK = 'The bank that books for the creditor.';

@ObjectType({ isAbstract: true })
abstract class SettledBetween {
  @Field(() => Int, { description: 'How many credits settle anything of obligations.' })
  settlements!: number;

  @Field(() => MoneyType, {
    description: 'What they settle, in US dollars, each credit at the rate of its value date.',
  })
  usd!: MoneyType;

  @Field(() => MoneyType, { description: "The part of it that was paid in a party's own currency." })
  ownUsd!: MoneyType;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '`ownUsd` ÷ `usd`: 0 to 1, four digits, rounded half to even; null where nothing was settled, and where nobody had a rate for any of what was paid in an own currency.',
  })
  localCurrencyShare!: string | null;

  @Field(() => Int, { description: 'Credits for which no rate was known: they are not in the dollars.' })
  unconverted!: number;
}

@ObjectType({ description: 'What one bank paid another in one month.' })
export class MonthOfBankPair extends SettledBetween {
  @Field(() => YearMonth, {
    description: 'The month of the value dates; of the days to settle, of that of the last part.',
  })
  month!: string;

  @Field(() => [SettledInCurrency], { description: 'By the currency that banks paid in.' })
  byCurrency!: SettledInCurrency[];

  @Field(() => [DaysToSettle], { description: 'How long it took, by the currency that was owed.' })
  daysToSettle!: DaysToSettle[];
}

@ObjectType({ description: 'What one bank paid another, month by month.' })
export class BankPair extends SettledBetween {
  @Field(() => ID, { nullable: true, description: AGENT })
  debtorAgent!: string | null;

  @Field(() => ID, { description: BANK })
  creditorBank!: string;

  @Field(() => [MonthOfBankPair], {
    description: 'The oldest first; months in which nothing was paid are left out.',
  })
  months!: MonthOfBankPair[];
}

@ObjectType({ description: 'What one credit settles of one obligation.' })
export class SettledShare {
  @Field(() => ID, { description: 'The credit.' })
  settlementId!: string;

  @Field(() => ID, { description: 'The obligation.' })
  obligationId!: string;

  @Field(() => ID, { nullable: true, description: AGENT })
  debtorAgent!: string | null;

  @Field(() => ID, { description: BANK })
  creditorBank!: string;

  @Field(() => LocalDate, { description: 'Of the credit.' })
  valueDate!: string;

  @Field(() => MoneyType, { description: 'What it settles, in the currency that banks paid in.' })
  amount!: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'The same in US dollars; null where no rate was known, which adds nothing.',
  })
  usd!: MoneyType | null;

  @Field(() => Boolean, { description: "Whether it was paid in a party's own currency." })
  isOwn!: boolean;

  @Field(() => [Position], { description: 'The events that tell of it, in the order of the ledger.' })
  positions!: number[];
}

export const SettledShareConnection = connectionOf(
  SettledShare,
  'SettledShare',
  'parts of credits that settle obligations',
);
