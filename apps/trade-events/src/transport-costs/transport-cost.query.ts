import { legalForTransportCost } from '@corridor/domain';
import type { Caller } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { TradeAggregates } from '../aggregates.js';
import { consignmentFor } from '../consignments/consignment-access.js';
import { AGGREGATES } from '../tokens.js';
import type { transportCostView } from './transport-cost.answers.js';
import { costSeenBy } from './transport-cost-access.js';

export type TransportCostView = z.infer<typeof transportCostView>;

/** Asks for one cost of a consignment. */
export class TransportCostQuery extends Query<TransportCostView> {
  constructor(
    readonly consignmentId: string,
    readonly costId: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(TransportCostQuery)
export class TransportCostQueryHandler implements IQueryHandler<TransportCostQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `consignment-unknown` or `cost-unknown`. */
  async execute({ consignmentId, costId, caller }: TransportCostQuery): Promise<TransportCostView> {
    const { costs, consignments } = this.aggregates;
    consignmentFor(caller, (await consignments.load(consignmentId)).state);
    const { state, version } = await costs.load(costId);
    const { status, paidAt, amountUsd, told } = costSeenBy(caller, state, consignmentId);
    const { exporter: _, importer: __, ...known } = told;
    return { ...known, status, paidAt, amountUsd, version, legalNow: [...legalForTransportCost(state)] };
  }
}
