import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { DateTime, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { TransportMode } from '../graphql/transport-mode.js';

export const TransportCostKindEnum = {
  CUSTOMS_CLEARANCE: 'customs-clearance',
  BORDER_SECURITY: 'border-security',
  PHYTOSANITARY: 'phytosanitary',
  VETERINARY: 'veterinary',
  SANITARY: 'sanitary',
  VISA_IMMIGRATION: 'visa-immigration',
  TRANSPORT_INSPECTION: 'transport-inspection',
  TRAFFIC_POLICE: 'traffic-police',
  WEIGHT_AND_STANDARDS: 'weight-and-standards',
  VEHICLE_REGISTRATION: 'vehicle-registration',
  ESCORT: 'escort',
  LOADING: 'loading',
  GAUGE_CHANGE: 'gauge-change',
  MARSHALLING: 'marshalling',
  TECHNICAL_INSPECTION: 'technical-inspection',
  COMMERCIAL_INSPECTION: 'commercial-inspection',
  TOLLS: 'tolls',
  WAITING: 'waiting',
  REPAIR: 'repair',
  FREIGHT: 'freight',
  OTHER: 'other',
} as const;
registerEnumType(TransportCostKindEnum, {
  name: 'TransportCostKind',
  description: 'What was paid for on the way, in the words of CAREC CPMM.',
  valuesMap: {
    CUSTOMS_CLEARANCE: {
      description: 'What customs or a broker takes for the clearance; no duties or taxes.',
    },
    BORDER_SECURITY: { description: 'What the guards of a border take.' },
    PHYTOSANITARY: { description: 'Of plants.' },
    VETERINARY: { description: 'Of animals and what is made of them.' },
    SANITARY: { description: 'Of people and of food.' },
    VISA_IMMIGRATION: { description: 'Of the driver.' },
    TRANSPORT_INSPECTION: { description: 'Of the vehicle, its permits and its driver.' },
    TRAFFIC_POLICE: { description: 'At a border or on the road.' },
    WEIGHT_AND_STANDARDS: { description: 'Weighing, and the holding against standards.' },
    VEHICLE_REGISTRATION: { description: 'Of a vehicle in a country that it enters.' },
    ESCORT: { description: 'Escort, and convoys.' },
    LOADING: { description: 'Loading, unloading and transloading.' },
    GAUGE_CHANGE: { description: 'By rail: of bogies, or to wagons of the other gauge.' },
    MARSHALLING: { description: 'By rail: trains put together and taken apart.' },
    TECHNICAL_INSPECTION: { description: 'By rail: of wagons.' },
    COMMERCIAL_INSPECTION: {
      description: 'By rail: of seals, loads and papers, as one railway takes over from another.',
    },
    TOLLS: { description: 'Of roads, and what a country asks for transit.' },
    WAITING: { description: 'Queues, parking and detention.' },
    REPAIR: { description: 'Of the vehicle, on the way.' },
    FREIGHT: { description: 'What the carrier is paid.' },
    OTHER: { description: 'Whatever is none of the others.' },
  },
});

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
export class BorderCost {
  @Field(() => Position, { description: 'The event that tells it.' })
  position!: number;

  @Field(() => ID, { description: 'The consignment.' })
  consignmentId!: string;

  @Field(() => String, { description: 'Code of the crossing.' })
  crossing!: string;

  @Field(() => TransportMode, {
    nullable: true,
    description: 'By what the goods went over it; null where that was not told.',
  })
  mode!: string | null;

  @Field(() => UNLOCODE, { description: 'The crossing point.' })
  location!: string;

  @Field(() => TransportCostKindEnum, { description: 'What for.' })
  kind!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it was for, in words; null where it was not told.',
  })
  description!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many vehicles or wagons it was paid for; null for all of the consignment's.",
  })
  units!: number | null;

  @Field(() => String, { description: 'The number of its receipt, or of whoever told it.' })
  reference!: string;

  @Field(() => DateTime, { description: 'When it was paid, by the clock of the place.' })
  paidAt!: string;

  @Field(() => MoneyType, { description: 'As it was paid.' })
  amount!: MoneyType;

  @Field(() => MoneyType, { description: 'The part of the figure that it makes.' })
  amountUsd!: MoneyType;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a receipt was given; null where it was not told.',
  })
  receipted!: boolean | null;
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

  @Field(() => [CostsOfWay], {
    description: 'By crossing, direction and mode, those with the most crossings first.',
  })
  byCrossing!: CostsOfWay[];

  @Field(() => [CostsOfKind], { description: 'By what it was paid for, the most first.' })
  byKind!: CostsOfKind[];
}
