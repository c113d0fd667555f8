import { IdempotencyKeyReused } from '@corridor/event-store';
import type pg from 'pg';

/** What a request was answered, for ever. */
export interface AnsweredKey {
  readonly requestHash: string;
  readonly settlementId: string;
  readonly position: number;
  /** The settlement was held then. */
  readonly held?: boolean;
}

/**
 * Idempotency keys of a bank whose request brought what was booked before. The ledger keeps a key with the events that its
 * request led to; these led to none.
 */
export class AnsweredKeys {
  constructor(private readonly pool: Pick<pg.Pool, 'query'>) {}

  /** @throws IdempotencyKeyReused where the key was answered for another request. */
  async find(bank: string, key: string, requestHash: string): Promise<AnsweredKey | undefined> {
    const { rows } = await this.pool.query<{
      hash: string;
      settlement_id: string;
      position: string;
      held: boolean;
    }>({
      name: 'payments-answered-key',
      text: `SELECT request_hash AS hash, settlement_id, position, held FROM payments.answered_keys
        WHERE bank = $1 AND key = $2`,
      values: [bank, key],
    });
    const row = rows[0];
    if (!row) return undefined;
    if (row.hash !== requestHash) throw new IdempotencyKeyReused(key);
    const { settlement_id: settlementId, position, held } = row;
    return { requestHash, settlementId, position: Number(position), ...(held && { held }) };
  }

  /** @throws IdempotencyKeyReused where another request under the key was faster. */
  async keep(bank: string, key: string, answered: AnsweredKey): Promise<void> {
    await this.pool.query(
      `INSERT INTO payments.answered_keys (bank, key, request_hash, settlement_id, position, held)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [bank, key, answered.requestHash, answered.settlementId, answered.position, answered.held ?? false],
    );
    await this.find(bank, key, answered.requestHash);
  }
}
