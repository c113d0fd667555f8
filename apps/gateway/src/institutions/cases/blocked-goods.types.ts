import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../../graphql/money.type.js';
import { connectionOf } from '../../graphql/paging.js';
import { Position } from '../../graphql/scalars.js';

@ObjectType({ isAbstract: true })
abstract class BlockedSum {
  @Field(() => MoneyType, { description: 'What the goods are worth in USD, as far as that is known.' })
  value!: MoneyType;

  @Field(() => Int, { description: 'Consignments, each once.' })
  consignments!: number;

  @Field(() => Int, {
    description:
      'Of them those whose worth in USD nothing in the ledger tells: they add nothing to the value.',
  })
  unvalued!: number;
}

@ObjectType({ description: 'Goods that are blocked for one reason.' })
export class BlockedForReason extends BlockedSum {
  @Field(() => String, { description: '`hold`, `case` or `overdue-transit`.' })
  reason!: string;
}

@ObjectType({ description: 'Goods that have been blocked for so many days.' })
export class BlockedForDays extends BlockedSum {
  @Field(() => String, {
    nullable: true,
    description: '`0-7`, `8-30`, `31-90` or `over-90` full days; null where it is not known since when.',
  })
  days!: string | null;
}

@ObjectType({ description: 'Goods that are blocked at one place.' })
export class BlockedAtPlace extends BlockedSum {
  @Field(() => String, {
    nullable: true,
    description: 'UN/LOCODE of the office or place; null where no office holds them and none was told.',
  })
  place!: string | null;
}

@ObjectType({ description: 'A consignment whose goods are blocked.' })
export class BlockedConsignment {
  @Field(() => ID, { description: 'The consignment.' })
  consignmentId!: string;

  @Field(() => MoneyType, { nullable: true, description: 'What it is worth; null where that is not known.' })
  value!: MoneyType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What tells it: `lines` where all of its own are in USD, else `export-declaration` or `import-declaration`; null where nothing does.',
  })
  valuedBy!: string | null;

  @Field(() => [String], { description: 'Why: `hold`, `case`, `overdue-transit`.' })
  reasons!: string[];

  @Field(() => [Position], {
    description:
      'The events that blocked it and those that tell what it is worth, in the order of the ledger.',
  })
  positions!: number[];
}

export const BlockedConsignmentConnection = connectionOf(
  BlockedConsignment,
  'BlockedConsignment',
  'consignments that are blocked',
);

@ObjectType({
  description:
    'What goods are worth that a hold of customs, an open case or an overdue transit blocks, each once.',
})
export class BlockedGoods extends BlockedSum {
  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;

  @Field(() => [BlockedForReason], {
    description:
      'By reason; goods that are blocked for several stand under each, so that these may sum to more.',
  })
  byReason!: BlockedForReason[];
}
