import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FiguresOfMonths, MonthsArgs } from '../../calendar/months.types.js';
import { connectionOf } from '../../graphql/paging.js';
import { Decimal, LocalDate, Position, UNLOCODE, YearMonth } from '../../graphql/scalars.js';

@ObjectType({ description: 'What one departure takes.' })
export class ServiceCapacityType {
  @Field(() => String, { description: '"tonnes", "teu" (containers of twenty feet) or "seats-and-belly".' })
  basis!: string;

  @Field(() => Decimal, { nullable: true, description: 'Tonnes, where it is told in them.' })
  tonnes!: string | null;

  @Field(() => Int, { nullable: true, description: 'Containers of twenty feet, where it is told in them.' })
  teu!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seats of an aircraft.' })
  seats!: number | null;

  @Field(() => Int, { nullable: true, description: 'What its hold takes beside passengers, in kilograms.' })
  bellyKg!: number | null;
}

@ObjectType({ description: 'How a service departs from a day on.' })
export class ServiceScheduleType {
  @Field(() => LocalDate, { description: 'From this day on, until the next change.' })
  from!: string;

  @Field(() => Int, { description: 'Departures a week.' })
  departuresPerWeek!: number;

  @Field(() => ServiceCapacityType, { description: 'Of one departure.' })
  capacity!: ServiceCapacityType;
}

@ObjectType({ description: 'When a service did not depart, and why.' })
export class ServicePause {
  @Field(() => LocalDate, { description: 'From this day on.' })
  from!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'It departs again from this day on; null while it does not.',
  })
  until!: string | null;

  @Field(() => String, { description: 'In words.' })
  reason!: string;
}

@ObjectType('Service', { description: 'A flight, a train or a ship by a schedule, one way.' })
export class ServiceType {
  @Field(() => ID, { description: 'Its name in the ledger.' })
  serviceId!: string;

  @Field(() => String, { description: 'Its name in words.' })
  name!: string;

  @Field(() => String, { description: '"road", "rail", "sea" or "air".' })
  mode!: string;

  @Field(() => [UNLOCODE], { description: 'Where it calls, in that order.' })
  stops!: string[];

  @Field(() => ID, { description: 'The participant that runs it.' })
  operator!: string;

  @Field(() => Int, { description: 'Departures a week, as announced.' })
  departuresPerWeek!: number;

  @Field(() => ServiceCapacityType, { description: 'Of one departure, as announced.' })
  capacity!: ServiceCapacityType;

  @Field(() => LocalDate, { description: 'When it was to start.' })
  plannedStart!: string;

  @Field(() => String, { description: 'Who announced it.' })
  announcedBy!: string;

  @Field(() => String, { description: 'Where it was announced.' })
  source!: string;

  @Field(() => Boolean, {
    description:
      "Whether the Commission, the Business Council or the ledger's operator stands behind it: then what its operator tells of the goods of others holds.",
  })
  confirmed!: boolean;

  @Field(() => String, {
    description:
      '"announced", "running", "suspended" or "ended", on the day of the position, by the clock of the first stop.',
  })
  status!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The first day of the next pause; null where none lies ahead.',
  })
  suspendedFrom!: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'Its last day, where that is not behind; of one that never started, the day on which it is called off.',
  })
  endsOn!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Its first day; null before.' })
  startedOn!: string | null;

  @Field(() => [ServiceScheduleType], { description: 'How it departs other than announced.' })
  changes!: ServiceScheduleType[];

  @Field(() => [ServicePause], { description: 'When it did not depart.' })
  pauses!: ServicePause[];

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Its last day, or that on which it was called off; null before.',
  })
  endedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it ended.' })
  endReason!: string | null;

  @Field(() => Position, { description: 'The event that announced it.' })
  announcedPosition!: number;

  @Field(() => Position, { description: 'The event that told last of it, departures left out.' })
  position!: number;
}

export const ServiceConnection = connectionOf(ServiceType, 'Service', 'scheduled services');

@ObjectType({ description: 'From a stop of a service to the next one.' })
export class ServiceSector {
  @Field(() => UNLOCODE, { description: 'The stop that it leaves.' })
  from!: string;

  @Field(() => UNLOCODE, { description: 'The next one.' })
  to!: string;

  @Field(() => Decimal, { description: 'What it carried there: goods that went further count here, too.' })
  loadKg!: string;
}

