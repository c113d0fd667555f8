import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import { CreditList } from './credit-list.js';
import type { creditPage, listedCredit } from './letter-of-credit.answers.js';

export type CreditPage = z.infer<typeof creditPage>;

export interface CreditFilter {
  /** Only credits in which it has a part; those of all for an operator. */
  readonly participant?: string;
  readonly status?: string;
  readonly number?: string;
  /** Of a payment under it. */
  readonly uetr?: string;
  readonly after: number;
  readonly limit: number;
}

/** Asks for a page of credits, oldest first. */
export class CreditListQuery extends Query<CreditPage> {
  constructor(readonly filter: CreditFilter) {
    super();
  }
}

/** Answers as of the head of the log: whoever was told of a credit finds it. */
@QueryHandler(CreditListQuery)
export class CreditListQueryHandler implements IQueryHandler<CreditListQuery> {
  constructor(
    @Inject(CreditList) private readonly list: CreditList,
    @Inject(LEDGER_PARTS) private readonly parts: LedgerParts,
  ) {}

  /** @throws ProblemError 503 `index-behind` where the list does not get there in time. */
  async execute({ filter }: CreditListQuery): Promise<CreditPage> {
    await this.list.atHead();
    const { participant, status, number, uetr, after, limit } = filter;
    const { rows } = await this.parts.pool.query<{
      position: string;
      listed: z.infer<typeof listedCredit>;
      demo: boolean;
    }>({
      name: 'payments-credit-list',
      text: `SELECT position, listed, demo FROM payments.letters_of_credit
        WHERE position > $1 AND ($2::text IS NULL OR participants @> ARRAY[$2::text])
          AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR number = $4)
          AND ($5::text IS NULL OR uetrs @> ARRAY[$5::text])
        ORDER BY position LIMIT $6`,
      values: [after, participant ?? null, status ?? null, number ?? null, uetr ?? null, limit + 1],
    });
    const items = rows
      .slice(0, limit)
      .map(({ position, listed, demo }) => ({ ...listed, position: Number(position), demo }));
    const next = rows.length > limit ? items.at(-1)?.position : undefined;
    return { items, ...(next !== undefined && { next: String(next) }) };
  }
}
