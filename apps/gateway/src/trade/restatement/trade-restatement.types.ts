import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../../graphql/money.type.js';
import { connectionOf } from '../../graphql/paging.js';
import { CountryCode, DateTime, Position, YearMonth } from '../../graphql/scalars.js';
import { OCCURRED_UNTIL, OCCURRED_UNTIL_ASKED } from '../../read/as-of.types.js';
import { EventBehindTrade, TradeOfPairArgs } from '../bilateral-trade.types.js';

@ArgsType()
export class TradeRestatementArgs extends TradeOfPairArgs {
  @Field(() => Position, {
    description: 'The position that the figure was reported as of, such as that of the last meeting.',
  })
  since!: number;

  @Field(() => DateTime, OCCURRED_UNTIL)
  occurredUntil?: string | null;
}

@ObjectType({ description: 'An event that made a figure another one than it was.' })
export class RestatingEvent extends EventBehindTrade {
  @Field(() => String, {
    description: 'What happened, such as `DeclarationAmended`; docs/events describes each type.',
  })
  type!: string;

  @Field(() => YearMonth, {
    description: 'The month that it counts in: the first one, where it counts in several.',
  })
  month!: string;

  @Field(() => MoneyType, {
    description: 'What it adds to the difference: `newTrade` and `corrections` together.',
  })
  share!: MoneyType;

  @Field(() => MoneyType, { description: 'What of that is trade that was not held at `since`.' })
  newTrade!: MoneyType;

  @Field(() => MoneyType, { description: 'What of that corrects declarations that had counted at `since`.' })
  corrections!: MoneyType;
}

export const RestatingEventConnection = connectionOf(
  RestatingEvent,
  'RestatingEvent',
  'events that restated a figure',
);

@ObjectType({
  description:
    'What became of the trade of some months between two positions: how much was added, and how much of what had been reported was corrected.',
})
export class TradeRestatement {
  @Field(() => CountryCode, { description: 'Whose statistics these are.' })
  reporter!: string;

  @Field(() => CountryCode, { description: 'The country traded with.' })
  partner!: string;

  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => Position, { description: 'The position of the figure that was reported.' })
  since!: number;

  @Field(() => Position, { description: 'The position of the figure as it is now.' })
  asOf!: number;

  @Field(() => DateTime, OCCURRED_UNTIL_ASKED)
  occurredUntil!: string | null;

  @Field(() => MoneyType, { description: 'Exports and imports of the months as of `since`.' })
  before!: MoneyType;

  @Field(() => MoneyType, { description: 'The same as of `asOf`.' })
  after!: MoneyType;

  @Field(() => MoneyType, { description: '`after` − `before`: `newTrade` and `corrections` together.' })
  difference!: MoneyType;

  @Field(() => MoneyType, {
    description: 'What declarations add that had not counted at `since`, as they are corrected since.',
  })
  newTrade!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'What amendments, invalidations and cancellations change of declarations that had counted at `since`.',
  })
  corrections!: MoneyType;
}
