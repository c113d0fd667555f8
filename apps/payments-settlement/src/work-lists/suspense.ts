import {
  type BookedSettlement,
  feesForDebtor,
  type PaymentReferences,
  type SuspenseReason,
} from '@corridor/domain';
import { type MoneyJson, toMoneyJson } from '@corridor/kernel';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { SettlementList } from '../list/settlement-list.js';
import { AccountCreditors } from '../process/account-creditors.js';
import { Likeness } from '../process/likeness.js';
import { type OpenItem, OpenItems } from '../process/open-items.js';
import { AGGREGATES } from '../tokens.js';

/** Candidates of one settlement: who looks at more of them looks at the obligations. */
const CANDIDATES_MAX = 5;

export interface SuspenseItem {
  readonly settlementId: string;
  readonly bank: string;
  readonly account: string;
  readonly amount: MoneyJson;
  readonly unallocated: MoneyJson;
  readonly reason: SuspenseReason | 'held';
  readonly waitsSince?: string;
  readonly references: PaymentReferences;
  readonly bookedOn: string;
  readonly valueDate: string;
  readonly debtorName?: string;
  readonly creditorName?: string;
  readonly candidates: readonly {
    readonly obligations: readonly ListedObligation[];
    readonly score: number;
    readonly grounds: readonly string[];
  }[];
  readonly position: number;
}

export type ListedObligation = Pick<
  OpenItem,
  'obligationId' | 'invoiceNumber' | 'consignmentId' | 'creditor' | 'debtor' | 'outstanding' | 'dueOn'
>;

export interface SuspensePage {
  readonly items: readonly SuspenseItem[];
  readonly next?: string;
}

/** Asks what waits in suspense, first booked first. */
export class SuspenseQuery extends Query<SuspensePage> {
  constructor(
    readonly filter: {
      /** Only this bank's; absent for all. */
      readonly bank?: string;
      readonly reason?: SuspenseReason | 'held';
      /** Behind this position. */
      readonly after: number;
      readonly limit: number;
    },
  ) {
    super();
  }
}

@QueryHandler(SuspenseQuery)
export class SuspenseHandler implements IQueryHandler<SuspenseQuery> {
  private readonly likeness: Likeness;

  constructor(
    @Inject(SettlementList) private readonly list: SettlementList,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {
    this.likeness = new Likeness(aggregates, new OpenItems(), new AccountCreditors());
  }

  /** @throws ProblemError 503 `index-behind` where the list does not get to the head of the log in time. */
  async execute({ filter }: SuspenseQuery): Promise<SuspensePage> {
    await this.list.atHead();
    const { bank = null, reason = null, after, limit } = filter;
    const { rows } = await this.parts.pool.query<Row>({
      name: 'payments-suspense',
      text: `SELECT settlement_id, position, currency, unallocated_minor, reason,
          CASE reason WHEN 'held' THEN held->>'since'
            ELSE to_char(waits_since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') END AS waits_since
        FROM (SELECT *, CASE WHEN held IS NOT NULL AND NOT released THEN 'held' WHEN suspended THEN suspended_for END AS reason
          FROM payments.settlements WHERE unallocated_minor > 0 AND position > $1 AND ($2::text IS NULL OR bank = $2)) s
        WHERE reason IS NOT NULL AND ($3::text IS NULL OR reason = $3) ORDER BY position LIMIT $4`,
      values: [after, bank, reason, limit + 1],
    });
    const items: SuspenseItem[] = [];
    for (const row of rows.slice(0, limit)) {
      const { state } = await this.aggregates.settlements.load(row.settlement_id);
      if (state.status === 'booked') items.push(await this.itemOf(row, state));
    }
    const last = rows[limit - 1];
    return { items, ...(rows.length > limit && last && { next: last.position }) };
  }

  private async itemOf(row: Row, state: BookedSettlement): Promise<SuspenseItem> {
    const { settlement, allocations, returned } = state;
    const { settlementId, bank, account, amount, references, bookedOn, valueDate } = settlement;
    const { debtorName, creditorName } = settlement;
    const { candidates, items } = await this.likeness.candidates(
      this.parts.pool,
      state,
      feesForDebtor(settlement, allocations, returned),
    );
    return {
      settlementId,
      bank,
      account,
      amount,
      unallocated: toMoneyJson({ minor: BigInt(row.unallocated_minor), currency: row.currency }),
      reason: row.reason,
      ...(row.waits_since !== null && { waitsSince: row.waits_since }),
      references,
      bookedOn,
      valueDate,
      ...(debtorName !== undefined && { debtorName }),
      ...(creditorName !== undefined && { creditorName }),
      candidates: candidates.slice(0, CANDIDATES_MAX).map(({ obligationIds, score, grounds }) => ({
        obligations: obligationIds.flatMap((id) => {
          const item = items.get(id);
          return item ? [listed(item)] : [];
        }),
        score,
        grounds,
      })),
      position: Number(row.position),
    };
  }
}

interface Row {
  readonly settlement_id: string;
  readonly position: string;
  readonly currency: string;
  readonly unallocated_minor: string;
  readonly reason: SuspenseReason | 'held';
  readonly waits_since: string | null;
}

export function listed(item: OpenItem): ListedObligation {
  const { obligationId, invoiceNumber, consignmentId, creditor, debtor, outstanding, dueOn } = item;
  return { obligationId, invoiceNumber, consignmentId, creditor, debtor, outstanding, dueOn };
}
