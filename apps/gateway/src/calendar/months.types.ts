import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { Position, YearMonth } from '../graphql/scalars.js';
import { AsOfArgs } from '../read/as-of.types.js';

/** Which months are asked for, and as of when; {@link checkMonths} holds them to what can be asked at once. */
@ArgsType()
export class MonthsArgs extends AsOfArgs {
  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month, at most 240 months in all.' })
  to!: string;
}

/** Figures of some months as of a position. */
@ObjectType({ isAbstract: true })
export abstract class FiguresOfMonths {
  @Field(() => YearMonth, { description: 'First month.' })
  from!: string;

  @Field(() => YearMonth, { description: 'Last month.' })
  to!: string;

  @Field(() => Position, { description: 'The position that it is as of.' })
  asOf!: number;
}
