import { ArgsType, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/paging.js';
import { Decimal, Position } from '../graphql/scalars.js';

@ArgsType()
export class SinceArgs {
  @Field(() => Position, {
    description: 'The position that the figure was reported as of, such as that of the last meeting.',
  })
  since!: number;
}

export const RestatementKindEnum = {
  ADDED: 'added',
  CHANGED: 'changed',
  REMOVED: 'removed',
  MOVED: 'moved',
} as const;
registerEnumType(RestatementKindEnum, {
  name: 'RestatementKind',
  description: 'What became of what makes a part of a figure.',
  valuesMap: {
    ADDED: { description: 'It had no part in the figure, or it went on since, as goods that are held do.' },
    CHANGED: {
      description: 'It had a part in what was reported, in these months or in others, and has another.',
    },
    REMOVED: { description: 'It had a part in what was reported, and has none any more.' },
    MOVED: {
      description:
        'A month, by what was known of it as of `since`: it came to be among those that the figure is of, or left them, as time went on. No event told of that.',
    },
  },
});

@ObjectType({ isAbstract: true })
abstract class RestatedAmount {
  @Field(() => String, {
    description:
      'Which sum of the figure, by the name that it has there, such as `seconds`; of a ratio, what stands above its line and what below.',
  })
  measure!: string;

  @Field(() => String, {
    description:
      '`s`, `count`, `km`, `kg`, `kg km`, the code of a currency, or in words what the sum is made of.',
  })
  unit!: string;

  @Field(() => Decimal, { description: 'What it came to as of `since`.' })
  before!: string;

  @Field(() => Decimal, { description: 'What it comes to as of `asOf`.' })
  after!: string;

  @Field(() => Decimal, { description: '`after` − `before`, exact.' })
  change!: string;
}

@ObjectType({ description: 'What became of one sum of a figure.' })
export class RestatedMeasure extends RestatedAmount {
  @Field(() => Decimal, { description: 'What of the change is new: that of the entries `ADDED`.' })
  added!: string;

  @Field(() => Decimal, {
    description:
      'What of it is of things that were reported: that of the entries `CHANGED` and `REMOVED`. Of a figure of what is open (obligations, goods that are stuck, what one side only declares), that is what was paid, let go or declared since, too; in the funnel of commitments, whatever else a consignment or contract that had reached a stage comes to there, such as a further instalment.',
  })
  corrected!: string;

  @Field(() => Decimal, {
    description:
      'What of it is of months that came to be among those that the figure is of, or left them, as time went on: that of the entries `MOVED`. 0 where the months are those asked for.',
  })
  moved!: string;
}

@ObjectType({ description: 'What one thing adds to the change of one sum.' })
export class RestatedShare extends RestatedAmount {}

@ObjectType({ description: 'A thing that makes another part of the figure than it made.' })
export class RestatementEntry {
  @Field(() => ID, {
    description:
      'What it is, such as a hold or an obligation by its id: the same one at whichever positions are compared.',
  })
  key!: string;

  @Field(() => ID, { nullable: true, description: 'Its consignment; null where it is not of one.' })
  consignmentId!: string | null;

  @Field(() => RestatementKindEnum, { description: 'Whether it is new or corrects what was reported.' })
  kind!: string;

  @Field(() => [RestatedShare], { description: 'The sums that it changes.' })
  measures!: readonly RestatedShare[];

  @Field(() => [Position], {
    description:
      'The events behind `since` that made it so, in the order of the ledger; none where only time went by.',
  })
  positions!: readonly number[];
}

export const RestatementEntryConnection = connectionOf(
  RestatementEntry,
  'RestatementEntry',
  'things that restate a figure',
);

@ObjectType({
  description:
    'What became of a figure since it was reported, sum by sum: how much is new, and how much corrects what was told; `entries` tells of what, and by which events.',
})
export class Restatement {
  @Field(() => Position, { description: 'The position of the figure that was reported.' })
  since!: number;

  @Field(() => Position, { description: 'The position of the figure as it is now.' })
  asOf!: number;

  @Field(() => [RestatedMeasure], {
    description: 'Its sums; those that were nothing and are nothing are left out.',
  })
  measures!: readonly RestatedMeasure[];
}

/** As the field of a figure. */
export const RESTATEMENT =
  'What became of it since a position as of which it was reported: the same question, asked as of both.';
