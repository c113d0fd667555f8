import { Field, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../../graphql/money.type.js';
import { YearMonth } from '../../graphql/scalars.js';

@ObjectType({ description: 'What is under way of the exports of one month.' })
export class MonthUnderWay {
  @Field(() => YearMonth, { description: 'The month in which customs of the partner accepted the export.' })
  month!: string;

  @Field(() => MoneyType, { description: "Its value at the partner's frontier (FOB-type)." })
  value!: MoneyType;
}

@ObjectType({
  description:
    'Goods that the partner declared exported to the reporter and the reporter has not declared imported: no trade of the reporter yet, and in none of its sums.',
})
export class GoodsUnderWay {
  @Field(() => MoneyType, { description: "Their value at the partner's frontier (FOB-type)." })
  value!: MoneyType;

  @Field(() => [MonthUnderWay], {
    description: 'By the month of the export, the oldest first, those with nothing as well.',
  })
  months!: MonthUnderWay[];
}
