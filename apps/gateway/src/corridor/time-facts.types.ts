import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Decimal } from '../graphql/scalars.js';
import { secondsOf } from '../holds/days-held.js';
import { hoursOf } from './hours.js';
import type { TimeRow } from './time-facts.sql.js';

export const VisitStandingEnum = {
  COMPLETE: 'complete',
  INCOMPLETE: 'incomplete',
  ANOMALY: 'anomaly',
} as const;
export type MeasuredStanding = (typeof VisitStandingEnum)[keyof typeof VisitStandingEnum];
registerEnumType(VisitStandingEnum, {
  name: 'VisitStanding',
  description: 'Whether a visit, or a crossing of a border, can be measured.',
  valuesMap: {
    COMPLETE: { description: 'It makes a part of the percentiles and of the mean.' },
    INCOMPLETE: { description: 'Where it begins or where it ends was not scanned.' },
    ANOMALY: { description: 'A last departure lies before the first arrival: one of the two is wrong.' },
  },
});

/** How long things of one kind took: visits to places, or crossings of borders. */
@ObjectType({ isAbstract: true })
export abstract class TimeFacts {
  @Field(() => Int, { description: 'How many complete ones the percentiles and the mean rest on.' })
  n!: number;

  @Field(() => Int, {
    description: 'How many miss a scan of where they begin or of where they end: they are out.',
  })
  incomplete!: number;

  @Field(() => Int, {
    description: 'How many have a last departure before the first arrival: they are out, too.',
  })
  anomalies!: number;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The median in hours, by nearest rank: the shortest time that at least half of the complete ones did not exceed; one decimal, rounded half to even. Null without a complete one.',
  })
  p50Hours!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same that at least nine in ten did not exceed.',
  })
  p90Hours!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The mean, as CAREC CPMM has it: `seconds` ÷ 3600 ÷ `n`, one decimal, rounded half to even. Null without a complete one.',
  })
  meanHours!: string | null;

  @Field(() => Decimal, {
    description: 'The time of all complete ones in seconds, exact: the sum of those of each.',
  })
  seconds!: string;
}

export const NO_TIME: TimeRow = {
  n: 0,
  incomplete: 0,
  anomalies: 0,
  ms: '0',
  p50_ms: null,
  p90_ms: null,
};

export function toTimeFacts({ n, incomplete, anomalies, ms, p50_ms, p90_ms }: TimeRow): TimeFacts {
  return {
    n,
    incomplete,
    anomalies,
    p50Hours: p50_ms === null ? null : hoursOf(BigInt(p50_ms)),
    p90Hours: p90_ms === null ? null : hoursOf(BigInt(p90_ms)),
    meanHours: hoursOf(BigInt(ms), BigInt(n)),
    seconds: secondsOf(BigInt(ms)),
  };
}
