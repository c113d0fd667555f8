import { type MoneyJson, minorUnitDigits, toMoneyJson } from '@corridor/kernel';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { OpenItem } from '../process/open-items.js';
import { type ListedObligation, listed } from './suspense.js';
import { AGE_BANDS } from './work-list.answers.js';

export type AgeBand = (typeof AGE_BANDS)[number];

/** Days overdue of each band. */
const BANDS: Readonly<Record<AgeBand, { readonly from: number; readonly to: number }>> = {
  'not-due': { from: -1_000_000, to: 0 },
  '1-30': { from: 1, to: 30 },
  '31-60': { from: 31, to: 60 },
  '61-90': { from: 61, to: 90 },
  'over-90': { from: 91, to: 1_000_000 },
};

export interface ObligationPage {
  readonly on: string;
  readonly totals: readonly {
    readonly age: AgeBand;
    readonly currency: string;
    readonly count: number;
    readonly outstanding: MoneyJson;
  }[];
  readonly items: readonly (ListedObligation & {
    readonly creditorBank: string;
    readonly amount: MoneyJson;
    readonly daysOverdue: number;
    readonly age: AgeBand;
  })[];
  readonly next?: string;
}

/** Asks what is owed and not paid, the longest due first. */
export class ObligationListQuery extends Query<ObligationPage> {
  constructor(
    readonly filter: {
      /** Only what this bank is to book; absent for all. */
      readonly bank?: string;
      /** `YYYY-MM-DD`. */
      readonly on: string;
      readonly bands: readonly AgeBand[];
      /** Behind this one: `<dueOn>_<obligationId>`. */
      readonly after?: { readonly dueOn: string; readonly obligationId: string };
      readonly limit: number;
    },
  ) {
    super();
  }
}

@QueryHandler(ObligationListQuery)
export class ObligationListHandler implements IQueryHandler<ObligationListQuery> {
  constructor(@Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>) {}

  async execute({ filter }: ObligationListQuery): Promise<ObligationPage> {
    const { bank = null, on, bands, after, limit } = filter;
    // Bands that touch are one stretch of days, but not all are next to each other: each is asked for by its own.
    const froms = bands.map((band) => BANDS[band].from);
    const tos = bands.map((band) => BANDS[band].to);
    const isMeant = `($1::text IS NULL OR creditor_bank = $1)
      AND EXISTS (SELECT 1 FROM unnest($3::int[], $4::int[]) AS b (first, last) WHERE $2::date - due_on BETWEEN b.first AND b.last)`;
    const { rows } = await this.parts.pool.query<{ item: OpenItem; days: number }>({
      name: 'payments-open-obligations',
      text: `SELECT item, $2::date - due_on AS days FROM payments.open_obligations
        WHERE ${isMeant} AND (due_on, obligation_id) > ($5::date, $6::uuid) ORDER BY due_on, obligation_id LIMIT $7`,
      values: [
        bank,
        on,
        froms,
        tos,
        after?.dueOn ?? '-infinity',
        after?.obligationId ?? '00000000-0000-0000-0000-000000000000',
        limit + 1,
      ],
    });
    const totals = await this.parts.pool.query<{
      days: number;
      currency: string;
      count: string;
      sum: string;
    }>({
      name: 'payments-open-obligations-by-age',
      text: `SELECT min($2::date - due_on)::int AS days, currency, count(*) AS count, sum(outstanding)::text AS sum
        FROM payments.open_obligations WHERE ${isMeant}
        GROUP BY currency, width_bucket($2::date - due_on, ARRAY[1, 31, 61, 91]) ORDER BY min($2::date - due_on), currency`,
      values: [bank, on, froms, tos],
    });
    const items = rows.slice(0, limit).map(({ item, days }) => ({
      ...listed(item),
      creditorBank: item.creditorBank,
      amount: item.amount,
      daysOverdue: Math.max(0, days),
      age: ageOf(days),
    }));
    const last = items.at(-1);
    return {
      on,
      totals: totals.rows.map(({ days, currency, count, sum }) => ({
        age: ageOf(days),
        currency,
        count: Number(count),
        outstanding: moneyOf(sum, currency),
      })),
      items,
      ...(rows.length > limit && last && { next: `${last.dueOn}_${last.obligationId}` }),
    };
  }
}

function ageOf(days: number): AgeBand {
  return AGE_BANDS.find((band) => days <= BANDS[band].to) ?? 'over-90';
}

/** @param sum in major units, as PostgreSQL writes it. What a single amount may be at most does not bound it. */
function moneyOf(sum: string, currency: string): MoneyJson {
  const digits = minorUnitDigits(currency) ?? 0;
  const [whole = '', fraction = ''] = sum.split('.');
  // No amount has more digits than its currency but zeros.
  const units = whole + fraction.slice(0, digits).padEnd(digits, '0');
  return toMoneyJson({ minor: BigInt(units), currency });
}
