import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MonthsArgs } from '../calendar/months.types.js';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf, PageArgs } from '../graphql/paging.js';
import { CountryCode, DateTime, Decimal, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { TransportMode } from '../graphql/transport-mode.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';
import { GuaranteeKindEnum } from './guarantee-use.types.js';

export const TransitStandingEnum = {
  DISCHARGED: 'discharged',
  PRESENTED: 'presented',
  OVERDUE: 'overdue',
  ON_THE_WAY: 'on-the-way',
} as const;
registerEnumType(TransitStandingEnum, {
  name: 'TransitStanding',
  description: 'How a transit stands as of a position.',
  valuesMap: {
    DISCHARGED: { description: 'The office of departure confirmed that it is over.' },
    PRESENTED: {
      description: 'Its goods were presented at an office of destination; it waits to be discharged.',
    },
    OVERDUE: { description: 'Its goods were not presented, and its limit has passed.' },
    ON_THE_WAY: { description: 'Its goods were not presented, and its limit is yet to come.' },
  },
});

export const TransitIrregularityEnum = {
  SEAL_BROKEN: 'seal-broken',
  GOODS_MISSING: 'goods-missing',
  GOODS_IN_EXCESS: 'goods-in-excess',
  GOODS_DIFFER: 'goods-differ',
  ROUTE_LEFT: 'route-left',
  DOCUMENTS: 'documents',
  ACCIDENT: 'accident',
  OTHER: 'other',
} as const;
registerEnumType(TransitIrregularityEnum, {
  name: 'TransitIrregularity',
  description: 'What was found amiss in a transit.',
  valuesMap: {
    SEAL_BROKEN: { description: 'A seal was broken.' },
    GOODS_MISSING: { description: 'Goods were missing.' },
    GOODS_IN_EXCESS: { description: 'There were more goods than declared.' },
    GOODS_DIFFER: { description: 'The goods were other ones than declared.' },
    ROUTE_LEFT: { description: 'The way that was planned was left.' },
    DOCUMENTS: { description: 'The papers were wrong or lacking.' },
    ACCIDENT: { description: 'There was an accident.' },
    OTHER: { description: 'Whatever is none of the others.' },
  },
});

@ArgsType()
export class TransitsArgs extends MonthsArgs {
  @Field(() => CountryCode, {
    nullable: true,
    description: 'Only those from offices of this country; left out, from all.',
  })
  departureCountry?: string | null;

  @Field(() => CountryCode, {
    nullable: true,
    description: 'Only those to offices of this country; left out, to all.',
  })
  destinationCountry?: string | null;

  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}

@ArgsType()
export class TransitSharesArgs extends PageArgs {
  @Field(() => [TransitStandingEnum], {
    nullable: true,
    description: 'Only those that stand so; left out, all of the figure.',
  })
  standings?: string[] | null;
}

@ObjectType({ description: 'What some transits come to.' })
export class TransitSums {
  @Field(() => Int, { description: 'How many there are.' })
  n!: number;

  @Field(() => Int, { description: 'Of how many the goods were presented behind the limit.' })
  late!: number;

  @Field(() => Int, { description: 'In how many something was found amiss.' })
  irregular!: number;

  @Field(() => Decimal, { description: 'Their net mass in kilograms, exact.' })
  massKg!: string;

  @Field(() => Decimal, { description: 'The same in tonnes, three digits, rounded half to even.' })
  massTonnes!: string;

  @Field(() => MoneyType, {
    description:
      'The value of the goods of those that were valued in USD, or opened with the rate of the day.',
  })
  valueUsd!: MoneyType;

  @Field(() => [MoneyType], {
    description: 'The value of the goods of the others, by the currency that they were valued in.',
  })
  otherValues!: readonly MoneyType[];

  @Field(() => Int, { description: 'How many were neither valued in USD nor opened with a rate.' })
  notInUsd!: number;
}

/** Of all transits, or of those under one key. */
@ObjectType({ isAbstract: true })
export abstract class TransitFacts {
  @Field(() => TransitSums, { description: 'Those that were discharged in the months.' })
  discharged!: TransitSums;

  @Field(() => TransitSums, { description: 'Those that were opened and not discharged, as of the position.' })
  underWay!: TransitSums;

  @Field(() => TransitSums, {
    description: 'Of those under way, the ones whose goods were not presented and whose limit has passed.',
  })
  overdue!: TransitSums;

  @Field(() => TransitSums, {
    description: 'Of those under way, the ones whose goods were presented: they wait to be discharged.',
  })
  presented!: TransitSums;
}

@ObjectType({ description: 'Transits from one country to another.' })
export class TransitsOfCountries extends TransitFacts {
  @Field(() => CountryCode, { description: 'The country of the office of departure.' })
  departure!: string;

  @Field(() => CountryCode, { description: 'The country of the office of destination.' })
  destination!: string;
}

@ObjectType({ description: 'Transits by one port.' })
export class TransitsOfPort extends TransitFacts {
  @Field(() => UNLOCODE, { nullable: true, description: 'The port; null for those without one.' })
  port!: string | null;
}

@ObjectType({ description: 'Transits by one way, as it was planned.' })
export class TransitsOfWay extends TransitFacts {
  @Field(() => [UNLOCODE], {
    description: 'The office of departure, the stops in their order, the office of destination.',
  })
  way!: readonly string[];
}

@ObjectType({ description: 'Transits carried in one way.' })
export class TransitsOfMode extends TransitFacts {
  @Field(() => TransportMode, { description: 'What carried the goods at the opening.' })
  mode!: string;
}

@ObjectType({ description: 'Transits that guarantees of one kind stand for.' })
export class TransitsOfGuarantee extends TransitFacts {
  @Field(() => GuaranteeKindEnum, {
    nullable: true,
    description: 'The kind; null where the ledger does not know the guarantee.',
  })
  kind!: string | null;
}

@ObjectType({ description: 'Transits that were discharged in one month.' })
export class TransitsOfMonth extends TransitSums {
  @Field(() => YearMonth, { description: 'The month.' })
  month!: string;
}

@ObjectType({ description: 'How often one thing was found amiss in the transits of the figure.' })
export class TransitsOfIrregularity {
  @Field(() => TransitIrregularityEnum, { description: 'What was found amiss.' })
  code!: string;

  @Field(() => Int, { description: 'How often it was told.' })
  n!: number;

  @Field(() => Int, { description: 'In how many transits.' })
  transits!: number;
}

@ObjectType({ description: 'A transit behind a figure, and what it makes of it.' })
export class TransitShare {
  @Field(() => ID, { description: 'The transit.' })
  transitId!: string;

  @Field(() => TransitStandingEnum, { description: 'How it stands as of the position.' })
  standing!: string;

  @Field(() => [UNLOCODE], {
    description: 'The office of departure, the stops in their order, the office of destination.',
  })
  way!: readonly string[];

  @Field(() => UNLOCODE, { nullable: true, description: 'The port, where it has one.' })
  port!: string | null;

  @Field(() => TransportMode, { description: 'What carried the goods at the opening.' })
  mode!: string;

  @Field(() => DateTime, { description: 'When it was opened, by the clock of the office of departure.' })
  openedAt!: string;

  @Field(() => DateTime, {
    description: 'Its limit as last extended, by the clock of the office of destination.',
  })
  dueBy!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the goods were presented, by the clock of the office of destination; null where they were not.',
  })
  presentedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it was discharged, by the clock of the office of departure; null while it is under way.',
  })
  dischargedAt!: string | null;

  @Field(() => Boolean, { description: 'Whether the goods were presented behind the limit.' })
  late!: boolean;

  @Field(() => [TransitIrregularityEnum], { description: 'What was found amiss, as it was told.' })
  irregularities!: readonly string[];

  @Field(() => Decimal, { description: 'Its net mass in kilograms: the part of the figure that it makes.' })
  massKg!: string;

  @Field(() => MoneyType, {
    description:
      'The value of its goods, likewise: in USD where they were valued so or a rate was told with them.',
  })
  value!: MoneyType;

  @Field(() => [Position], {
    description: 'The events that opened it and that brought it to where it stands.',
  })
  positions!: readonly number[];
}

