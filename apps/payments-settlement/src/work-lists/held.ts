import type { BookedSettlement, ScreeningHold, SettlementBooked } from '@corridor/domain';
import type { MoneyJson } from '@corridor/kernel';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { PaymentsAggregates } from '../aggregates.js';
import { mapBounded } from '../booking/bounded.js';
import { SettlementList } from '../list/settlement-list.js';
import { AGGREGATES } from '../tokens.js';

const LOADED_AT_ONCE_MAX = 16;

export type HeldItem = ScreeningHold &
  Pick<
    SettlementBooked['data'],
    | 'settlementId'
    | 'bank'
    | 'account'
    | 'amount'
    | 'references'
    | 'bookedOn'
    | 'valueDate'
    | 'debtorName'
    | 'debtorAccount'
    | 'debtorAgent'
    | 'creditorName'
    | 'creditorAgent'
    | 'ultimateDebtorName'
    | 'ultimateCreditorName'
  > & { readonly heldSince: string; readonly unallocated: MoneyJson; readonly position: number };

export interface HeldPage {
  readonly items: readonly HeldItem[];
  readonly next?: string;
}

/** Asks what is held for its parties, first booked first. */
export class HeldQuery extends Query<HeldPage> {
  constructor(
    readonly filter: {
      /** Only what is held for want of an answer, or only what was found; absent for both. */
      readonly unscreened?: boolean;
      /** Behind this position. */
      readonly after: number;
      readonly limit: number;
    },
  ) {
    super();
  }
}

interface Row {
  readonly settlement_id: string;
  readonly position: string;
  readonly held: ScreeningHold & { readonly since: string };
}

@QueryHandler(HeldQuery)
export class HeldHandler implements IQueryHandler<HeldQuery> {
  constructor(
    @Inject(SettlementList) private readonly list: SettlementList,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  /** @throws ProblemError 503 `index-behind` where the list does not get to the head of the log in time. */
  async execute({ filter }: HeldQuery): Promise<HeldPage> {
    await this.list.atHead();
    const { unscreened = null, after, limit } = filter;
    const { rows } = await this.parts.pool.query<Row>({
      name: 'payments-held',
      // What the bank has taken back waits for nobody.
      text: `SELECT settlement_id, position, held FROM payments.settlements
        WHERE held IS NOT NULL AND NOT released AND unallocated_minor > 0 AND position > $1
          AND ($2::boolean IS NULL OR (json_array_length(held->'hits') = 0) = $2)
        ORDER BY position LIMIT $3`,
      values: [after, unscreened, limit + 1],
    });
    const items = await mapBounded(rows.slice(0, limit), LOADED_AT_ONCE_MAX, async (row) => {
      const { state } = await this.aggregates.settlements.load(row.settlement_id);
      return state.status === 'booked' ? [itemOf(row, state)] : [];
    });
    const last = rows[limit - 1];
    return { items: items.flat(), ...(rows.length > limit && last && { next: last.position }) };
  }
}

function itemOf({ held, position }: Row, { settlement, unallocated }: BookedSettlement): HeldItem {
  const { settlementId, bank, account, amount, references, bookedOn, valueDate } = settlement;
  const { debtorName, debtorAccount, debtorAgent, creditorName, creditorAgent } = settlement;
  const { ultimateDebtorName, ultimateCreditorName } = settlement;
  const { since, ...hold } = held;
  return {
    settlementId,
    bank,
    ...hold,
    heldSince: since,
    account,
    amount,
    unallocated,
    references,
    bookedOn,
    valueDate,
    ...(debtorName !== undefined && { debtorName }),
    ...(debtorAccount !== undefined && { debtorAccount }),
    ...(debtorAgent !== undefined && { debtorAgent }),
    ...(creditorName !== undefined && { creditorName }),
    ...(creditorAgent !== undefined && { creditorAgent }),
    ...(ultimateDebtorName !== undefined && { ultimateDebtorName }),
    ...(ultimateCreditorName !== undefined && { ultimateCreditorName }),
    position: Number(position),
  };
}
