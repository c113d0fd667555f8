import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { MonthsArgs } from '../calendar/months.types.js';
import { connectionOf } from '../graphql/paging.js';
import { CountryCode, DateTime, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { AsOfInstant, Duration, HoldReasonEnum, HoldShare } from './hold.types.js';

const HOLDS = 'How many holds there were in that time.';

@ObjectType({ isAbstract: true })
abstract class CutOfDaysHeld extends Duration {
  @Field(() => Int, { description: HOLDS })
  holds!: number;

  @Field(() => Int, { description: 'How many of them are open: their time runs on.' })
  open!: number;
}

@ObjectType({ description: 'The time that customs held goods for one reason.' })
export class ReasonOfDaysHeld extends CutOfDaysHeld {
  @Field(() => HoldReasonEnum, { description: 'The reason.' })
  reason!: string;
}

@ObjectType({ description: 'The time that one customs office held goods.' })
export class OfficeOfDaysHeld extends CutOfDaysHeld {
  @Field(() => UNLOCODE, { description: 'The customs office that took the declarations.' })
  office!: string;
}

export const HoldShareConnection = connectionOf(HoldShare, 'HoldShare', 'holds behind a figure');

@ObjectType({
  description:
    'How long customs held goods within some months: from when a hold was placed to when it ended, summed over the consignments that declarations were lodged for. Holds of one consignment that overlap count once: each instant is that of the one that was placed first, and of the month that the clock of its customs office tells. The parts that a consignment went on as are not counted beside it.',
})
export class DaysHeldOfMonths extends AsOfInstant {
  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => Int, { description: HOLDS })
  holds!: number;

  @Field(() => [ReasonOfDaysHeld], {
    description:
      'By reason, the longest time first. Holds of one reason that overlap count once, those of two reasons under each: the reasons may come to more than the whole.',
  })
  byReason!: ReasonOfDaysHeld[];

  @Field(() => [OfficeOfDaysHeld], {
    description:
      'By customs office, the longest time first. Holds of one office that overlap count once, those of two offices under each: the offices may come to more than the whole.',
  })
  byOffice!: OfficeOfDaysHeld[];
}

@ArgsType()
export class DaysHeldArgs extends MonthsArgs {
  @Field(() => CountryCode, {
    nullable: true,
    description:
      'Only the part of it that holds by customs offices of this country make; left out, of all. What several countries come to is the whole.',
  })
  reporter?: string | null;

  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}
