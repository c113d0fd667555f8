import { Field, Int, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { DateTime, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { TransportMode } from '../graphql/transport-mode.js';
import { OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { CostOnTheWay, TransportCostKindEnum } from './transport-cost.types.js';

@ObjectType({ isAbstract: true })
abstract class CostFacts {
  @Field(() => Int, {
    description: 'How many crossings a cost was told of, be it 0: the mean rests on them, and on no others.',
  })
  n!: number;

  @Field(() => MoneyType, { description: 'All that was paid at them, in USD: the sum of the costs.' })
  total!: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description: '`total` ÷ `n`, to the cent, rounded half to even. Null where no cost was told.',
  })
  mean!: MoneyType | null;
}

@ObjectType({ description: 'What was paid at the crossing point of one country.' })
export class CostsOfSide extends CostFacts {
  @Field(() => UNLOCODE, { description: 'The crossing point.' })
  location!: string;
}

@ObjectType({ description: 'What was paid for one thing.' })
export class CostsOfKind extends CostFacts {
  @Field(() => TransportCostKindEnum, { description: 'What for.' })
  kind!: string;
}

@ObjectType({ isAbstract: true })
abstract class CostsWithReceipts extends CostFacts {
  @Field(() => MoneyType, {
    description: 'What of `total` was told to be paid without a receipt: CPMM calls it unofficial.',
  })
  unreceipted!: MoneyType;
}

@ObjectType({ description: 'What was paid at one border, in one direction, by one mode.' })
export class CostsOfWay extends CostsWithReceipts {
  @Field(() => String, { description: 'Code of the crossing, such as `torkham`.' })
  crossing!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => TransportMode, {
    nullable: true,
    description: 'By what the goods went over it; null where that was not told.',
  })
  mode!: string | null;

  @Field(() => CostsOfSide, { description: 'At the side of the country that they left.' })
  leaves!: CostsOfSide;

  @Field(() => CostsOfSide, { description: 'At the side of the country that they entered.' })
  enters!: CostsOfSide;
}

@ObjectType({ description: 'Something that was paid at a border.' })
export class BorderCost extends CostOnTheWay {
  @Field(() => String, { description: 'Code of the crossing.' })
  crossing!: string;

  @Field(() => TransportMode, {
    nullable: true,
    description: 'By what the goods went over it; null where that was not told.',
  })
  mode!: string | null;

  @Field(() => UNLOCODE, { description: 'The crossing point.' })
  location!: string;
}

export const BorderCostConnection = connectionOf(BorderCost, 'BorderCost', 'costs behind a figure');

@ObjectType({
  description:
    'What was paid at borders (CAREC CPMM TFI2): for the goods of the crossings that `borderCrossings` counts in the same months, at either side of them.',
})
export class BorderCosts extends CostsWithReceipts {
  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => [CostsOfWay], {
    description: 'By crossing, direction and mode, those with the most crossings first.',
  })
  byCrossing!: CostsOfWay[];

  @Field(() => [CostsOfKind], { description: 'By what it was paid for, the most first.' })
  byKind!: CostsOfKind[];
}
