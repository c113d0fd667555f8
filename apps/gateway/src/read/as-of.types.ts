import { ArgsType, Field, IntersectionType } from '@nestjs/graphql';
import { PageArgs } from '../graphql/paging.js';
import { DateTime, Position } from '../graphql/scalars.js';

/** What figures and lists are as of, in the one way that all of them are asked; `ReadModels.asOf` finds the position. */
@ArgsType()
export class AsOfArgs {
  @Field(() => Position, {
    nullable: true,
    description:
      'As of this position of the ledger; left out, as of the last one that the read models have reached.',
  })
  asOf?: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'As of what the ledger knew at this instant: all events that were recorded by then. One of `asOf` and `knownAt` alone. An instant that is yet to come is taken as one left out. The `asOf` of a figure tells the position that it comes to.',
  })
  knownAt?: string | null;
}

/** Of those figures whose facts are told by what happened alone, so that what happened up to an instant can be told apart from the rest. */
export const OCCURRED_UNTIL = {
  nullable: true,
  description:
    'Only what had happened by this instant, as it is known at `asOf` or `knownAt`: exactly the events whose `occurredAt` is not behind it, to the millisecond. Left out, whatever is known.',
} as const;

/** Beside the answer to that. */
export const OCCURRED_UNTIL_ASKED = {
  nullable: true,
  description: 'The instant of `occurredUntil`, where it was asked for.',
} as const;

/** A page of what there is as of a position. */
@ArgsType()
export class PageAsOfArgs extends IntersectionType(PageArgs, AsOfArgs, ArgsType) {}
