import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../../graphql/money.type.js';
import { connectionOf } from '../../graphql/paging.js';
import { CountryCode, LocalDate, Position } from '../../graphql/scalars.js';
import { PageAsOfArgs } from '../../read/as-of.types.js';
import { TargetProgress } from '../../targets/target-progress.types.js';
import { CommitmentFunnel } from '../commitments/commitment-funnel.types.js';

@ObjectType({ description: 'Something that a meeting is to talk about.' })
export class AgendaItem {
  @Field(() => ID, { description: 'Its id, which decisions name.' })
  itemId!: string;

  @Field(() => String, {
    description: '`case`, `commitment`, `route`, `mirror-gap`, `action` or `other`.',
  })
  kind!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Id of what it is about; of a gap its two countries and the chapter.',
  })
  subject!: string | null;

  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Field(() => String, { description: 'What shows that it is stuck.' })
  because!: string;

  @Field(() => Boolean, { description: 'Whether the ledger proposed it; else somebody put it there.' })
  proposed!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What was said of it; null where nothing was recorded.',
  })
  minutes!: string | null;
}

@ObjectType({ description: 'What a meeting decided.' })
export class Decision {
  @Field(() => ID, { description: 'Its id, which actions name.' })
  decisionId!: string;

  @Field(() => ID, { description: 'The item of the agenda.' })
  itemId!: string;

  @Field(() => String, { description: 'What was decided.' })
  text!: string;
}

@ObjectType({ description: 'Those who came to a meeting for a country.' })
export class Delegation {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2.' })
  country!: string;

  @Field(() => String, { description: 'The ministry, bank or office that they are of.' })
  institution!: string;

  @Field(() => Int, { description: 'How many they were.' })
  people!: number;
}

@ObjectType({ description: 'That nothing has come of a commitment for long, told before a meeting.' })
export class MomentumReminder {
  @Field(() => ID, { description: 'The commitment.' })
  commitmentId!: string;

  @Field(() => LocalDate, { description: 'The day of the last thing that came of it.' })
  lastProgressOn!: string;

  @Field(() => Int, { description: 'How many days ago that was as the meeting was reminded.' })
  days!: number;

  @Field(() => Position, { description: 'The position that this was as of.' })
  asOf!: number;
}

@ObjectType({
  description: 'What a figure was as of a position, in its unit: an amount of money, or how many.',
})
export class CommissionFigure {
  @Field(() => MoneyType, { nullable: true, description: 'Of a figure that is money; null for others.' })
  money!: MoneyType | null;

  @Field(() => Int, { nullable: true, description: 'Of a figure that counts; null for money.' })
  count!: number | null;

  @Field(() => String, { description: 'The currency of money; `cases` of what counts cases.' })
  unit!: string;

  @Field(() => Position, { description: 'The position that it is of.' })
  asOf!: number;
}

@ObjectType({ description: 'What the Commission wants done, and what became of it as of the position.' })
export class CommissionAction {
  @Field(() => ID, { description: 'Its id in the ledger.' })
  actionId!: string;

  @Field(() => Position, { description: 'The event that assigned it.' })
  position!: number;

  @Field(() => ID, { description: 'The meeting that assigned it.' })
  meetingId!: string;

  @Field(() => ID, { description: 'The decision behind it.' })
  decisionId!: string;

  @Field(() => ID, { description: 'Who is to do it.' })
  owner!: string;

  @Field(() => String, { description: 'What is to be done.' })
  task!: string;

  @Field(() => LocalDate, { description: 'By when, as it was told last.' })
  dueOn!: string;

  @Field(() => String, { description: '`assigned`, `overdue`, `done` or `dropped`.' })
  status!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The figure that should move by it; null without one.',
  })
  figure!: string | null;

  @Field(() => String, { nullable: true, description: 'Which way: `up` or `down`.' })
  direction!: string | null;

  @Field(() => CommissionFigure, {
    nullable: true,
    description: 'What the figure was as the action was assigned; null without one.',
  })
  before!: CommissionFigure | null;

  @Field(() => CommissionFigure, {
    nullable: true,
    description:
      'What it was when it was looked at last, by the ledger itself or by the Commission; null before.',
  })
  after!: CommissionFigure | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it moved as it should; null before it was looked at.',
  })
  moved!: boolean | null;
}

@ObjectType({
  description:
    'How far the two sides have come: of a meeting that is closed, as of the position that it pinned, so that it says the same for ever; of another one, as of now.',
})
export class ProgressReport {
  @Field(() => Boolean, { description: 'Whether it is pinned: the meeting is closed.' })
  pinned!: boolean;

  @Field(() => [TargetProgress], { description: 'The targets of the countries that meet.' })
  targets!: readonly TargetProgress[];

  @Field(() => CommitmentFunnel, { description: 'What came of promises.' })
  funnel!: CommitmentFunnel;

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;
}

@ObjectType('Meeting', { description: 'A meeting of the Joint Intergovernmental Commission.' })
export class MeetingType {
  @Field(() => ID, { description: 'Its id in the ledger.' })
  meetingId!: string;

  @Field(() => Position, { description: 'The event that scheduled it.' })
  position!: number;

  @Field(() => String, { description: '`scheduled`, `opened`, `closed` or `cancelled`.' })
  status!: string;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'The number of the session; null where none was told.' })
  session!: number | null;

  @Field(() => String, { description: 'Where it meets: a UN/LOCODE.' })
  place!: string;

  @Field(() => [CountryCode], { description: 'Who meets.' })
  countries!: readonly string[];

  @Field(() => LocalDate, { description: 'Its first day.' })
  startsOn!: string;

  @Field(() => LocalDate, { description: 'Its last day.' })
  endsOn!: string;

  @Field(() => Position, {
    nullable: true,
    description: 'The position that what the ledger proposed is of; null before it proposed anything.',
  })
  agendaAsOf!: number | null;

  @Field(() => [Delegation], { description: 'Who came, once it is opened.' })
  delegations!: readonly Delegation[];
}

export const MeetingConnection = connectionOf(MeetingType, 'Meeting', 'meetings');

@ArgsType()
export class MeetingArgs {
  @Field(() => ID, { description: 'Its id in the ledger.' })
  meetingId!: string;
}

export const ActionConnection = connectionOf(
  CommissionAction,
  'CommissionAction',
  'actions of the Commission',
);

@ArgsType()
export class ActionsArgs extends PageAsOfArgs {
  @Field(() => ID, { nullable: true, description: 'Only what this meeting wants done.' })
  meetingId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those that are `assigned`, `overdue`, `done` or `dropped`.',
  })
  status?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what this participant is to do.' })
  owner?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Only what is to be done before this day.' })
  dueBefore?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only what is not done though its day is over by the clock of Islamabad at the as-of position, or only the rest.',
  })
  overdue?: boolean | null;
}
