import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MoneyType } from '../graphql/money.type.js';
import { connectionOf, PageArgs } from '../graphql/paging.js';
import { DateTime, HSCode, Position } from '../graphql/scalars.js';

export const MirrorCauseEnum = {
  FREIGHT_AND_INSURANCE: 'freight_and_insurance',
  EXCHANGE_RATE: 'exchange_rate',
  TIMING: 'timing',
  PARTNER: 'partner',
  CLASSIFICATION: 'classification',
  ONE_SIDE_ONLY: 'one_side_only',
  RESIDUAL: 'residual',
} as const;
registerEnumType(MirrorCauseEnum, {
  name: 'MirrorCause',
  description: 'Why what two countries declare of the same goods differs.',
  valuesMap: {
    FREIGHT_AND_INSURANCE: { description: 'Imports are valued CIF, exports FOB.' },
    EXCHANGE_RATE: { description: 'One currency was taken to USD at two rates.' },
    TIMING: { description: 'The two declarations fall in different months.' },
    PARTNER: { description: 'They name another origin or destination.' },
    CLASSIFICATION: { description: 'They name another chapter.' },
    ONE_SIDE_ONLY: { description: 'There is one of them alone.' },
    RESIDUAL: { description: 'Another quantity, or another price of the unit.' },
  },
});

@ArgsType()
export class MirrorLinesArgs extends PageArgs {
  @Field(() => MirrorCauseEnum, { description: 'Of which cause.' })
  cause!: (typeof MirrorCauseEnum)[keyof typeof MirrorCauseEnum];

  @Field(() => HSCode, {
    nullable: true,
    description: 'Of this chapter alone, two digits; left out, of all goods.',
  })
  chapter?: string | null;
}

@ObjectType({ description: 'What one side declares of a line: the event that has the last word on it.' })
export class MirrorSide {
  @Field(() => Position, {
    description: 'Its place in the ledger: `event(position:)` shows what it declares.',
  })
  position!: number;

  @Field(() => ID, { description: 'The declaration.' })
  declarationId!: string;

  @Field(() => String, { description: 'What happened: `DeclarationCleared` or `DeclarationAmended`.' })
  type!: string;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: string;

  @Field(() => DateTime, { description: 'When the ledger knew.' })
  recordedAt!: string;

  @Field(() => String, { description: 'Who reported it: `<role>:<participant>`.' })
  actor!: string;
}

@ObjectType({
  description: 'A line of a consignment that makes a part of a gap: two declarations of it, or one alone.',
})
export class MirrorLine {
  @Field(() => ID, { description: 'The consignment; of one that was split, the part.' })
  consignmentId!: string;

  @Field(() => Int, { description: 'Its line.' })
  lineNumber!: number;

  @Field(() => MoneyType, {
    description: 'What it adds to the cause, within the months and the chapter asked for.',
  })
  share!: MoneyType;

  @Field(() => MirrorSide, {
    nullable: true,
    description: 'What was exported; null where nobody declares it.',
  })
  exported!: MirrorSide | null;

  @Field(() => MirrorSide, {
    nullable: true,
    description: 'What was imported; null where nobody declares it.',
  })
  imported!: MirrorSide | null;

  @Field(() => Position, { description: 'From which position on the ledger knows it so.' })
  position!: number;
}

export const MirrorLineConnection = connectionOf(MirrorLine, 'MirrorLine', 'lines that make a part of a gap');
