import { HOLD_REASONS } from '@corridor/reference-data';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTime, Decimal, Position, UNLOCODE } from '../graphql/scalars.js';

const nameOf = (code: string): string => code.toUpperCase().replaceAll('-', '_');

/** `duty-unpaid` is `DUTY_UNPAID` in GraphQL. */
export const HoldReasonEnum: Readonly<Record<string, string>> = Object.fromEntries(
  [...HOLD_REASONS].map(({ code }) => [nameOf(code), code]),
);
registerEnumType(HoldReasonEnum, {
  name: 'HoldReason',
  description: 'Why customs holds goods.',
  valuesMap: Object.fromEntries(
    [...HOLD_REASONS].map(({ code, name }) => [nameOf(code), { description: `${name}.` }]),
  ),
});

export const HoldEndEnum = {
  RELEASE: 'release',
  REFUSAL: 'refusal',
  INVALIDATION: 'invalidation',
  DETACHMENT: 'detachment',
} as const;
registerEnumType(HoldEndEnum, {
  name: 'HoldEnd',
  description: 'What ended a hold.',
  valuesMap: {
    RELEASE: { description: 'It was lifted.' },
    REFUSAL: { description: 'The declaration was refused in that instant.' },
    INVALIDATION: { description: 'The declaration was taken back.' },
    DETACHMENT: {
      description:
        'The declaration covers this part of a split consignment no more; others it may still hold.',
    },
  },
});

/** A length of time, exact and in days. */
@ObjectType({ isAbstract: true })
export abstract class Duration {
  @Field(() => Decimal, {
    description: 'In days of 24 hours, four digits, rounded half to even: "1.5000" is 36 hours.',
  })
  days!: string;

  @Field(() => Decimal, {
    description: 'The same in seconds, exact to the millisecond: these add up where rounded days need not.',
  })
  seconds!: string;
}

@ObjectType({ isAbstract: true })
abstract class HoldFacts extends Duration {
  @Field(() => ID, { description: 'What customs calls it; two declarations may each have one of that name.' })
  holdId!: string;

  @Field(() => ID, { description: 'The declaration that it is on.' })
  declarationId!: string;

  @Field(() => HoldReasonEnum, { description: 'Why the goods are held.' })
  reason!: string;

  @Field(() => UNLOCODE, { description: 'The customs office that took the declaration.' })
  office!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The participant that alone may lift it, such as a quarantine service; null where any customs office may.',
  })
  liftableBy!: string | null;

  @Field(() => DateTime, { description: "When it was placed, by the office's clock." })
  placedAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it ended, by the office's clock; null while it is open.",
  })
  endedAt!: string | null;

  @Field(() => HoldEndEnum, { nullable: true, description: 'What ended it; null while it is open.' })
  endedBy!: string | null;

  @Field(() => Boolean, { description: 'Whether it is open: its time runs on.' })
  isOpen!: boolean;

  @Field(() => [Position], { description: 'The events that tell of it, in the order of the ledger.' })
  positions!: readonly number[];
}

@ObjectType('Hold', {
  description:
    'Customs keeps the goods of a consignment back. A hold of a whole is one of each part that its declaration covers as it goes on in parts, too.',
})
export class HoldType extends HoldFacts {
  @Field(() => DateTime, {
    description:
      "Since when it has held these goods, by the office's clock: as `placedAt`, or later where the declaration had left them and came back.",
  })
  heldFrom!: string;
}

@ObjectType({ description: 'A hold within a figure, and how much of the figure it makes.' })
export class HoldShare extends HoldFacts {
  @Field(() => ID, { description: 'The consignment that its declaration was lodged for.' })
  consignmentId!: string;
}

@ObjectType({ isAbstract: true })
export abstract class AsOfInstant extends Duration {
  @Field(() => Int, { description: 'How many of the holds are open: their time runs on.' })
  open!: number;

  @Field(() => Position, {
    description:
      'The position that the figure is as of: asked with `asOf: <this>` again, it is the same for ever.',
  })
  asOf!: number;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the ledger came to that position: holds that are open run to here. Null before its first event.',
  })
  until!: string | null;
}

@ObjectType({
  description:
    'How long customs held a consignment: from when each hold was placed to when it ended, what overlaps counted once, whichever declarations the holds are on. A part of a split consignment has been held since the beginning of the holds that were open as it came; those that had ended are told of the whole alone.',
})
export class DaysHeld extends AsOfInstant {}
