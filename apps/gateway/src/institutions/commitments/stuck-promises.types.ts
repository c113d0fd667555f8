import { Field, Int, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../../graphql/money.type.js';
import { FunnelStage } from './commitment-funnel.types.js';

@ObjectType({ description: 'Promises that are stuck before one stage, and have stood still for so long.' })
export class StuckPromises {
  @Field(() => FunnelStage, {
    description:
      'The stage that they are stuck before, as `stuckBefore` of each: the first that has come to less than was promised.',
  })
  before!: string;

  @Field(() => String, {
    description:
      '`0-30`, `31-90`, `91-180` or `over-180` days since anything came of them, as `daysSinceProgress` of each.',
  })
  days!: string;

  @Field(() => Int, {
    description: 'Commitments; those that were withdrawn or fulfilled are not among them.',
  })
  commitments!: number;

  @Field(() => MoneyType, { description: 'What was promised, less what has come to that stage.' })
  missing!: MoneyType;
}
