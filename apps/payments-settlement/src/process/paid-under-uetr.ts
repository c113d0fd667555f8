import type { Allocation, SettlementBooked } from '@corridor/domain';
import type pg from 'pg';
import type { Candidate } from './open-items.js';

/** How it was found that a settlement pays something. */
export interface FoundBy extends Pick<Allocation, 'by'> {
  readonly score?: number;
  readonly grounds?: readonly string[];
}

/** An open obligation that a settlement was matched with. */
export type PaidItem = Candidate & { readonly found: FoundBy };

/** Which obligations settlements with a UETR pay, but for those by hand: where something of one is owed, what is told later may say that banks took it. */
export class PaidUnderUetr {
  async keep(
    client: pg.ClientBase,
    { settlementId, bank, references }: SettlementBooked['data'],
    { obligationId, by, score, grounds }: FoundBy & Pick<Allocation, 'obligationId'>,
    occurredAt: string,
  ): Promise<void> {
    if (references.uetr === undefined) return;
    await client.query({
      name: 'payments-keep-paid-under-uetr',
      text: `INSERT INTO payments.paid_under_uetr (obligation_id, settlement_id, bank, uetr, occurred_at, found)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (obligation_id, settlement_id) DO NOTHING`,
      values: [
        obligationId,
        settlementId,
        bank,
        references.uetr,
        occurredAt,
        JSON.stringify({ by, score, grounds }),
      ],
    });
  }

  /** It pays that one no more. */
  async remove(client: pg.ClientBase, settlementId: string, obligationId: string): Promise<void> {
    await client.query({
      name: 'payments-remove-paid-under-uetr',
      text: 'DELETE FROM payments.paid_under_uetr WHERE settlement_id = $1 AND obligation_id = $2',
      values: [settlementId, obligationId],
    });
  }

  /** Those that a bank booked under a UETR, or that one, or those that pay an obligation; only where something that they pay is open. */
  async settlements(
    client: pg.ClientBase,
    asked: {
      readonly bank?: string;
      readonly uetr?: string;
      readonly settlementId?: string;
      readonly obligationId?: string;
    },
  ): Promise<readonly Candidate[]> {
    const { rows } = await client.query<{ id: string; occurred_at: string }>({
      name: 'payments-paid-under-uetr-settlements',
      text: `SELECT DISTINCT ON (settlement_id) settlement_id AS id, p.occurred_at FROM payments.paid_under_uetr p
        JOIN payments.open_obligations USING (obligation_id)
        WHERE uetr = $1 AND bank = $2 OR settlement_id = $3 OR obligation_id = $4
        ORDER BY settlement_id, p.occurred_at::timestamptz DESC`,
      values: [asked.uetr, asked.bank, asked.settlementId, asked.obligationId],
    });
    return rows.map(({ id, occurred_at }) => ({ id, occurredAt: occurred_at }));
  }

  /** What a settlement pays that is open, by obligation. */
  async obligations(client: pg.ClientBase, settlementId: string): Promise<ReadonlyMap<string, PaidItem>> {
    const { rows } = await client.query<{ id: string; occurred_at: string; found: FoundBy }>({
      name: 'payments-paid-under-uetr-obligations',
      text: `SELECT obligation_id AS id, o.occurred_at, p.found FROM payments.paid_under_uetr p
        JOIN payments.open_obligations o USING (obligation_id) WHERE settlement_id = $1`,
      values: [settlementId],
    });
    return new Map(rows.map(({ id, occurred_at, found }) => [id, { id, occurredAt: occurred_at, found }]));
  }
}