@ObjectType({ isAbstract: true })
abstract class ServiceLoad {
  @Field(() => Decimal, {
    description:
      'Departures that the schedule has, two digits: days on which it ran × departures a week ÷ 7.',
  })
  departuresOffered!: string;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'What these take, three digits; null where nothing is offered in tonnes. Of aircraft, the hold.',
  })
  capacityTonnes!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same in containers of twenty feet, two digits; null where nothing is offered in them.',
  })
  capacityTeu!: string | null;

  @Field(() => Decimal, {
    description:
      'What goods that were told of weigh as of the position: by gross mass, by net mass on lines that tell no gross one. Goods count once, on the first leg on which it carried them.',
  })
  loadKg!: string;

  @Field(() => ServiceSector, {
    nullable: true,
    description: 'Where it was fullest: from a stop to the next one. Null where it carried nothing.',
  })
  busiestSector!: ServiceSector | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'What it carried on its busiest sector ÷ `capacityTonnes`, four digits; null where nothing is offered in tonnes.',
  })
  loadFactor!: string | null;
}

@ObjectType({ description: 'What a service offered and carried.' })
export class ServiceTotals extends ServiceLoad {}

@ObjectType({ description: 'What a service offered and carried in a month.' })
export class ServiceMonth extends ServiceLoad {
  @Field(() => YearMonth, { description: 'Which month.' })
  month!: string;
}

@ObjectType({ description: 'Goods that a service carried.' })
export class CarriedConsignment {
  @Field(() => ID, { description: 'The consignment.' })
  consignmentId!: string;

  @Field(() => UNLOCODE, { description: 'The stop that they left.' })
  from!: string;

  @Field(() => UNLOCODE, { description: 'The stop that they were carried to.' })
  to!: string;

  @Field(() => LocalDate, { description: 'The day of departure.' })
  departedOn!: string;

  @Field(() => Decimal, { description: 'What they weigh, with all parts that they were split into since.' })
  legKg!: string;

  @Field(() => Decimal, {
    description: 'What of it counts in the load: goods that the service had not carried on an earlier leg.',
  })
  loadKg!: string;

  @Field(() => Decimal, { description: 'What of that is time-critical, by net mass.' })
  timeCriticalKg!: string;

  @Field(() => [Position], { description: 'The events that tell of this leg, and how much its goods weigh.' })
  positions!: number[];
}

@ObjectType({ description: 'Time-critical goods that left the one country for the other, by whatever mode.' })
export class CriticalDispatch {
  @Field(() => ID, { description: 'The consignment.' })
  consignmentId!: string;

  @Field(() => LocalDate, { description: 'When they left, by the clock of the place.' })
  dispatchedOn!: string;

  @Field(() => Decimal, { description: 'What of their net mass is time-critical.' })
  timeCriticalKg!: string;

  @Field(() => Boolean, { description: 'Whether the service carried them on a leg of their way.' })
  carried!: boolean;

  @Field(() => Position, { description: 'The event that tells it.' })
  position!: number;
}

export const CarriedConnection = connectionOf(
  CarriedConsignment,
  'CarriedConsignment',
  'goods behind the load',
);
export const CriticalDispatchConnection = connectionOf(
  CriticalDispatch,
  'CriticalDispatch',
  'time-critical goods behind the share',
);

@ObjectType({
  description:
    'What a service offered and carried in some months, up to the day of the figure: docs/institutions/services.md defines it.',
})
export class ServiceFigures extends FiguresOfMonths {
  @Field(() => ServiceType, { description: 'The service as of the position.' })
  service!: ServiceType;

  @Field(() => ServiceTotals, { description: 'In all months together.' })
  total!: ServiceTotals;

  @Field(() => [ServiceMonth], { description: 'Month by month.' })
  months!: ServiceMonth[];

  @Field(() => Int, { description: 'Departures that were reported.' })
  departuresReported!: number;

  @Field(() => Int, { description: 'Of them, those of which the load was told.' })
  departuresWithLoad!: number;

  @Field(() => Decimal, {
    description: 'What these carried by what was reported, beside the consignments that were told of.',
  })
  reportedLoadKg!: string;

  @Field(() => Decimal, { description: 'What of `loadKg` is time-critical, by net mass.' })
  timeCriticalKg!: string;

  @Field(() => Decimal, {
    description:
      'Time-critical goods that left the country of its first stop for that of its last one in these months, by whatever mode.',
  })
  timeCriticalDispatchedKg!: string;

  @Field(() => Decimal, {
    description: 'What of these it carried on a leg of their way, on whatever day.',
  })
  timeCriticalCarriedKg!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: '`timeCriticalCarriedKg` ÷ `timeCriticalDispatchedKg`, four digits; null where none left.',
  })
  timeCriticalShare!: string | null;
}

@ArgsType()
export class ServiceFiguresArgs extends MonthsArgs {
  @Field(() => ID, { description: 'The service.' })
  serviceId!: string;
}
