import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Position } from '../graphql/scalars.js';

@ObjectType({ description: 'A read model: what the events come to for one kind of question.' })
export class Projection {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Position, { description: 'Every event up to here is in it.' })
  position!: number;

  @Field(() => Int, {
    description: 'How many times it has been built anew, from 1; this is the one that is live.',
  })
  generation!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why it stands still on the next event; null while all is well. Told to operators only.',
  })
  error!: string | null;
}

@ObjectType({
  description: 'Where the ledger stands: the log of all events, and the read models that follow it.',
})
export class Ledger {
  @Field(() => Position, {
    description:
      'The position that every read model has reached: what figures are as of where `asOf` is left out, while none of them stands still.',
  })
  position!: number;

  @Field(() => Position, { description: 'The position of the last event recorded.' })
  head!: number;

  @Field(() => [Projection], { description: 'The read models, by name.' })
  projections!: Projection[];
}
