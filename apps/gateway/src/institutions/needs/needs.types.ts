import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FiguresOfMonths } from '../../calendar/months.types.js';
import { connectionOf } from '../../graphql/paging.js';
import { CountryCode, Decimal, Position } from '../../graphql/scalars.js';
import { CommitmentsOfOwnership, TradeOfCommitments } from '../commitments/deal-ownership.types.js';

@ObjectType({ description: 'What stands on the market of one chapter, side, unit and period.' })
export class OpenNeeds {
  @Field(() => String, { description: 'Chapter of the Harmonized System, two digits.' })
  chapter!: string;

  @Field(() => String, { description: '`offer` or `seek`.' })
  side!: string;

  @Field(() => String, { description: 'UN/ECE Recommendation 20 unit of the quantity.' })
  unit!: string;

  @Field(() => String, { description: '`once`, `monthly` or `yearly`: how often the quantity is meant.' })
  per!: string;

  @Field(() => Int, { description: 'Needs that stand.' })
  needs!: number;

  @Field(() => Decimal, { description: 'How much in all.' })
  quantity!: string;
}

@ObjectType({ description: 'What was told of needs in the months.' })
export class NeedCounts {
  @Field(() => Int, { description: 'Needs that were posted.' })
  posted!: number;

  @Field(() => Int, { description: 'Amendments.' })
  amended!: number;

  @Field(() => Int, { description: 'Withdrawn by their firms.' })
  withdrawn!: number;

  @Field(() => Int, { description: 'Expired by themselves.' })
  expired!: number;

  @Field(() => Int, { description: 'Fulfilled, by a match or elsewhere.' })
  fulfilled!: number;
}

@ObjectType({ isAbstract: true })
abstract class MatchFigures extends TradeOfCommitments {
  @Field(() => Int, { description: 'Proposals; one that was proposed anew counts again.' })
  proposed!: number;

  @Field(() => Int, { description: 'Sides that were interested.' })
  interested!: number;

  @Field(() => Int, { description: 'Introductions: both sides were interested.' })
  introduced!: number;

  @Field(() => Int, {
    description:
      'Of these introductions, those whose lead a commitment names that stands as of the position.',
  })
  committed!: number;

  @Field(() => Int, {
    description:
      'Of the introductions of the months, those by which a firm fulfilled its need, as of the position.',
  })
  fulfilled!: number;

  @Field(() => Int, { description: 'Matches that one side declined.' })
  declined!: number;

  @Field(() => Int, { description: 'Matches that lapsed, since a need was over or fitted no more.' })
  lapsed!: number;

  @Field(() => Int, {
    description: 'Matches that wait for an answer as of the position, whatever the months.',
  })
  open!: number;
}

@ObjectType({ description: 'Matches of the months.' })
export class MatchCounts extends MatchFigures {
  @Field(() => Decimal, {
    nullable: true,
    description:
      'Hours from the proposal that was answered to the introduction, as a mean, one digit, rounded half to even; null where there was none.',
  })
  meanHoursToIntroduction!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same as a median.',
  })
  medianHoursToIntroduction!: string | null;

  @Field(() => [CommitmentsOfOwnership], {
    description:
      'Commitments that name the leads of these introductions, also those that were withdrawn: state and private deals, told apart.',
  })
  byOwnership!: CommitmentsOfOwnership[];
}

@ObjectType({ description: 'Matches that were declined or lapsed for one reason.' })
export class MatchesByReason {
  @Field(() => String, { description: '`declined` or `lapsed`.' })
  outcome!: string;

  @Field(() => String, { description: 'The reason, by its class.' })
  reason!: string;

  @Field(() => Int, { description: 'Matches.' })
  matches!: number;
}

@ObjectType({ description: 'A need that stands, with what it adds.' })
export class OpenNeed {
  @Field(() => ID, { description: 'The need.' })
  needId!: string;

  @Field(() => String, { description: '`offer` or `seek`.' })
  side!: string;

  @Field(() => ID, { description: 'Whose it is.' })
  firm!: string;

  @Field(() => CountryCode, { description: 'Where the goods are, or are to come.' })
  country!: string;

  @Field(() => String, { description: 'Two, four or six digits of an HS code.' })
  hs!: string;

  @Field(() => String, { description: 'Its chapter.' })
  chapter!: string;

  @Field(() => String, { description: 'The unit of the quantity.' })
  unit!: string;

  @Field(() => String, { description: 'How often the quantity is meant.' })
  per!: string;

  @Field(() => Decimal, { description: 'How much, as amended last.' })
  quantity!: string;

  @Field(() => [Position], { description: 'The events that tell of it, in the order of the ledger.' })
  positions!: number[];
}

@ObjectType({ description: 'What one match adds to the figures.' })
export class MatchShare extends MatchFigures {
  @Field(() => ID, { description: 'The match.' })
  matchId!: string;

  @Field(() => ID, { description: 'The need that offers.' })
  offerId!: string;

  @Field(() => ID, { description: 'The need that seeks.' })
  seekId!: string;

  @Field(() => String, { description: 'Chapter of the goods.' })
  chapter!: string;

  @Field(() => String, { description: '`strong` or `weak`.' })
  strength!: string;

  @Field(() => ID, { nullable: true, description: 'The lead of an introduction.' })
  leadId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The commitment that came of it: the first that names its lead and was not withdrawn.',
  })
  commitmentId!: string | null;

  @Field(() => Int, { description: 'Seconds from the proposal to the introduction; 0 where there was none.' })
  secondsToIntroduction!: number;

  @Field(() => [Position], { description: 'The events that tell of it, in the order of the ledger.' })
  positions!: number[];
}

export const OpenNeedConnection = connectionOf(OpenNeed, 'OpenNeed', 'needs that stand');
export const MatchShareConnection = connectionOf(MatchShare, 'MatchShare', 'matches behind the figures');

@ObjectType({
  description:
    'What firms need and what came of it: counts of the days of some months, and what stands as of the position.',
})
export class NeedsOfMonths extends FiguresOfMonths {
  @Field(() => [OpenNeeds], {
    description: 'What stands as of the position, whatever the months: by chapter, side, unit and period.',
  })
  open!: OpenNeeds[];

  @Field(() => NeedCounts, { description: 'What was told of needs in the months.' })
  told!: NeedCounts;

  @Field(() => MatchCounts, { description: 'What was told of matches in the months.' })
  matches!: MatchCounts;

  @Field(() => [MatchesByReason], { description: 'Why matches were declined or lapsed in the months.' })
  reasons!: MatchesByReason[];
}
