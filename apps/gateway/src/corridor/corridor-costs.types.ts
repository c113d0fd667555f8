import { Field, Int, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { DateTime, Decimal, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { TransportMode } from '../graphql/transport-mode.js';
import { OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { CostOnTheWay, TransportCostKindEnum } from './transport-cost.types.js';

/** What trips over sections paid. */
@ObjectType({ isAbstract: true })
abstract class SectionCosts {
  @Field(() => Int, {
    description:
      'How many complete trips a cost was told of, be it 0: all else rests on them, and on no others.',
  })
  n!: number;

  @Field(() => MoneyType, { description: 'All that was paid for them, in USD: the sum of the costs.' })
  total!: MoneyType;

  @Field(() => MoneyType, {
    description: 'What of `total` was told to be paid without a receipt: CPMM calls it unofficial.',
  })
  unreceipted!: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'What 20 t pay for 500 km, as CAREC CPMM tells it: `total` × 500 × 20 ÷ the tonne-kilometres of the trips, to the cent, rounded half to even. Null where no cost was told.',
  })
  mean!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'The same of a trip, the median by nearest rank: the lowest that at least half of the trips did not exceed.',
  })
  p50!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'The same that at least nine in ten did not exceed.',
  })
  p90!: MoneyType | null;
}

@ObjectType({ description: 'What was paid for one thing, for 500 km and 20 t.' })
export class SectionCostsOfKind extends SectionCosts {
  @Field(() => TransportCostKindEnum, { description: 'What for.' })
  kind!: string;
}

@ObjectType({ description: 'What was paid by one mode, for 500 km and 20 t.' })
export class SectionCostsOfMode extends SectionCosts {
  @Field(() => TransportMode, { description: 'By what the goods went.' })
  mode!: string;
}

@ObjectType({ description: 'What was paid for a section of a route, in one direction, for 500 km and 20 t.' })
export class CostsOfSection extends SectionCosts {
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

  @Field(() => Decimal, { description: 'Its kilometres, as the plan tells them.' })
  km!: string;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'Planned, and not measured: what carriage of 20 t over 500 km costs by the plan, in its currency. Null where the plan tells no cost of it.',
  })
  planned!: MoneyType | null;
}

@ObjectType({ description: 'What was paid on the sections of a route that others are measured by.' })
export class CostsOfNorthernRoute extends SectionCosts {
  @Field(() => String, { description: 'The route, by code.' })
  route!: string;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'Planned, of the whole way, as for a section. Null where a leg does not tell its cost or its kilometres.',
  })
  planned!: MoneyType | null;
}

@ObjectType({ description: 'Something that was paid for a section of the way.' })
export class SectionCost extends CostOnTheWay {
  @Field(() => UNLOCODE, { description: 'Where the section begins; its clock tells when it was paid.' })
  leaves!: string;

  @Field(() => UNLOCODE, { description: 'Where it ends.' })
  enters!: string;

  @Field(() => TransportMode, { description: 'By what the goods went.' })
  mode!: string;

  @Field(() => Decimal, { description: 'The kilometres of the section.' })
  km!: string;

  @Field(() => Decimal, { description: 'What the goods weigh, net, in kilograms.' })
  netMassKg!: string;
}

export const SectionCostConnection = connectionOf(SectionCost, 'SectionCost', 'costs behind a figure');

@ObjectType({
  description:
    'What was paid for sections of the way (CAREC CPMM TFI3), as 20 t pay it for 500 km: for the trips that `corridorSpeed` measures in the same months.',
})
export class CorridorCosts extends SectionCosts {
  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => Int, {
    description: 'How many costs were told of trips that are incomplete or an anomaly: they are out.',
  })
  unmeasured!: number;

  @Field(() => [CostsOfSection], {
    description:
      'By section and direction, those of which the kilometres are told; the ones with the most trips first.',
  })
  bySection!: CostsOfSection[];

  @Field(() => [SectionCostsOfKind], { description: 'By what it was paid for, the most first.' })
  byKind!: SectionCostsOfKind[];

  @Field(() => [SectionCostsOfMode], { description: 'By what the goods went, the most first.' })
  byMode!: SectionCostsOfMode[];

  @Field(() => [CostsOfNorthernRoute], {
    description:
      'The routes round by the north, whichever route is asked for: what others are measured by. None where the ledger knows none at the position.',
  })
  northern!: CostsOfNorthernRoute[];
}
