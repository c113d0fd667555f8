import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import { MonthsArgs } from '../calendar/months.types.js';
import { connectionOf } from '../graphql/paging.js';
import { DateTime, Decimal, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { TimeFacts, VisitStandingEnum } from './time-facts.types.js';

@ArgsType()
export class DwellArgs extends MonthsArgs {
  @Field(() => UNLOCODE, { nullable: true, description: 'Only visits to this place; left out, to all.' })
  location?: string | null;

  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}

@ObjectType({ description: 'How long goods stayed at one place.' })
export class DwellOfCheckpoint extends TimeFacts {
  @Field(() => UNLOCODE, { description: 'The place.' })
  location!: string;
}

@ObjectType({
  description: 'A visit of a consignment to a place: from its first arrival to its last departure.',
})
export class CheckpointVisit {
  @Field(() => ID, { description: 'The consignment; of one that was split, the part.' })
  consignmentId!: string;

  @Field(() => UNLOCODE, { description: 'The place.' })
  location!: string;

  @Field(() => VisitStandingEnum, { description: 'Whether it can be measured.' })
  standing!: string;

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
      'Departure less arrival, one decimal, rounded half to even; below 0 for an anomaly. Null where it is incomplete.',
  })
  hours!: string | null;

  @Field(() => Decimal, {
    description: 'The part of the figure that it makes, in seconds, exact: 0 unless it is complete.',
  })
  seconds!: string;

  @Field(() => [Position], {
    description: 'The events that tell that the goods were there, in the order of the ledger.',
  })
  positions!: readonly number[];
}

export const CheckpointVisitConnection = connectionOf(
  CheckpointVisit,
  'CheckpointVisit',
  'visits behind a figure',
);

@ObjectType({
  description:
    'How long goods stayed at the places on their way (CAREC CPMM): the last departure less the first arrival of each visit of a consignment to a UN/LOCODE, in the month of the departure by the clock of the country. Where a way begins or ends, and where goods are still, is no visit of it.',
})
export class CheckpointDwell extends TimeFacts {
  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => [DwellOfCheckpoint], { description: 'By place, the one with the most complete visits first.' })
  byCheckpoint!: DwellOfCheckpoint[];
}
