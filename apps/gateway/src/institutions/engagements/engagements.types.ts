import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FiguresOfMonths } from '../../calendar/months.types.js';
import { MoneyType } from '../../graphql/money.type.js';
import { connectionOf } from '../../graphql/paging.js';
import { CountryCode, LocalDate, Position, UNLOCODE } from '../../graphql/scalars.js';

@ObjectType({ isAbstract: true })
abstract class EngagementCounts {
  @Field(() => Int, { description: 'Forums, exhibitions, delegations, summits and business meetings.' })
  engagements!: number;

  @Field(() => Int, { description: 'Of these, neither held nor cancelled yet.' })
  planned!: number;

  @Field(() => Int, { description: 'Of these, held.' })
  held!: number;

  @Field(() => Int, { description: 'Of these, cancelled.' })
  cancelled!: number;

  @Field(() => Int, { description: 'Firms that take part, each once for each engagement.' })
  firms!: number;

  @Field(() => Int, { description: 'People whom these registered.' })
  people!: number;

  @Field(() => Int, { description: 'Of these firms, those that were there.' })
  firmsThere!: number;

  @Field(() => Int, { description: 'People of theirs who were there.' })
  peopleThere!: number;

  @Field(() => Int, { description: 'Meetings of two firms.' })
  meetings!: number;

  @Field(() => Int, { description: 'Leads that were recorded.' })
  leads!: number;

  @Field(() => Int, { description: 'Of these, neither lapsed nor named by a commitment that stands.' })
  leadsOpen!: number;

  @Field(() => Int, { description: 'Of these, named by a commitment that was not withdrawn.' })
  leadsCommitted!: number;

  @Field(() => Int, { description: 'Of these, lapsed, and named by no commitment since.' })
  leadsLapsed!: number;

  @Field(() => Int, {
    description:
      'Commitments that name them, or a lead of theirs; `commitmentFunnel` of an engagement lists and explains its own.',
  })
  commitments!: number;

  @Field(() => MoneyType, { description: 'What these promise, in USD.' })
  promised!: MoneyType;

  @Field(() => MoneyType, { description: 'What of it became contracts, in USD.' })
  contracted!: MoneyType;

  @Field(() => MoneyType, { description: 'Goods for it that left, in USD.' })
  shipped!: MoneyType;

  @Field(() => MoneyType, { description: 'Goods for it that were delivered, in USD.' })
  delivered!: MoneyType;

  @Field(() => MoneyType, { description: 'What was paid for it, in USD.' })
  paid!: MoneyType;
}

@ObjectType({ description: 'Engagements of all kinds and countries.' })
export class EngagementTotals extends EngagementCounts {}

@ObjectType({ description: 'Engagements of one kind.' })
export class EngagementsOfKind extends EngagementCounts {
  @Field(() => String, {
    description: '`forum`, `exhibition`, `delegation`, `summit` or `business-meeting`.',
  })
  kind!: string;
}

@ObjectType({ description: 'Engagements in one country.' })
export class EngagementsOfCountry extends EngagementCounts {
  @Field(() => CountryCode, { description: 'Where they are held.' })
  country!: string;
}

@ObjectType({ description: 'Leads of one sector.' })
export class LeadsOfSector {
  @Field(() => String, { description: 'The sector.' })
  sector!: string;

  @Field(() => Int, { description: 'Leads that were recorded.' })
  leads!: number;

  @Field(() => Int, { description: 'Of these, neither lapsed nor named by a commitment that stands.' })
  open!: number;

  @Field(() => Int, { description: 'Of these, named by a commitment that was not withdrawn.' })
  committed!: number;

  @Field(() => Int, { description: 'Of these, lapsed, and named by no commitment since.' })
  lapsed!: number;

  @Field(() => [MoneyType], {
    description: 'What is expected of those that are open, as told last: one sum for each currency.',
  })
  expected!: MoneyType[];
}

@ObjectType({ description: 'Leads that lapsed for one reason.' })
export class LeadsByReason {
  @Field(() => String, { description: 'The reason, by its class.' })
  reason!: string;

