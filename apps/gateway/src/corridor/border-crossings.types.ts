import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import { MonthsArgs } from '../calendar/months.types.js';
import { connectionOf } from '../graphql/paging.js';
import { DateTime, Decimal, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { TransportMode } from '../graphql/transport-mode.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { TimeFacts, VisitStandingEnum } from './time-facts.types.js';

@ArgsType()
export class CrossingsArgs extends MonthsArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only this border crossing by its code, such as `torkham`; left out, all.',
  })
  crossing?: string | null;

  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}

@ObjectType({ description: 'How long goods stayed at the crossing point of one country.' })
export class CrossingSide extends TimeFacts {
  @Field(() => UNLOCODE, { description: 'The crossing point.' })
  location!: string;
}

@ObjectType({ description: 'How long goods took over one border, in one direction, by one mode.' })
export class CrossingsOfWay extends TimeFacts {
  @Field(() => String, { description: 'Code of the crossing, such as `torkham`.' })
  crossing!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => TransportMode, {
    nullable: true,
    description: 'By what the goods went over it; null where that was not told.',
  })
  mode!: string | null;

  @Field(() => CrossingSide, { description: 'At the side of the country that they left.' })
  leaves!: CrossingSide;

  @Field(() => CrossingSide, { description: 'At the side of the country that they entered.' })
  enters!: CrossingSide;
}

@ObjectType({ description: 'What was seen of a crossing at one of its sides.' })
export class CrossingVisit {
  @Field(() => UNLOCODE, { description: 'The crossing point.' })
  location!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The first arrival, by the clock of the place; null where it was not scanned.',
  })
  arrivedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The last departure, by the clock of the place; null where it was not scanned.',
  })
  departedAt!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Departure less arrival, one decimal, rounded half to even; below 0 for an anomaly. Null where one of the two was not scanned.',
  })
  hours!: string | null;
}

@ObjectType({ description: 'A border crossing of a consignment.' })
export class BorderCrossing {
  @Field(() => ID, { description: 'The consignment; of one that was split, the part.' })
  consignmentId!: string;

  @Field(() => String, { description: 'Code of the crossing.' })
  crossing!: string;

  @Field(() => TransportMode, {
    nullable: true,
    description: 'By what the goods went over it; null where that was not told.',
  })
  mode!: string | null;

  @Field(() => VisitStandingEnum, { description: 'Whether it can be measured.' })
  standing!: string;

  @Field(() => CrossingVisit, { description: 'At the side of the country that they left.' })
  leaves!: CrossingVisit;

  @Field(() => CrossingVisit, { description: 'At the side of the country that they entered.' })
  enters!: CrossingVisit;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The last departure from the second side less the first arrival at the first, one decimal, rounded half to even. Null where one of the two was not scanned.',
  })
  hours!: string | null;

  @Field(() => Decimal, {
    description: 'The part of the figure that it makes, in seconds, exact: 0 unless it is complete.',
  })
  seconds!: string;

  @Field(() => [Position], {
    description:
      'The events that tell of the visits before and behind the border, in the order of the ledger.',
  })
  positions!: readonly number[];
}

export const BorderCrossingConnection = connectionOf(
  BorderCrossing,
  'BorderCrossing',
  'crossings behind a figure',
);

@ObjectType({
  description:
    'How long goods took over borders (CAREC CPMM TFI1): the last departure from the crossing point of the country that they entered less the first arrival at that of the country that they left, in the month of that departure by the clock of its country.',
})
export class BorderCrossings extends TimeFacts {
  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => [CrossingsOfWay], {
    description: 'By crossing, direction and mode, those with the most complete crossings first.',
  })
  byCrossing!: CrossingsOfWay[];
}
