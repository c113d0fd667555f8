import type { KnownConsignment } from '@corridor/domain';
import type { Caller } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { consignmentFor } from './consignment-access.js';

/** A consignment as the log has it, and how many events made it so. */
export type ConsignmentView = KnownConsignment & { readonly version: number };

/** Asks for one consignment. */
export class ConsignmentQuery extends Query<ConsignmentView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(ConsignmentQuery)
export class ConsignmentQueryHandler implements IQueryHandler<ConsignmentQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `consignment-unknown`. */
  async execute({ id, caller }: ConsignmentQuery): Promise<ConsignmentView> {
    const { state, version } = await this.aggregates.consignments.load(id);
    return { ...consignmentFor(caller, state), version };
  }
}
