import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { YearsArgs } from '../../trade/years/years.types.js';
import { FunnelStages } from './commitment-funnel.types.js';

@ObjectType({
  description:
    'The promises of one year, but for those of services, as they stood some months behind their announcements, beside those of all earlier years at the same age.',
})
export class FunnelAtAge {
  @Field(() => String, { description: 'The year of the announcements: "2026", or "2025-26".' })
  year!: string;

  @Field(() => Int, { description: 'Commitments of the year that have come to that age.' })
  commitments!: number;

  @Field(() => Int, { description: 'Those that are younger: they are left out.' })
  younger!: number;

  @Field(() => FunnelStages, {
    description:
      'What had come of them by then, announced and revised by then; `deliveredShare` and `paidShare` are the conversions at that age. Dated by the day on which each thing came about, whenever it was told: a promise by its announcement, a contract by its signature, goods by the day on which they came to the stage. Goods that served a promise by mistake count at no age of it.',
  })
  stages!: FunnelStages;

  @Field(() => Int, { description: 'Commitments of all earlier years that are asked for, of that age.' })
  earlierCommitments!: number;

  @Field(() => FunnelStages, {
    nullable: true,
    description: 'What had come of those, at the same age; null of the first year.',
  })
  earlier!: FunnelStages | null;
}

@ArgsType()
export class AtAgeArgs extends YearsArgs {
  @Field(() => Int, { description: 'Full months since the announcement: 0 to 120.' })
  months!: number;
}
