import { ArgsType, Field, ID, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf, PageArgs } from '../graphql/paging.js';
import { LocalDate, Position } from '../graphql/scalars.js';
import { AgeBandEnum, OpenArgs, REASON } from './payments.types.js';

/** A page of what stands open on a day. */
@ArgsType()
export class OpenSharesArgs extends IntersectionType(PageArgs, OpenArgs, ArgsType) {}

@ObjectType({ description: 'What is owed of one obligation and not paid.' })
export class OpenObligationShare {
  @Field(() => ID, { description: 'The obligation.' })
  obligationId!: string;

  @Field(() => ID, { description: 'Its invoice.' })
  invoiceId!: string;

  @Field(() => ID, { description: 'The consignment that was invoiced.' })
  consignmentId!: string;

  @Field(() => ID, { description: 'The bank that books for the creditor.' })
  creditorBank!: string;

  @Field(() => LocalDate, { description: 'By when it was to be paid.' })
  dueOn!: string;

  @Field(() => Int, { description: 'Days from the due date; below 0 until then.' })
  days!: number;

  @Field(() => AgeBandEnum, { description: 'For how long it is overdue.' })
  age!: string;

  @Field(() => MoneyType, { description: 'What is owed of it.' })
  outstanding!: MoneyType;

  @Field(() => [Position], { description: 'The events that tell of it, in the order of the ledger.' })
  positions!: number[];
}

export const OpenObligationShareConnection = connectionOf(
  OpenObligationShare,
  'OpenObligationShare',
  'obligations that are open',
);

@ObjectType({ description: 'What one return undid of a credit.' })
export class ReturnShare {
  @Field(() => ID, { description: 'The return.' })
  returnId!: string;

  @Field(() => ID, { description: 'The credit of which it is.' })
  settlementId!: string;

  @Field(() => ID, { description: 'The bank that gave it back.' })
  bank!: string;

  @Field(() => LocalDate, { description: 'When that was booked.' })
  bookedOn!: string;

  @Field(() => String, { nullable: true, description: REASON })
  reason!: string | null;

  @Field(() => MoneyType, { description: 'What of the credit was undone.' })
  amount!: MoneyType;

  @Field(() => MoneyType, { description: 'What went back, less what banks kept.' })
  returned!: MoneyType;

  @Field(() => [Position], {
    description:
      'The events that made it, in the order of the ledger: the return, what told why, and what undid the part that banks kept.',
  })
  positions!: number[];
}

export const ReturnShareConnection = connectionOf(
  ReturnShare,
  'ReturnShare',
  'returns behind what went back',
);
