import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FiguresOfMonths } from '../../calendar/months.types.js';
import { connectionOf } from '../../graphql/paging.js';
import { Decimal, Position, YearMonth } from '../../graphql/scalars.js';

@ObjectType({ isAbstract: true })
abstract class CaseCounts {
  @Field(() => String, {
    description:
      'The kind of the cases as they were triaged last: `customs-hold`, `payment-stuck`, `red-tape`, `visa`, `transport`, `dispute`.',
  })
  kind!: string;

  @Field(() => Int, { description: 'Cases that were opened, by a firm or by themselves.' })
  opened!: number;

  @Field(() => Int, { description: 'How often a firm opened its case again.' })
  reopened!: number;

  @Field(() => Int, { description: 'How often a case was resolved, be it opened again since.' })
  resolved!: number;

  @Field(() => Int, { description: 'How often a case went before the Commission, by rule or by hand.' })
  escalated!: number;
}

@ObjectType({ description: 'What happened to cases of one kind in one month.' })
export class CasesOfMonth extends CaseCounts {
  @Field(() => YearMonth, { description: 'The month, by the clock of whoever told it.' })
  month!: string;
}

@ObjectType({ description: 'How long a step took, over the cases in which it was done in the months.' })
export class CaseTime {
  @Field(() => Int, { description: 'How many.' })
  n!: number;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Hours, two digits: half of them took as long or less (nearest rank). Null where there was none.',
  })
  p50Hours!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The same of nine in ten.' })
  p90Hours!: string | null;

  @Field(() => Int, { description: 'Of them within the limit that the case was opened with.' })
  inTime!: number;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The share within the limit, four digits; null where there was none.',
  })
  shareInTime!: string | null;
}

@ObjectType({ description: 'How fast cases of one kind, or of all, are seen to.' })
export class CaseSpeed {
  @Field(() => String, { nullable: true, description: 'The kind; null for all together.' })
  kind!: string | null;

  @Field(() => CaseTime, {
    description: 'From each opening to its first answer; what was resolved without one is in none.',
  })
  answer!: CaseTime;

  @Field(() => CaseTime, { description: 'From each opening to its resolution.' })
  resolve!: CaseTime;
}

@ObjectType({ description: 'Cases that are open, by how long they have been.' })
export class OpenCases {
  @Field(() => String, { description: 'Days since the case was opened, or opened again.' })
  days!: string;

  @Field(() => Int, { description: 'How many.' })
  cases!: number;
}

@ObjectType({ description: 'One case, and what it adds to the figures.' })
export class CaseShare extends CaseCounts {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => Boolean, { description: 'Whether it is open as of the position.' })
  isOpen!: boolean;

  @Field(() => [Position], { description: 'Its events, in the order of the ledger.' })
  positions!: number[];
}

export const CaseShareConnection = connectionOf(CaseShare, 'CaseShare', 'cases behind the figures');

@ObjectType({ description: 'What became of the cases of firms before the Business Council in some months.' })
export class CasesOfMonths extends FiguresOfMonths {
  @Field(() => [CasesOfMonth], { description: 'By month and kind.' })
  byMonth!: CasesOfMonth[];

  @Field(() => [CaseSpeed], { description: 'Of all kinds together, and by kind.' })
  speed!: CaseSpeed[];

  @Field(() => [OpenCases], {
    description:
      'What is open as of the position, whatever the months, to the instant at which the ledger came there.',
  })
  openByAge!: OpenCases[];
}
