import {
  type KnownTransit,
  legalForTransit,
  type TransitCommand,
  type TransitOpened,
  type TransitStop,
} from '@corridor/domain';
import { type MoneyJson, toMoneyJson } from '@corridor/kernel';
import type { Caller } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../tokens.js';
import { transitFor } from './transit-access.js';

const HOUR_MS = 3_600_000;
const HOURS_OF_DAY = 24;

/** Whole hours to a limit, and the whole days in them; below 0 behind it. */
interface TimeLeft {
  readonly hoursLeft: number;
  readonly daysLeft: number;
}

/** A transit as the log has it, and how many events made it so. */
export type TransitView = TransitOpened['data'] &
  Omit<KnownTransit, 'opened' | 'reserved' | 'called'> & {
    readonly reserved: MoneyJson;
    readonly called: MoneyJson;
    /** Stops that the goods have not left; none once they are presented. */
    readonly remaining: readonly (TransitStop & TimeLeft)[];
    /** What a client may send now. */
    readonly legalNow: readonly TransitCommand['type'][];
    readonly version: number;
  } & Partial<TimeLeft>;

/** Asks for one transit. */
export class TransitQuery extends Query<TransitView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(TransitQuery)
export class TransitQueryHandler implements IQueryHandler<TransitQuery> {
  constructor(
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError 404 `transit-unknown`. */
  async execute({ id, caller }: TransitQuery): Promise<TransitView> {
    const { state, version } = await this.aggregates.transits.load(id);
    const known = transitFor(caller, state);
    const { opened, reserved, called, ...rest } = known;
    const nowMs = this.now();
    const money = (minor: bigint) => toMoneyJson({ minor, currency: opened.dutyAtRisk.currency });
    const onTheWay = known.status === 'opened' || known.status === 'under-way';
    return {
      ...opened,
      ...rest,
      reserved: money(reserved),
      called: money(called),
      remaining: onTheWay ? remainingOf(known, nowMs) : [],
      ...(onTheWay && timeLeft(known.dueBy, nowMs)),
      // That the limit has passed, the ledger says itself.
      legalNow: legalForTransit(known).filter((type) => type !== 'MarkOverdue'),
      version,
    };
  }
}

function remainingOf({ opened, passages }: KnownTransit, nowMs: number) {
  const left = new Set(passages.flatMap(({ location, movement }) => (movement === 'left' ? [location] : [])));
  return opened.itinerary
    .filter(({ location }) => !left.has(location))
    .map((stop) => ({ ...stop, ...timeLeft(stop.dueBy, nowMs) }));
}

function timeLeft(dueBy: string, nowMs: number): TimeLeft {
  const hoursLeft = Math.floor((Date.parse(dueBy) - nowMs) / HOUR_MS);
  return { hoursLeft, daysLeft: Math.floor(hoursLeft / HOURS_OF_DAY) };
}
