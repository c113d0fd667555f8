import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { MonthsArgs } from '../calendar/months.types.js';
import { connectionOf } from '../graphql/paging.js';
import { DateTime, Decimal, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { TransportMode } from '../graphql/transport-mode.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { PlannedWay } from './route-plans.js';
import { VisitStandingEnum } from './time-facts.types.js';

@ArgsType()
export class SectionsArgs extends MonthsArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Only sections of this route by its code, such as `karachi-almaty-torkham`; left out, of all.',
  })
  route?: string | null;

  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}

@ObjectType({
  description: 'Kilometres an hour, one decimal, rounded half to even; null without a complete trip.',
})
export class Speeds {
  @Field(() => Decimal, {
    nullable: true,
    description: 'The mean, as CAREC CPMM has it: all kilometres ÷ all hours.',
  })
  mean!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The median, by nearest rank: the slowest speed that at least half of the trips did not exceed.',
  })
  p50!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same that at least nine in ten did not exceed.',
  })
  p90!: string | null;
}

/** How fast trips over sections were. */
@ObjectType({ isAbstract: true })
export abstract class SpeedFacts {
  @Field(() => Int, { description: 'How many complete trips the speeds rest on.' })
  n!: number;

  @Field(() => Int, {
    description:
      'How many miss the scan of the departure from where the section begins, or of the arrival where it ends: they are out.',
  })
  incomplete!: number;

  @Field(() => Int, {
    description: 'How many have scans that cannot all be right, or left no time to move: they are out, too.',
  })
  anomalies!: number;

  @Field(() => Int, {
    description:
      'At how many stops of complete trips an arrival or a departure was not scanned: the time there counts as moving, so that the speed without delay is too low, if anything.',
  })
  unmeasuredStops!: number;

  @Field(() => Decimal, { description: 'Kilometres of all complete trips.' })
  km!: string;

  @Field(() => Decimal, { description: 'Their time in seconds, exact.' })
  seconds!: string;

  @Field(() => Decimal, { description: 'What of it they were moving.' })
  movingSeconds!: string;

  @Field(() => Speeds, { description: 'With delay: kilometres ÷ all of the time.' })
  withDelay!: Speeds;

  @Field(() => Speeds, {
    description: 'Without delay: kilometres ÷ the time moving; never lower than with delay.',
  })
  withoutDelay!: Speeds;
}

@ObjectType({ description: 'How fast goods went over a section of a route, in one direction.' })
export class SpeedOfSection extends SpeedFacts {
  @Field(() => UNLOCODE, { description: 'Where it begins.' })
  leaves!: string;

  @Field(() => UNLOCODE, { description: 'Where it ends.' })
  enters!: string;

  @Field(() => TransportMode, { description: 'By what it is gone.' })
  mode!: string;

  @Field(() => [UNLOCODE], {
    description: 'The border crossings on it, in the order in which they are passed.',
  })
  borderPoints!: readonly string[];

  @Field(() => [String], { description: 'The routes that have it, by code.' })
  routes!: readonly string[];

  @Field(() => PlannedWay, {
    description:
      'What the plan tells of it, whichever way it is gone; where routes tell it differently, as it was told last.',
  })
  plan!: PlannedWay;
}

@ObjectType({ description: 'How fast goods went over the sections of a route that others are measured by.' })
export class SpeedOfNorthernRoute extends SpeedFacts {
  @Field(() => String, { description: 'The route, by code.' })
  route!: string;

  @Field(() => PlannedWay, { description: 'What its plan tells of the whole way.' })
  plan!: PlannedWay;
}

@ObjectType({ description: 'A trip of a consignment over a section.' })
export class SectionTrip {
  @Field(() => ID, { description: 'The consignment; of one that was split, the part.' })
  consignmentId!: string;

  @Field(() => UNLOCODE, { description: 'Where the section begins.' })
  leaves!: string;

  @Field(() => UNLOCODE, { description: 'Where it ends.' })
  enters!: string;

  @Field(() => TransportMode, { description: 'By what the goods went.' })
  mode!: string;

  @Field(() => VisitStandingEnum, { description: 'Whether it can be measured.' })
  standing!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The last departure, by the clock of the place; null where it was not scanned.',
  })
  departedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The first arrival, by the clock of the place; null where it was not scanned.',
  })
  arrivedAt!: string | null;

  @Field(() => Decimal, { description: 'Kilometres that it adds to the figure: 0 unless it is complete.' })
  km!: string;

  @Field(() => Decimal, { description: 'Seconds that it adds, exact: 0 unless it is complete.' })
  seconds!: string;

  @Field(() => Decimal, { description: 'What of them it was moving.' })
  movingSeconds!: string;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Kilometres an hour with delay, one decimal, rounded half to even. Null unless it is complete.',
  })
  withDelay!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The same without delay.' })
  withoutDelay!: string | null;

  @Field(() => Int, { description: 'At how many stops an arrival or a departure was not scanned.' })
  unmeasuredStops!: number;

  @Field(() => [Position], {
    description:
      'The events that tell that the goods were at its ends and between, in the order of the ledger.',
  })
  positions!: readonly number[];
}

export const SectionTripConnection = connectionOf(SectionTrip, 'SectionTrip', 'trips behind a figure');

@ObjectType({
  description:
    'How fast goods went over sections of routes (CAREC CPMM TFI4): kilometres, as plans tell them, by the time from the last departure where the section begins to the first arrival where it ends, in the month of that arrival by the clock of its country.',
})
export class CorridorSpeed extends SpeedFacts {
  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => Int, {
    description:
      'How many trips may be of more than one section, as the goods were seen at no border that tells which: they are out.',
  })
  ambiguous!: number;

  @Field(() => [SpeedOfSection], {
    description:
      'By section and direction, those of which the kilometres are told; the ones with the most complete trips first.',
  })
  bySection!: SpeedOfSection[];

  @Field(() => [SpeedOfNorthernRoute], {
    description:
      'The routes round by the north, whichever route is asked for: what others are measured by. None where the ledger knows none at the position.',
  })
  northern!: SpeedOfNorthernRoute[];
}
