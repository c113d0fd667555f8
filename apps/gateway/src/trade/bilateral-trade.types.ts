import { chapterName, headingDescription, placeName, SECTORS } from '@corridor/reference-data';
import { ArgsType, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MonthsArgs } from '../calendar/months.types.js';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf } from '../graphql/paging.js';
import { CountryCode, DateTime, HSCode, Position, UNLOCODE, YearMonth } from '../graphql/scalars.js';
import { TransportMode } from '../graphql/transport-mode.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../read/as-of.types.js';

/** `consumer-goods` is `CONSUMER_GOODS` in GraphQL. */
export const SectorEnum: Readonly<Record<string, string>> = Object.fromEntries(
  SECTORS.map((sector) => [sector.toUpperCase().replaceAll('-', '_'), sector]),
);
registerEnumType(SectorEnum, {
  name: 'Sector',
  description:
    "The sectors that the two countries name for their trade; each HS code belongs to one. Which chapters are whose is this ledger's own reading, not an official table.",
  valuesMap: {
    IT: {
      description:
        'Computers, telephones and network equipment, media, integrated circuits: goods, not services.',
    },
    TEXTILES: { description: 'Fibres, yarns, fabrics and clothing: HS chapters 50 to 63.' },
    LEATHER: { description: 'Hides, leather, leather goods and footwear: HS chapters 41 to 43 and 64.' },
    PHARMACEUTICALS: { description: 'Medicines and other pharmaceutical products: HS chapter 30.' },
    AGRICULTURE: { description: 'Animals, crops, food and drink: HS chapters 1 to 24.' },
    LOGISTICS: {
      description: 'Vehicles, rolling stock, aircraft and ships: HS chapters 86 to 89; goods, not services.',
    },
    CONSUMER_GOODS: {
      description:
        'Cosmetics, plastics, ceramics and glass, metal goods, machines, furniture, toys and the like.',
    },
    OTHER: { description: 'Everything that no other sector claims.' },
  },
});

@ObjectType({ isAbstract: true })
export abstract class TradeAmounts {
  @Field(() => MoneyType, {
    description:
      "What the reporter exported to the partner as last known destination, at the reporter's frontier (FOB-type).",
  })
  exports!: MoneyType;

  @Field(() => MoneyType, {
    description: 'The part of `exports` that was goods of another country, exported again.',
  })
  reExports!: MoneyType;

  @Field(() => MoneyType, {
    description:
      "What the reporter imported of goods that originate in the partner, at the reporter's frontier (CIF-type).",
  })
  imports!: MoneyType;

  @Field(() => MoneyType, { description: 'Exports and imports together.' })
  total!: MoneyType;
}

@ObjectType({ description: 'The bilateral trade of one month.' })
export class MonthOfTrade extends TradeAmounts {
  @Field(() => YearMonth, { description: 'The month in which customs accepted the declarations.' })
  month!: string;
}

@ObjectType({ description: 'The bilateral trade of one sector.' })
export class SectorOfTrade extends TradeAmounts {
  @Field(() => SectorEnum, { description: 'The sector.' })
  sector!: string;
}

@ObjectType({ description: 'The bilateral trade of one chapter of the Harmonized System.' })
export class ChapterOfTrade extends TradeAmounts {
  @Field(() => HSCode, { description: 'The chapter, two digits.' })
  chapter!: string;

  @Field(() => String, { nullable: true, description: 'Its short name, in English.' })
  name!: string | null;
}

export const nameOfChapter = (chapter: string): string | null => chapterName(chapter) ?? null;

@ObjectType({ description: 'The bilateral trade of one heading of the Harmonized System.' })
export class HeadingOfTrade extends TradeAmounts {
  @Field(() => HSCode, { description: 'The heading, four digits.' })
  heading!: string;

  @Field(() => String, { nullable: true, description: 'What it holds, in English.' })
  name!: string | null;
}

export const nameOfHeading = (heading: string): string | null => headingDescription(heading) ?? null;

@ObjectType({ description: 'The bilateral trade of one subheading of the Harmonized System.' })
export class SubheadingOfTrade extends TradeAmounts {
  @Field(() => HSCode, { description: 'The subheading, six digits.' })
  subheading!: string;

  @Field(() => String, { nullable: true, description: 'What its heading holds, in English.' })
  headingName!: string | null;
}

@ArgsType()
export class WithinArgs {
  @Field(() => HSCode, {
    description:
      'The chapter (two digits) or heading (four digits) whose subheadings are asked for, or one subheading.',
  })
  within!: string;
}

@ObjectType({
  description: 'The bilateral trade that one customs office of the reporter cleared.',
})
export class OfficeOfTrade extends TradeAmounts {
  @Field(() => UNLOCODE, {
    description: 'The office by its place: a seaport, a crossing of the border, an airport, a dry port.',
  })
  office!: string;

  @Field(() => String, { nullable: true, description: 'The name of the place.' })
  name!: string | null;
}

@ObjectType({
  description: "The bilateral trade that one kind of transport carried over the reporter's frontier.",
})
export class ModeOfTrade extends TradeAmounts {
  @Field(() => TransportMode, {
    nullable: true,
    description:
      'By what an export left the reporter, and an import came in; null of what the ledger was not told that.',
  })
  mode!: string | null;
}

