import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FiguresOfMonths } from '../../calendar/months.types.js';
import { connectionOf, PageArgs } from '../../graphql/paging.js';
import { CountryCode, Decimal, LocalDate, Position, YearMonth } from '../../graphql/scalars.js';

export const VisaOutcome = {
  GRANTED: 'granted',
  REFUSED: 'refused',
  WITHDRAWN: 'withdrawn',
  OPEN: 'open',
} as const;
registerEnumType(VisaOutcome, {
  name: 'VisaOutcome',
  description: 'What became of an application that was submitted.',
  valuesMap: {
    GRANTED: { description: 'The consulate granted it.' },
    REFUSED: { description: 'The consulate refused it.' },
    WITHDRAWN: { description: 'The firm withdrew it, behind its submission.' },
    OPEN: { description: 'It is with the consulate.' },
  },
});

export const VisaRefusalReason = {
  DOCUMENTS: 'documents',
  INVITATION: 'invitation',
  PURPOSE: 'purpose',
  SECURITY: 'security',
  PREVIOUS_STAY: 'previous-stay',
  OTHER: 'other',
} as const;
registerEnumType(VisaRefusalReason, {
  name: 'VisaRefusalReason',
  description: 'The class of reasons that a consulate refuses for.',
  valuesMap: {
    DOCUMENTS: { description: 'Documents are missing or do not hold.' },
    INVITATION: { description: 'The invitation does not hold.' },
    PURPOSE: { description: 'What for is not clear, or is none of a business visa.' },
    SECURITY: { description: 'Security.' },
    PREVIOUS_STAY: { description: 'An earlier stay was longer, or for something else, than was allowed.' },
    OTHER: { description: 'Something else.' },
  },
});

@ObjectType({ description: 'How many applications were refused for one class of reasons.' })
export class VisaRefusals {
  @Field(() => VisaRefusalReason, { description: 'The class of reasons.' })
  reason!: string;

  @Field(() => Int, { description: 'Applications.' })
  count!: number;
}

@ObjectType({
  description:
    'Calendar days from the submission to the decision, both by the clock of the consulate, of those granted or refused.',
})
export class VisaDays {
  @Field(() => Int, { description: 'Decisions.' })
  n!: number;

  @Field(() => Decimal, { description: 'The mean, two digits, rounded half to even.' })
  mean!: string;

  @Field(() => Int, { description: 'The median, by the nearest rank.' })
  p50!: number;

  @Field(() => Int, { description: 'Nine in ten took no longer, by the nearest rank.' })
  p90!: number;
}

@ObjectType({ isAbstract: true })
abstract class VisaCounts {
  @Field(() => Boolean, {
    description:
      'Whether all figures are withheld, and null: they rest on applications of fewer than 3 firms, or others that do could be computed from them. Where this is false, to others than the institutions those are null of which some value rests on fewer than 3 firms, or all have the same.',
  })
  withheld!: boolean;

  @Field(() => Int, { nullable: true, description: 'Applications that were submitted to a consulate.' })
  submitted!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of those, granted since. To others than the institutions, null where what became of one application would show; so are the others.',
  })
  granted!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of those, refused since.' })
  refused!: number | null;

  @Field(() => [VisaRefusals], {
    nullable: true,
    description: 'The refusals by their reason, each class that has any.',
  })
  refusedFor!: VisaRefusals[] | null;

  @Field(() => Int, { nullable: true, description: 'Of those, withdrawn by the firm since.' })
  withdrawn!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of those, still with the consulate.' })
  open!: number | null;

  @Field(() => VisaDays, {
    nullable: true,
    description: 'How long the consulates took; null where none was decided.',
  })
  days!: VisaDays | null;
}

@ObjectType({ description: 'Applications of one nationality for one country, submitted in one month.' })
export class VisaCell extends VisaCounts {
  @Field(() => CountryCode, { description: 'The nationality of the travellers.' })
  nationality!: string;

  @Field(() => CountryCode, { description: 'The country that they apply to.' })
  destination!: string;
}

@ObjectType({ description: 'Applications that were submitted in one month.' })
export class VisaMonth extends VisaCounts {
  @Field(() => YearMonth, { description: 'The month of the submission, by the clock of the consulate.' })
  month!: string;

  @Field(() => [VisaCell], {
    description:
      'The same by nationality and destination; to others than the institutions without those of fewer than 3 firms.',
  })
  cells!: VisaCell[];
}

@ObjectType({ description: 'One application behind the figures, without personal data.' })
export class VisaApplication {
  @Field(() => ID, { description: 'The application.' })
  visaId!: string;

  @Field(() => YearMonth, { description: 'The month that it counts in.' })
  month!: string;

  @Field(() => LocalDate, { description: 'When it was submitted.' })
  submittedOn!: string;

  @Field(() => CountryCode, { description: 'The nationality of the traveller.' })
  nationality!: string;

  @Field(() => CountryCode, { description: 'The country applied to.' })
  destination!: string;

  @Field(() => VisaOutcome, { description: 'What became of it.' })
  outcome!: string;

  @Field(() => VisaRefusalReason, { nullable: true, description: 'Of a refusal, its class.' })
  refusedFor!: string | null;

  @Field(() => Int, { nullable: true, description: 'Of a decision, the days that it took.' })
  daysTaken!: number | null;

  @Field(() => [Position], { description: 'Its events, in the order of the ledger.' })
  positions!: number[];
}

export const VisaApplicationConnection = connectionOf(
  VisaApplication,
  'VisaApplication',
  'applications behind the figures',
);

@ObjectType({
  description:
    'An application that held up the delegation that it was for: it was asked for before its first day.',
})
export class DelayedDelegation {
  @Field(() => ID, { description: 'The delegation.' })
  delegationId!: string;

  @Field(() => ID, { description: 'The application.' })
  visaId!: string;

  @Field(() => CountryCode, { description: 'The nationality of the traveller.' })
  nationality!: string;

  @Field(() => CountryCode, { description: 'The country applied to.' })
  destination!: string;

  @Field(() => LocalDate, { description: 'The first day of the delegation, as told of it last.' })
  startsOn!: string;

  @Field(() => LocalDate, { description: 'When the stay of the traveller was to begin.' })
  intendedFrom!: string;

  @Field(() => LocalDate, { nullable: true, description: 'When it was decided; null while it is open.' })
  decidedOn!: string | null;

  @Field(() => Int, {
    description:
      'Calendar days from the first day of the delegation to the decision, or, while it is open, to the day on which the ledger came to the position (UTC+5).',
  })
  daysLate!: number;

  @Field(() => [Position], { description: 'Its events, in the order of the ledger.' })
  positions!: number[];
}

export const DelayedDelegationConnection = connectionOf(
  DelayedDelegation,
  'DelayedDelegation',
  'applications that held up delegations',
);

/** Which of the applications behind the figures. */
@ArgsType()
export class VisaApplicationsArgs extends PageArgs {
  @Field(() => CountryCode, { nullable: true, description: 'Only those of this nationality.' })
  nationality?: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Only those for this country.' })
  destination?: string | null;
}

@ObjectType({ description: 'How applications for business visas fare, by the month of their submission.' })
export class VisaFigures extends FiguresOfMonths {
  @Field(() => [VisaMonth], {
    description:
      'Each month in which any was submitted; to others than the institutions from the end of the next month on.',
  })
  months!: VisaMonth[];
}
