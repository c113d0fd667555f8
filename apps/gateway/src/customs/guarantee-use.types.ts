import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf, PageArgs } from '../graphql/paging.js';
import { CountryCode, CurrencyCode, DateTime, Decimal, LocalDate, Position } from '../graphql/scalars.js';
import { AsOfArgs, OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';

export const GuaranteeKindEnum = {
  BANK_GUARANTEE: 'bank-guarantee',
  INSURANCE: 'insurance',
  TIR_CARNET: 'tir-carnet',
} as const;
registerEnumType(GuaranteeKindEnum, {
  name: 'GuaranteeKind',
  description: 'What stands for goods in transit.',
  valuesMap: {
    BANK_GUARANTEE: { description: 'A guarantee of a bank.' },
    INSURANCE: { description: 'A guarantee of an insurer, which revolves.' },
    TIR_CARNET: { description: 'A carnet of the TIR Convention, 1975.' },
  },
});

@ArgsType()
export class GuaranteeUseArgs extends AsOfArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only guarantees of this participant; left out, those of all.',
  })
  guarantor?: string | null;

  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}

@ArgsType()
export class ReservationsArgs extends PageArgs {
  @Field(() => CountryCode, {
    nullable: true,
    description: 'Only those for transits from offices of this country; left out, from all.',
  })
  departureCountry?: string | null;

  @Field(() => CountryCode, {
    nullable: true,
    description: 'Only those for transits to offices of this country; left out, to all.',
  })
  destinationCountry?: string | null;
}

/** What guarantees come to, or one of them. */
@ObjectType({ isAbstract: true })
abstract class UseFacts {
  @Field(() => CurrencyCode, { description: 'The currency of all amounts.' })
  currency!: string;

  @Field(() => MoneyType, { description: 'Up to how much is stood for, top-ups included.' })
  ceiling!: MoneyType;

  @Field(() => MoneyType, { description: 'What is reserved for transits.' })
  reserved!: MoneyType;

  @Field(() => MoneyType, { description: 'What was called so far.' })
  called!: MoneyType;

  @Field(() => MoneyType, { description: 'What can still be reserved.' })
  free!: MoneyType;

  @Field(() => MoneyType, { description: 'What was neither reserved nor called when a guarantee expired.' })
  lapsed!: MoneyType;

  @Field(() => MoneyType, { description: 'What was reserved once and freed, so far.' })
  freed!: MoneyType;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '(`reserved` + `called`) ÷ `ceiling`, four digits, rounded half to even. Null without a ceiling.',
  })
  shareUsed!: string | null;
}

@ObjectType({ isAbstract: true })
abstract class UseOfSeveral extends UseFacts {
  @Field(() => Int, { description: 'How many guarantees are in force.' })
  n!: number;

  @Field(() => Int, {
    description: 'How many of them are expired, and still stand for what they have reserved.',
  })
  expired!: number;
}

@ObjectType({ description: 'Guarantees in one currency.' })
export class UseOfCurrency extends UseOfSeveral {}

@ObjectType({ description: 'Guarantees of one kind, in one currency.' })
export class UseOfKind extends UseOfSeveral {
  @Field(() => GuaranteeKindEnum, { description: 'The kind.' })
  kind!: string;
}

@ObjectType({ description: 'Guarantees of one guarantor, in one currency.' })
export class UseOfGuarantor extends UseOfSeveral {
  @Field(() => ID, { description: 'The guarantor, by its participant id.' })
  guarantor!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;
}

const OF_DEPARTURE = {
  nullable: true,
  description: 'The country of the office of departure; null where no transit of that id was opened.',
};
const OF_DESTINATION = { nullable: true, description: 'The country of the office of destination, likewise.' };

@ObjectType({ description: 'What is reserved for transits from one country to another, in one currency.' })
export class ReservedOfCountries {
  @Field(() => CountryCode, OF_DEPARTURE)
  departure!: string | null;

