import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { MonthsArgs } from '../calendar/months.types.js';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { DateTime, Decimal, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { TransportMode } from '../graphql/transport-mode.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { PlannedWay } from './route-plans.js';

@ArgsType()
export class RoutesArgs extends MonthsArgs {
  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}

/** Goods that arrived: how much, and after how many days. */
@ObjectType({ isAbstract: true })
abstract class GoodsFacts {
  @Field(() => Int, { description: 'How many consignments; of one that was split, its parts.' })
  n!: number;

  @Field(() => Int, {
    description: 'How many of them were not declared in USD alone: they are out of `value`, and in all else.',
  })
  unvalued!: number;

  @Field(() => MoneyType, {
    description: 'What they are worth, in USD, as they were declared or amended last.',
  })
  value!: MoneyType;

  @Field(() => Decimal, { description: 'What they weigh, net, in kilograms.' })
  netMassKg!: string;

  @Field(() => Decimal, { description: 'How long they took, in seconds, exact: the sum of those of each.' })
  seconds!: string;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Mean of the days from where the way began to where they were delivered, one decimal, rounded half to even. Null where nothing arrived.',
  })
  meanDays!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The median, by nearest rank: the shortest that at least half of them did not exceed.',
  })
  p50Days!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The same that at least nine in ten did not exceed.' })
  p90Days!: string | null;
}

@ObjectType({ description: 'Goods that arrived.' })
export class GoodsArrived extends GoodsFacts {}

@ObjectType({ isAbstract: true })
abstract class ShareOfGoods extends GoodsFacts {
  @Field(() => Decimal, {
    nullable: true,
    description:
      'Their part of the value of all goods that arrived, 0 to 1, four digits, rounded half to even. Null where that is 0.',
  })
  valueShare!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The same of the mass.' })
  massShare!: string | null;
}

@ObjectType({ description: 'Goods that took one route.' })
export class GoodsOfRoute extends ShareOfGoods {
  @Field(() => String, { description: 'The route, by code.' })
  route!: string;

  @Field(() => Boolean, {
    description: 'Whether it is one of those round by the north, which others are measured by.',
  })
  isNorthern!: boolean;

  @Field(() => PlannedWay, {
    description:
      'What its plan tells of the way between its own ends, which goods may have come from beyond.',
  })
  plan!: PlannedWay;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'Planned: what carriage costs a tonne, in the currency of the plan. Null where a leg does not tell it.',
  })
  plannedCostPerTonne!: MoneyType | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '`meanDays` less that of all goods that took a northern route, one decimal, rounded half to even: below 0 it is faster. Null where one of the two is.',
  })
  daysAgainstNorthern!: string | null;
}

@ObjectType({ description: 'Goods that were seen at one port.' })
export class GoodsOfPort extends ShareOfGoods {
  @Field(() => UNLOCODE, { description: 'The port.' })
  port!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;
}

@ObjectType({ description: 'Goods that went by the same modes.' })
export class GoodsOfModes extends ShareOfGoods {
  @Field(() => [TransportMode], {
    description: 'By what they went, in the order in which it was told first; none where it was not told.',
  })
  modes!: readonly string[];
}

@ObjectType({ description: 'What of goods went round by the north, and what by other ways.' })
export class NorthernShare {
  @Field(() => Int, { description: 'How many consignments took a northern route.' })
  n!: number;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Their part of the value, 0 to 1, four digits, rounded half to even. Null where nothing of value arrived.',
  })
  valueShare!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The same of the mass.' })
  massShare!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'What was moved off the northern routes: the value that went by others ÷ that of which it is known whether it went by these or by others.',
  })
  valueShareOff!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The same of the mass.' })
  massShareOff!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The part of the value of which that is known: of the rest nobody scanned where it went.',
  })
  valueShareKnown!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The same of the mass.' })
  massShareKnown!: string | null;
}

@ObjectType({ description: 'Goods that arrived in one month.' })
export class GoodsOfMonth extends GoodsFacts {
  @Field(() => YearMonth, { description: 'The month.' })
  month!: string;

  @Field(() => NorthernShare, { description: 'What of them went round by the north.' })
  northern!: NorthernShare;
}

@ObjectType({ description: 'A consignment that arrived.' })
export class ArrivedConsignment {
  @Field(() => Position, { description: 'The event that tells that it was delivered.' })
  position!: number;

  @Field(() => ID, { description: 'The consignment; of one that was split, the part.' })
  consignmentId!: string;

  @Field(() => UNLOCODE, { description: 'Where its way began.' })
  origin!: string;

  @Field(() => UNLOCODE, { description: 'Where it was delivered.' })
  destination!: string;

  @Field(() => DateTime, {
    description: 'When it was last seen where its way began, by the clock of that place.',
  })
  startedAt!: string;

  @Field(() => DateTime, { description: 'When it was delivered, by the clock of that place.' })
  arrivedAt!: string;

  @Field(() => Decimal, { description: 'How long it took, in seconds, exact.' })
  seconds!: string;

  @Field(() => [TransportMode], { description: 'By what it went.' })
  modes!: readonly string[];

  @Field(() => [UNLOCODE], { description: 'At which ports of the figure it was seen.' })
  ports!: readonly string[];

  @Field(() => [String], {
    description:
      'The route that it took, by code; none where it took none that is known, and several where it may have been any of them.',
  })
  routes!: readonly string[];

  @Field(() => MoneyType, {
    nullable: true,
    description: 'What it is worth; null where it was not declared in USD alone.',
  })
  value!: MoneyType | null;

  @Field(() => Decimal, { nullable: true, description: 'What it weighs, net, in kilograms.' })
  netMassKg!: string | null;

  @Field(() => [Position], {
    description: 'The events that tell where it was, in the order of the ledger.',
  })
  positions!: readonly number[];
}

export const ArrivedConsignmentConnection = connectionOf(
  ArrivedConsignment,
  'ArrivedConsignment',
  'consignments behind a figure',
);

@ObjectType({
  description:
    'By which routes, ports and modes goods came that were delivered in some months, by the clock of the country where they were, to another country than the one where their way began.',
})
export class CorridorRoutes extends GoodsFacts {
  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => [GoodsOfRoute], {
    description:
      'By route, all that the ledger knows at the position; the one with the most consignments first.',
  })
  byRoute!: GoodsOfRoute[];

  @Field(() => GoodsArrived, {
    description: 'Goods that may have taken several routes, of which nothing that was seen tells one.',
  })
  ambiguous!: GoodsArrived;

  @Field(() => GoodsArrived, { description: 'Goods that took no route that the ledger knows.' })
  none!: GoodsArrived;

  @Field(() => NorthernShare, { description: 'What of all goods went round by the north.' })
  northern!: NorthernShare;

  @Field(() => [GoodsOfPort], {
    description:
      'By port, those by which the corridor reaches the sea. Goods that were seen at two of them are in both.',
  })
  byPort!: GoodsOfPort[];

  @Field(() => [GoodsOfModes], { description: 'By what they went, the most consignments first.' })
  byModes!: GoodsOfModes[];

  @Field(() => [GoodsOfMonth], { description: 'By month, those in which goods arrived.' })
  byMonth!: GoodsOfMonth[];
}
