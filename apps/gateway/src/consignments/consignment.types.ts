import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf, PageArgs } from '../graphql/paging.js';
import {
  CountryCode,
  DateTime,
  Decimal,
  HSCode,
  Json,
  LocalDate,
  Position,
  UNLOCODE,
} from '../graphql/scalars.js';
import { TransportMode } from '../graphql/transport-mode.js';
import { SectorEnum } from '../trade/bilateral-trade.types.js';

/** The names of enums in GraphQL, and what they are called in events and read models. */
export const ConsignmentStatus = {
  DECLARED: 'declared',
  IN_TRANSIT: 'in-transit',
  SPLIT: 'split',
  DELIVERED: 'delivered',
  SETTLED: 'settled',
  RETURNED: 'returned',
  CANCELLED: 'cancelled',
} as const;
registerEnumType(ConsignmentStatus, {
  name: 'ConsignmentStatus',
  description: 'How far a consignment has come.',
  valuesMap: {
    DECLARED: { description: 'Declared, not yet on its way.' },
    IN_TRANSIT: { description: 'On its way.' },
    SPLIT: { description: 'Its goods go on in parts, each a consignment of its own.' },
    DELIVERED: { description: 'With the consignee; not everything has been paid.' },
    SETTLED: {
      description:
        'Delivered, and every invoice has been paid in full; a payment that is returned undoes it.',
    },
    RETURNED: { description: 'Back with the exporter.' },
    CANCELLED: { description: 'It will not take place.' },
  },
});

export const TermsTrigger = {
  INVOICE_DATE: 'invoice-date',
  DISPATCH: 'dispatch',
  IMPORT_CLEARANCE: 'import-clearance',
  DELIVERY: 'delivery',
  TRANSPORT_DOCUMENT: 'transport-document',
  COMPLYING_PRESENTATION: 'complying-presentation',
  ACCEPTANCE: 'acceptance',
} as const;
registerEnumType(TermsTrigger, {
  name: 'TermsTrigger',
  description: 'What starts the days that a debtor has to pay.',
  valuesMap: {
    INVOICE_DATE: { description: 'The day of the invoice.' },
    DISPATCH: { description: 'The day on which the goods left.' },
    IMPORT_CLEARANCE: { description: 'The day on which customs cleared the import.' },
    DELIVERY: { description: 'The day on which the goods were delivered.' },
    TRANSPORT_DOCUMENT: { description: 'The day on the transport document.' },
    COMPLYING_PRESENTATION: { description: 'The day on which documents were found to comply.' },
    ACCEPTANCE: { description: 'The day on which a draft was accepted.' },
  },
});

@ObjectType({ description: 'A firm that takes part in a consignment.' })
export class Party {
  @Field(() => ID, { description: 'Its name in the ledger.' })
  participantId!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => CountryCode, { description: 'Its country.' })
  country!: string;
}

@ObjectType({ description: 'A rule of Incoterms 2020 and the place it names: who pays how far.' })
export class Incoterm {
  @Field(() => String, { description: 'Three letters, such as "FCA" or "DAP".' })
  rule!: string;

  @Field(() => String, { description: 'The place it names.' })
  place!: string;
}

@ObjectType({ description: 'A line of the goods of a consignment, as last declared.' })
export class GoodsLine {
  @Field(() => Int, { description: 'Its number within the consignment.' })
  lineNumber!: number;

  @Field(() => HSCode, { description: 'The goods by the Harmonized System, six digits.' })
  hs6!: string;

  @Field(() => SectorEnum, { description: 'The sector that these goods belong to.' })
  sector!: string;

  @Field(() => String, { description: 'The goods in words.' })
  description!: string;

  @Field(() => CountryCode, { description: 'Where the goods originate.' })
  countryOfOrigin!: string;

  @Field(() => Decimal, { description: 'Net mass in kilograms.' })
  netMassKg!: string;

  @Field(() => Decimal, { description: 'Quantity in `unit`.' })
  quantity!: string;

  @Field(() => String, { description: 'Unit of the quantity by UN/ECE Recommendation 20, such as "KGM".' })
  unit!: string;

  @Field(() => MoneyType, { description: 'The price of the line under the incoterm.' })
  value!: MoneyType;
}

@ObjectType('Invoice', {
  description: 'What a creditor asks to be paid for a consignment, and what has been paid of it.',
})
export class InvoiceType {
  @Field(() => ID, { description: 'Its id in the ledger, a UUID.' })
  id!: string;

  @Field(() => String, { description: "The creditor's own number." })
  invoiceNumber!: string;

  @Field(() => MoneyType, { description: 'What is to be paid.' })
  amount!: MoneyType;

