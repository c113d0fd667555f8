import { type KnownService, legalForService, type ServiceCommand } from '@corridor/domain';
import { LEDGER_PARTS, type LedgerParts, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../../aggregates.js';
import { AGGREGATES } from '../../tokens.js';
import type { servicePage } from './service.answers.js';
import type { serviceListQuery } from './service.bodies.js';
import { knownService } from './service-access.js';

/** A service as the log has it, and what can be done. */
export type ServiceView = Omit<KnownService, 'loads' | 'withdrawnDepartures'> & {
  readonly legalNow: readonly ServiceCommand['type'][];
  readonly version: number;
};

/** Asks for one service. */
export class ServiceQuery extends Query<ServiceView> {
  constructor(readonly id: string) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(ServiceQuery)
export class ServiceQueryHandler implements IQueryHandler<ServiceQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `service-unknown`. */
  async execute({ id }: ServiceQuery): Promise<ServiceView> {
    const { state, version } = await this.aggregates.services.load(id);
    // Whose goods it carried is for those who take part in them.
    const { loads: _, withdrawnDepartures: __, ...known } = knownService(state);
    return { ...known, legalNow: legalForService(knownService(state)), version };
  }
}

export type ServicePage = z.infer<typeof servicePage>;
export type ServiceFilter = z.infer<typeof serviceListQuery>;

/** Asks for a page of services, in the order in which they were announced. */
export class ServiceListQuery extends Query<ServicePage> {
  constructor(readonly filter: ServiceFilter) {
    super();
  }
}

interface ListRow {
  readonly as_of: string;
  readonly reached: string;
  readonly announced_position: string | null;
  readonly details: Omit<ServicePage['items'][number], 'demo'>;
  readonly demo: boolean;
}

/** Of each service announced up to the position, the version that held as of it. */
const LIST_SQL = `
  SELECT p.as_of, p.reached, s.* FROM (
    SELECT position AS reached, least($4::bigint, position) AS as_of FROM read.projection_status WHERE name = 'services'
  ) p LEFT JOIN LATERAL (
    SELECT v.announced_position, v.details, v.demo FROM read.service_versions first CROSS JOIN LATERAL (
      SELECT * FROM read.service_versions
      WHERE service_id = first.service_id AND position <= p.as_of ORDER BY position DESC LIMIT 1
    ) v
    WHERE first.position = first.announced_position AND first.announced_position > $1 AND ($2::text IS NULL OR v.status = $2)
    ORDER BY first.announced_position LIMIT $3
  ) s ON true ORDER BY s.announced_position`;

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(ServiceListQuery)
export class ServiceListQueryHandler implements IQueryHandler<ServiceListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: LedgerParts) {}

  /** @throws ProblemError 503 `read-model-not-ready` while the list is built for the first time, or has not come so far. */
  async execute({ filter: { status, after = 0, limit, asOf } }: ServiceListQuery): Promise<ServicePage> {
    // One statement, so that the page and its position are of one moment.
    const { rows } = await this.parts.pool.query<ListRow>(LIST_SQL, [
      after,
      status ?? null,
      limit + 1,
      asOf ?? null,
    ]);
    const [first] = rows;
    if (!first || (asOf !== undefined && asOf > Number(first.reached))) {
      const message = 'The list of services has not come so far. Ask again in a moment.';
      throw new ProblemError(503, 'read-model-not-ready', message);
    }
    const page = rows.slice(0, limit).filter((row) => row.announced_position !== null);
    const last = page.at(-1);
    return {
      items: page.map(({ details, demo }) => ({ ...details, demo })),
      ...(rows.length > limit && last && { next: Number(last.announced_position) }),
      asOf: Number(first.as_of),
    };
  }
}
