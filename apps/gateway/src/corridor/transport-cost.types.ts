import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { clockAt } from '../calendar/local-day.js';
import { MoneyType, money, usd } from '../graphql/money.type.js';
import { DateTime, Position } from '../graphql/scalars.js';

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

/** Something that was paid on the way, as it was told. */
@ObjectType({ isAbstract: true })
export abstract class CostOnTheWay {
  @Field(() => Position, { description: 'The event that tells it.' })
  position!: number;

  @Field(() => ID, { description: 'The consignment.' })
  consignmentId!: string;

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

/** As PostgreSQL tells it. Positions, minor units, cents and milliseconds since 1970 are bigints, as text. */
export interface CostOnTheWayRow {
  readonly consignment_id: string;
  readonly kind: string;
  readonly description: string | null;
  readonly units: number | null;
  readonly reference: string;
  readonly amount_minor: string;
  readonly currency: string;
  readonly cents: string;
  readonly receipted: boolean | null;
  readonly paid_ms: string;
  readonly position: string;
}

/** @param place by whose clock it was paid: a UN/LOCODE */
export function toCostOnTheWay(row: CostOnTheWayRow, place: string): CostOnTheWay {
  return {
    position: Number(row.position),
    consignmentId: row.consignment_id,
    kind: row.kind,
    description: row.description,
    units: row.units,
    reference: row.reference,
    paidAt: clockAt(place, Number(row.paid_ms)),
    amount: money(row.amount_minor, row.currency),
    amountUsd: usd(BigInt(row.cents)),
    receipted: row.receipted,
  };
}