  @Field(() => MoneyType, { description: 'What has been paid so far, less what was returned.' })
  paid!: MoneyType;

  @Field(() => ID, { description: 'The participant that is to be paid.' })
  creditor!: string;

  @Field(() => ID, { description: 'The participant that has to pay.' })
  debtor!: string;

  @Field(() => ID, { description: "The creditor's bank." })
  creditorBank!: string;

  @Field(() => LocalDate, { description: 'The day of the invoice.' })
  issuedOn!: string;

  @Field(() => TermsTrigger, { description: 'What starts the days to pay.' })
  termsTrigger!: string;

  @Field(() => Int, { description: 'The days to pay.' })
  termsDays!: number;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which they started; null until then.' })
  termsStartedOn!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day by which it has to be paid; null until the terms start.',
  })
  dueOn!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'Value date of the payment that settled it in full; null until then, and again where a payment is returned.',
  })
  settledOn!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The day on which its creditor took it back, since which nobody owes it; null for one that stands.',
  })
  withdrawnOn!: string | null;
}

@ObjectType({ description: 'An event in the ledger that tells of a consignment.' })
export class ConsignmentEvent {
  @Field(() => Position, { description: 'Its place in the ledger.' })
  position!: number;

  @Field(() => String, {
    description: 'What happened, such as `ConsignmentDispatched`; docs/events describes each type.',
  })
  type!: string;

  @Field(() => DateTime, { description: 'When it happened, with the offset of the place.' })
  occurredAt!: string;

  @Field(() => DateTime, { description: 'When the ledger knew.' })
  recordedAt!: string;

  @Field(() => String, { description: 'Who reported it: `<role>:<participant>`.' })
  actor!: string;

  @Field(() => Json, { description: 'What was recorded, as `docs/events` describes it for the type.' })
  data!: unknown;
}

export const ConsignmentEventConnection = connectionOf(
  ConsignmentEvent,
  'ConsignmentEvent',
  'events of a consignment',
);

@ObjectType('Consignment', {
  description: 'Goods that go from one place to another, from declaration to payment.',
})
export class ConsignmentType {
  @Field(() => ID, { description: 'Its id, a UUID.' })
  id!: string;

  @Field(() => ConsignmentStatus, { description: 'How far it has come.' })
  status!: string;

  @Field(() => Party, { description: 'Who sends the goods.' })
  exporter!: Party;

  @Field(() => Party, { description: 'Who gets the goods.' })
  importer!: Party;

  @Field(() => UNLOCODE, { description: 'Where it starts.' })
  origin!: string;

  @Field(() => UNLOCODE, { description: 'Where it goes.' })
  destination!: string;

  @Field(() => Incoterm, { description: 'Who pays how far.' })
  incoterm!: Incoterm;

  @Field(() => TransportMode, { nullable: true, description: 'How it travels; null before dispatch.' })
  transportMode!: string | null;

  @Field(() => UNLOCODE, { nullable: true, description: 'Where it was seen last; null before dispatch.' })
  lastLocation!: string | null;

  @Field(() => [GoodsLine], { description: 'The goods, as last declared.' })
  lines!: GoodsLine[];

  @Field(() => DateTime, { description: 'When it was declared.' })
  declaredAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it left; null until then.' })
  dispatchedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was delivered; null until then.' })
  deliveredAt!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      "The day on which the exporter's customs accepted the declaration that they have cleared; null until then.",
  })
  exportAcceptedOn!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      "The day on which the importer's customs accepted the declaration that they have cleared; null until then.",
  })
  importAcceptedOn!: string | null;

  @Field(() => Int, { description: 'How many holds of customs are open.' })
  openHolds!: number;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The day on which the last invoice was paid; null until then, and again where a payment is returned.',
  })
  settledOn!: string | null;

  @Field(() => Boolean, { description: 'Whether the demo generator made it.' })
  demo!: boolean;

  @Field(() => Position, { description: 'The event that declared it.' })
  firstPosition!: number;

  @Field(() => Position, { description: 'The last event that tells of it.' })
  lastPosition!: number;
}

export const ConsignmentConnection = connectionOf(ConsignmentType, 'Consignment', 'consignments');

@InputType({ description: 'Which consignments; what is left out does not narrow the list.' })
export class ConsignmentFilter {
  @Field(() => [ConsignmentStatus], { nullable: true, description: 'Those that have come this far.' })
  status?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Those that this participant takes part in, such as "demo-textiles-faisalabad".',
  })
  participant?: string | null;
}

@ArgsType()
export class ConsignmentsArgs extends PageArgs {
  @Field(() => ConsignmentFilter, {
    nullable: true,
    description: 'Which consignments; left out, all of them.',
  })
  filter?: ConsignmentFilter | null;
}
