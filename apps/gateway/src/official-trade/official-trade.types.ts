import { ArgsType, Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FiguresOfMonths, MonthsArgs } from '../calendar/months.types.js';
import { MoneyType } from '../graphql/money.type.js';
import { CountryCode, HSCode, LocalDate, Position } from '../graphql/scalars.js';

export const StatisticFlowEnum = {
  IMPORT: 'import',
  EXPORT: 'export',
  RE_EXPORT: 're-export',
  RE_IMPORT: 're-import',
} as const;
registerEnumType(StatisticFlowEnum, {
  name: 'StatisticFlow',
  description: 'Which way goods go, as official statistics tell it.',
  valuesMap: {
    IMPORT: { description: 'Into the reporter, re-imports among them.' },
    EXPORT: { description: 'Out of the reporter, re-exports among them.' },
    RE_EXPORT: { description: 'The part of the exports that was goods of another country.' },
    RE_IMPORT: { description: "The part of the imports that was the reporter's own goods, come back." },
  },
});

export const StatisticStatusEnum = {
  PROVISIONAL: 'provisional',
  REVISED: 'revised',
  FINAL: 'final',
} as const;
registerEnumType(StatisticStatusEnum, {
  name: 'StatisticStatus',
  description: 'How the source calls a figure.',
  valuesMap: {
    PROVISIONAL: { description: 'It is expected to change.' },
    REVISED: { description: 'It took the place of one before, and may change again.' },
    FINAL: { description: 'No further change is planned.' },
  },
});

export const StatisticSourceEnum = {
  UN_COMTRADE: 'un-comtrade',
  DEMO_STATISTICS: 'demo-statistics',
} as const;
registerEnumType(StatisticSourceEnum, {
  name: 'StatisticSource',
  description: 'Who publishes a figure.',
  valuesMap: {
    UN_COMTRADE: {
      description: 'The United Nations Comtrade Database, as the reporter told its statistics to it.',
    },
    DEMO_STATISTICS: { description: 'Nobody: the figures are made up, of the trade of the demo.' },
  },
});

@ObjectType({ description: 'What a source tells of one flow in one period.' })
export class OfficialFigure {
  @Field(() => String, { description: 'A year, "2025", or a month, "2025-03".' })
  period!: string;

  @Field(() => StatisticFlowEnum, { description: 'Which way.' })
  flow!: string;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'What the source tells of all goods together or, below a chapter, of that. Null where it tells of no total: then none is made of what it tells of chapters.',
  })
  total!: MoneyType | null;

  @Field(() => StatisticSourceEnum, { description: 'Who publishes it.' })
  source!: string;

  @Field(() => String, {
    description: 'The edition of the Harmonized System, as the source names it: "H6" is that of 2022.',
  })
  classification!: string;

  @Field(() => StatisticStatusEnum, { description: 'How the source calls it.' })
  status!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'When the source published it; null where that is not known.',
  })
  publishedOn!: string | null;

  @Field(() => LocalDate, { description: 'When it was downloaded.' })
  downloadedOn!: string;

  @Field(() => Position, { description: 'The event that tells it: `event(position:)` shows it whole.' })
  position!: number;
}

@ObjectType({ description: 'What sources tell of a chapter of the Harmonized System.' })
export class OfficialChapter {
  @Field(() => HSCode, { description: 'The chapter, two digits.' })
  chapter!: string;

  @Field(() => String, { nullable: true, description: 'Its short name, in English.' })
  name!: string | null;

  @Field(() => [OfficialFigure], { description: 'By month, the oldest first, and by flow.' })
  months!: OfficialFigure[];

  @Field(() => [OfficialFigure], { description: 'By year, the oldest first, and by flow.' })
  years!: OfficialFigure[];
}

@ObjectType({
  description:
    'What official statistics of one country tell of its trade with another, in USD: as published, beside what the ledger counts by itself (`bilateralTrade`). Where a source told otherwise later, the newest telling counts; an earlier position shows the one before.',
})
export class OfficialTrade extends FiguresOfMonths {
  @Field(() => CountryCode, { description: 'Whose statistics these are.' })
  reporter!: string;

  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;

  @Field(() => [OfficialFigure], {
    description: 'By month, the oldest first, and by flow; what was not told is left out.',
  })
  months!: OfficialFigure[];

  @Field(() => [OfficialFigure], {
    description:
      'By year, the oldest first, and by flow: whole years, those that the months asked for lie in. Nothing is added up from months.',
  })
  years!: OfficialFigure[];

  @Field(() => [OfficialChapter], {
    description:
      'By chapter of the Harmonized System, in its order; chapters that were not told are left out.',
  })
  byChapter!: OfficialChapter[];
}

@ArgsType()
export class OfficialTradeArgs extends MonthsArgs {
  @Field(() => CountryCode, { description: 'Whose statistics.' })
  reporter!: string;

  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;
}