@ObjectType({ description: 'The bilateral trade that went through one port of the sea.' })
export class PortOfTrade extends TradeAmounts {
  @Field(() => UNLOCODE, {
    nullable: true,
    description:
      'The first port in which the goods were loaded on a ship or, where none is told, taken off one; null of goods of which neither is told: they went by land or air, or are not on their way yet.',
  })
  port!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the place.' })
  name!: string | null;
}

@ObjectType({
  description: 'The bilateral trade that took one route, as far as the goods were seen on it.',
})
export class RouteOfTrade extends TradeAmounts {
  @Field(() => String, {
    nullable: true,
    description:
      'The route whose gates the goods passed, all of them; null where they passed those of none that is known, or nobody knows of which of several.',
  })
  route!: string | null;

  @Field(() => [String], {
    description: 'Where it is one of several: all that the goods may have taken. Else nothing.',
  })
  mayBe!: string[];
}

/** What the key of a cell says: the routes that the goods may have taken, apart by spaces. */
export function routesOfKey(key: string): Pick<RouteOfTrade, 'route' | 'mayBe'> {
  const [route = null, ...others] = key.split(' ').filter(Boolean);
  return others.length === 0 ? { route, mayBe: [] } : { route: null, mayBe: key.split(' ') };
}

export const nameOfPlace = (code: string): string | null => placeName(code) ?? null;

/** What an event tells of itself, whichever figure of trade it is behind. */
@ObjectType({ isAbstract: true })
export abstract class EventBehindTrade {
  @Field(() => Position, { description: 'Its place in the ledger.' })
  position!: number;

  @Field(() => ID, { description: 'The consignment that it tells of.' })
  consignmentId!: string;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: string;

  @Field(() => DateTime, { description: 'When the ledger knew.' })
  recordedAt!: string;

  @Field(() => String, { description: 'Who reported it: `<role>:<participant>`.' })
  actor!: string;
}

@ObjectType({ description: 'An event in the ledger that made a part of a trade figure.' })
export class TradeEvent extends EventBehindTrade {
  @Field(() => String, {
    description: 'What happened, such as `DeclarationCleared`; docs/events describes each type.',
  })
  type!: string;

  @Field(() => YearMonth, {
    description:
      'The month that it counts in; a correction counts in the month of the original declaration. The first one, where it counts in several.',
  })
  month!: string;

  @Field(() => MoneyType, {
    description:
      'What it adds to the total of exports and imports; negative where it takes more out than it puts in. All shares sum to the total exactly.',
  })
  share!: MoneyType;

  @Field(() => Boolean, { description: 'Whether it corrects what an earlier event had added.' })
  correction!: boolean;
}

export const TradeEventConnection = connectionOf(TradeEvent, 'TradeEvent', 'events behind a figure');

@ObjectType({
  description:
    'Goods traded between two countries by the statistics of one of them (IMTS 2010), in USD at the rate of the day of acceptance. Transit, services and cancelled consignments do not count. The statistics of the two countries differ and never mix: ask for each as reporter.',
})
export class BilateralTrade extends TradeAmounts {
  @Field(() => CountryCode, { description: 'Whose statistics these are.' })
  reporter!: string;

  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;

  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => Position, {
    description:
      'The position that the figure is as of: asked with `asOf: <this>` again, it is the same for ever.',
  })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => [MonthOfTrade], {
    description: 'Month by month, the oldest first, those without trade as well.',
  })
  months!: MonthOfTrade[];

  @Field(() => [SectorOfTrade], {
    description: 'By sector, the largest total first; sectors without trade are left out.',
  })
  bySector!: SectorOfTrade[];

  @Field(() => [ChapterOfTrade], {
    description: 'By chapter of the Harmonized System, in its order; chapters without trade are left out.',
  })
  byChapter!: ChapterOfTrade[];

  @Field(() => [HeadingOfTrade], {
    description: 'By heading of the Harmonized System, in its order; headings without trade are left out.',
  })
  byHeading!: HeadingOfTrade[];

  @Field(() => [OfficeOfTrade], {
    description:
      "By the reporter's customs office that cleared the goods, such as a port, the largest total first; offices without trade are left out.",
  })
  byOffice!: OfficeOfTrade[];

  @Field(() => [ModeOfTrade], {
    nullable: true,
    description:
      "By what carried the goods over the reporter's frontier, as far as it is told as of the position, the largest total first.",
  })
  byMode!: ModeOfTrade[] | null;

  @Field(() => [PortOfTrade], {
    nullable: true,
    description:
      'By the port in which the goods changed between land and ship, as far as it is told as of the position, the largest total first.',
  })
  byPort!: PortOfTrade[] | null;

  @Field(() => [RouteOfTrade], {
    nullable: true,
    description:
      'By the route that the goods took, as far as they were seen on one as of the position, the largest total first.',
  })
  byRoute!: RouteOfTrade[] | null;
}

@ArgsType()
export class TradeOfPairArgs extends MonthsArgs {
  @Field(() => CountryCode, { description: 'Whose statistics.' })
  reporter!: string;

  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;
}

@ArgsType()
export class BilateralTradeArgs extends TradeOfPairArgs {
  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}
