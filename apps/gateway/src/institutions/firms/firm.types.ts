import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/paging.js';
import { CountryCode, DateTime, Decimal, LocalDate, Position } from '../../graphql/scalars.js';
import { AsOfArgs, PageAsOfArgs } from '../../read/as-of.types.js';

export const OwnershipEnum = { STATE: 'state', PRIVATE: 'private', MIXED: 'mixed' } as const;
registerEnumType(OwnershipEnum, {
  name: 'Ownership',
  description: 'Whose a firm is.',
  valuesMap: {
    STATE: { description: 'A state’s.' },
    PRIVATE: { description: 'Not a state’s.' },
    MIXED: { description: 'In part a state’s.' },
  },
});

export const FirmStatusEnum = { REGISTERED: 'registered', SUSPENDED: 'suspended' } as const;
registerEnumType(FirmStatusEnum, {
  name: 'FirmStatus',
  description: 'Whether the register vouches for a firm.',
  valuesMap: {
    REGISTERED: { description: 'It does.' },
    SUSPENDED: { description: 'It does not, for a time and a reason.' },
  },
});

export const TrustPartEnum = {
  DELIVERY: 'delivery',
  PAYMENT: 'payment',
  CUSTOMS: 'customs',
  DISPUTE: 'dispute',
} as const;
registerEnumType(TrustPartEnum, {
  name: 'TrustPart',
  description: 'What a firm is trusted for.',
  valuesMap: {
    DELIVERY: { description: 'Contracts that it delivered by their day, as exporter.' },
    PAYMENT: { description: 'Invoices that it paid by their due day, as debtor.' },
    CUSTOMS: { description: 'Declarations and transits of its own in which customs found nothing amiss.' },
    DISPUTE: { description: 'Disputes that it took part in and did not lose.' },
  },
});

export const UnconfirmedBecauseEnum = {
  NOT_BOUND: 'not-bound',
  OWN_WORD: 'own-word',
  TOLD_LATE: 'told-late',
} as const;
registerEnumType(UnconfirmedBecauseEnum, {
  name: 'UnconfirmedBecause',
  description: 'Why a case counts for nobody.',
  valuesMap: {
    NOT_BOUND: { description: 'The other side alone says that the firm is bound by it.' },
    OWN_WORD: { description: 'The firm alone says that it delivered.' },
    TOLD_LATE: {
      description:
        'The ledger learnt of it more than 30 days behind the day on which it is to have been in time, or of what was to be done only behind its day.',
    },
  },
});

@ObjectType({ description: 'A number that a state, or a registrar of LEIs, gave to a firm.' })
export class NationalIdType {
  @Field(() => String, { description: 'Who gave it, by country and register, such as "PK-NTN" or "KZ-BIN".' })
  scheme!: string;

  @Field(() => String, { description: 'In capitals, without spaces and hyphens.' })
  number!: string;
}

@ObjectType({ description: 'Why the register does not vouch for a firm, and since when.' })
export class FirmSuspension {
  @Field(() => String, { description: 'In words.' })
  reason!: string;

  @Field(() => DateTime, { description: 'Since when.' })
  since!: string;
}

@ObjectType({ description: 'What a firm did in one respect.' })
export class TrustPartType {
  @Field(() => TrustPartEnum, { description: 'In which.' })
  part!: string;

  @Field(() => Int, { description: 'What of a hundred it weighs.' })
  weight!: number;

  @Field(() => Int, { description: 'Confirmed cases of the last three years.' })
  cases!: number;

  @Field(() => Int, {
    description:
      'Cases beside them, that count for nobody until somebody stands behind them who gains nothing by it.',
  })
  unconfirmed!: number;

  @Field(() => Int, { description: 'Of them, those in which the firm kept its word.' })
  successes!: number;

  @Field(() => Decimal, { description: '(successes + 2) ÷ (cases + 4), four digits, rounded half to even.' })
  value!: string;
}

