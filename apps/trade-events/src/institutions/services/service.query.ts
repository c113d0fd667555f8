import {
  type Departure,
  departuresOf,
  type KnownService,
  type ServiceCommand,
  type ServiceStanding,
  standingOn,
} from '@corridor/domain';
import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../../tokens.js';
import { type PageInOrder, readInOrder } from '../in-order.js';
import { dayAt, daysAt } from '../local-days.js';
import type { servicePage } from './service.answers.js';
import type { serviceListQuery } from './service.bodies.js';
import { knownService, legalForCaller } from './service-access.js';

/** As many departures as an answer shows: the read model has all of them. */
export const DEPARTURES_SHOWN = 50;

/** A service as the log has it, and what can be done. */
export type ServiceView = Omit<KnownService, 'departures' | 'loads' | 'withdrawnDepartures'> &
  ServiceStanding & {
    readonly departures: readonly Departure[];
    readonly legalNow: readonly ServiceCommand['type'][];
    readonly version: number;
  };

/** Asks for one service. */
export class ServiceQuery extends Query<ServiceView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(ServiceQuery)
export class ServiceQueryHandler implements IQueryHandler<ServiceQuery> {
  constructor(
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError 404 `service-unknown`. */
  async execute({ id, caller }: ServiceQuery): Promise<ServiceView> {
    const { state, version } = await this.aggregates.services.load(id);
    const service = knownService(state);
    // Whose goods it carried is for those who take part in them.
    const { loads: _, withdrawnDepartures: __, ...known } = service;
    const departures = departuresOf(service).slice(-DEPARTURES_SHOWN);
    const today = dayAt(service.stops[0] ?? '', this.now());
    return {
      ...known,
      ...standingOn(service, today),
      departures,
      legalNow: legalForCaller(caller, service),
      version,
    };
  }
}

export type ServicePage = PageInOrder<z.infer<typeof servicePage>['items'][number]>;
export type ServiceFilter = z.infer<typeof serviceListQuery>;

/** Asks for a page of services, in the order in which they were announced. */
export class ServiceListQuery extends Query<ServicePage> {
  constructor(readonly filter: ServiceFilter) {
    super();
  }
}

interface ListRow {
  readonly details: Omit<ServicePage['items'][number], 'demo'>;
  readonly demo: boolean;
}

/** What it is on a day, as `standingOn` has it: from the days on which it runs. $6 has the day of each country, $7 that of all others. */
const STATUS = `(
  SELECT CASE
    WHEN EXISTS (
      SELECT FROM jsonb_array_elements(v.periods) p WHERE p->>'from' <= today.day AND coalesce(p->>'before' > today.day, true)
    ) THEN 'running'
    WHEN v.details->>'endedOn' < today.day OR (v.details->>'startedOn' IS NULL AND v.details->>'endedOn' <= today.day) THEN 'ended'
    WHEN v.details->>'startedOn' <= today.day THEN 'suspended'
    ELSE 'announced'
  END FROM (SELECT coalesce($6::jsonb ->> left(v.details->'stops'->>0, 2), $7) AS day) today
)`;

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(ServiceListQuery)
export class ServiceListQueryHandler implements IQueryHandler<ServiceListQuery> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async execute({ filter: { status, ...asked } }: ServiceListQuery): Promise<ServicePage> {
    const ms = asked.asOf === undefined ? this.now() : await this.instantOf(asked.asOf);
    const { countries, elsewhere } = daysAt(ms);
    const dayOf = (place = '') => countries[place.slice(0, 2)] ?? elsewhere;
    return readInOrder<ListRow, ServicePage['items'][number]>(this.parts.pool, asked, {
      projection: 'services',
      view: 'read.service_versions',
      id: 'service_id',
      began: 'first.announced_position',
      where: `($5::text IS NULL OR ${STATUS} = $5)`,
      values: [status ?? null, JSON.stringify(countries), elsewhere],
      toItem: ({ details, demo }) => ({ ...details, ...standingOn(details, dayOf(details.stops[0])), demo }),
    });
  }

  /** When the ledger came to a position; of one that has left the database, the first one behind it that has not. */
  private async instantOf(position: number): Promise<number> {
    const { rows } = await this.parts.pool.query<{ recorded_at: Date }>(
      'SELECT recorded_at FROM read.events WHERE position >= $1 ORDER BY position LIMIT 1',
      [position],
    );
    return rows[0]?.recorded_at.getTime() ?? this.now();
  }
}
