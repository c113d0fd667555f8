import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FiguresOfMonths } from '../calendar/months.types.js';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { CurrencyCode, DateTime, LocalDate, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { CustomsFlowEnum, DutyKindEnum } from './customs.types.js';

export const DutyEntryEnum = { ASSESSED: 'assessed', PAID: 'paid', REFUNDED: 'refunded' } as const;
registerEnumType(DutyEntryEnum, {
  name: 'DutyEntryKind',
  description: 'What an amount of duty is.',
  valuesMap: {
    ASSESSED: { description: 'What customs asked for.' },
    PAID: { description: 'What the treasury was paid.' },
    REFUNDED: { description: 'What the treasury gave back.' },
  },
});

export const DutyRefundReasonEnum = {
  OVERCHARGED: 'overcharged',
  NOT_AS_CONTRACTED: 'not-as-contracted',
  CALLED_OFF: 'called-off',
  DRAWBACK: 'drawback',
  AUTHORITY_ERROR: 'authority-error',
  EQUITY: 'equity',
  APPEAL: 'appeal',
  OTHER: 'other',
} as const;
registerEnumType(DutyRefundReasonEnum, {
  name: 'DutyRefundReason',
  description: 'Why duty was given back.',
  valuesMap: {
    OVERCHARGED: { description: 'More was charged than was due.' },
    NOT_AS_CONTRACTED: {
      description: 'The importer rejected goods that were defective or not what was ordered.',
    },
    CALLED_OFF: { description: 'The declaration was refused or taken back.' },
    DRAWBACK: { description: 'The goods, or what was made of them, left again.' },
    AUTHORITY_ERROR: { description: 'Customs erred, and the payer could not see it.' },
    EQUITY: { description: 'Circumstances of its own kind.' },
    APPEAL: { description: 'Decided on appeal or by a court.' },
    OTHER: { description: 'Whatever is none of the others.' },
  },
});

/** In one currency. */
@ObjectType({ isAbstract: true })
abstract class DutySums {
  @Field(() => MoneyType, {
    description: 'What was assessed in the months, as it stands as of the position.',
  })
  assessed!: MoneyType;

  @Field(() => MoneyType, { description: 'What was paid in the months, whatever was given back of it.' })
  paid!: MoneyType;

  @Field(() => MoneyType, { description: 'What was given back in the months, whenever it had been paid.' })
  refunded!: MoneyType;
}

@ObjectType({ description: 'Duties and taxes in one currency.' })
export class DutiesOfCurrency extends DutySums {
  @Field(() => CurrencyCode, { description: 'The currency.' })
  currency!: string;

  @Field(() => MoneyType, {
    description:
      'Of the declarations that were assessed in the months: what is assessed less all that was paid for them by the position.',
  })
  outstanding!: MoneyType;
}

@ObjectType({ description: 'What was assessed of one kind, in one currency.' })
export class DutiesOfKind {
  @Field(() => DutyKindEnum, { description: 'The kind.' })
  kind!: string;

  @Field(() => MoneyType, {
    description: 'What was assessed in the months, as it stands as of the position.',
  })
  assessed!: MoneyType;
}

@ObjectType({ description: 'What was given back for one reason, in one currency.' })
export class DutiesOfReason {
  @Field(() => DutyRefundReasonEnum, { description: 'The reason.' })
  reason!: string;

  @Field(() => MoneyType, { description: 'What was given back in the months.' })
  refunded!: MoneyType;
}

@ObjectType({ description: 'Duties and taxes at one customs office, in one currency.' })
export class DutiesOfOffice extends DutySums {
  @Field(() => UNLOCODE, { description: 'The customs office.' })
  office!: string;
}

@ObjectType({ description: 'Duties and taxes of exports, or of imports, in one currency.' })
export class DutiesOfFlow extends DutySums {
  @Field(() => CustomsFlowEnum, { description: 'Which of them.' })
  flow!: string;
}

@ObjectType({ description: 'Duties and taxes of one month, in one currency.' })
export class DutiesOfMonth extends DutySums {
  @Field(() => YearMonth, { description: 'The month.' })
  month!: string;
}

@ObjectType({ description: 'An amount of duty behind a figure.' })
export class DutyEntry {
  @Field(() => DutyEntryEnum, { description: 'Whether it was assessed, paid or given back.' })
  what!: string;

  @Field(() => DutyKindEnum, {
    nullable: true,
    description: 'Of an assessment, the kind; null for what was paid or given back.',
  })
  kind!: string | null;

  @Field(() => DutyRefundReasonEnum, { nullable: true, description: 'Of a refund, why it was given.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a payment, what the treasury calls it.' })
  paymentReference!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a refund, what the treasury calls it.' })
  refundReference!: string | null;

  @Field(() => ID, { description: 'The declaration.' })
  declarationId!: string;

  @Field(() => UNLOCODE, { description: 'The customs office.' })
  office!: string;

  @Field(() => CustomsFlowEnum, { description: 'What the declaration was lodged for.' })
  flow!: string;

  @Field(() => LocalDate, { description: 'The day on which it was assessed, paid or given back.' })
  day!: string;

  @Field(() => MoneyType, { description: 'The part of the figure that it makes.' })
  amount!: MoneyType;

  @Field(() => Position, { description: 'The event that tells it.' })
  position!: number;
}

export const DutyEntryConnection = connectionOf(DutyEntry, 'DutyEntry', 'amounts of duty behind a figure');

@ObjectType({ description: 'What is yet to be paid of one declaration, in one currency.' })
export class OutstandingDuty {
  @Field(() => ID, { description: 'The declaration.' })
  declarationId!: string;

  @Field(() => UNLOCODE, { description: 'The customs office.' })
  office!: string;

  @Field(() => CustomsFlowEnum, { description: 'What the declaration was lodged for.' })
  flow!: string;

  @Field(() => LocalDate, { description: 'The day on which it was assessed.' })
  day!: string;

  @Field(() => MoneyType, { description: 'What it was assessed.' })
  assessed!: MoneyType;

  @Field(() => MoneyType, { description: 'What was paid for it by the position, in whichever month.' })
  paid!: MoneyType;

  @Field(() => MoneyType, { description: 'The part of `outstanding` that it makes: `assessed` − `paid`.' })
  outstanding!: MoneyType;

  @Field(() => [Position], { description: 'The assessment and the payments, in the order of the ledger.' })
  positions!: readonly number[];
}

export const OutstandingDutyConnection = connectionOf(
  OutstandingDuty,
  'OutstandingDuty',
  'declarations of which duty is yet to be paid',
);

@ObjectType({
  description:
    'Duties and taxes on declarations within some months: what customs asked for, what was paid, and what was given back, each currency for itself.',
})
export class CustomsDuties extends FiguresOfMonths {
  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => [DutiesOfCurrency], { description: 'All of it, by currency.' })
  byCurrency!: DutiesOfCurrency[];

  @Field(() => [DutiesOfKind], {
    description: 'What was assessed, by kind. What was paid is told of an assessment as a whole.',
  })
  byKind!: DutiesOfKind[];

  @Field(() => [DutiesOfReason], { description: 'What was given back, by reason.' })
  refundsByReason!: DutiesOfReason[];

  @Field(() => [DutiesOfOffice], { description: 'By customs office.' })
  byOffice!: DutiesOfOffice[];

  @Field(() => [DutiesOfFlow], { description: 'By direction.' })
  byFlow!: DutiesOfFlow[];

  @Field(() => [DutiesOfMonth], { description: 'By month; months without any are left out.' })
  byMonth!: DutiesOfMonth[];
}