  @Field(() => CountryCode, OF_DESTINATION)
  destination!: string | null;

  @Field(() => Int, { description: 'For how many transits something is reserved.' })
  transits!: number;

  @Field(() => MoneyType, { description: 'What is reserved for them.' })
  reserved!: MoneyType;
}

@ObjectType({ description: 'A guarantee in force.' })
export class GuaranteeInForce extends UseFacts {
  @Field(() => ID, { description: 'The guarantee.' })
  guaranteeId!: string;

  @Field(() => GuaranteeKindEnum, { description: 'Its kind.' })
  kind!: string;

  @Field(() => String, { description: "The guarantor's own number." })
  reference!: string;

  @Field(() => ID, { description: 'Who stands for it.' })
  guarantor!: string;

  @Field(() => String, { description: 'The name of the guarantor.' })
  guarantorName!: string;

  @Field(() => ID, { description: 'Whose transits it covers.' })
  principal!: string;

  @Field(() => String, { description: 'The name of the principal.' })
  principalName!: string;

  @Field(() => LocalDate, { description: 'The first day on which a transit may be opened against it.' })
  validFrom!: string;

  @Field(() => LocalDate, { description: 'The last one.' })
  validUntil!: string;

  @Field(() => Boolean, { description: 'Whether it is expired: it still stands for what it has reserved.' })
  isExpired!: boolean;

  @Field(() => MoneyType, {
    description: 'The most that was reserved of it at one time, up to the position.',
  })
  peak!: MoneyType;

  @Field(() => Position, {
    description: 'The event with which it came to its peak; its issue where nothing was reserved.',
  })
  peakPosition!: number;

  @Field(() => Position, { description: 'Its issue.' })
  position!: number;
}

@ObjectType({ description: 'What is reserved of a guarantee for one transit.' })
export class GuaranteeReservation {
  @Field(() => ID, { description: 'The guarantee.' })
  guaranteeId!: string;

  @Field(() => ID, { description: 'The transit.' })
  transitId!: string;

  @Field(() => CountryCode, OF_DEPARTURE)
  departure!: string | null;

  @Field(() => CountryCode, OF_DESTINATION)
  destination!: string | null;

  @Field(() => MoneyType, { description: 'What is reserved: the part of `reserved` that it makes.' })
  amount!: MoneyType;

  @Field(() => MoneyType, { description: 'What was called for this transit so far, beside that.' })
  called!: MoneyType;

  @Field(() => Position, { description: 'The event from which on it is reserved so.' })
  position!: number;
}

export const GuaranteeInForceConnection = connectionOf(
  GuaranteeInForce,
  'GuaranteeInForce',
  'guarantees behind a figure',
);
export const GuaranteeReservationConnection = connectionOf(
  GuaranteeReservation,
  'GuaranteeReservation',
  'reservations behind a figure',
);

@ObjectType({
  description:
    'Up to how much guarantees stand for goods in transit as of a position, and how much of that is used.',
})
export class GuaranteeUse {
  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => [UseOfCurrency], { description: 'All of them, by currency.' })
  byCurrency!: UseOfCurrency[];

  @Field(() => [UseOfKind], { description: 'By kind.' })
  byKind!: UseOfKind[];

  @Field(() => [ReservedOfCountries], {
    nullable: true,
    description:
      'What is reserved, by the countries of the offices of departure and of destination of the transits. A guarantee stands for transits between any countries, so that its ceiling, and what is free of it, are of none. For reporters, operators, customs, the Commission and the Business Council: between two countries there may be a single transit, what is reserved for which is the business of its firms.',
  })
  reservedByCountries!: ReservedOfCountries[] | null;

  @Field(() => [UseOfGuarantor], {
    nullable: true,
    description:
      'By guarantor. For reporters, operators, customs, the Commission and the Business Council: what one guarantor stands for is its own business.',
  })
  byGuarantor!: UseOfGuarantor[] | null;
}
