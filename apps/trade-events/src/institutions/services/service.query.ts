import { type Departure, departuresOf, type KnownService, type ServiceCommand } from '@corridor/domain';
import { type Caller, LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import { type PageInOrder, readInOrder } from '../in-order.js';
import type { servicePage } from './service.answers.js';
import type { serviceListQuery } from './service.bodies.js';
import { knownService, legalForCaller } from './service-access.js';

/** As many departures as an answer shows: the read model has all of them. */
export const DEPARTURES_SHOWN = 50;

/** A service as the log has it, and what can be done. */
export type ServiceView = Omit<KnownService, 'departures' | 'loads' | 'withdrawnDepartures'> & {
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
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `service-unknown`. */
  async execute({ id, caller }: ServiceQuery): Promise<ServiceView> {
    const { state, version } = await this.aggregates.services.load(id);
    const service = knownService(state);
    // Whose goods it carried is for those who take part in them.
    const { loads: _, withdrawnDepartures: __, ...known } = service;
    const departures = departuresOf(service).slice(-DEPARTURES_SHOWN);
    return { ...known, departures, legalNow: legalForCaller(caller, service), version };
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

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(ServiceListQuery)
export class ServiceListQueryHandler implements IQueryHandler<ServiceListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  execute({ filter: { status, ...asked } }: ServiceListQuery): Promise<ServicePage> {
    return readInOrder<ListRow, ServicePage['items'][number]>(this.parts.pool, asked, {
      projection: 'services',
      view: 'read.service_versions',
      id: 'service_id',
      began: 'first.announced_position',
      where: '($5::text IS NULL OR v.status = $5)',
      values: [status ?? null],
      toItem: ({ details, demo }) => ({ ...details, demo }),
    });
  }
}
