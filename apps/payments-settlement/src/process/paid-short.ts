import type { Allocation, BookedSettlement } from '@corridor/domain';
import type pg from 'pg';
import type { Found } from './found.js';
import type { Candidate } from './open-items.js';

/** How it was found that a settlement pays something. */
export interface FoundBy extends Pick<Allocation, 'by'> {
  readonly score?: number;
  readonly grounds?: readonly string[];
}

/** An open obligation that a settlement was matched with. */
export type ShortItem = Candidate & { readonly found: FoundBy };

/** What settlements with a UETR paid of obligations that are open still: what is told of them later may say that banks took the rest. */
export class PaidShort {
  async keep(
    client: pg.ClientBase,
    { loaded, occurredAt }: Found<BookedSettlement>,
    { obligationId, by, score, grounds }: FoundBy & Pick<Allocation, 'obligationId'>,
  ): Promise<void> {
    const { settlementId, bank, references } = loaded.state.settlement;
    if (references.uetr === undefined) return;
    await client.query({
      name: 'payments-keep-paid-short',
      text: `INSERT INTO payments.paid_short (obligation_id, settlement_id, bank, uetr, occurred_at, found)
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
      name: 'payments-remove-paid-short',
      text: 'DELETE FROM payments.paid_short WHERE settlement_id = $1 AND obligation_id = $2',
      values: [settlementId, obligationId],
    });
  }

  /** The settlements that a bank booked under a UETR, or that one. */
  async settlements(
    client: pg.ClientBase,
    asked: { readonly bank: string; readonly uetr: string } | { readonly settlementId: string },
  ): Promise<readonly Candidate[]> {
    const { rows } = await client.query<{ id: string; occurred_at: string }>({
      name: 'payments-paid-short-settlements',
      text: `SELECT DISTINCT settlement_id AS id, occurred_at FROM payments.paid_short
        WHERE uetr = $1 AND bank = $2 OR settlement_id = $3 ORDER BY settlement_id`,
      values: 'uetr' in asked ? [asked.uetr, asked.bank, null] : [null, null, asked.settlementId],
    });
    return rows.map(({ id, occurred_at }) => ({ id, occurredAt: occurred_at }));
  }

  /** What a settlement left owed, by obligation. */
  async obligations(client: pg.ClientBase, settlementId: string): Promise<ReadonlyMap<string, ShortItem>> {
    const { rows } = await client.query<{ id: string; occurred_at: string; found: FoundBy }>({
      name: 'payments-paid-short-obligations',
      text: `SELECT obligation_id AS id, o.occurred_at, p.found FROM payments.paid_short p
        JOIN payments.open_obligations o USING (obligation_id) WHERE settlement_id = $1`,
      values: [settlementId],
    });
    return new Map(rows.map(({ id, occurred_at, found }) => [id, { id, occurredAt: occurred_at, found }]));
  }
}
