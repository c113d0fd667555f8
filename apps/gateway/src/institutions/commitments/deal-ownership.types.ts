import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MoneyType } from '../../graphql/money.type.js';

export const DealOwnershipEnum = {
  STATE: 'state',
  PRIVATE: 'private',
  MIXED: 'mixed',
  STATE_TAKES_PART: 'state-takes-part',
} as const;
registerEnumType(DealOwnershipEnum, {
  name: 'DealOwnership',
  description: 'Whose a deal is, by the owners of all who promise it.',
  valuesMap: {
    STATE: { description: 'Of states alone.' },
    PRIVATE: { description: 'Of private firms alone.' },
    MIXED: { description: 'Firms that are in part a state’s deal, with each other or with private ones.' },
    STATE_TAKES_PART: { description: 'A state’s firm deals with others.' },
  },
});

@ObjectType({ isAbstract: true })
export abstract class TradeOfCommitments {
  @Field(() => MoneyType, { description: 'What these promise of goods, in USD.' })
  promised!: MoneyType;

  @Field(() => MoneyType, { description: 'What of it became contracts, in USD.' })
  contracted!: MoneyType;

  @Field(() => MoneyType, { description: 'Goods for it that left, in USD.' })
  shipped!: MoneyType;

  @Field(() => MoneyType, {
    description: 'Goods for it that were delivered, of what customs cleared on import, in USD.',
  })
  delivered!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'Goods for it that were delivered without a clearance that is known, in USD: no part of `delivered`.',
  })
  deliveredUncleared!: MoneyType;

  @Field(() => MoneyType, { description: 'What was paid for it, in USD.' })
  paid!: MoneyType;

  @Field(() => MoneyType, { description: 'What these promise of services, in USD: no part of `promised`.' })
  servicesPromised!: MoneyType;

  @Field(() => MoneyType, {
    description: 'What of the services became contracts, in USD: no part of `contracted`.',
  })
  servicesContracted!: MoneyType;
}

@ObjectType({ description: 'Commitments of one kind of owners, and what came of them.' })
export class CommitmentsOfOwnership extends TradeOfCommitments {
  @Field(() => DealOwnershipEnum, { description: 'Whose they are.' })
  ownership!: string;

  @Field(() => Int, { description: 'Commitments.' })
  commitments!: number;
}
