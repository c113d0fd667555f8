import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { PaymentList } from '../payments/payment-list.js';
import { type ListRow, selectOf, toItem } from './list-rows.js';
import type { ListFilter, SettlementPage } from './listed.js';
import { SettlementList } from './settlement-list.js';

/** Asks for a page of settlements, oldest first. */
export class ListRequest extends Query<SettlementPage> {
  constructor(readonly filter: ListFilter) {
    super();
  }
}

@QueryHandler(ListRequest)
export class ListHandler implements IQueryHandler<ListRequest> {
  constructor(
    @Inject(SettlementList) private readonly list: SettlementList,
    @Inject(PaymentList) private readonly payments: PaymentList,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {}

  /** @throws ProblemError 503 `index-behind` where the list does not get to the head of the log in time. */
  async execute({ filter }: ListRequest): Promise<SettlementPage> {
    await this.list.atHead();
    await this.payments.atHead();
    const { text, values } = selectOf(filter);
    const { rows } = await this.parts.pool.query<ListRow>(text, [...values]);
    const items = rows.slice(0, filter.limit).map((row) => toItem(row, filter.bank !== undefined));
    const last = items.at(-1);
    return { items, ...(rows.length > filter.limit && last && { next: String(last.position) }) };
  }
}