@ObjectType({ description: 'A case of a firm that counts in its score, or would if it were confirmed.' })
export class TrustCase {
  @Field(() => TrustPartEnum, { description: 'In which respect.' })
  part!: string;

  @Field(() => ID, {
    description:
      'The consignment that was contracted, the obligation, the declaration or transit, or the dispute.',
  })
  caseId!: string;

  @Field(() => Boolean, { description: 'Whether the firm kept its word.' })
  success!: boolean;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'By when it had to; null where nothing names a day.',
  })
  dueOn!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'When it was decided; null of what is past its day and still open.',
  })
  onDay!: string | null;

  @Field(() => Boolean, {
    description: 'Whether somebody stands behind it who gains nothing by it: only then it counts.',
  })
  confirmed!: boolean;

  @Field(() => Position, {
    nullable: true,
    description: 'The event by which it is confirmed; null where it is not.',
  })
  confirmedBy!: number | null;

  @Field(() => UnconfirmedBecauseEnum, {
    nullable: true,
    description: 'Why it is not confirmed; null where it is.',
  })
  unconfirmedBecause!: string | null;

  @Field(() => [Position], { description: 'The events that tell of it, in the order of the ledger.' })
  positions!: number[];
}

export const TrustCaseConnection = connectionOf(TrustCase, 'TrustCase', 'cases of a firm');

@ObjectType({
  description:
    'How far a firm kept its word, by facts of the ledger alone: docs/institutions/firms.md has the definition and an example worked by hand.',
})
export class TrustType {
  @Field(() => Decimal, {
    nullable: true,
    description:
      '0 to 100: the sum of weight × value of the parts, two digits, exact until it is rounded half to even; null under 5 cases in all.',
  })
  score!: string | null;

  @Field(() => [TrustPartType], { description: 'What it is made of.' })
  parts!: TrustPartType[];

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The day of the figure by the clock of the firm’s country: what was due before is overdue, what is older than three years is out.',
  })
  on!: string | null;

  @Field(() => Position, { description: 'The position that the figure is as of.' })
  asOf!: number;
}

@ObjectType('Firm', { description: 'A trader in the register of the Business Council.' })
export class FirmType {
  @Field(() => ID, { description: 'Its id in the ledger.' })
  participantId!: string;

  @Field(() => String, { description: 'Its name as it was given.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'In Latin letters; null where the name has no others.',
  })
  nameLatin!: string | null;

  @Field(() => CountryCode, { description: 'Where it is established.' })
  country!: string;

  @Field(() => [NationalIdType], { description: 'The numbers that states know it by.' })
  nationalIds!: NationalIdType[];

  @Field(() => OwnershipEnum, { description: 'Whose it is.' })
  ownership!: string;

  @Field(() => [String], { description: 'The sectors that it trades in, such as "textiles".' })
  sectors!: string[];

  @Field(() => String, { nullable: true, description: 'The city of its address; null where none was told.' })
  city!: string | null;

  @Field(() => FirmStatusEnum, { description: 'Whether the register vouches for it.' })
  status!: string;

  @Field(() => FirmSuspension, { nullable: true, description: 'While it is suspended, why.' })
  suspension!: FirmSuspension | null;

  @Field(() => Position, { description: 'The event that registered it.' })
  registeredPosition!: number;

  @Field(() => Position, { description: 'The event that told last of it.' })
  position!: number;
}

export const FirmConnection = connectionOf(FirmType, 'Firm', 'firms');

@ArgsType()
export class FirmArgs extends AsOfArgs {
  @Field(() => ID, { description: 'Its id in the ledger.' })
  participantId!: string;
}

@ArgsType()
export class FirmsArgs extends PageAsOfArgs {
  @Field(() => CountryCode, { nullable: true, description: 'Only firms of this country.' })
  country?: string | null;

  @Field(() => OwnershipEnum, { nullable: true, description: 'Only firms that are so owned.' })
  ownership?: string | null;
}