  @Field(() => Int, { description: 'Leads that lapsed for it.' })
  leads!: number;
}

@ObjectType({ description: 'A firm of a lead.' })
export class LeadParty {
  @Field(() => ID, { description: 'Its participant id.' })
  participantId!: string;

  @Field(() => String, { description: 'Its name as it was given.' })
  name!: string;

  @Field(() => CountryCode, { description: 'Its country.' })
  country!: string;
}

@ObjectType({ description: 'What two firms found to trade.' })
export class EngagementLead {
  @Field(() => ID, { description: 'The lead; a commitment that comes of it names it.' })
  leadId!: string;

  @Field(() => LeadParty, { description: 'Who sells.' })
  seller!: LeadParty;

  @Field(() => LeadParty, { description: 'Who buys.' })
  buyer!: LeadParty;

  @Field(() => String, { description: 'The sector.' })
  sector!: string;

  @Field(() => [String], { description: 'Two, four or six digits of HS codes.' })
  hs!: readonly string[];

  @Field(() => LocalDate, { description: 'The day on which it was recorded.' })
  recordedOn!: string;

  @Field(() => String, {
    description: '`open`, `committed` (a commitment that stands names it) or `lapsed`.',
  })
  status!: string;

  @Field(() => String, { nullable: true, description: 'Why it lapsed, by class.' })
  lapseReason!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The commitment that came of it: the first that names it and was not withdrawn.',
  })
  commitmentId!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'What is expected of it, as told last; null where nobody told.',
  })
  expectedValue!: MoneyType | null;

  @Field(() => [Position], { description: 'The events that tell of it, in the order of the ledger.' })
  positions!: number[];
}

@ObjectType({ description: 'One engagement, with what it adds to the figures.' })
export class EngagementShare extends EngagementCounts {
  @Field(() => ID, { description: 'The engagement.' })
  engagementId!: string;

  @Field(() => String, {
    description: '`forum`, `exhibition`, `delegation`, `summit` or `business-meeting`.',
  })
  kind!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => UNLOCODE, { description: 'Where it is held.' })
  city!: string;

  @Field(() => CountryCode, { description: 'The country of that.' })
  country!: string;

  @Field(() => ID, { description: 'Who organises it.' })
  organiser!: string;

  @Field(() => [String], { description: 'The sectors that it is for; none where it is for all.' })
  sectors!: readonly string[];

  @Field(() => LocalDate, { description: 'Its first day, as told last.' })
  startsOn!: string;

  @Field(() => LocalDate, { description: 'Its last day, as told last.' })
  endsOn!: string;

  @Field(() => String, { description: '`planned`, `held` or `cancelled`.' })
  status!: string;

  @Field(() => [EngagementLead], { description: 'The leads that came of it, in the order of the ledger.' })
  leadList!: EngagementLead[];

  @Field(() => [Position], { description: 'The events that tell of it, in the order of the ledger.' })
  positions!: number[];
}

export const EngagementShareConnection = connectionOf(
  EngagementShare,
  'EngagementShare',
  'engagements behind the figures',
);

@ObjectType({
  description:
    'Engagements whose first day is in some months. Firms, meetings and leads count with their engagement, whenever they were told.',
})
export class EngagementsOfMonths extends FiguresOfMonths {
  @Field(() => EngagementTotals, { description: 'All of them.' })
  totals!: EngagementTotals;

  @Field(() => [EngagementsOfKind], { description: 'By kind.' })
  byKind!: EngagementsOfKind[];

  @Field(() => [EngagementsOfCountry], { description: 'By the country in which they are held.' })
  byCountry!: EngagementsOfCountry[];

  @Field(() => [LeadsOfSector], { description: 'Their leads by sector.' })
  leadsBySector!: LeadsOfSector[];

  @Field(() => [LeadsByReason], { description: 'Why leads lapsed, the most frequent reason first.' })
  lapseReasons!: LeadsByReason[];
}
