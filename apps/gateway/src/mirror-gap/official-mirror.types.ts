import { Field, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { Decimal, HSCode, YearMonth } from '../graphql/scalars.js';
import { OfficialFigure } from '../official-trade/official-trade.types.js';

@ObjectType({
  description: 'The gap between the official statistics of two countries in one month, of one source.',
})
export class MonthOfOfficialMirror {
  @Field(() => YearMonth, { description: 'The month.' })
  month!: string;

  @Field(() => OfficialFigure, {
    nullable: true,
    description: 'What the importer tells of its imports from the exporter; null where it tells nothing.',
  })
  imports!: OfficialFigure | null;

  @Field(() => OfficialFigure, {
    nullable: true,
    description: 'What the exporter tells of its exports to the importer; null where it tells nothing.',
  })
  exports!: OfficialFigure | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'The total of `imports` less that of `exports`; null where one side tells none.',
  })
  gap!: MoneyType | null;

  @Field(() => Decimal, {
    nullable: true,
    description: '`gap` ÷ exports, four digits. Null without a gap, and where exports are 0.',
  })
  ofExports!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'Imports ÷ 1.06 − exports, to the cent, half to even: where the importer does not tell CIF and FOB apart, freight and insurance are taken for 6 %. Null where it does, and without a gap.',
  })
  gapLessFreight!: MoneyType | null;
}

@ObjectType({ description: 'The gap between the official statistics of two countries in one chapter.' })
export class ChapterOfOfficialMirror {
  @Field(() => HSCode, { description: 'The chapter, two digits.' })
  chapter!: string;

  @Field(() => String, { nullable: true, description: 'Its short name, in English.' })
  name!: string | null;

  @Field(() => [MonthOfOfficialMirror], { description: 'Month by month, the oldest first.' })
  months!: MonthOfOfficialMirror[];
}

@ObjectType({
  description:
    'The gap by official statistics, as published: the newest telling of each month as of the position. Nothing is added up, and its causes are told by nobody.',
})
export class OfficialMirror {
  @Field(() => [MonthOfOfficialMirror], {
    description: 'All goods, the oldest month first; months of which neither side tells are left out.',
  })
  months!: MonthOfOfficialMirror[];

  @Field(() => [ChapterOfOfficialMirror], {
    description:
      'By chapter of the Harmonized System, in its order; those of which neither side tells are left out.',
  })
  byChapter!: ChapterOfOfficialMirror[];
}
