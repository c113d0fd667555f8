import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MoneyType } from '../../graphql/money.type.js';
import { connectionOf, PageArgs } from '../../graphql/paging.js';
import { CountryCode, DateTime, Decimal, LocalDate, Position, YearMonth } from '../../graphql/scalars.js';
import { AsOfArgs, OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../../read/as-of.types.js';
import { DealOwnershipEnum } from './deal-ownership.types.js';

export enum FunnelStage {
  PROMISED = 'promised',
  CONTRACTED = 'contracted',
  SHIPPED = 'shipped',
  CLEARED = 'cleared',
  DELIVERED = 'delivered',
  DELIVERED_UNCLEARED = 'delivered-uncleared',
  PAID = 'paid',
  INVESTED = 'invested-verified',
  INVESTMENT_PROMISED = 'invested-promised',
  INVESTMENT_REPORTED = 'invested-reported',
  JOBS_PROMISED = 'jobs-promised',
  JOBS_REPORTED = 'jobs-reported',
  JOBS_VERIFIED = 'jobs-verified',
  UNVALUED = 'unvalued',
  COMMITMENTS = 'commitments',
  WITHDRAWN = 'withdrawn',
  LAPSED = 'lapsed',
  FULFILLED = 'fulfilled',
}
registerEnumType(FunnelStage, {
  name: 'FunnelStage',
  description:
    'How far a promise has come; and what else of promises is counted, to ask for the events behind it.',
  valuesMap: {
    PROMISED: { description: 'Announced, by its value as it is promised now.' },
    CONTRACTED: { description: 'By contracts of sale.' },
    SHIPPED: {
      description:
        'Goods that left: what customs cleared on export, FOB; before that, what they were sold or consigned for.',
    },
    CLEARED: { description: 'Goods that customs cleared for home use, CIF.' },
    DELIVERED: {
      description:
        'Goods that reached the consignee, of what customs cleared for home use: CIF, as customs says.',
    },
    DELIVERED_UNCLEARED: { description: '`deliveredUncleared`.' },
    PAID: { description: 'What of their invoices is paid.' },
    INVESTED: { description: 'Of an investment pledge: what a second party verified, `investmentVerified`.' },
    INVESTMENT_PROMISED: { description: '`investmentPromised`.' },
    INVESTMENT_REPORTED: { description: '`investmentReported`.' },
    JOBS_PROMISED: { description: '`jobsPromised`.' },
    JOBS_REPORTED: { description: '`jobsReported`.' },
    JOBS_VERIFIED: { description: '`jobsVerified`.' },
    UNVALUED: { description: '`unvalued`: amounts whose rate was not told.' },
    COMMITMENTS: { description: '`commitments`, each by its announcement.' },
    WITHDRAWN: { description: '`withdrawn`.' },
    LAPSED: { description: '`lapsed`; one that is open again takes itself out.' },
    FULFILLED: { description: '`fulfilled`; one that is open again takes itself out.' },
  },
});

@ObjectType({
  description:
    'What came of promises, in USD at the rates of the day of each announcement. A stage counts what serves the commitment: it need not shrink (an advance is paid before the goods leave), and what is more than was promised shows as more than 1.',
})
export class FunnelStages {
  @Field(() => MoneyType, {
    description: 'What was announced, as it is promised now; also of what lapsed or was withdrawn.',
  })
  promised!: MoneyType;

  @Field(() => MoneyType, { description: 'Contracts of sale.' })
  contracted!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'Goods that left: what customs cleared on export (FOB), whatever a contract says; before that quantity × price of the contract where that tells one, up to a tenth above what they were consigned for, else what they were consigned for. Goods that moved before the announcement do not count, at this stage or any other.',
  })
  shipped!: MoneyType;

  @Field(() => MoneyType, { description: 'Goods that were cleared for home use, CIF, as customs says.' })
  cleared!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'Goods that reached the consignee, of what customs cleared for home use: CIF, as customs says. What is delivered before that is known is in `deliveredUncleared`.',
  })
  delivered!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'Goods that reached the consignee without a clearance for home use that is known, worth what `shipped` is before the export; once customs cleared them, they are in `delivered`.',
  })
  deliveredUncleared!: MoneyType;

  @Field(() => MoneyType, {
    description: 'What of their invoices is paid from the announcement on; what went back is taken out.',
  })
  paid!: MoneyType;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '`delivered` ÷ `promised`, four digits, rounded half to even; null where nothing is promised.',
  })
  deliveredShare!: string | null;

  @Field(() => Decimal, { nullable: true, description: '`paid` ÷ `promised`, as `deliveredShare`.' })
  paidShare!: string | null;

  @Field(() => MoneyType, { description: 'Investment that was pledged; never part of trade.' })
  investmentPromised!: MoneyType;

  @Field(() => MoneyType, { description: 'Investment that was reported, less what was rejected or revoked.' })
  investmentReported!: MoneyType;

  @Field(() => MoneyType, { description: 'Investment that a second party verified, less what was revoked.' })
  investmentVerified!: MoneyType;

  @Field(() => Decimal, { description: 'Jobs that were promised.' })
  jobsPromised!: string;

  @Field(() => Decimal, { description: 'Jobs that were reported, less what was rejected or revoked.' })
  jobsReported!: string;

  @Field(() => Decimal, { description: 'Jobs that a second party verified, less what was revoked.' })
  jobsVerified!: string;

  @Field(() => Decimal, {
    description:
      'How many amounts are in a currency whose rate on the day of the announcement was not told: they count as nothing until it is.',
  })
  unvalued!: string;
}

