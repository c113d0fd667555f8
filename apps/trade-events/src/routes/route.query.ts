import type { KnownRoute } from '@corridor/domain';
import { LEDGER_PARTS, type LedgerParts, ProblemError } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES, CLOCK, type Clock } from '../tokens.js';
import { routeUnknown } from './route.handler.js';
import { type RouteView, viewOf } from './route-view.js';

/** Asks for one route. */
export class RouteQuery extends Query<RouteView & { readonly version: number }> {
  constructor(
    readonly id: string,
    readonly on: string | undefined,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(RouteQuery)
export class RouteQueryHandler implements IQueryHandler<RouteQuery> {
  constructor(
    @Inject(AGGREGATES) private readonly aggregates: TradeAggregates,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError 404 `route-unknown`. */
  async execute({ id, on }: RouteQuery): Promise<RouteView & { readonly version: number }> {
    const { state, version } = await this.aggregates.routes.load(id);
    if (state.status === 'unknown') throw routeUnknown();
    return { ...viewOf(state, on, this.now()), version };
  }
}

/** What of the list is asked for. */
export interface RouteFilter {
  readonly on?: string;
  readonly status?: KnownRoute['status'];
  /** Behind this route; absent for the beginning. */
  readonly after?: string;
  readonly limit: number;
}

export interface RoutePage {
  readonly items: readonly (RouteView & { readonly demo: boolean })[];
  /** Gives the next page as `after`; absent on the last. */
  readonly next?: string;
  /** Every event up to this position is in the list. */
  readonly asOf: number;
}

/** Asks for a page of routes, in the order of their ids. */
export class RouteListQuery extends Query<RoutePage> {
  constructor(readonly filter: RouteFilter) {
    super();
  }
}

interface ListRow {
  readonly as_of: string;
  readonly route_id: string | null;
  readonly name: string;
  readonly status: KnownRoute['status'];
  readonly legs: KnownRoute['legs'];
  readonly tariffs: KnownRoute['tariffs'];
  readonly suspension: NonNullable<KnownRoute['suspension']> | null;
  readonly demo: boolean;
}

/** Answers from the read model, which may be a moment behind the log: it says how far it is. */
@QueryHandler(RouteListQuery)
export class RouteListQueryHandler implements IQueryHandler<RouteListQuery> {
  constructor(
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError 503 `read-model-not-ready` while the list is built for the first time. */
  async execute({ filter: { on, status, after, limit } }: RouteListQuery): Promise<RoutePage> {
    // One statement, so that the page and its position are of one moment.
    const { rows } = await this.parts.pool.query<ListRow>(
      `SELECT p.position AS as_of, r.* FROM read.projection_status p LEFT JOIN LATERAL (
         SELECT route_id, name, status, legs, tariffs, suspension, demo FROM read.routes
         WHERE ($1::text IS NULL OR route_id > $1) AND ($2::text IS NULL OR status = $2) ORDER BY route_id LIMIT $3
       ) r ON true WHERE p.name = 'routes' ORDER BY r.route_id`,
      [after ?? null, status ?? null, limit + 1],
    );
    const [first] = rows;
    if (!first) {
      const message = 'The list of routes is being built for the first time. Ask again in a moment.';
      throw new ProblemError(503, 'read-model-not-ready', message);
    }
    const nowMs = this.now();
    const items = rows
      .slice(0, limit)
      .flatMap(({ route_id: routeId, name, legs, tariffs, suspension, ...row }) => {
        if (routeId === null) return [];
        const route = { routeId, name, legs, status: row.status, ...(suspension && { suspension }), tariffs };
        return [{ ...viewOf(route, on, nowMs), demo: row.demo }];
      });
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: last.routeId }), asOf: Number(first.as_of) };
  }
}
