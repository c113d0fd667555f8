import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FiguresOfMonths, MonthsArgs } from '../calendar/months.types.js';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { CurrencyCode, DateTime, Decimal, Position } from '../graphql/scalars.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';

@ObjectType({ isAbstract: true })
abstract class CreditFigures {
  @Field(() => ID, { description: 'The bank that issued.' })
  issuingBank!: string;

  @Field(() => CurrencyCode, { description: 'The currency of the credit.' })
  currency!: string;

  @Field(() => Int, { description: 'Credits that were issued.' })
  issued!: number;

  @Field(() => MoneyType, { description: 'Their amounts as they were issued, without tolerance.' })
  issuedAmount!: MoneyType;

  @Field(() => Int, { description: 'Amendments that beneficiaries accepted.' })
  amendments!: number;

  @Field(() => MoneyType, {
    description: 'By how much these raised the amounts, less what they lowered: it may be below 0.',
  })
  amendedBy!: MoneyType;

  @Field(() => Int, { description: 'Presentations that were made.' })
  presentations!: number;

  @Field(() => MoneyType, {
    description: 'What was drawn by them, less those that were refused or withdrawn since and not waived.',
  })
  drawn!: MoneyType;

  @Field(() => Int, { description: 'Notices of refusal.' })
  refusals!: number;

  @Field(() => MoneyType, {
    description:
      'What beneficiaries were paid, by honour or negotiation; what one bank reimburses another is left out.',
  })
  honoured!: MoneyType;

  @Field(() => MoneyType, {
    description: 'What nobody had drawn, with all tolerance, of credits whose last day was in these months.',
  })
  expiredUnused!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'What can still be drawn as of the position, with all tolerance, whatever the months: 0 of a credit that is expired, cancelled or closed.',
  })
  available!: MoneyType;
}

@ObjectType({ description: 'How the letters of credit of one bank in one currency were used.' })
export class CreditsOfBank extends CreditFigures {
  @Field(() => Int, {
    description: 'Examinations that ended with a finding or a notice; silence that binds a bank is none.',
  })
  examinations!: number;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Calendar days from when the bank that examined had the documents to that, as a mean, two digits, rounded half to even; null where there was none.',
  })
  examinationDays!: string | null;
}

@ObjectType({ description: 'What one letter of credit adds to the figures of its bank.' })
export class CreditShare extends CreditFigures {
  @Field(() => ID, { description: 'The credit.' })
  letterOfCreditId!: string;

  @Field(() => Int, { description: 'Examinations that ended.' })
  examinations!: number;

  @Field(() => Int, { description: 'The days of all of them: the numerator of the mean.' })
  daysExamined!: number;

  @Field(() => [Position], {
    description: 'The events that tell how it was used, in the order of the ledger.',
  })
  positions!: number[];
}

export const CreditShareConnection = connectionOf(
  CreditShare,
  'CreditShare',
  'letters of credit behind the figures',
);

@ObjectType({
  description: 'How letters of credit were used in some months, by the local days on which it happened.',
})
export class CreditsOfMonths extends FiguresOfMonths {
  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => [CreditsOfBank], { description: 'By issuing bank and currency.' })
  byBank!: CreditsOfBank[];
}

@ArgsType()
export class CreditsArgs extends MonthsArgs {
  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}
