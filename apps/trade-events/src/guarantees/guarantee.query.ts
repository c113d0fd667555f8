import {
  availableOf,
  type GuaranteeCommand,
  type GuaranteeIssued,
  legalForGuarantee,
  reservedOf,
} from '@corridor/domain';
import { type MoneyJson, toMoneyJson } from '@corridor/kernel';
import type { Caller } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TradeAggregates } from '../aggregates.js';
import { AGGREGATES } from '../tokens.js';
import { guaranteeFor } from './guarantee-access.js';

/** A guarantee as the log has it, and how many events made it so. */
export type GuaranteeView = GuaranteeIssued['data'] & {
  readonly status: 'valid' | 'expired';
  /** As issued, with every top-up. */
  readonly total: MoneyJson;
  readonly reserved: MoneyJson;
  readonly called: MoneyJson;
  readonly available: MoneyJson;
  /** What each open transit still holds. */
  readonly reservations: readonly { readonly transitId: string; readonly amount: MoneyJson }[];
  readonly legalNow: readonly GuaranteeCommand['type'][];
  readonly version: number;
};

/** Asks for one guarantee. */
export class GuaranteeQuery extends Query<GuaranteeView> {
  constructor(
    readonly id: string,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Answers from the log itself: who has just sent a command reads what it led to. */
@QueryHandler(GuaranteeQuery)
export class GuaranteeQueryHandler implements IQueryHandler<GuaranteeQuery> {
  constructor(@Inject(AGGREGATES) private readonly aggregates: TradeAggregates) {}

  /** @throws ProblemError 404 `guarantee-unknown`. */
  async execute({ id, caller }: GuaranteeQuery): Promise<GuaranteeView> {
    const { state, version } = await this.aggregates.guarantees.load(id);
    const known = guaranteeFor(caller, state);
    const { status, issued, total, called, reservations } = known;
    const money = (minor: bigint) => toMoneyJson({ minor, currency: issued.amount.currency });
    return {
      ...issued,
      status,
      total: money(total),
      reserved: money(reservedOf(known)),
      called: money(called),
      available: money(availableOf(known)),
      reservations: reservations.map(({ transitId, amount }) => ({ transitId, amount: money(amount) })),
      legalNow: legalForGuarantee(known),
      version,
    };
  }
}
