import { COUNTRIES, REGIONS } from '@corridor/reference-data';
import { ArgsType, Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MonthsArgs } from '../../calendar/months.types.js';
import { CountryCode, DateTime, Decimal, Position, YearMonth } from '../../graphql/scalars.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../../read/as-of.types.js';
import { ReleasedMonth } from '../../release-calendar/release-calendar.types.js';
import { TradeAmounts } from '../bilateral-trade.types.js';

const nameOf = (code: string): string => code.toUpperCase().replaceAll('-', '_');

/** `central-asia` is `CENTRAL_ASIA` in GraphQL. */
export const RegionEnum: Readonly<Record<string, string>> = Object.fromEntries(
  [...REGIONS.keys()].map((code) => [nameOf(code), code]),
);
registerEnumType(RegionEnum, {
  name: 'Region',
  description: 'Countries that are asked of together, as the United Nations group them.',
  valuesMap: Object.fromEntries(
    [...REGIONS.values()].map(({ code, name, countries }) => [
      nameOf(code),
      { description: `${name}: ${countries.map((country) => COUNTRIES.find(country)?.name).join(', ')}.` },
    ]),
  ),
});

@ObjectType({ description: 'The trade of the reporter with one country.' })
export class PartnerOfTrade extends TradeAmounts {
  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;

  @Field(() => String, { description: 'Its name, in English.' })
  name!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Its part of the total, four digits, rounded half to even; null where that is nothing.',
  })
  share!: string | null;
}

@ObjectType({
  description:
    'Goods that the reporter traded with all other countries, or with those of a region, by its own statistics: `bilateralTrade` with each of them.',
})
export class TradeByPartner extends TradeAmounts {
  @Field(() => CountryCode, { description: 'Whose statistics these are.' })
  reporter!: string;

  @Field(() => RegionEnum, { nullable: true, description: 'With which region; null for all countries.' })
  region!: string | null;

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

  @Field(() => [PartnerOfTrade], {
    description: 'Country by country, the largest total first; those without trade are left out.',
  })
  partners!: PartnerOfTrade[];

  @Field(() => [ReleasedMonth], {
    description: 'Which months these are, the oldest first, and how final each is.',
  })
  months!: ReleasedMonth[];
}

@ArgsType()
export class TradeByPartnerArgs extends MonthsArgs {
  @Field(() => CountryCode, { description: 'Whose statistics.' })
  reporter!: string;

  @Field(() => RegionEnum, {
    nullable: true,
    description: 'With the countries of this region alone; left out, with all.',
  })
  region?: string | null;

  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}