@ObjectType({ description: 'The promises of one sector, occasion, year or kind of owner.' })
export class FunnelPart {
  @Field(() => String, {
    description:
      'Which one; of an occasion its kind and name, of a sector of which services are promised `services: it`.',
  })
  name!: string;

  @Field(() => Int, { description: 'Commitments.' })
  commitments!: number;

  @Field(() => Int, { description: 'Those that were withdrawn; they stay in `promised`.' })
  withdrawn!: number;

  @Field(() => Int, { description: 'Those whose day passed; they stay in `promised`.' })
  lapsed!: number;

  @Field(() => Int, {
    description:
      'Those that are fulfilled: as much is delivered (`delivered` and `deliveredUncleared` together), and verified, as is promised. One that falls below is open again.',
  })
  fulfilled!: number;

  @Field(() => FunnelStages, { description: 'What came of them.' })
  stages!: FunnelStages;
}

@ObjectType({ description: 'One commitment, and what came of it.' })
export class CommitmentFigures {
  @Field(() => ID, { description: 'Its id in the ledger.' })
  commitmentId!: string;

  @Field(() => Position, { description: 'The event that announced it.' })
  position!: number;

  @Field(() => String, { description: 'What it is called, as of the position.' })
  title!: string;

  @Field(() => String, {
    description: '`memorandum`, `letter-of-intent`, `contract` or `investment-pledge`.',
  })
  kind!: string;

  @Field(() => String, { description: 'Its sector.' })
  sector!: string;

  @Field(() => Boolean, {
    description:
      'Whether services are promised: of IT or logistics, and of no HS code. No such promise is in the figures of goods.',
  })
  ofServices!: boolean;

  @Field(() => DealOwnershipEnum, { description: 'Whose it is, by the owners of all who promise it.' })
  ownership!: string;

  @Field(() => String, { description: 'The kind and name of the occasion that it was announced at.' })
  occasion!: string;

  @Field(() => LocalDate, { description: 'The day of the announcement.' })
  announcedOn!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'By when it was promised, as of the position; null where no day was named.',
  })
  dueOn!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The forum, exhibition or delegation that it came of, where it names one.',
  })
  engagementId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The meeting of the Commission that it came of, where it names one.',
  })
  meetingId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The lead that it came of, where it names one.' })
  leadId!: string | null;

  @Field(() => String, {
    description: '`announced`, `contracted`, `fulfilled`, `lapsed` or `withdrawn`, as of the position.',
  })
  status!: string;

  @Field(() => FunnelStage, {
    nullable: true,
    description:
      'The stage that it is stuck before: the first that has come to less than was promised. Null where all have, where it is fulfilled, of an investment and of services; a promise of kind `contract` is contracted by itself.',
  })
  stuckBefore!: FunnelStage | null;

  @Field(() => LocalDate, {
    description:
      'The day of the last thing that came of it and counts still: goods, a payment, a contract, or a report that was verified. That of the announcement where nothing did.',
  })
  lastProgressOn!: string;

  @Field(() => Int, {
    description: 'Days from then to the day (UTC) of the event at the as-of position.',
  })
  daysSinceProgress!: number;

  @Field(() => Int, { description: 'Consignments that serve it.' })
  consignments!: number;

  @Field(() => Int, {
    description:
      'Letters of credit that serve it and are open: by the number of their contract, by the goods that they are for, or by hand.',
  })
  lettersOfCredit!: number;

  @Field(() => Int, {
    description: 'Letters of credit that serve it and have expired, or were cancelled or closed.',
  })
  lettersOfCreditEnded!: number;

  @Field(() => FunnelStages, { description: 'What came of it.' })
  stages!: FunnelStages;
}

export const CommitmentFiguresConnection = connectionOf(
  CommitmentFigures,
  'CommitmentFigures',
  'commitments',
);

@ObjectType({ description: 'What an event added to a figure, or took out of it.' })
export class FunnelEvent {
  @Field(() => Position, { description: 'The event that made it count.' })
  position!: number;

  @Field(() => Position, {
    description:
      'The event that brought the goods to the stage; another one than `position` where they were linked behind it.',
  })
  causePosition!: number;

