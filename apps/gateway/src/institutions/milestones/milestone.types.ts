import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/paging.js';
import { Decimal, LocalDate, Position, UNLOCODE } from '../../graphql/scalars.js';

@ObjectType({ description: 'How many days goods took at a place or on a section.' })
export class MeasuredDays {
  @Field(() => Decimal, {
    nullable: true,
    description:
      'The median, by nearest rank, two digits; null where it depends on goods that are there still.',
  })
  p50!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'What nine of ten did not pass, likewise.' })
  p90!: string | null;

  @Field(() => Decimal, {
    description: 'The median with goods that are there still at their days so far: it will not be less.',
  })
  p50AtLeast!: string;

  @Field(() => Decimal, { description: 'What nine of ten did not pass, likewise.' })
  p90AtLeast!: string;

  @Field(() => Int, {
    description:
      'How many consignments were measured, with those that are there still: 5 at least. Goods that came together count once, however they were split.',
  })
  n!: number;

  @Field(() => Int, { description: 'Of these, how many are there still.' })
  open!: number;
}

@ObjectType({ description: 'Days before and behind a milestone, from scans of goods in windows of 90 days.' })
export class MeasuredAround {
  @Field(() => MeasuredDays, {
    nullable: true,
    description:
      'In the 90 days before work began, or before it was done where no such day is told; null under 5 consignments.',
  })
  before!: MeasuredDays | null;

  @Field(() => MeasuredDays, {
    nullable: true,
    description:
      'In the 90 days from the one on which it was done; null until then, and under 5 consignments.',
  })
  after!: MeasuredDays | null;
}

@ObjectType('Milestone', { description: 'A piece of infrastructure of the corridor.' })
export class MilestoneType {
  @Field(() => ID, { description: 'Its name in the ledger.' })
  milestoneId!: string;

  @Field(() => String, { description: 'Its name in words.' })
  name!: string;

  @Field(() => String, { description: '"road", "rail", "terminal" or "customs-post".' })
  kind!: string;

  @Field(() => [UNLOCODE], { description: 'Its place, or both ends of its section.' })
  places!: string[];

  @Field(() => [ID], { description: 'The routes that it serves.' })
  routeIds!: string[];

  @Field(() => String, { description: 'Who answers for it.' })
  responsible!: string;

  @Field(() => String, { description: 'Where it was promised.' })
  source!: string;

  @Field(() => String, { description: '"planned", "done" or "cancelled".' })
  status!: string;

  @Field(() => LocalDate, { description: 'The day of the first plan.' })
  firstPlannedOn!: string;

  @Field(() => LocalDate, { description: 'The day of the plan that holds.' })
  plannedOn!: string;

  @Field(() => LocalDate, { nullable: true, description: 'When work begins; null where that is not told.' })
  workFrom!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'When it was done; null before.' })
  doneOn!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the file that shows it; null before.' })
  evidenceSha256!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it will not be built; null of all others.' })
  cancelledFor!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Days from that of the first plan to the one on which it was done, or to the day of the figure; 0 where it is in time, null where it was cancelled.',
  })
  lateDays!: number | null;

  @Field(() => Position, { description: 'The event that planned it.' })
  plannedPosition!: number;

  @Field(() => Position, { description: 'The event that told last of it.' })
  position!: number;
}

export const MilestoneConnection = connectionOf(MilestoneType, 'Milestone', 'milestones');
