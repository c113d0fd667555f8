import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, PageArgs } from '../graphql/paging.js';
import { DateTime, Decimal, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { CustomsFlowEnum, CustomsInspectionEnum, InspectionResultEnum } from './customs.types.js';

/** How long customs took over some declarations. */
@ObjectType({ isAbstract: true })
export abstract class ClearanceFacts {
  @Field(() => Int, { description: 'How many were cleared: the percentiles and the mean rest on them.' })
  n!: number;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The median in hours, by nearest rank: the shortest time that at least half of them did not exceed; one decimal, rounded half to even. Null without a cleared one.',
  })
  p50Hours!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The same that at least nine in ten did not exceed.' })
  p90Hours!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The mean: `seconds` ÷ 3600 ÷ `n`, one decimal, rounded half to even. Null without a cleared one.',
  })
  meanHours!: string | null;

  @Field(() => Decimal, { description: 'The time of all cleared ones in seconds, exact.' })
  seconds!: string;

  @Field(() => Int, {
    description: 'How many wait as of the position: they are out of the percentiles and of the mean.',
  })
  open!: number;

  @Field(() => Decimal, { description: 'How long these have waited, in seconds, exact.' })
  openSeconds!: string;
}

@ObjectType({ description: 'How long one customs office took.' })
export class ClearanceOfOffice extends ClearanceFacts {
  @Field(() => UNLOCODE, { description: 'The customs office.' })
  office!: string;
}

@ObjectType({ description: 'How long customs took over what was declared for one procedure.' })
export class ClearanceOfProcedure extends ClearanceFacts {
  @Field(() => String, { description: 'The procedure that was asked for, two digits such as "40".' })
  procedure!: string;

  @Field(() => String, { nullable: true, description: 'Its name, where it is known.' })
  name!: string | null;
}

@ObjectType({ description: 'How long customs took over exports, or over imports.' })
export class ClearanceOfFlow extends ClearanceFacts {
  @Field(() => CustomsFlowEnum, { description: 'Which of them.' })
  flow!: string;
}

@ObjectType({ description: 'How long customs took over what it looked at in one way.' })
export class ClearanceOfInspection extends ClearanceFacts {
  @Field(() => CustomsInspectionEnum, { description: 'The strictest inspection of it.' })
  inspection!: string;
}

@ObjectType({ description: 'How long customs took over what it cleared in one month.' })
export class ClearanceOfMonth extends ClearanceFacts {
  @Field(() => YearMonth, { description: 'The month.' })
  month!: string;
}

@ObjectType({ description: 'What customs looked at of a declaration, and what it found.' })
export class ClearanceInspection {
  @Field(() => CustomsInspectionEnum, { description: 'What it looked at.' })
  kind!: string;

  @Field(() => InspectionResultEnum, { description: 'What it found.' })
  result!: string;

  @Field(() => DateTime, { description: 'When, by the clock of the office.' })
  inspectedAt!: string;

  @Field(() => Position, { description: 'The event that tells it.' })
  position!: number;
}

@ObjectType({ description: 'A declaration behind a figure: from its lodgement to its clearance.' })
export class ClearanceShare {
  @Field(() => ID, { description: 'The declaration.' })
  declarationId!: string;

  @Field(() => ID, { description: 'The consignment that it was lodged for.' })
  consignmentId!: string;

  @Field(() => UNLOCODE, { description: 'The customs office.' })
  office!: string;

  @Field(() => CustomsFlowEnum, { description: 'What it was lodged for.' })
  flow!: string;

  @Field(() => String, { description: 'The procedure that was asked for, two digits.' })
  procedure!: string;

  @Field(() => String, { description: 'The procedure before, two digits; "00" for none.' })
  previousProcedure!: string;

  @Field(() => CustomsInspectionEnum, { description: 'The strictest inspection of it.' })
  inspection!: string;

  @Field(() => [ClearanceInspection], {
    description: 'Each inspection that makes it so, and any other, in the order of the ledger.',
  })
  inspections!: readonly ClearanceInspection[];

  @Field(() => DateTime, { description: 'When it was lodged, by the clock of the office.' })
  lodgedAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was cleared, likewise; null while it waits.',
  })
  clearedAt!: string | null;

  @Field(() => Boolean, { description: 'Whether it waits as of the position: its time runs on.' })
  isOpen!: boolean;

  @Field(() => Decimal, {
    description: 'How long it took, or has waited, in hours: one decimal, rounded half to even.',
  })
  hours!: string;

  @Field(() => Decimal, {
    description:
      'The same in seconds, exact: the part of `seconds` that it makes or, while it waits, of `openSeconds`.',
  })
  seconds!: string;

  @Field(() => [Position], {
    description: 'The events that tell of it: the lodgement, the inspections, and the clearance.',
  })
  positions!: readonly number[];
}

export const ClearanceShareConnection = connectionOf(
  ClearanceShare,
  'ClearanceShare',
  'declarations behind a figure',
);

@ArgsType()
export class ClearanceSharesArgs extends PageArgs {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that wait, or only those that were cleared; left out, both.',
  })
  open?: boolean | null;
}

@ObjectType({
  description:
    'How long customs takes over declarations: from the lodgement to the clearance, in the month of the clearance by the day of the customs office.',
})
export class ClearanceTime extends ClearanceFacts {
  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the ledger came to that position or, where it is earlier, the instant of `occurredUntil`: what waits runs to it. Null before the first event.',
  })
  until!: string | null;

  @Field(() => [ClearanceOfOffice], { description: 'By customs office, the most cleared first.' })
  byOffice!: ClearanceOfOffice[];

  @Field(() => [ClearanceOfProcedure], {
    description: 'By the procedure that was asked for, the most cleared first.',
  })
  byProcedure!: ClearanceOfProcedure[];

  @Field(() => [ClearanceOfFlow], { description: 'Exports and imports, the most cleared first.' })
  byFlow!: ClearanceOfFlow[];

  @Field(() => [ClearanceOfInspection], { description: 'By what customs looked at, the most cleared first.' })
  byInspection!: ClearanceOfInspection[];

  @Field(() => [ClearanceOfMonth], {
    description: 'What was cleared, by month, in their order; months without any are left out.',
  })
  byMonth!: ClearanceOfMonth[];
}
