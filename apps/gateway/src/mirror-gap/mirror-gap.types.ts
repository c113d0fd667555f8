import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { FiguresOfMonths, MonthsArgs } from '../calendar/months.types.js';
import { MoneyType } from '../graphql/money.type.js';
import { CountryCode, DateTime, Decimal, HSCode, YearMonth } from '../graphql/scalars.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';

@ObjectType({ description: 'What makes a mirror gap, cause by cause: they sum to it to the last cent.' })
export class MirrorCauses {
  @Field(() => MoneyType, {
    description: 'What the charges between the frontiers add: imports are valued CIF, exports FOB.',
  })
  freightAndInsurance!: MoneyType;

  @Field(() => MoneyType, {
    description: 'The same amount at the rate of the import less at that of the export, of one currency.',
  })
  exchangeRate!: MoneyType;

  @Field(() => MoneyType, {
    description: 'What the other side declares in another month, out of the one and into the other.',
  })
  timing!: MoneyType;

  @Field(() => MoneyType, { description: 'Of what the other side names another origin or destination.' })
  partner!: MoneyType;

  @Field(() => MoneyType, { description: 'What the other side declares in another chapter.' })
  classification!: MoneyType;

  @Field(() => MoneyType, { description: 'What one side alone declares, or has declared by then.' })
  oneSideOnly!: MoneyType;

  @Field(() => MoneyType, { description: 'What is left: another quantity, or another price of the unit.' })
  residual!: MoneyType;
}

@ObjectType({ description: 'What two countries declare of the goods that go from one to the other.' })
export class MirrorAmounts {
  @Field(() => MoneyType, {
    description: 'What the importer declares imported of goods that originate in the exporter (CIF-type).',
  })
  imports!: MoneyType;

  @Field(() => MoneyType, {
    description: 'What the exporter declares exported to the importer as last known destination (FOB-type).',
  })
  exports!: MoneyType;

  @Field(() => MoneyType, { description: '`imports` less `exports`.' })
  gap!: MoneyType;

  @Field(() => Decimal, {
    nullable: true,
    description: '`gap` ÷ `exports`, four digits: "0.1181" is 11.81 %. Null without exports.',
  })
  ofExports!: string | null;

  @Field(() => MirrorCauses, { description: 'What makes the gap.' })
  causes!: MirrorCauses;
}

@ObjectType({ description: 'The mirror gap of one month.' })
export class MonthOfMirror extends MirrorAmounts {
  @Field(() => YearMonth, { description: 'The month in which customs accepted the declarations.' })
  month!: string;
}

@ObjectType({ description: 'The mirror gap of one chapter of the Harmonized System.' })
export class ChapterOfMirror extends MirrorAmounts {
  @Field(() => HSCode, { description: 'The chapter, two digits.' })
  chapter!: string;

  @Field(() => String, { nullable: true, description: 'Its short name, in English.' })
  name!: string | null;

  @Field(() => [MonthOfMirror], {
    description: 'Month by month, the oldest first; months of which neither side tells are left out.',
  })
  months!: MonthOfMirror[];
}

@ObjectType({
  description:
    'What one country declares exported against what the other declares imported, taken apart by its causes; `lines` tells which lines make each of them.',
})
export class MirrorGap extends FiguresOfMonths {
  @Field(() => CountryCode, { description: 'Whose exports.' })
  exporter!: string;

  @Field(() => CountryCode, { description: 'Whose imports.' })
  importer!: string;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => MirrorAmounts, { description: 'All goods, all months asked for.' })
  total!: MirrorAmounts;

  @Field(() => [MonthOfMirror], {
    description: 'All goods month by month, the oldest first, those of which neither side tells as well.',
  })
  months!: MonthOfMirror[];

  @Field(() => [ChapterOfMirror], {
    description:
      'By chapter of the Harmonized System, in its order; those of which neither side tells are left out.',
  })
  byChapter!: ChapterOfMirror[];
}

@ArgsType()
export class MirrorGapArgs extends MonthsArgs {
  @Field(() => CountryCode, { description: 'Whose exports.' })
  exporter!: string;

  @Field(() => CountryCode, { description: 'Whose imports of goods that originate in the exporter.' })
  importer!: string;
  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}