export const TransitShareConnection = connectionOf(TransitShare, 'TransitShare', 'transits behind a figure');

@ObjectType({
  description:
    'Goods in transit: what was discharged within some months, by the day of the office of departure, and what was under way as of the position.',
})
export class Transits extends TransitFacts {
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
      'When the ledger came to that position or, where it is earlier, the instant of `occurredUntil`: limits are held against it. Null before the first event.',
  })
  until!: string | null;

  @Field(() => [TransitsOfCountries], {
    description: 'By country of departure and of destination, the most discharged first.',
  })
  byCountries!: TransitsOfCountries[];

  @Field(() => [TransitsOfPort], { description: 'By port, the most discharged first.' })
  byPort!: TransitsOfPort[];

  @Field(() => [TransitsOfWay], { description: 'By the way that was planned, the most discharged first.' })
  byWay!: TransitsOfWay[];

  @Field(() => [TransitsOfMode], { description: 'By what carried the goods, the most discharged first.' })
  byMode!: TransitsOfMode[];

  @Field(() => [TransitsOfGuarantee], {
    description: 'By the kind of guarantee that stands for them, the most discharged first.',
  })
  byGuarantee!: TransitsOfGuarantee[];

  @Field(() => [TransitsOfMonth], {
    description: 'What was discharged, by month, in their order; months without any are left out.',
  })
  byMonth!: TransitsOfMonth[];

  @Field(() => [TransitsOfIrregularity], {
    description: 'What was found amiss, in those discharged and those under way, the most frequent first.',
  })
  irregularities!: TransitsOfIrregularity[];
}