  @Field(() => ID, { description: 'The commitment.' })
  commitmentId!: string;

  @Field(() => ID, { nullable: true, description: 'The consignment; null where it is none.' })
  consignmentId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The contract that it tells of, or that links the goods; null where there is none.',
  })
  contractId!: string | null;

  @Field(() => LocalDate, { description: 'The local day of it.' })
  on!: string;

  @Field(() => MoneyType, {
    description: 'Its share, below 0 where it takes out; 0 of a figure that is a number.',
  })
  share!: MoneyType;

  @Field(() => Decimal, {
    description:
      'Its share of a figure that is a number, below 0 where it takes out: jobs, amounts that are not valued, commitments. 0 of money.',
  })
  number!: string;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'The same in the currency of the contract or the commitment; null where it is in another one.',
  })
  inContractCurrency!: MoneyType | null;
}

export const FunnelEventConnection = connectionOf(FunnelEvent, 'FunnelEvent', 'events behind a figure');

@ObjectType({
  description: 'Goods, or a letter of credit, that serve a commitment: why, since when, and who said so.',
})
export class CommitmentLink {
  @Field(() => Position, { description: 'The event that linked it.' })
  position!: number;

  @Field(() => ID, { description: 'The commitment that it serves.' })
  commitmentId!: string;

  @Field(() => String, { description: '`consignment` or `letter-of-credit`.' })
  kind!: string;

  @Field(() => ID, { description: 'Its id in the ledger.' })
  id!: string;

  @Field(() => String, {
    description:
      'Why: `contract-number` of the contract that it is sent or issued under, `goods` that a letter of credit is for, or `hand`.',
  })
  basis!: string;

  @Field(() => ID, { nullable: true, description: 'The contract, where its number links it.' })
  contractId!: string | null;

  @Field(() => String, {
    description: 'Who linked it: role and participant; `process:trade-events` is the ledger by itself.',
  })
  by!: string;

  @Field(() => String, { nullable: true, description: 'The reason that a person told.' })
  reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a letter of credit that ended: `expired`, `cancelled` or `closed`. Null while it is open, and of goods.',
  })
  ended!: string | null;
}

export const CommitmentLinkConnection = connectionOf(
  CommitmentLink,
  'CommitmentLink',
  'what serves commitments',
);

@ObjectType({
  description:
    'From promises to trade: what was promised, contracted, shipped, cleared, delivered and paid, as of a position.',
})
export class CommitmentFunnel {
  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => FunnelPart, {
    description:
      'All that was asked for but promises of services, so that these lower no share of goods; its name is empty. Investments and jobs are in it, apart from trade.',
  })
  total!: FunnelPart;

  @Field(() => FunnelPart, {
    description:
      'The promises of services that were asked for: of IT or logistics, and of no HS code. No stage of goods is theirs; what was paid for services, `servicesTrade` tells. Its name is empty.',
  })
  services!: FunnelPart;

  @Field(() => [FunnelPart], {
    description:
      'By sector, services on lines of their own (`services: it`): these make `services`, all others `total`.',
  })
  bySector!: readonly FunnelPart[];

  @Field(() => [FunnelPart], {
    description: 'By the occasion that it was announced at: of what is in `total`, as all that follow.',
  })
  byOccasion!: readonly FunnelPart[];

  @Field(() => [FunnelPart], { description: 'State and private deals, told apart.' })
  byOwnership!: readonly FunnelPart[];

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;
}

@ArgsType()
export class FunnelArgs extends AsOfArgs {
  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;

  @Field(() => YearMonth, { nullable: true, description: 'Announced in this month or later.' })
  from?: string | null;

  @Field(() => YearMonth, { nullable: true, description: 'Announced in this month or before.' })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of this sector: one of those that announcements name.',
  })
  sector?: string | null;

  @Field(() => DealOwnershipEnum, { nullable: true, description: 'Of these owners.' })
  ownership?: string | null;

  @Field(() => ID, { nullable: true, description: 'Announced at this forum, exhibition or delegation.' })
  engagementId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Announced at this meeting of the Commission.' })
  meetingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'That name this lead, of an engagement or of a match.' })
  leadId?: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Where a seller or investor is from.' })
  fromCountry?: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Where a buyer or recipient is from.' })
  toCountry?: string | null;
}

@ArgsType()
export class FunnelEventsArgs extends PageArgs {
  @Field(() => FunnelStage, { description: 'Of which stage, or which other figure.' })
  stage!: FunnelStage;

  @Field(() => ID, {
    nullable: true,
    description: 'Of this commitment; left out, of all that are asked for.',
  })
  commitmentId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Of `services` instead of `total`; where one commitment is asked for, it makes no difference.',
  })
  ofServices!: boolean;
}

@ArgsType()
export class CommitmentLinksArgs extends PageArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'Of this commitment; left out, of all that are asked for.',
  })
  commitmentId?: string | null;
}
